// What Unicode says about code points (the version of the Python that generated the tables):
// classes and case mappings. Tables are ranges in unicode_tables.inc, made by
// cmake/unicode_tables.py; ASCII and Latin-1 have a direct table.
#pragma once

#include <array>
#include <cstdint>

namespace gilscope::unicode {

enum Property : std::uint16_t {
  kAlpha = 1 << 0,
  kDecimal = 1 << 1,
  kDigit = 1 << 2,
  kNumeric = 1 << 3,
  kLower = 1 << 4,
  kUpper = 1 << 5,
  kTitle = 1 << 6,
  kSpace = 1 << 7,
  kPrintable = 1 << 8,
  kIdentifierStart = 1 << 9,
  kIdentifierPart = 1 << 10,
  kCaseIgnorable = 1 << 11,
  kLineBreak = 1 << 12,  // str.splitlines
};

std::uint16_t slow_properties(char32_t c);
extern const std::array<std::uint16_t, 256> kLatin1Properties;

inline std::uint16_t properties(char32_t c) {
  return c < 256 ? kLatin1Properties[c] : slow_properties(c);
}
inline bool is_space(char32_t c) {
  return properties(c) & kSpace;
}
inline bool is_printable(char32_t c) {
  return properties(c) & kPrintable;
}
inline bool is_cased(char32_t c) {
  return properties(c) & (kLower | kUpper | kTitle);
}
int decimal_value(char32_t c);  // 0..9, or -1
int digit_value(char32_t c);    // of isdigit() characters such as superscripts, or -1

enum class Mapping : std::uint8_t { Lower, Upper, Title, Fold };
// The full mapping: up to three code points into `out`; returns how many. Final sigma is the
// caller's business.
int map_case(Mapping mapping, char32_t c, char32_t out[3]);

}  // namespace gilscope::unicode
