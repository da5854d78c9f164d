// sin, cos, tan. The argument is n * pi/256 + t; a table has the sines of the multiples, Taylor's
// series those of t, and the addition theorem the rest. Arguments of ordinary size are reduced with
// pi/256 as a sum of short words (Cody and Waite), larger ones by multiplying with just those 256
// bits of 2/pi that matter (Payne and Hanek, "Radian reduction for trigonometric functions", 1983).
#include <utility>

#include "vm/number_elementary.h"
#include "vm/number_elementary_parts.h"

namespace gilscope::elementary {
namespace {

#include "vm/number_trigonometric.inc"

// An angle: steps * pi/256 + rest, with rest at most about half a step.
struct Angle {
  int steps;
  DoubleDouble rest;
};

Angle reduced_by_words(double x) {
  double steps = nearest_integer(x * kStepsPerUnit);
  DoubleDouble rest = two_sum(x - steps * kStep[0], -(steps * kStep[1]));
  rest = rest + -(steps * kStep[2]);
  rest = rest + -(steps * kStep[3]);
  return {static_cast<int>(steps), rest};
}

// Counts in fixed point: 9 bits of steps, that is one turn, and 247 of their fraction.
Angle reduced_by_bits(double x) {
  using Wide = unsigned __int128;
  int exponent = exponent_of(x) - 52;
  std::uint64_t mantissa = (bits_of(x) & 0xfffffffffffffull) | 0x10000000000000ull;
  int first_bit = exponent - 2 + 64;  // 64 bits of kTwoOverPi stand before the point
  const std::uint64_t* word = kTwoOverPi + first_bit / 64;
  int shift = first_bit % 64;
  std::uint64_t product[4], carry = 0;
  for (int i = 3; i >= 0; --i) {
    std::uint64_t bits = shift ? word[i] << shift | word[i + 1] >> (64 - shift) : word[i];
    Wide sum = static_cast<Wide>(bits) * mantissa + carry;
    product[i] = static_cast<std::uint64_t>(sum);
    carry = static_cast<std::uint64_t>(sum >> 64);
  }
  int steps = static_cast<int>(product[0] >> 55);
  for (int i = 0; i < 4; ++i) product[i] = product[i] << 9 | (i < 3 ? product[i + 1] >> 55 : 0);
  bool negative = product[0] >> 63;  // nearer to the next step
  if (negative) {
    ++steps;
    for (std::uint64_t& part : product) part = ~part;
  }
  int down = 0;
  while (product[0] >> 63 == 0 && down < 200) {
    for (int i = 0; i < 4; ++i) product[i] = product[i] << 1 | (i < 3 ? product[i + 1] >> 63 : 0);
    ++down;
  }
  double scale = power_of_two(-53 - down);
  double high = static_cast<double>(product[0] >> 11) * scale;
  std::uint64_t next = (product[0] & 0x7ff) << 42 | product[1] >> 22;
  double low = static_cast<double>(next) * scale * 0x1p-53;
  DoubleDouble rest = fast_two_sum(high, low) * kStepPair;
  if (bits_of(x) >> 63) return {-steps, negative ? rest : -rest};
  return {steps, negative ? -rest : rest};
}

Angle reduced(double x) {
  double size = std::fabs(x);
  if (size < 0.006) return {0, {x, 0}};
  return size < 30000 ? reduced_by_words(x) : reduced_by_bits(x);
}

struct SineCosine {
  DoubleDouble sine, cosine;
};

// Turns by the quarters among the steps.
SineCosine turned(DoubleDouble sine, DoubleDouble cosine, int steps) {
  switch (steps >> 7 & 3) {
    case 0: return {sine, cosine};
    case 1: return {cosine, -sine};
    case 2: return {-sine, -cosine};
    default: return {-cosine, sine};
  }
}

DoubleDouble small_sine(DoubleDouble t, DoubleDouble square) {
  double x = square.high, tail = -1.0 / 5040 + x * (1.0 / 362880 + x * (-1.0 / 39916800));
  return t + t * square * (square * (kOf120 + x * tail) - kSixth);
}

DoubleDouble small_cosine_minus_one(DoubleDouble square) {
  double x = square.high, tail = -1.0 / 720 + x * (1.0 / 40320 + x * (-1.0 / 3628800));
  return square * (square * (kOf24 + x * tail) - 0.5);
}

SineCosine sine_cosine(Angle angle) {
  auto [steps, t] = angle;
  DoubleDouble square = t * t, sine_t = small_sine(t, square);
  DoubleDouble less = small_cosine_minus_one(square);
  DoubleDouble s = kSine[steps & 127], c = kSine[128 - (steps & 127)];
  return turned(s + (c * sine_t + s * less), c + (c * less - s * sine_t), steps);
}

// The same with all but the first terms in double: within quick_error of the truth.
SineCosine quick_sine_cosine(Angle angle) {
  auto [steps, t] = angle;
  double x = t.high, square = x * x;
  double more = t.low + x * square * (-1.0 / 6 + square * (1.0 / 120 + square * (-1.0 / 5040)));
  double less = square * (-0.5 + square * (1.0 / 24 + square * (-1.0 / 720))) - x * t.low;
  DoubleDouble s = kSine[steps & 127], c = kSine[128 - (steps & 127)];
  DoubleDouble cx = two_product(c.high, x), sx = two_product(s.high, x);
  DoubleDouble sine = two_sum(s.high, cx.high), cosine = fast_two_sum(c.high, -sx.high);
  sine.low += cx.low + (s.low + s.high * less) + (c.high * more + c.low * x);
  cosine.low += (c.low + c.high * less) - sx.low - (s.high * more + s.low * x);
  return turned(fast_two_sum(sine.high, sine.low), fast_two_sum(cosine.high, cosine.low), steps);
}

// What is in double is below 2^-14 of the result; the angle itself is off by less than 2^-95.
double quick_error(double result) {
  return std::fabs(result) * 0x1p-64 + 0x1p-90;
}

}  // namespace

double sin(double x) {
  if (x != x || std::fabs(x) < 0x1p-60) return x;
  if (std::fabs(x) == kInfinity) return kNan;
  Angle angle = reduced(x);
  DoubleDouble quick = quick_sine_cosine(angle).sine;
  double result;
  if (rounds_alike(quick, quick_error(quick.high), &result)) return result;
  return round_scaled(sine_cosine(angle).sine, 0);
}

double cos(double x) {
  if (x != x) return x;
  if (std::fabs(x) == kInfinity) return kNan;
  if (std::fabs(x) < 0x1p-60) return 1;
  Angle angle = reduced(x);
  DoubleDouble quick = quick_sine_cosine(angle).cosine;
  double result;
  if (rounds_alike(quick, quick_error(quick.high), &result)) return result;
  return round_scaled(sine_cosine(angle).cosine, 0);
}

double tan(double x) {
  if (x != x || std::fabs(x) < 0x1p-60) return x;
  if (std::fabs(x) == kInfinity) return kNan;
  Angle angle = reduced(x);
  SineCosine both = quick_sine_cosine(angle);
  DoubleDouble quick = both.sine / both.cosine;
  double result, error = quick_error(quick.high) / std::fabs(both.cosine.high);
  if (rounds_alike(quick, 3 * error, &result)) return result;
  both = sine_cosine(angle);
  return round_scaled(both.sine / both.cosine, 0);
}

}  // namespace gilscope::elementary
