// log, log2, log10, log1p. x = 2^k * m; two tables give short numbers c1 and c2 near 1/m, so short
// that m * c1 * c2 = 1 + r is exact in double-double, and log x = k log 2 - log c1 - log c2 + log(1
// + r) with |r| below 2^-13 (Wong and Goto, "Fast hardware-based algorithms for elementary function
// computations using rectangular multipliers", 1994). Near x = 1, c1 and c2 are 1, so that nothing
// cancels.
#include "vm/number_elementary.h"
#include "vm/number_elementary_parts.h"

namespace gilscope::elementary {
namespace {

// A short number and minus its logarithm.
struct Factor {
  double value;
  DoubleDouble log;
};

#include "vm/number_logarithm.inc"

// Mantissas whose first seven bits are above this belong to the next power of two.
constexpr int kLastOfOctave = 52;

// x = 2^exponent * (1 + rest) / (coarse * fine), exactly.
struct Reduced {
  int exponent;
  const Factor *coarse, *fine;
  DoubleDouble rest;
};

Reduced reduced(double x) {
  int k = exponent_of(x);
  std::uint64_t bits = bits_of(x);
  int i = static_cast<int>(bits >> 45 & 127);
  if (i > kLastOfOctave) ++k;
  const Factor* coarse = &kCoarse[i];
  double m =
      double_of_bits(bits - (static_cast<std::uint64_t>(static_cast<std::int64_t>(k)) << 52));
  // Each half of m times ten bits is exact, and what is near one times seventeen bits too.
  double head = double_of_bits(bits_of(m) & ~0x7ffffffull);
  DoubleDouble near_one = fast_two_sum(head * coarse->value, (m - head) * coarse->value);
  const Factor* fine = &kFine[static_cast<int>(nearest_integer((near_one.high - 1) * 8192)) + 64];
  head = double_of_bits(bits_of(near_one.high) & ~0x7ffffffull);
  double high = head * fine->value - 1, low = (near_one.high - head) * fine->value;
  return {k, coarse, fine, fast_two_sum(high, low) + near_one.low * fine->value};
}

DoubleDouble small_logarithm_of_one_plus(DoubleDouble r) {
  double x = r.high;
  double tail = -1.0 / 4 + x * (1.0 / 5 - x * (1.0 / 6 - x * (1.0 / 7 - x * (1.0 / 8))));
  return r + r * r * (r * (kThird + x * tail) - 0.5);
}

// What all logarithms do with zero, negative numbers, infinity and NaN.
bool is_special(double x, double* out) {
  if (x > 0 && x < kInfinity) return false;
  *out = x != x ? x : x == 0 ? -kInfinity : x < 0 ? kNan : x;
  return true;
}

// unit * log x for an x that is not special.
double rounded_logarithm(double x, DoubleDouble unit) {
  int exponent = 0;
  if (x < 0x1p-1022) x *= 0x1p54, exponent = -54;
  Quick quick = quick_logarithm(x, exponent);
  double result;
  DoubleDouble value = unit.high == 1 ? quick.value : quick.value * unit;
  if (rounds_alike(value, 2 * quick.error + std::fabs(value.high) * 0x1p-98, &result))
    return result;
  return round_scaled(logarithm(x, 0, 0, exponent) * unit, 0);
}

}  // namespace

Quick quick_logarithm(double x, int exponent) {
  Reduced at = reduced(x);
  double power = at.exponent + exponent, r = at.rest.high, square = r * r;
  DoubleDouble sum = two_sum(power * kLog2Words[0], at.coarse->log.high);
  DoubleDouble fine = fast_two_sum(at.fine->log.high, r);
  DoubleDouble both = two_sum(sum.high, fine.high);
  double low = power * kLog2Words[1] + (sum.low + fine.low + both.low);
  low += at.rest.low + at.coarse->log.low + at.fine->log.low;
  low += square * (-0.5 + r * (1.0 / 3 + r * (-1.0 / 4 + r * (1.0 / 5))));
  // Everything in low is rounded some times, and nothing else.
  double size = std::fabs(power) * 0x1p-40 + square + std::fabs(both.high) * 0x1p-50;
  return {fast_two_sum(both.high, low), size * 0x1p-50};
}

DoubleDouble logarithm(double high, double middle, double low, int exponent) {
  Reduced at = reduced(high);
  DoubleDouble r = at.rest;
  if (middle != 0) {
    double down = power_of_two(-at.exponent), factor = at.coarse->value * at.fine->value;
    r = r + two_product(middle * down, factor) + low * down * factor;
  }
  DoubleDouble sum = (at.coarse->log + at.fine->log) + small_logarithm_of_one_plus(r);
  double power = at.exponent + exponent;
  if (power == 0) return sum;
  DoubleDouble log2 = two_sum(power * kLog2Words[0], power * kLog2Words[1]);
  return fast_two_sum(log2.high, log2.low + power * kLog2Words[2]) + sum;
}

DoubleDouble logarithm_of_one_plus(DoubleDouble x) {
  DoubleDouble sum = two_sum(1, x.high);
  DoubleDouble rest = two_sum(sum.low, x.low);
  DoubleDouble high = fast_two_sum(sum.high, rest.high);
  return logarithm(high.high, high.low, rest.low, 0);
}

double log(double x) {
  double special;
  if (is_special(x, &special)) return special;
  return rounded_logarithm(x, {1, 0});
}

double log2(double x) {
  double special;
  if (is_special(x, &special)) return special;
  return rounded_logarithm(x, kPerLog2);
}

double log10(double x) {
  double special;
  if (is_special(x, &special)) return special;
  return rounded_logarithm(x, kPerLog10);
}

double log1p(double x) {
  if (x != x || x == 0 || x == kInfinity) return x;
  if (x <= -1) return x == -1 ? -kInfinity : kNan;
  if (std::fabs(x) < 0x1p-60) return x;
  if (x > 0x1p120) return log(x);
  return round_scaled(logarithm_of_one_plus({x, 0}), 0);
}

}  // namespace gilscope::elementary
