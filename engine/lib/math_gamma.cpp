// gamma and lgamma by Lanczos' approximation with CPython's coefficients, so that the digits agree.
#include <cmath>

#include "lib/math.h"
#include "vm/number.h"
#include "vm/number_elementary.h"

namespace gilscope {
namespace {

constexpr double kPi = 3.141592653589793, kLogPi = 1.1447298858494002;
constexpr double kG = 6.024680040776729583740234375, kGMinusHalf = 5.524680040776729583740234375;
constexpr double kNumerator[13] = {23531376880.410759688572007674451636754734846804940,
                                   42919803642.649098768957899047001988850926355848959,
                                   35711959237.355668049440185451547166705960488635843,
                                   17921034426.037209699919755754458931112671403265390,
                                   6039542586.3520280050642916443072979210699388420708,
                                   1439720407.3117216736632230727949123939715485786372,
                                   248874557.86205415651146038641322942321632125127801,
                                   31426415.585400194380614231628318205362874684987640,
                                   2876370.6289353724412254090516208496135991145378768,
                                   186056.26539522349504029498971604569928220784236328,
                                   8071.6720023658162106380029022722506138218516325024,
                                   210.82427775157934587250973392071336271166969580291,
                                   2.5066282746310002701649081771338373386264310793408};
constexpr double kDenominator[13] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                     45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                     1925.0,     66.0,       1.0};

double lanczos_sum(double x) {
  double numerator = 0, denominator = 0;
  if (x < 5.0) {
    for (int i = 12; i >= 0; --i) {
      numerator = numerator * x + kNumerator[i];
      denominator = denominator * x + kDenominator[i];
    }
  } else {
    for (int i = 0; i < 13; ++i) {
      numerator = numerator / x + kNumerator[i];
      denominator = denominator / x + kDenominator[i];
    }
  }
  return numerator / denominator;
}

// sin(pi x), accurate near integers.
double sin_pi(double x) {
  double y = std::fmod(std::fabs(x), 2.0), r = 0;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: r = elementary::sin(kPi * y); break;
    case 1: r = elementary::cos(kPi * (y - 0.5)); break;
    case 2: r = elementary::sin(kPi * (1.0 - y)); break;
    case 3: r = -elementary::cos(kPi * (y - 1.5)); break;
    case 4: r = elementary::sin(kPi * (y - 2.0)); break;
  }
  return std::copysign(1.0, x) * r;
}

double gamma_of_large(double x, double absolute) {
  double y = absolute + kGMinusHalf, z;
  if (absolute > kGMinusHalf) {  // what rounding lost in y
    double q = y - absolute;
    z = q - kGMinusHalf;
  } else {
    double q = y - kGMinusHalf;
    z = q - absolute;
  }
  z = z * kG / y;
  double r;
  if (x < 0) {
    r = -kPi / sin_pi(absolute) / absolute * elementary::exp(y) / lanczos_sum(absolute);
    r -= z * r;
    if (absolute < 140.0) return r / elementary::pow(y, absolute - 0.5);
    double root = elementary::pow(y, absolute / 2.0 - 0.25);
    return r / root / root;
  }
  r = lanczos_sum(absolute) / elementary::exp(y);
  r += z * r;
  if (absolute < 140.0) return r * elementary::pow(y, absolute - 0.5);
  double root = elementary::pow(y, absolute / 2.0 - 0.25);
  return r * root * root;
}

Value m_gamma(Thread& thread, const Value* args) {
  double x;
  if (!real_value(thread, args[0], &x)) return Value::null();
  if (std::isnan(x) || x == HUGE_VAL) return Value::of(x);
  if (x == -HUGE_VAL || x == 0) return math_domain_error(thread);
  if (x == std::floor(x)) {
    if (x < 0) return math_domain_error(thread);
    if (x <= 23) {
      double product = 1;
      for (int i = 2; i < x; ++i) product *= i;
      return Value::of(product);
    }
  }
  double absolute = std::fabs(x);
  if (absolute < 1e-20) {
    double r = 1.0 / x;
    return std::isinf(r) ? math_range_error(thread) : Value::of(r);
  }
  if (absolute > 200.0) {
    if (x < 0) return Value::of(0.0 / sin_pi(x));
    return math_range_error(thread);
  }
  double r = gamma_of_large(x, absolute);
  return std::isinf(r) ? math_range_error(thread) : Value::of(r);
}

Value m_lgamma(Thread& thread, const Value* args) {
  double x;
  if (!real_value(thread, args[0], &x)) return Value::null();
  if (std::isnan(x)) return Value::of(x);
  if (std::isinf(x)) return Value::of(HUGE_VAL);
  if (x == std::floor(x) && x <= 2.0) {
    if (x <= 0) return math_domain_error(thread);
    return Value::of(0.0);
  }
  double absolute = std::fabs(x);
  if (absolute < 1e-20) return Value::of(-elementary::log(absolute));
  double r = elementary::log(lanczos_sum(absolute)) - kG;
  r += (absolute - 0.5) * (elementary::log(absolute + kG - 0.5) - 1);
  if (x < 0)
    r = kLogPi - elementary::log(std::fabs(sin_pi(absolute))) - elementary::log(absolute) - r;
  return std::isinf(r) ? math_range_error(thread) : Value::of(r);
}

}  // namespace

void define_math_gamma(Process& process, Module* module) {
  static const NativeMethod kFunctions[] = {
      {"gamma", "x, /", m_gamma},
      {"lgamma", "x, /", m_lgamma},
  };
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
