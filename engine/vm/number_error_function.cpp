// erf and erfc. Below 1/2, erf is its Taylor series; above, erfc(x) = e^(-x^2) w(x) with the exact
// square of x, and w by its Taylor series around the middle of one of eight intervals in each
// octave. The coefficients come from w' = 2 x w - 2 / sqrt(pi), see cmake/elementary_tables.py.
#include <iterator>

#include "vm/number_elementary.h"
#include "vm/number_elementary_parts.h"

namespace gilscope::elementary {
namespace {

#include "vm/number_error_function.inc"

// Horner's scheme, the last coefficients in double, the first in double-double.
DoubleDouble series(const DoubleDouble* head, int pairs, const double* tail, int rest,
                    DoubleDouble x) {
  double small = 0;
  for (int i = rest; i-- > 0;) small = small * x.high + tail[i];
  DoubleDouble sum = head[pairs - 1] + small * x.high;
  for (int i = pairs - 1; i-- > 0;) sum = sum * x + head[i];
  return sum;
}

// erf(x) for 2^-200 < |x| <= 1/2.
DoubleDouble small_erf(double x) {
  return series(kErfHead, static_cast<int>(std::size(kErfHead)), kErfTail,
                static_cast<int>(std::size(kErfTail)), two_product(x, x)) *
         x;
}

// erfc(x) for 1/2 <= x < 32.
Scaled large_erfc(double x) {
  const ErfcSeries& at = kErfc[8 * (exponent_of(x) + 1) + (bits_of(x) >> 49 & 7)];
  Scaled result = exponential(-two_product(x, x));
  result.value = result.value * series(at.head, kErfcPairs, at.tail, kErfcTail, {x - at.centre, 0});
  return result;
}

// The same as one number, for x < 10.
DoubleDouble large_erfc_of(double x) {
  Scaled result = large_erfc(x);
  return scaled(result.value, power_of_two(result.exponent));
}

}  // namespace

double erf(double x) {
  double size = std::fabs(x);
  if (x != x || x == 0) return x;
  if (size < 0x1p-200) return round_scaled(kErfHead[0] * (x * 0x1p600), -600);
  if (size < 0.5) return round_scaled(small_erf(x), 0);
  if (size > 6) return std::copysign(1.0, x);
  return std::copysign(round_scaled(-large_erfc_of(size) + 1, 0), x);
}

double erfc(double x) {
  if (x != x) return x;
  if (std::fabs(x) < 0x1p-60) return 1;
  if (std::fabs(x) < 0.5) return round_scaled(-small_erf(x) + 1, 0);
  if (x < -6) return 2;
  if (x < 0) return round_scaled(-large_erfc_of(-x) + 2, 0);
  return x > 28 ? 0 : rounded(large_erfc(x));
}

}  // namespace gilscope::elementary
