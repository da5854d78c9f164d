#include "vm/number_elementary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "base/prng.h"
#include "vm/double_double.h"

using namespace gilscope;
namespace {

using OfOne = double (*)(double);
using OfTwo = double (*)(double, double);

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// A function of ours, the same of <cmath>, where to compare them, and how often glibc's is the
// nearest double, in hundredths (its older functions are not made to be).
struct Function {
  const char* name;
  OfOne ours, theirs;
  double low, high;
  int equal_percent_times_100;
};

#define FUNCTION(name, low, high, equal)                                             \
  {                                                                                  \
#name, elementary::name, [](double x) { return std::name(x); }, low, high, equal \
  }
const Function kFunctions[] = {
    FUNCTION(exp, -740, 709, 9980), FUNCTION(exp2, -1070, 1020, 9980),
    FUNCTION(expm1, -3, 3, 8500),   FUNCTION(log, 0, 100, 9990),
    FUNCTION(log2, 0, 100, 9990),   FUNCTION(log10, 0, 100, 9000),
    FUNCTION(log1p, -1, 10, 9000),  FUNCTION(sin, -10, 10, 9970),
    FUNCTION(cos, -10, 10, 9970),   FUNCTION(tan, -10, 10, 9950),
    FUNCTION(asin, -1, 1, 9970),    FUNCTION(acos, -1, 1, 9970),
    FUNCTION(atan, -5, 5, 9970),    FUNCTION(sinh, -5, 5, 7000),
    FUNCTION(cosh, -5, 5, 7000),    FUNCTION(tanh, -3, 3, 7500),
    FUNCTION(asinh, -10, 10, 8000), FUNCTION(acosh, 1, 20, 8000),
    FUNCTION(atanh, -1, 1, 7500),   FUNCTION(cbrt, -100, 100, 5000),
    FUNCTION(erf, -3, 3, 9000),     FUNCTION(erfc, -2, 8, 6000),
};
#undef FUNCTION

struct FunctionOfTwo {
  const char* name;
  OfTwo ours, theirs;
  double low, high;
};
const FunctionOfTwo kFunctionsOfTwo[] = {
    {"pow", elementary::pow, [](double x, double y) { return std::pow(x, y); }, 0, 10},
    {"atan2", elementary::atan2, [](double x, double y) { return std::atan2(x, y); }, -5, 5},
    {"hypot", elementary::hypot, [](double x, double y) { return std::hypot(x, y); }, -5, 5},
};

struct Reference {
  const char* name;
  double x, y, result;
};
const Reference kReferences[] = {
#include "tests/unit/vm/elementary_references.inc"
};

double call(const std::string& name, double x, double y) {
  for (const Function& f : kFunctions)
    if (name == f.name) return f.ours(x);
  for (const FunctionOfTwo& f : kFunctionsOfTwo)
    if (name == f.name) return f.ours(x, y);
  FAIL("no function " << name);
  return 0;
}

// Equal to the bit, so that signs of zeros count; all NaNs are one.
bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || bits_of(a) == bits_of(b);
}

// How many doubles lie from one to the other.
std::uint64_t distance(double a, double b) {
  auto order = [](double x) {
    auto bits = static_cast<std::int64_t>(bits_of(x));
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
  };
  std::int64_t x = order(a), y = order(b);
  return static_cast<std::uint64_t>(x > y ? x - y : y - x);
}

double uniform(Prng& random, double low, double high) {
  return low + (high - low) * (static_cast<double>(random.next() >> 11) * 0x1p-53);
}

}  // namespace

TEST_CASE("elementary functions round correctly where rounding is hardest") {
  for (const Reference& r : kReferences) {
    INFO(r.name << "(" << r.x << ", " << r.y << ")");
    double result = call(r.name, r.x, r.y);
    CHECK_MESSAGE(same(result, r.result), "off by " << distance(result, r.result));
  }
}

TEST_CASE("elementary functions are those of the C library, but for the last place") {
  Prng random(20260101);
  constexpr int kCount = 20000;
  for (const Function& f : kFunctions) {
    int equal = 0;
    std::uint64_t furthest = 0;
    for (int i = 0; i < kCount; ++i) {
      double x = uniform(random, f.low, f.high), ours = f.ours(x), theirs = f.theirs(x);
      equal += same(ours, theirs);
      furthest = std::max(furthest, distance(ours, theirs));
    }
    INFO(f.name);
    CHECK(furthest <= 4);  // cbrt of some libraries is off by that much
#ifdef __GLIBC__
    CHECK(equal >= kCount / 10000 * f.equal_percent_times_100);
#endif
  }
}

TEST_CASE(
    "elementary functions of two numbers are those of the C library, but for the last place") {
  Prng random(20260102);
  constexpr int kCount = 20000;
  for (const FunctionOfTwo& f : kFunctionsOfTwo) {
    int equal = 0;
    std::uint64_t furthest = 0;
    for (int i = 0; i < kCount; ++i) {
      double x = uniform(random, f.low, f.high), y = uniform(random, -5, 5);
      double ours = f.ours(x, y), theirs = f.theirs(x, y);
      equal += same(ours, theirs);
      furthest = std::max(furthest, distance(ours, theirs));
    }
    INFO(f.name);
    CHECK(furthest <= 2);
#ifdef __GLIBC__
    CHECK(equal >= kCount / 100 * 98);
#endif
  }
}

