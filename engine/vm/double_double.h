// Numbers of about 106 bits: the unevaluated sum of two doubles, the second at most half a unit in
// the last place of the first. The elementary functions (number_elementary.h) compute in them and
// round once at the end. Only + - * / and sqrt of IEEE doubles are used, which give the same bits
// on every platform as long as nothing is contracted to a fused multiply-add (-ffp-contract=off).
//
// The operations are Dekker's ("A floating-point technique for extending the available precision",
// 1971) and Knuth's two_sum; the error bounds of their combinations are those of Joldes, Muller and
// Popescu, "Tight and rigorous error bounds for basic building blocks of double-word arithmetic"
// (2017). Nothing here looks after infinities, NaNs or underflow: callers scale their arguments.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

namespace gilscope {

struct DoubleDouble {
  double high, low;
};

// a + b exactly, for |a| >= |b| or a == 0.
inline DoubleDouble fast_two_sum(double a, double b) {
  double sum = a + b;
  return {sum, b - (sum - a)};
}

// a + b exactly.
inline DoubleDouble two_sum(double a, double b) {
  double sum = a + b, from_b = sum - a;
  return {sum, (a - (sum - from_b)) + (b - from_b)};
}

// a * b exactly, for factors below 2^990 whose product is above 2^-960.
inline DoubleDouble two_product(double a, double b) {
  constexpr double kSplit = 134217729.0;  // 2^27 + 1: cuts a double into two of 26 bits
  double product = a * b;
  double wide_a = kSplit * a, a1 = wide_a - (wide_a - a), a2 = a - a1;
  double wide_b = kSplit * b, b1 = wide_b - (wide_b - b), b2 = b - b1;
  return {product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2};
}

inline DoubleDouble operator-(DoubleDouble a) {
  return {-a.high, -a.low};
}
inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  DoubleDouble high = two_sum(a.high, b.high), low = two_sum(a.low, b.low);
  high = fast_two_sum(high.high, high.low + low.high);
  return fast_two_sum(high.high, high.low + low.low);
}
inline DoubleDouble operator+(DoubleDouble a, double b) {
  DoubleDouble sum = two_sum(a.high, b);
  return fast_two_sum(sum.high, sum.low + a.low);
}
inline DoubleDouble operator-(DoubleDouble a, DoubleDouble b) {
  return a + -b;
}
inline DoubleDouble operator-(DoubleDouble a, double b) {
  return a + -b;
}
inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  DoubleDouble product = two_product(a.high, b.high);
  return fast_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}
inline DoubleDouble operator*(DoubleDouble a, double b) {
  DoubleDouble product = two_product(a.high, b);
  return fast_two_sum(product.high, product.low + a.low * b);
}
inline DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  double first = a.high / b.high;
  DoubleDouble product = two_product(first, b.high);
  double rest = (a.high - product.high) - product.low + a.low - first * b.low;
  return fast_two_sum(first, rest / b.high);
}
inline DoubleDouble square_root(DoubleDouble a) {
  if (a.high == 0) return {0, 0};
  double first = std::sqrt(a.high);
  DoubleDouble square = two_product(first, first);
  return fast_two_sum(first, ((a.high - square.high) - square.low + a.low) / (2 * first));
}

// By a power of two, which is exact.
inline DoubleDouble scaled(DoubleDouble a, double power) {
  return {a.high * power, a.low * power};
}

inline std::uint64_t bits_of(double x) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}
inline double double_of_bits(std::uint64_t bits) {
  double x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}
// 2^exponent, for exponents of normal doubles.
inline double power_of_two(int exponent) {
  return double_of_bits(static_cast<std::uint64_t>(exponent + 1023) << 52);
}
// The e of 2^e <= |x| < 2^(e+1), for normal doubles.
inline int exponent_of(double x) {
  return static_cast<int>(bits_of(x) >> 52 & 2047) - 1023;
}
// The integer nearest to x, ties to even, for |x| < 2^51.
inline double nearest_integer(double x) {
  constexpr double kRound = 6755399441055744.0;  // 1.5 * 2^52: its last place is one
  return (x + kRound) - kRound;
}

// Ziv's test: whether all numbers within error of the value round to the same double, which is then
// *out. A quick computation that passes needs no exact one.
inline bool rounds_alike(DoubleDouble value, double error, double* out) {
  *out = value.high + (value.low + error);
  return *out == value.high + (value.low - error);
}

// The double nearest to value * 2^exponent, rounded once also where it is subnormal, for values
// of magnitude 2^-600 to 2^600 and any exponent.
inline double round_scaled(DoubleDouble value, int exponent) {
  value = fast_two_sum(value.high, value.low);
  if (value.high == 0) return value.high;
  int size = exponent_of(value.high) + exponent;
  if (size >= 1026) return std::copysign(HUGE_VAL, value.high);
  if (size < -1100) return std::copysign(0.0, value.high);
  if (size < -1022) {
    // Added to a number whose last place is that of the subnormals, the value is rounded there.
    double place = std::copysign(power_of_two(-1074 - exponent + 52), value.high);
    DoubleDouble sum = two_sum(place, value.high), rest = two_sum(sum.low, value.low);
    double half = power_of_two(-1075 - exponent);
    if (std::fabs(rest.high) == half && rest.low != 0)
      rest.high += std::copysign(half / 2, rest.low);
    double rounded = (sum.high + rest.high) - place;
    return std::copysign(
        rounded * power_of_two(exponent / 2) * power_of_two(exponent - exponent / 2), value.high);
  }
  return value.high * power_of_two(exponent / 2) * power_of_two(exponent - exponent / 2);
}

}  // namespace gilscope
