// complex's operators as CPython's complexobject.c has them.
#include <cmath>

#include "vm/exception.h"
#include "vm/number_elementary.h"
#include "vm/number_float.h"
#include "vm/process.h"
#include "vm/thread.h"

namespace gilscope {

Value new_complex(Process& process, double real, double imaginary) {
  auto* number = allocate<Complex>(process, process.types.complex_);
  number->real = real;
  number->imaginary = imaginary;
  return Value::of(number);
}

namespace {

struct Pair {
  double real, imaginary;
};

Pair multiply(Pair a, Pair b) {
  return {a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

// Scales by the larger part of the divisor (Smith), as _Py_c_quot.
bool divide(Pair a, Pair b, Pair* out) {
  double real = std::fabs(b.real), imaginary = std::fabs(b.imaginary);
  if (real >= imaginary) {
    if (real == 0) return false;
    double ratio = b.imaginary / b.real, denominator = b.real + b.imaginary * ratio;
    *out = {(a.real + a.imaginary * ratio) / denominator,
            (a.imaginary - a.real * ratio) / denominator};
  } else if (imaginary >= real) {
    double ratio = b.real / b.imaginary, denominator = b.real * ratio + b.imaginary;
    *out = {(a.real * ratio + a.imaginary) / denominator,
            (a.imaginary * ratio - a.real) / denominator};
  } else {
    *out = {__builtin_nan(""), __builtin_nan("")};
  }
  return true;
}

// The general power, through polar coordinates. False: 0 to a negative or complex power.
bool power(Pair a, Pair b, Pair* out) {
  if (b.real == 0 && b.imaginary == 0) {
    *out = {1, 0};
    return true;
  }
  if (a.real == 0 && a.imaginary == 0) {
    *out = {0, 0};
    return b.imaginary == 0 && b.real >= 0;
  }
  double modulus = elementary::hypot(a.real, a.imaginary);
  double length = elementary::pow(modulus, b.real);
  double at = elementary::atan2(a.imaginary, a.real), phase = at * b.real;
  if (b.imaginary != 0) {
    length *= elementary::exp(-at * b.imaginary);
    phase += b.imaginary * elementary::log(modulus);
  }
  *out = {length * elementary::cos(phase), length * elementary::sin(phase)};
  return true;
}

bool integer_power(Pair a, long exponent, Pair* out) {
  Pair result{1, 0}, square = a;
  for (unsigned long n = exponent < 0 ? -exponent : exponent; n; n >>= 1) {
    if (n & 1) result = multiply(result, square);
    square = multiply(square, square);
  }
  if (exponent > 0) {
    *out = result;
    return true;
  }
  return divide({1, 0}, result, out);
}

}  // namespace

Value complex_binary(Thread& thread, BinaryOperator op, const double* x, const double* y) {
  Process& process = *thread.process;
  Pair a{x[0], x[1]}, b{y[0], y[1]}, result;
  switch (op) {
    case BinaryOperator::Add: result = {a.real + b.real, a.imaginary + b.imaginary}; break;
    case BinaryOperator::Subtract: result = {a.real - b.real, a.imaginary - b.imaginary}; break;
    case BinaryOperator::Multiply: result = multiply(a, b); break;
    case BinaryOperator::TrueDivide:
      if (!divide(a, b, &result))
        return raise(thread, process.types.ZeroDivisionError, "complex division by zero");
      break;
    case BinaryOperator::Power: {
      bool small = b.imaginary == 0 && b.real == std::floor(b.real) && std::fabs(b.real) <= 100;
      bool fine;
      if (small && b.real != 0) {
        fine = integer_power(a, static_cast<long>(b.real), &result);
      } else {
        fine = power(a, b, &result);
      }
      if (!fine)
        return raise(thread, process.types.ZeroDivisionError, "0.0 to a negative or complex power");
      bool finite = std::isfinite(a.real) && std::isfinite(a.imaginary) && std::isfinite(b.real) &&
                    std::isfinite(b.imaginary);
      if (finite && (std::isinf(result.real) || std::isinf(result.imaginary)))
        return raise(thread, process.types.OverflowError, "complex exponentiation");
      break;
    }
    default: return Value::not_implemented();
  }
  return new_complex(process, result.real, result.imaginary);
}

Value complex_unary(Thread& thread, UnaryOperator op, Value v) {
  Process& process = *thread.process;
  auto* number = v.as<Complex>();
  switch (op) {
    case UnaryOperator::Negative: return new_complex(process, -number->real, -number->imaginary);
    case UnaryOperator::Positive: return new_complex(process, number->real, number->imaginary);
    case UnaryOperator::Absolute: {
      double length = elementary::hypot(number->real, number->imaginary);
      bool finite = std::isfinite(number->real) && std::isfinite(number->imaginary);
      if (finite && std::isinf(length))
        return raise(thread, process.types.OverflowError, "absolute value too large");
      return Value::of(length);
    }
    default: return Value::not_implemented();
  }
}

}  // namespace gilscope