TEST_CASE("elementary functions keep the identities that are exact") {
  for (int i = -1074; i < 1024; ++i) {
    double power = std::ldexp(1, i);
    CHECK(elementary::exp2(i) == power);
    CHECK(elementary::pow(2, i) == power);
    CHECK(elementary::pow(0.25, -i / 2.0) == power);
    CHECK(elementary::log2(power) == i);
  }
  for (int i = 0; i <= 22; ++i) CHECK(elementary::log10(std::stod("1e" + std::to_string(i))) == i);
  for (int i = 0; i < 2000; ++i) {
    CHECK(elementary::cbrt(static_cast<double>(i) * i * i) == i);
    CHECK(elementary::pow(i, 2) == static_cast<double>(i) * i);
    CHECK(elementary::pow(static_cast<double>(i) * i, 0.5) == i);
    CHECK(elementary::hypot(3.0 * i, -4.0 * i) == 5 * i);
  }
}

TEST_CASE("elementary functions of zeros keep the sign where they are odd") {
  OfOne odd[] = {elementary::expm1, elementary::log1p, elementary::sin,  elementary::tan,
                 elementary::asin,  elementary::atan,  elementary::sinh, elementary::tanh,
                 elementary::asinh, elementary::atanh, elementary::cbrt, elementary::erf};
  for (OfOne f : odd) {
    CHECK(same(f(0.0), 0.0));
    CHECK(same(f(-0.0), -0.0));
    CHECK(std::isnan(f(kNan)));
  }
  OfOne one_at_zero[] = {elementary::exp, elementary::exp2, elementary::cos, elementary::cosh,
                         elementary::erfc};
  for (OfOne f : one_at_zero) CHECK((f(0.0) == 1 && f(-0.0) == 1 && std::isnan(f(kNan))));
  OfOne logarithms[] = {elementary::log, elementary::log2, elementary::log10};
  for (OfOne f : logarithms) {
    CHECK((same(f(1), 0.0) && f(0.0) == -kInf && f(-0.0) == -kInf && f(kInf) == kInf));
    CHECK((std::isnan(f(-1)) && std::isnan(f(-kInf)) && std::isnan(f(kNan))));
  }
}

TEST_CASE("elementary functions of infinities and outside their domain follow the C standard") {
  namespace e = elementary;
  struct Case {
    double got, expected;
  };
  const double half_pi = 1.5707963267948966, pi = 3.141592653589793;
  const Case cases[] = {
      {e::exp(kInf), kInf},
      {e::exp(-kInf), 0},
      {e::exp(710), kInf},
      {e::exp(-746), 0},
      {e::exp2(1024), kInf},
      {e::exp2(-1075), 0},
      {e::exp2(-kInf), 0},
      {e::expm1(-kInf), -1},
      {e::expm1(kInf), kInf},
      {e::log1p(-1), -kInf},
      {e::log1p(-2), kNan},
      {e::log1p(kInf), kInf},
      {e::sin(kInf), kNan},
      {e::cos(-kInf), kNan},
      {e::tan(kInf), kNan},
      {e::asin(1.5), kNan},
      {e::acos(-1.5), kNan},
      {e::acos(1), 0.0},
      {e::acos(-1), pi},
      {e::asin(1), half_pi},
      {e::atan(kInf), half_pi},
      {e::atan(-kInf), -half_pi},
      {e::sinh(-kInf), -kInf},
      {e::cosh(-kInf), kInf},
      {e::cosh(711), kInf},
      {e::tanh(kInf), 1},
      {e::tanh(-kInf), -1},
      {e::asinh(-kInf), -kInf},
      {e::acosh(0.5), kNan},
      {e::acosh(1), 0.0},
      {e::acosh(kInf), kInf},
      {e::atanh(1), kInf},
      {e::atanh(-1), -kInf},
      {e::atanh(1.5), kNan},
      {e::cbrt(-kInf), -kInf},
      {e::erf(kInf), 1},
      {e::erf(-kInf), -1},
      {e::erfc(kInf), 0},
      {e::erfc(-kInf), 2},
      {e::hypot(kInf, kNan), kInf},
      {e::hypot(kNan, 1), kNan},
      {e::hypot(0.0, -0.0), 0.0},
      {e::hypot(1e308, 1.7e308), kInf},
  };
  for (const Case& c : cases) {
    INFO("expected " << c.expected << " got " << c.got);
    CHECK(same(c.got, c.expected));
  }
}

TEST_CASE("pow and atan2 of special values are those of the C library") {
  const double values[] = {0.0,   -0.0,   1,      -1,      0.5,  -0.5,  2,    -2,     3,   -3,
                           1e300, -1e300, 5e-324, -5e-324, kInf, -kInf, kNan, 1e-300, 2.5, 1e17};
  for (double x : values) {
    for (double y : values) {
      INFO(x << ", " << y);
      CHECK(same(elementary::pow(x, y), std::pow(x, y)));
      CHECK(same(elementary::atan2(x, y), std::atan2(x, y)));
    }
  }
}

TEST_CASE("results among the subnormals are rounded once") {
  CHECK(elementary::exp(-745.1332191019411) == 5e-324);
  CHECK(elementary::exp(-745.1332191019412) == 0);
  CHECK(elementary::pow(3 * 0x1p-215, 5) == 122 * 5e-324);  // 121.5 of them
  CHECK(elementary::pow(2, -1075) == 0);
  CHECK(elementary::atan2(3 * 5e-324, 2) == 5e-324);  // a little less than half of three
  CHECK(elementary::erf(5e-324) == 5e-324);
}
