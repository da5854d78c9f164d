// pow, cbrt and hypot. x^y = e^(y log x) in double-double; cbrt by Halley's iteration in double and
// one step of Newton's in double-double; hypot from the exact squares. The first and the last can
// lie exactly in the middle of two doubles, which no approximation sees: there the tie is made
// exact.
#include "vm/number_elementary.h"
#include "vm/number_elementary_parts.h"

namespace gilscope::elementary {
namespace {

bool is_integer(double y) {
  return y == std::floor(y);
}

bool is_odd_integer(double y) {
  return is_integer(y) && std::fabs(y) < 0x1p53 && !is_integer(y * 0.5);
}

double half_last_place(double x) {
  return power_of_two(exponent_of(x) - 53);
}

// pow where x or y is zero, one, infinite or not a number; C99's Annex F.
bool is_special_power(double x, double y, double* out) {
  double size = std::fabs(x);
  if (y == 0 || x == 1) {
    *out = 1;
  } else if (x != x || y != y) {
    *out = x != x ? x : y;
  } else if (y == 1) {
    *out = x;
  } else if (std::fabs(y) == kInfinity) {
    *out = size == 1 ? 1 : (size > 1) == (y > 0) ? kInfinity : 0;
  } else if (x == 0 || size == kInfinity) {
    double result = (size == kInfinity) == (y > 0) ? kInfinity : 0;
    *out = is_odd_integer(y) ? std::copysign(result, x) : result;
  } else {
    return false;
  }
  return true;
}

// Makes exact what is a number of at most 54 bits: powers that are, with so small an error that no
// other power is mistaken for one.
DoubleDouble without_noise(DoubleDouble x) {
  x = fast_two_sum(x.high, x.low);
  double noise = x.high * 0x1p-80, half = half_last_place(x.high), low = std::fabs(x.low);
  if (low < noise) return {x.high, 0};
  if (std::fabs(low - half) < noise) return {x.high, std::copysign(half, x.low)};
  return x;
}

// x^y for finite positive x, not 1, and finite y, not 0.
double positive_power(double x, double y) {
  if (std::fabs(y) < 0x1p-70) return 1;
  if (std::fabs(y) > 0x1p70) return (x > 1) == (y > 0) ? kInfinity : 0;
  int exponent = 0;
  if (x < 0x1p-1022) x *= 0x1p54, exponent = -54;
  if ((bits_of(x) & 0xfffffffffffffull) == 0) {  // a power of two
    double product = (exponent_of(x) + exponent) * y;
    if (std::fabs(product) >= 1100) return product > 0 ? kInfinity : 0;
    if (is_integer(product)) return round_scaled({1, 0}, static_cast<int>(product));
  }
  Quick quick = quick_logarithm(x, exponent);
  double result_if_safe, error = std::fabs(y) * quick.error + 0x1p-90;
  if (error < 0x1p-60 && quick_exponential(quick.value * y, error, &result_if_safe))
    return result_if_safe;
  DoubleDouble logarithm_of_result = logarithm(x, 0, 0, exponent) * y;
  if (std::fabs(logarithm_of_result.high) > 1000)
    return logarithm_of_result.high > 0 ? kInfinity : 0;
  Scaled result = exponential(logarithm_of_result);
  // An odd number above one to the 35th has more than 54 bits; roots are of two to some small
  // power.
  if (std::fabs(y) < 35 && is_integer(y * 32)) result.value = without_noise(result.value);
  return rounded(result);
}

// The order of middle^2 and a^2 + b^2, all of a and middle being multiples of 2^-53 below 4, and b
// of 2^-(53 + shift). What overflows 128 bits cancels, since the two are close.
int compare_squares(double middle_high, double middle_low, double a, double b, int shift) {
  using Wide = unsigned __int128;
  auto integer = [](double x) { return static_cast<Wide>(static_cast<std::uint64_t>(x)); };
  Wide middle = (integer(middle_high * 0x1p53) +
                 static_cast<Wide>(static_cast<__int128>(middle_low * 0x1p53)))
                << shift;
  Wide wide_a = integer(a * 0x1p53) << shift, wide_b = integer(b * 0x1p53 * power_of_two(shift));
  auto difference = static_cast<__int128>(middle * middle - wide_a * wide_a - wide_b * wide_b);
  return difference < 0 ? -1 : difference > 0;
}

}  // namespace

double pow(double x, double y) {
  double special;
  if (is_special_power(x, y, &special)) return special;
  if (x > 0) return positive_power(x, y);
  if (!is_integer(y)) return kNan;
  double size = x == -1 ? 1 : positive_power(-x, y);
  return is_odd_integer(y) ? -size : size;
}

double cbrt(double x) {
  if (x != x || x == 0 || std::fabs(x) == kInfinity) return x;
  double size = std::fabs(x);
  int exponent = 0;
  if (size < 0x1p-1022) size *= 0x1p54, exponent = -54;
  exponent += exponent_of(size);
  int third = (exponent + 3000) / 3 - 1000;
  double m = size * power_of_two(-exponent_of(size)) * power_of_two(exponent - 3 * third);
  // A third of the exponent, and of the mantissa for want of better: within 4 %.
  double y = double_of_bits(bits_of(m) / 3 + (std::uint64_t{715094163} << 32));
  for (int i = 0; i < 3; ++i) {
    double cube = y * y * y;
    y -= y * (cube - m) / (2 * cube + m);
  }
  DoubleDouble square = two_product(y, y), cube = square * y;
  DoubleDouble root = fast_two_sum(y, ((m - cube.high) - cube.low) / (3 * square.high));
  return std::copysign(round_scaled(root, third), x);
}

double hypot(double x, double y) {
  x = std::fabs(x), y = std::fabs(y);
  if (x == kInfinity || y == kInfinity) return kInfinity;
  if (x != x || y != y) return x != x ? x : y;
  double a = x > y ? x : y, b = x > y ? y : x;
  if (b == 0) return a;
  int exponent = 0;
  if (a < 0x1p-900) a *= 0x1p200, b *= 0x1p200, exponent = -200;
  int size = exponent_of(a);
  double down = power_of_two(-(size / 2)), rest = power_of_two(-(size - size / 2));
  exponent += size;
  if (b < a * 0x1p-60) return x > y ? x : y;
  a = a * down * rest, b = b * down * rest;
  DoubleDouble root = square_root(two_product(a, a) + two_product(b, b));
  double half = half_last_place(root.high);
  if (std::fabs(std::fabs(root.low) - half) < 0x1p-95) {
    double low = std::copysign(half, root.low);
    int order = compare_squares(root.high, low, a, b, -exponent_of(b));
    root.low = low * (1 + (order < 0) * std::copysign(0x1p-30, low) -
                      (order > 0) * std::copysign(0x1p-30, low));
  }
  return round_scaled(root, exponent);
}

}  // namespace gilscope::elementary
