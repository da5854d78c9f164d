// Elementary functions of doubles, in one place, so that virtual time and every number a program
// prints are the same natively and in WebAssembly. They are our own: computed with + - * / and square
// roots of IEEE doubles in double-double (double_double.h), and rounded once, so the result is the
// double nearest to the true value, but for about one argument in 2^35. glibc's exp, log, pow and
// trigonometric functions give the same on more than 99.7 % of arguments; its log10, hyperbolic
// functions, cbrt and erfc are more often a unit or two off in the last place. Special values are those
// of C99's Annex F. The engine uses <cmath>'s transcendental functions nowhere (see tests/arrows).
#pragma once

namespace gilscope::elementary {

double exp(double x);
double exp2(double x);
double expm1(double x);
double log(double x);
double log2(double x);
double log10(double x);
double log1p(double x);
double pow(double x, double y);
double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double atan2(double y, double x);
double sinh(double x);
double cosh(double x);
double tanh(double x);
double asinh(double x);
double acosh(double x);
double atanh(double x);
double hypot(double x, double y);
double cbrt(double x);
double erf(double x);
double erfc(double x);

}  // namespace gilscope::elementary
