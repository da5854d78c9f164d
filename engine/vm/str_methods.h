// The methods of str, one function per method as native.h wants them; str_type.cpp lists them.
#pragma once

#include "vm/native.h"
#include "vm/str_text.h"

namespace gilscope {

#define STR_METHODS(M)                                                                             \
  M(capitalize)                                                                                    \
  M(casefold) M(center) M(count) M(encode) M(endswith) M(expandtabs) M(find) M(format)             \
      M(format_map) M(index) M(isalnum) M(isalpha) M(isascii) M(isdecimal) M(isdigit)              \
          M(isidentifier) M(islower) M(isnumeric) M(isprintable) M(isspace) M(istitle) M(isupper)  \
              M(join) M(ljust) M(lower) M(lstrip) M(maketrans) M(partition) M(removeprefix)        \
                  M(removesuffix) M(replace) M(rfind) M(rindex) M(rjust) M(rpartition) M(rsplit)   \
                      M(rstrip) M(split) M(splitlines) M(startswith) M(strip) M(swapcase) M(title) \
                          M(translate) M(upper) M(zfill)
#define METHOD(name) Value str_method_##name(Thread& thread, const Value* args);
STR_METHODS(METHOD)
#undef METHOD

// start and end of find() and the like, as CPython clips them: `start` may lie beyond `end`. False:
// exception pending.
bool search_range(Thread& thread, Value start, Value end, std::int64_t length, std::int64_t* from,
                  std::int64_t* to);
// A str argument, or a TypeError "must be str, not int". Null: exception pending.
Str* str_argument(Thread& thread, Value v);
// The same with "replace() argument 1 must be str, not int".
Str* str_argument(Thread& thread, Value v, const char* function, int position);

Value str_join(Thread& thread, Str* separator, const Value* items, std::uint32_t count);
Value str_repeat(Thread& thread, Str* s, Value count);
// The lower-case form with Unicode's rules, final sigma included.
Str* str_lower(Process& process, Str* s);

}  // namespace gilscope
