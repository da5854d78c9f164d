// The module math: functions of floats. Those on integers and iterables are in math_integers.cpp
// and math_sums.cpp. Errors are CPython's: ValueError "math domain error", OverflowError "math
// range error".
#include "lib/math.h"

#include <cmath>

#include "vm/containers.h"
#include "vm/number_elementary.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/operations.h"

namespace gilscope {

Value math_domain_error(Thread& thread) {
  return raise(thread, thread.process->types.ValueError, "math domain error");
}
Value math_range_error(Thread& thread) {
  return raise(thread, thread.process->types.OverflowError, "math range error");
}

namespace {

// What a function of one float does at infinity.
enum class Overflow { CannotHappen, RangeError };

// NaN from a number is a domain error; infinity from a finite number a domain error too, or a range
// error where the function grows that fast.
template <double (*Function)(double), Overflow kOverflow>
Value one(Thread& thread, const Value* args) {
  double x;
  if (!real_value(thread, args[0], &x)) return Value::null();
  double result = Function(x);
  if (std::isnan(result) && !std::isnan(x)) return math_domain_error(thread);
  if (std::isinf(result) && std::isfinite(x))
    return kOverflow == Overflow::RangeError ? math_range_error(thread) : math_domain_error(thread);
  return Value::of(result);
}

double square_root(double x) {
  return std::sqrt(x);
}
double absolute(double x) {
  return std::fabs(x);
}
double to_degrees(double x) {
  return x * (180.0 / 3.141592653589793);
}
double to_radians(double x) {
  return x * (3.141592653589793 / 180.0);
}

// --- logarithms: of integers of any size ---

template <double (*Log)(double)>
Value log_of(Thread& thread, Value v) {
  double x;
  if (is_integer(v)) {
    if (integer_sign(v) <= 0) return math_domain_error(thread);
    x = int_to_double(v);
    if (std::isinf(x)) {
      auto bits = static_cast<std::int64_t>(IntegerView(v).bit_length());
      Value top = integer_shift_right(thread, v, Value::of(bits - 64));
      double fraction = int_to_double(top) * 0x1p-64;
      return Value::of(Log(fraction) + Log(2.0) * static_cast<double>(bits));
    }
    return Value::of(Log(x));
  }
  if (!real_value(thread, v, &x)) return Value::null();
  if (x == 0 || x < 0) return math_domain_error(thread);
  return Value::of(Log(x));
}

Value m_log(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Tuple* given = args[0].as<Tuple>();
  if (given->length < 1 || given->length > 2)
    return raise(thread, process.types.TypeError, "math.log requires 1 to 2 arguments");
  Value numerator = log_of<elementary::log>(thread, given->items[0]);
  if (numerator.is_null() || given->length == 1) return numerator;
  Value denominator = log_of<elementary::log>(thread, given->items[1]);
  if (denominator.is_null()) return denominator;
  return float_binary(thread, BinaryOperator::TrueDivide, numerator.number, denominator.number);
}

Value m_log2(Thread& thread, const Value* args) {
  return log_of<elementary::log2>(thread, args[0]);
}
Value m_log10(Thread& thread, const Value* args) {
  return log_of<elementary::log10>(thread, args[0]);
}

// --- two floats ---

bool two(Thread& thread, const Value* args, double* x, double* y) {
  return real_value(thread, args[0], x) && real_value(thread, args[1], y);
}

Value m_pow(Thread& thread, const Value* args) {
  double x, y;
  if (!two(thread, args, &x, &y)) return Value::null();
  double result = elementary::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(result)) return math_domain_error(thread);
    if (std::isinf(result)) return x == 0 ? math_domain_error(thread) : math_range_error(thread);
  }
  return Value::of(result);
}

