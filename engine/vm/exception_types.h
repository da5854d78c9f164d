// What the families of built-in exceptions have beyond args: the meaning of Exception::field.
#pragma once

#include "vm/exception.h"

namespace gilscope {

// Exception::field by family.
enum ExceptionField {
  kStopValue = 0,
  kExitCode = 0,
  kErrno = 0,
  kStrerror = 1,
  kFilename = 2,
  kFilename2 = 3,
  kImportMessage = 0,
  kImportName = 1,
  kImportPath = 2,
  kImportNameFrom = 3,
  kAttributeName = 0,
  kAttributeObject = 1,
  kNameErrorName = 0,
  kNameErrorSelf = 1,  // the local variable `self` where the name was looked for, or Null
  kSyntaxMessage = 0,
  kSyntaxDetails = 1,   // details: (filename, lineno, offset, text, end_lineno, end_offset)
  kUnicodeDetails = 0,  // (encoding, object, start, end, reason)
  kGroupMessage = 0,
  kGroupExceptions = 1,
};

// Sets the fields from args, as the constructor would.
void fill_exception_fields(Thread& thread, Exception* exception);
Type* os_error_class(Process& process, std::int64_t code);
bool is_family(Process& process, const Exception* exception, Type* family);

// exception_group.cpp
Value new_group(Thread& thread, Value message, const Value* exceptions, std::uint32_t count);

}  // namespace gilscope
