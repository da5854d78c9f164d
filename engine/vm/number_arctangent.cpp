// atan, atan2, asin, acos. The angle of a point is turned by the nearest atan(i/128) of a table,
// which leaves the angle of another point, so flat that Taylor's series is short; asin and acos are
// angles of points of the unit circle.
#include <utility>

#include "vm/number_elementary.h"
#include "vm/number_elementary_parts.h"

namespace gilscope::elementary {
namespace {

#include "vm/number_arctangent.inc"

DoubleDouble small_arctangent(DoubleDouble t) {
  DoubleDouble square = t * t;
  double x = square.high;
  double tail = -1.0 / 7 + x * (1.0 / 9 - x * (1.0 / 11 - x * (1.0 / 13)));
  return t + t * square * (square * (kFifth + x * tail) - kThird);
}

// The other coordinate of the point of the unit circle; exact differences keep it good near 1.
DoubleDouble other_leg(double x) {
  return square_root(two_sum(1, -x) * two_sum(1, x));
}

// atan2 where the quadrant alone decides.
bool is_special_point(double y, double x, double* out) {
  double wide = std::fabs(y), far = std::fabs(x);
  if (x != x || y != y) {
    *out = x != x ? x : y;
    return true;
  }
  if (wide == 0 || (far == kInfinity && wide != kInfinity)) {
    *out = std::signbit(x) ? kPi.high : 0.0;
  } else if (far == kInfinity) {
    *out = round_scaled(x > 0 ? scaled(kPi, 0.25) : scaled(kPi, 0.25) + kHalfPi, 0);
  } else if (far == 0 || wide == kInfinity) {
    *out = kHalfPi.high;
  } else {
    return false;
  }
  *out = std::copysign(*out, y);
  return true;
}

// Brings a positive number to [1, 2) and gives the exponent it had.
int take_exponent(double* x) {
  int exponent = 0;
  if (*x < 0x1p-1022) *x *= 0x1p54, exponent = -54;
  exponent += exponent_of(*x);
  *x = double_of_bits((bits_of(*x) & 0xfffffffffffffull) | 0x3ff0000000000000ull);
  return exponent;
}

}  // namespace

DoubleDouble arctangent(DoubleDouble y, DoubleDouble x) {
  bool steep = y.high > x.high;
  if (steep) std::swap(x, y);
  int i = static_cast<int>(nearest_integer(y.high / x.high * 128));
  double tangent = i / 128.0;
  DoubleDouble t = i ? (y - x * tangent) / (x + y * tangent) : y / x;
  DoubleDouble angle = kArctangent[i] + small_arctangent(t);
  return steep ? kHalfPi - angle : angle;
}

double atan(double x) {
  double size = std::fabs(x);
  if (x != x || size < 0x1p-60) return x;
  double angle = size > 0x1p70 ? kHalfPi.high : round_scaled(arctangent({size, 0}, {1, 0}), 0);
  return std::copysign(angle, x);
}

double atan2(double y, double x) {
  double special;
  if (is_special_point(y, x, &special)) return special;
  double wide = std::fabs(y), far = std::fabs(x);
  int difference = take_exponent(&wide);
  difference -= take_exponent(&far);
  double result;
  if (difference > 70) {
    result = kHalfPi.high;
  } else if (difference < -70 && x < 0) {
    result = kPi.high;
  } else if (difference < -70) {
    // The angle is a little less than its tangent, which tells where that is halfway of two
    // doubles.
    DoubleDouble tangent = DoubleDouble{wide, 0} / DoubleDouble{far, 0};
    result = round_scaled({tangent.high, tangent.low - 0x1p-110}, difference);
  } else {
    DoubleDouble angle = arctangent({wide * power_of_two(difference), 0}, {far, 0});
    result = round_scaled(x < 0 ? kPi - angle : angle, 0);
  }
  return std::copysign(result, y);
}

double asin(double x) {
  double size = std::fabs(x);
  if (x != x || size < 0x1p-60) return x;
  if (size > 1) return kNan;
  return std::copysign(round_scaled(arctangent({size, 0}, other_leg(size)), 0), x);
}

double acos(double x) {
  if (x != x) return x;
  if (std::fabs(x) > 1) return kNan;
  if (std::fabs(x) < 0x1p-60) return kHalfPi.high;
  DoubleDouble angle = arctangent(other_leg(x), {std::fabs(x), 0});
  return round_scaled(x < 0 ? kPi - angle : angle, 0);
}

}  // namespace gilscope::elementary
