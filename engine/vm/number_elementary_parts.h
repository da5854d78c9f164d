// The kernels that the elementary functions share: exponential, logarithm and arctangent of numbers
// in double-double, with a relative error of at most about 2^-90, and quick ones before them. The
// functions of number_elementary.h look after special values, call these and round once. Nobody
// else includes this.
#pragma once

#include <limits>

#include "vm/double_double.h"

namespace gilscope::elementary {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// value * 2^exponent.
struct Scaled {
  DoubleDouble value;
  int exponent;
};

inline double rounded(Scaled x) {
  return round_scaled(x.value, x.exponent);
}

// A quick approximation and a bound of its error, for Ziv's test; the exact kernels take over where
// it fails, which is seldom.
struct Quick {
  DoubleDouble value;
  double error;
};

// e^x, x being within error of the true argument, where no exactness is needed: true if *out is it.
bool quick_exponential(DoubleDouble x, double error, double* out);
// The logarithm of x * 2^exponent for a normal x; the error is about 2^-80 times the larger of x -
// 1 and 1.
Quick quick_logarithm(double x, int exponent);

// e^x for |x| < 1500; the value is from 1 to 2, about.
Scaled exponential(DoubleDouble x);
// e^x - 1 for -100 < x < 1500, with a small relative error for small x too.
Scaled exponential_minus_one(DoubleDouble x);

// The logarithm of the positive sum (high + middle + low) * 2^exponent, where high is normal and
// middle + low at most half a unit in its last place. With high == 1 and low far below middle, it
// has a small relative error too, which is how log1p is made.
DoubleDouble logarithm(double high, double middle, double low, int exponent);
// log(1 + x) for x > -1, |x| < 2^900.
DoubleDouble logarithm_of_one_plus(DoubleDouble x);

// The angle of the point (x, y), x and y not negative and not both zero, between 2^-400 and 2^400
// where they are not zero; from 0 to pi/2.
DoubleDouble arctangent(DoubleDouble y, DoubleDouble x);

}  // namespace gilscope::elementary
