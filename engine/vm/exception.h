// Exceptions and tracebacks as objects, and how native code raises. `return raise(...)` is the
// idiom: raise sets Thread::exception and returns Null. While unwinding, the interpreter prepends a
// Traceback per frame.
#pragma once

#include <string>

#include "vm/object.h"
#include "vm/types.h"

namespace gilscope {

struct CodeObject;

struct Exception : Object {
  Tuple* args;
  Value traceback;       // Traceback or None
  Value cause, context;  // None or exceptions
  bool suppress_context;
  Value notes;  // list or Null
  // Per family: OSError errno, strerror, filename; StopIteration value; SystemExit code;
  // ImportError name, path; AttributeError name, obj; NameError name; KeyError -; SyntaxError msg,
  // (filename, lineno, offset, text, end_lineno, end_offset) tuple; UnicodeError encoding, object,
  // start, end, reason (tuple); groups message, exceptions.
  Value field[4];
  Attributes attributes;  // every exception has a __dict__
};

struct Traceback : Object {
  Value next;  // towards the raise; Traceback or None
  CodeObject* code;
  Dict* globals;
  std::int32_t instruction;  // index into code, for line and carets
  std::int32_t line;
  Object* frame_object;  // made on demand
};

inline bool is_exception(Value v) {
  return has_type_flag(v, kExceptionSubclass);
}

// printf-style; %s takes UTF-8 C strings. `type` is one of process.types.*.
[[gnu::format(printf, 3, 4)]] Value raise(Thread& thread, Type* type, const char* format, ...);
Value raise_value(Thread& thread, Value exception);  // sets __context__ from the one being handled
Value raise_args(Thread& thread, Type* type, const Value* args,
                 std::uint32_t count);  // KeyError(key) etc.
Value raise_os_error(Thread& thread, int code, const char* text,
                     Value filename);  // picks the subclass
Value raise_stop_iteration(Thread& thread, Value value);
Value raise_memory_error(Thread& thread);
Exception* new_exception(Thread& thread, Type* type, const Value* args, std::uint32_t count);
// Does `exception` (an instance) match the class or tuple `pattern`? Raises TypeError for
// non-exceptions.
Value exception_matches(Thread& thread, Value exception, Value pattern);
bool pending_is(Thread& thread, Type* type);  // the pending exception is an instance of type
Value take_exception(Thread& thread);         // clears and returns it
// The full report as CPython 3.12 prints it, chained exceptions, carets and notes included. Does
// not call Python code except through call_nested for __str__.
std::string format_exception(Thread& thread, Value exception);
std::string exception_only(Thread& thread, Value exception);  // "ValueError: text"

}  // namespace gilscope
