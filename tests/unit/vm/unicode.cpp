#include "vm/unicode.h"

#include <doctest/doctest.h>

using namespace gilscope;

TEST_CASE("digits of every script have their value") {
  CHECK(unicode::decimal_value('7') == 7);
  CHECK(unicode::decimal_value(0x0663) == 3);   // Arabic-Indic
  CHECK(unicode::decimal_value(0xff15) == 5);   // full width
  CHECK(unicode::decimal_value(0x1d7ff) == 9);  // mathematical monospace
  CHECK(unicode::decimal_value('a') == -1);
  CHECK(unicode::decimal_value(0xb2) == -1);  // superscript two is a digit, no decimal
  CHECK(unicode::digit_value(0xb2) == 2);
}

TEST_CASE("case mappings may be several code points long") {
  char32_t out[3];
  CHECK(unicode::map_case(unicode::Mapping::Upper, 0xdf, out) == 2);
  CHECK(out[0] == 'S');
  CHECK(out[1] == 'S');
  CHECK(unicode::map_case(unicode::Mapping::Upper, 'a', out) == 1);
  CHECK(out[0] == 'A');
  CHECK(unicode::map_case(unicode::Mapping::Title, 0x1c6, out) == 1);
  CHECK(out[0] == 0x1c5);
}

TEST_CASE("what lies outside Unicode has no properties") {
  CHECK(unicode::properties(0x110000) == 0);
  CHECK(unicode::is_printable(0x4e2d));
  CHECK_FALSE(unicode::is_printable(0xd800));
  CHECK(unicode::is_space(0x3000));
}
