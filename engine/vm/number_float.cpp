// float's operators as CPython's floatobject.c has them.
#include "vm/number_float.h"

#include <cmath>

#include "vm/exception.h"
#include "vm/number_elementary.h"
#include "vm/number_text.h"
#include "vm/process.h"
#include "vm/str.h"
#include "vm/thread.h"

namespace gilscope {

Value raise_range_error(Thread& thread) {
  Process& process = *thread.process;
  Value args[2] = {Value::of(std::int64_t{34}),
                   Value::of(new_str(process, "Numerical result out of range"))};
  return raise_args(thread, process.types.OverflowError, args, 2);
}

static Value zero_division(Thread& thread, const char* text) {
  return raise(thread, thread.process->types.ZeroDivisionError, "%s", text);
}

static double remainder_of(double x, double y) {
  double rest = std::fmod(x, y);
  if (rest == 0) return std::copysign(0.0, y);
  return (y < 0) != (rest < 0) ? rest + y : rest;
}

bool float_divmod(Thread& thread, double x, double y, double* quotient, double* remainder) {
  if (y == 0) {
    zero_division(thread, "float floor division by zero");
    return false;
  }
  double rest = std::fmod(x, y), division = (x - rest) / y;
  if (rest != 0) {
    if ((y < 0) != (rest < 0)) {
      rest += y;
      division -= 1.0;
    }
  } else {
    rest = std::copysign(0.0, y);
  }
  double floor;
  if (division != 0) {
    floor = std::floor(division);
    if (division - floor > 0.5) floor += 1.0;
  } else {
    floor = std::copysign(0.0, x / y);
  }
  *quotient = floor;
  *remainder = rest;
  return true;
}

// CPython's float_pow: the special cases of C99, by hand because platforms differ.
static Value float_power(Thread& thread, double x, double y) {
  if (y == 0) return Value::of(1.0);
  if (std::isnan(x)) return Value::of(x);
  if (std::isnan(y)) return Value::of(x == 1.0 ? 1.0 : y);
  if (std::isinf(y)) {
    double magnitude = std::fabs(x);
    if (magnitude == 1.0) return Value::of(1.0);
    return Value::of((y > 0) == (magnitude > 1.0) ? std::fabs(y) : 0.0);
  }
  bool odd = std::fmod(std::fabs(y), 2.0) == 1.0;
  if (std::isinf(x)) {
    if (y > 0) return Value::of(odd ? x : std::fabs(x));
    return Value::of(odd ? std::copysign(0.0, x) : 0.0);
  }
  if (x == 0.0) {
    if (y < 0) return zero_division(thread, "0.0 cannot be raised to a negative power");
    return Value::of(odd ? x : 0.0);
  }
  bool negate = false;
  if (x < 0) {
    if (y != std::floor(y)) {
      double base[2] = {x, 0}, exponent[2] = {y, 0};
      return complex_binary(thread, BinaryOperator::Power, base, exponent);
    }
    x = -x;
    negate = odd;
  }
  if (x == 1.0) return Value::of(negate ? -1.0 : 1.0);
  double result = elementary::pow(x, y);
  if (std::isinf(result)) return raise_range_error(thread);
  return Value::of(negate ? -result : result);
}

Value float_binary(Thread& thread, BinaryOperator op, double x, double y) {
  switch (op) {
    case BinaryOperator::Add: return Value::of(x + y);
    case BinaryOperator::Subtract: return Value::of(x - y);
    case BinaryOperator::Multiply: return Value::of(x * y);
    case BinaryOperator::TrueDivide:
      return y == 0 ? zero_division(thread, "float division by zero") : Value::of(x / y);
    case BinaryOperator::FloorDivide: {
      double quotient, remainder;
      if (!float_divmod(thread, x, y, &quotient, &remainder)) return Value::null();
      return Value::of(quotient);
    }
    case BinaryOperator::Remainder:
      return y == 0 ? zero_division(thread, "float modulo") : Value::of(remainder_of(x, y));
    case BinaryOperator::Power: return float_power(thread, x, y);
    default: return Value::not_implemented();
  }
}

Value float_round_to_int(Thread& thread, double value) {
  double rounded = std::round(value);
  if (std::fabs(value - rounded) == 0.5) rounded = 2.0 * std::round(value / 2.0);
  return int_from_double(thread, rounded);
}

Value float_round(Thread& thread, double value, std::int64_t digits) {
  if (!std::isfinite(value) || value == 0 || digits > 323) return Value::of(value);
  if (digits < -308) return Value::of(std::copysign(0.0, value));
  DecimalDigits decimal = fixed_digits(value, static_cast<int>(digits));
  std::string text = decimal.digits + "e" +
                     std::to_string(decimal.point - static_cast<int>(decimal.digits.size()));
  double rounded = 0;
  parse_double(text, &rounded);
  if (std::isinf(rounded))
    return raise(thread, thread.process->types.OverflowError,
                 "rounded value too large to represent");
  return Value::of(std::copysign(rounded, value));
}

}  // namespace gilscope
