#include "vm/number_elementary.h"

#include <cmath>

namespace gilscope::elementary {

double exp(double x) {
  return std::exp(x);
}
double exp2(double x) {
  return std::exp2(x);
}
double expm1(double x) {
  return std::expm1(x);
}
double log(double x) {
  return std::log(x);
}
double log2(double x) {
  return std::log2(x);
}
double log10(double x) {
  return std::log10(x);
}
double log1p(double x) {
  return std::log1p(x);
}
double pow(double x, double y) {
  return std::pow(x, y);
}
double sin(double x) {
  return std::sin(x);
}
double cos(double x) {
  return std::cos(x);
}
double tan(double x) {
  return std::tan(x);
}
double asin(double x) {
  return std::asin(x);
}
double acos(double x) {
  return std::acos(x);
}
double atan(double x) {
  return std::atan(x);
}
double atan2(double y, double x) {
  return std::atan2(y, x);
}
double sinh(double x) {
  return std::sinh(x);
}
double cosh(double x) {
  return std::cosh(x);
}
double tanh(double x) {
  return std::tanh(x);
}
double asinh(double x) {
  return std::asinh(x);
}
double acosh(double x) {
  return std::acosh(x);
}
double atanh(double x) {
  return std::atanh(x);
}
double hypot(double x, double y) {
  return std::hypot(x, y);
}
double cbrt(double x) {
  return std::cbrt(x);
}
double erf(double x) {
  return std::erf(x);
}
double erfc(double x) {
  return std::erfc(x);
}

}  // namespace gilscope::elementary
