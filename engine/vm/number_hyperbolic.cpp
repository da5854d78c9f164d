// sinh, cosh, tanh and their inverses, from e^x - 1 and log(1 + x), so that nothing cancels near
// zero.
#include "vm/number_elementary.h"
#include "vm/number_elementary_parts.h"

namespace gilscope::elementary {
namespace {

constexpr double kTiny = 0x1p-60;   // below, odd functions are their argument, rounded
constexpr double kLarge = 0x1p300;  // above, squares may overflow

// e^x - 1 as one number, for |x| < 100.
DoubleDouble exponential_minus_one_of(double x) {
  Scaled e = exponential_minus_one({x, 0});
  return scaled(e.value, power_of_two(e.exponent));
}

double half_of_exponential(double x) {
  if (x > 712) return kInfinity;
  Scaled e = exponential({x, 0});
  return round_scaled(e.value, e.exponent - 1);
}

double with_sign(DoubleDouble size, double sign) {
  return std::copysign(round_scaled(size, 0), sign);
}

}  // namespace

double sinh(double x) {
  double size = std::fabs(x);
  if (x != x || size < kTiny) return x;
  if (size > 40) return std::copysign(half_of_exponential(size), x);
  DoubleDouble e = exponential_minus_one_of(size);
  return with_sign(scaled(e + e / (e + 1), 0.5), x);
}

double cosh(double x) {
  double size = std::fabs(x);
  if (x != x) return x;
  if (size > 40) return half_of_exponential(size);
  // With a small e - 1, the square keeps what the sum of e and 1 / e would round away.
  DoubleDouble e = exponential_minus_one_of(size), whole = e + 1;
  return round_scaled(scaled(e * e / whole, 0.5) + 1, 0);
}

double tanh(double x) {
  double size = std::fabs(x);
  if (x != x || size < kTiny) return x;
  if (size > 20) return std::copysign(1.0, x);
  DoubleDouble e = exponential_minus_one_of(2 * size);
  return with_sign(e / (e + 2), x);
}

double asinh(double x) {
  double size = std::fabs(x);
  if (x != x || size < kTiny || size == kInfinity) return x;
  if (size > kLarge) return with_sign(logarithm(size, 0, 0, 1), x);
  DoubleDouble square = two_product(size, size);
  DoubleDouble more = square / (square_root(square + 1) + 1);
  return with_sign(logarithm_of_one_plus(more + size), x);
}

double acosh(double x) {
  if (x != x || x == kInfinity) return x;
  if (x < 1) return kNan;
  if (x > kLarge) return round_scaled(logarithm(x, 0, 0, 1), 0);
  DoubleDouble above_one = two_sum(x, -1);
  return round_scaled(logarithm_of_one_plus(above_one + square_root(above_one * (above_one + 2))),
                      0);
}

double atanh(double x) {
  double size = std::fabs(x);
  if (x != x || size < kTiny) return x;
  if (size >= 1) return size == 1 ? std::copysign(kInfinity, x) : kNan;
  DoubleDouble ratio = DoubleDouble{2 * size, 0} / two_sum(1, -size);
  return with_sign(scaled(logarithm_of_one_plus(ratio), 0.5), x);
}

}  // namespace gilscope::elementary
