// exp, exp2, expm1. e^x = 2^k * 2^(i/64) * 2^(j/4096) * e^r with two tables of 64 values and |r|
// below 2^-13 (Tang, "Table-driven implementation of the exponential function", 1989, with two
// tables as in Gal's method); e^r is Taylor's series, whose first terms are in double-double.
#include "vm/number_elementary.h"
#include "vm/number_elementary_parts.h"

namespace gilscope::elementary {
namespace {

#include "vm/number_exponential.inc"

// e^x = 2^exponent * scale * (1 + rest).
struct Reduced {
  int exponent;
  DoubleDouble scale, rest;
};

DoubleDouble small_exponential_minus_one(DoubleDouble r) {
  double x = r.high, tail = 1.0 / 24 + x * (1.0 / 120 + x * (1.0 / 720 + x * (1.0 / 5040)));
  DoubleDouble series = r * (kSixth + x * tail) + 0.5;
  return r + r * r * series;
}

// The same with rest as r, before its exponential is taken.
Reduced to_small_argument(DoubleDouble x) {
  double steps = nearest_integer(x.high * kStepsPerUnit);
  // The first products and the first difference are exact: the words have 30 bits, steps at
  // most 23.
  DoubleDouble r = two_sum(x.high - steps * kStep[0], -(steps * kStep[1]));
  r = fast_two_sum(r.high, r.low + (x.low - steps * kStep[2]));
  int n = static_cast<int>(steps);
  return {n >> 12, kCoarse[n >> 6 & 63] * kFine[n & 63], r};
}

Reduced reduced(DoubleDouble x) {
  Reduced r = to_small_argument(x);
  r.rest = small_exponential_minus_one(r.rest);
  return r;
}

}  // namespace

bool quick_exponential(DoubleDouble x, double error, double* out) {
  if (!(std::fabs(x.high) < 707)) return false;  // may be subnormal or overflow
  auto [exponent, scale, r] = to_small_argument(x);
  double more = r.high * r.high * (0.5 + r.high * (1.0 / 6 + r.high * (1.0 / 24)));
  double low = scale.high * r.high + (scale.low + scale.high * (r.low + more));
  // What is rounded is below 2^-12.5, so each of the errors is below 2^-65.
  if (!rounds_alike(fast_two_sum(scale.high, low), 0x1p-63 + 2 * error, out)) return false;
  *out *= power_of_two(exponent);
  return true;
}

Scaled exponential(DoubleDouble x) {
  Reduced r = reduced(x);
  return {r.scale + r.scale * r.rest, r.exponent};
}

Scaled exponential_minus_one(DoubleDouble x) {
  Reduced r = reduced(x);
  if (r.exponent > 200) return {r.scale + r.scale * r.rest, r.exponent};
  if (r.scale.high == 1 && r.exponent == 0) return {r.rest, 0};
  return {(r.scale - power_of_two(-r.exponent)) + r.scale * r.rest, r.exponent};
}

double exp(double x) {
  if (x != x) return x;
  if (x > 710) return kInfinity;
  if (x < -746) return 0;
  double quick;
  if (quick_exponential({x, 0}, 0, &quick)) return quick;
  return rounded(exponential({x, 0}));
}

double exp2(double x) {
  if (x != x) return x;
  if (x >= 1024) return kInfinity;
  if (x < -1080) return 0;
  if (x == std::floor(x)) return round_scaled({1, 0}, static_cast<int>(x));
  double quick;
  if (quick_exponential(kLog2 * x, 0, &quick)) return quick;
  return rounded(exponential(kLog2 * x));
}

double expm1(double x) {
  if (x != x || x == 0) return x;
  if (x > 710) return kInfinity;
  if (x < -38) return -1;
  if (std::fabs(x) < 0x1p-60) return x;
  return rounded(exponential_minus_one({x, 0}));
}

}  // namespace gilscope::elementary
