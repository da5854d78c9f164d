// Doubles as decimal digits and back, exactly and without the platform's printf: what repr, format
// and round share. Rounding is to nearest, half to even, of the exact binary value, as in CPython.
#pragma once

#include <string>
#include <string_view>

namespace gilscope {

// The value 0.DIGITS * 10^point. Zero is "0" with point 1.
struct DecimalDigits {
  std::string digits;
  int point = 0;
};

// All for finite values; the sign is ignored.
DecimalDigits shortest_digits(double value);                // the fewest that read back
DecimalDigits significant_digits(double value, int count);  // exactly `count` >= 1 digits
// Rounded to `decimals` places; digits end there (integer digits and decimals, without leading
// zeros except for a value that rounds to zero: "0"). Negative: to tens, hundreds, ... as round().
DecimalDigits fixed_digits(double value, int decimals);

// Python's float literal with underscores, signs, "inf", "nan"; no blanks around. False: malformed.
bool parse_double(std::string_view text, double* out);

// A str (or its UTF-8) as int() and float() read it: decimal digits of any script become ASCII,
// blanks of any kind ' ', anything else that is not ASCII '?'; stripped of blanks.
struct Str;
std::string numeric_text(Str* s);

}  // namespace gilscope