Value m_fmod(Thread& thread, const Value* args) {
  double x, y;
  if (!two(thread, args, &x, &y)) return Value::null();
  if (std::isinf(y) && std::isfinite(x)) return Value::of(x);
  double result = std::fmod(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return math_domain_error(thread);
  return Value::of(result);
}

Value m_remainder(Thread& thread, const Value* args) {
  double x, y;
  if (!two(thread, args, &x, &y)) return Value::null();
  double result = std::remainder(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return math_domain_error(thread);
  return Value::of(result);
}

Value m_atan2(Thread& thread, const Value* args) {
  double y, x;
  return two(thread, args, &y, &x) ? Value::of(elementary::atan2(y, x)) : Value::null();
}
Value m_copysign(Thread& thread, const Value* args) {
  double x, y;
  return two(thread, args, &x, &y) ? Value::of(std::copysign(x, y)) : Value::null();
}

// --- taking floats apart ---

Value pair(Thread& thread, Value a, Value b) {
  Value items[2] = {a, b};
  return Value::of(new_tuple(*thread.process, items, 2));
}

Value m_frexp(Thread& thread, const Value* args) {
  double x;
  if (!real_value(thread, args[0], &x)) return Value::null();
  int exponent = 0;
  double fraction = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  return pair(thread, Value::of(fraction), Value::of(std::int64_t{exponent}));
}

Value m_modf(Thread& thread, const Value* args) {
  double x, whole;
  if (!real_value(thread, args[0], &x)) return Value::null();
  double fraction = std::modf(x, &whole);
  return pair(thread, Value::of(fraction), Value::of(whole));
}

Value m_ldexp(Thread& thread, const Value* args) {
  double x;
  if (!real_value(thread, args[0], &x)) return Value::null();
  if (!is_integer(args[1]))
    return raise(thread, thread.process->types.TypeError,
                 "Expected an int as second argument to ldexp.");
  std::int64_t exponent;
  if (!to_int64(args[1], &exponent)) exponent = integer_sign(args[1]) < 0 ? -100000 : 100000;
  if (x == 0 || !std::isfinite(x)) return Value::of(x);
  exponent = exponent > 100000 ? 100000 : exponent < -100000 ? -100000 : exponent;
  double result = std::ldexp(x, static_cast<int>(exponent));
  return std::isinf(result) ? math_range_error(thread) : Value::of(result);
}

Value m_nextafter(Thread& thread, const Value* args) {
  double x, y;
  return two(thread, args, &x, &y) ? Value::of(std::nextafter(x, y)) : Value::null();
}

Value m_ulp(Thread& thread, const Value* args) {
  double x;
  if (!real_value(thread, args[0], &x)) return Value::null();
  if (std::isnan(x)) return Value::of(x);
  x = std::fabs(x);
  if (std::isinf(x)) return Value::of(x);
  double above = std::nextafter(x, HUGE_VAL);
  return Value::of(std::isinf(above) ? x - std::nextafter(x, -HUGE_VAL) : above - x);
}

Value m_isnan(Thread& thread, const Value* args) {
  double x;
  return real_value(thread, args[0], &x) ? Value::boolean(std::isnan(x)) : Value::null();
}
Value m_isinf(Thread& thread, const Value* args) {
  double x;
  return real_value(thread, args[0], &x) ? Value::boolean(std::isinf(x)) : Value::null();
}
Value m_isfinite(Thread& thread, const Value* args) {
  double x;
  return real_value(thread, args[0], &x) ? Value::boolean(std::isfinite(x)) : Value::null();
}

// a, b, *, rel_tol=1e-09, abs_tol=0.0
Value m_isclose(Thread& thread, const Value* args) {
  double a, b, relative = 1e-9, absolute_tolerance = 0;
  if (!two(thread, args, &a, &b) ||
      (!args[2].is_null() && !real_value(thread, args[2], &relative)) ||
      (!args[3].is_null() && !real_value(thread, args[3], &absolute_tolerance)))
    return Value::null();
  if (relative < 0 || absolute_tolerance < 0)
    return raise(thread, thread.process->types.ValueError, "tolerances must be non-negative");
  if (a == b) return Value::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Value::boolean(false);
  double difference = std::fabs(b - a);
  return Value::boolean(difference <= std::fabs(relative * b) ||
                        difference <= std::fabs(relative * a) || difference <= absolute_tolerance);
}

// --- rounding: through __floor__, __ceil__, __trunc__ of other types ---

template <double (*Round)(double)>
Value round_with(Thread& thread, Value v, const char* method_name) {
  if (v.is_float()) return int_from_double(thread, Round(v.number));
  if (v.is_int()) return v;
  if (v.is_object()) {
    Value method = special_method(thread, v, intern(*thread.process, method_name));
    if (method.is_null()) return method;
    if (!method.is_nothing()) return call(thread, method, nullptr, 0);
  }
  double x;
  return real_value(thread, v, &x) ? int_from_double(thread, Round(x)) : Value::null();
}

double floor_of(double x) {
  return std::floor(x);
}
double ceil_of(double x) {
  return std::ceil(x);
}

Value m_floor(Thread& thread, const Value* args) {
  return round_with<floor_of>(thread, args[0], "__floor__");
}
Value m_ceil(Thread& thread, const Value* args) {
  return round_with<ceil_of>(thread, args[0], "__ceil__");
}
Value m_trunc(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (args[0].is_float()) return int_from_double(thread, args[0].number);
  if (is_integer(args[0])) return exact_integer(process, args[0]);
  Value method = args[0].is_object() ? special_method(thread, args[0], intern(process, "__trunc__"))
                                     : Value::nothing();
  if (method.is_null()) return method;
  if (method.is_nothing())
    return raise(thread, process.types.TypeError, "type %s doesn't define __trunc__ method",
                 type_name(process, args[0]).c_str());
  return call(thread, method, nullptr, 0);
}

}  // namespace

void define_math(Thread& thread, Module* module);  // native_modules.def

void define_math(Thread& thread, Module* module) {
  namespace e = elementary;
  constexpr Overflow kNever = Overflow::CannotHappen, kGrows = Overflow::RangeError;
  static const NativeMethod kFunctions[] = {
      {"acos", "x, /", one<e::acos, kNever>},
      {"acosh", "x, /", one<e::acosh, kNever>},
      {"asin", "x, /", one<e::asin, kNever>},
      {"asinh", "x, /", one<e::asinh, kNever>},
      {"atan", "x, /", one<e::atan, kNever>},
      {"atan2", "y, x, /", m_atan2},
      {"atanh", "x, /", one<e::atanh, kNever>},
      {"cbrt", "x, /", one<e::cbrt, kNever>},
      {"ceil", "x, /", m_ceil},
      {"copysign", "x, y, /", m_copysign},
      {"cos", "x, /", one<e::cos, kNever>},
      {"cosh", "x, /", one<e::cosh, kGrows>},
      {"degrees", "x, /", one<to_degrees, kGrows>},
      {"erf", "x, /", one<e::erf, kNever>},
      {"erfc", "x, /", one<e::erfc, kNever>},
      {"exp", "x, /", one<e::exp, kGrows>},
      {"exp2", "x, /", one<e::exp2, kGrows>},
      {"expm1", "x, /", one<e::expm1, kGrows>},
      {"fabs", "x, /", one<absolute, kNever>},
      {"floor", "x, /", m_floor},
      {"fmod", "x, y, /", m_fmod},
      {"frexp", "x, /", m_frexp},
      {"isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", m_isclose},
      {"isfinite", "x, /", m_isfinite},
      {"isinf", "x, /", m_isinf},
      {"isnan", "x, /", m_isnan},
      {"ldexp", "x, i, /", m_ldexp},
      {"log", "*args", m_log},
      {"log10", "x, /", m_log10},
      {"log1p", "x, /", one<e::log1p, kNever>},
      {"log2", "x, /", m_log2},
      {"modf", "x, /", m_modf},
      {"nextafter", "x, y, /", m_nextafter},
      {"pow", "x, y, /", m_pow},
      {"radians", "x, /", one<to_radians, kNever>},
      {"remainder", "x, y, /", m_remainder},
      {"sin", "x, /", one<e::sin, kNever>},
      {"sinh", "x, /", one<e::sinh, kGrows>},
      {"sqrt", "x, /", one<square_root, kNever>},
      {"tan", "x, /", one<e::tan, kNever>},
      {"tanh", "x, /", one<e::tanh, kNever>},
      {"trunc", "x, /", m_trunc},
      {"ulp", "x, /", m_ulp},
  };
  Process& process = *thread.process;
  add_functions(process, module, kFunctions, std::size(kFunctions));
  define_math_integers(process, module);
  define_math_sums(process, module);
  define_math_gamma(process, module);
  set_attribute(process, module, "pi", Value::of(3.141592653589793));
  set_attribute(process, module, "e", Value::of(2.718281828459045));
  set_attribute(process, module, "tau", Value::of(6.283185307179586));
  set_attribute(process, module, "inf", Value::of(__builtin_inf()));
  set_attribute(process, module, "nan", Value::of(__builtin_nan("")));
}

}  // namespace gilscope
