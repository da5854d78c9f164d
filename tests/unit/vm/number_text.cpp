#include "vm/number_text.h"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>

#include "base/prng.h"
#include "vm/format.h"
#include "vm/number.h"

using namespace gilscope;

TEST_CASE("repr of a float is the shortest text that reads back") {
  CHECK(float_repr(0.1) == "0.1");
  CHECK(float_repr(1e16) == "1e+16");
  CHECK(float_repr(1e15) == "1000000000000000.0");
  CHECK(float_repr(-0.0) == "-0.0");
  CHECK(float_repr(5e-324) == "5e-324");
  CHECK(float_repr(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(float_repr(0.0001) == "0.0001");
  CHECK(float_repr(0.00001) == "1e-05");
}

TEST_CASE("every double's repr reads back as the same double") {
  Prng random(7);
  for (int i = 0; i < 20000; ++i) {
    std::uint64_t bits = random.next();
    double value, back;
    std::memcpy(&value, &bits, sizeof value);
    if (value != value) continue;
    REQUIRE(parse_double(float_repr(value), &back));
    CHECK(std::memcmp(&value, &back, sizeof value) == 0);
  }
}

TEST_CASE("formats print the exact binary value, rounded half to even") {
  CHECK(format_double(0.1, 'f', 30, 0) == "0.100000000000000005551115123126");
  CHECK(format_double(2.5, 'f', 0, 0) == "2");
  CHECK(format_double(3.5, 'f', 0, 0) == "4");
  CHECK(format_double(0.125, 'f', 2, 0) == "0.12");
  CHECK(format_double(1e22, 'f', 0, 0) == "10000000000000000000000");
  CHECK(format_double(5e-324, 'e', 3, 0) == "4.941e-324");
  CHECK(format_double(9.9996, 'g', 4, 0) == "10");
  CHECK(format_double(-0.04, 'f', 1, kFormatNoNegativeZero) == "0.0");
}

TEST_CASE("underscores stand between digits only") {
  double value;
  CHECK(parse_double("1_000.5", &value));
  CHECK(value == 1000.5);
  CHECK_FALSE(parse_double("1__0", &value));
  CHECK_FALSE(parse_double("_1", &value));
  CHECK_FALSE(parse_double("1_", &value));
  CHECK_FALSE(parse_double("", &value));
  CHECK_FALSE(parse_double(".", &value));
}
