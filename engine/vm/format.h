// The format mini-language: what str.format, f-strings, format() and the __format__ methods of
// numbers and strs share, and the old `%` operator. Digits come from number_text.h.
#pragma once

#include <string>
#include <string_view>

#include "vm/value.h"

namespace gilscope {

struct Thread;
struct Str;

// [[fill]align][sign][z][#][0][width][grouping][.precision][type]
struct FormatSpec {
  char32_t fill = ' ';
  char align = 0;  // '<', '>', '=', '^'; 0: the type's default
  char sign = 0;   // '+', '-', ' '; 0: not given
  bool no_negative_zero = false;
  bool alternate = false;
  bool fill_given = false;
  std::int64_t width = -1;
  char grouping = 0;  // ',' or '_'
  std::int64_t precision = -1;
  char32_t type = 0;
};

// v.__format__(spec) for int, float, complex, str and their subclasses; `spec` must be a str.
Value format_with(Thread& thread, Value v, Value spec);

// A double in one of C's notations: type e, E, f, F, g, G, or r (the shortest repr).
enum FloatFormatFlags : std::uint8_t {
  kFormatAlternate = 1,       // keep the point and the zeros
  kFormatAddDotZero = 2,      // "1.0" rather than "1"
  kFormatNoNegativeZero = 4,  // -0.0 prints as 0.0
};
std::string format_double(double value, char type, std::int64_t precision, unsigned flags);

// format % args; Pending when an argument's __str__ or __repr__ is written in Python.
Value str_percent(Thread& thread, Str* format, Value args);
Value bytes_percent(Thread& thread, Value format, Value args);

// format.format(*args, **kwargs): `args` a tuple, `kwargs` any mapping or Null.
Value str_format(Thread& thread, Str* format, Value args, Value kwargs);

}  // namespace gilscope
