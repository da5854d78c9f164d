// The type float.
#include <cmath>
#include <cstring>

#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/format.h"
#include "vm/native.h"
#include "vm/number_elementary.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/number_text.h"
#include "vm/operations.h"
#include "vm/str_text.h"

namespace gilscope {

namespace {

bool is_real(Value v) {
  return is_floating(v) || is_integer(v);
}

Value float_repr_slot(Thread& thread, Value self) {
  return Value::of(new_str(*thread.process, float_repr(float_value(self))));
}

Value float_hash(Thread&, Value self) {
  return Value::of(number_hash(self));
}

Value float_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_real(other)) return Value::not_implemented();
  return number_compare(thread, self, other, op);
}

Value float_boolean(Thread&, Value self) {
  return Value::boolean(float_value(self) != 0);
}

Value float_binary_slot(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (!is_real(left) || !is_real(right)) return Value::not_implemented();
  double x, y;
  if (!number_as_double(thread, left, &x) || !number_as_double(thread, right, &y))
    return Value::null();
  return float_binary(thread, op, x, y);
}

Value float_unary(Thread& thread, UnaryOperator op, Value self) {
  return number_unary(thread, op, self);
}

Value float_to_int(Thread& thread, Value self) {
  return int_from_double(thread, float_value(self));
}

Value float_exact(Thread&, Value self) {
  return Value::of(float_value(self));
}

bool double_from_text(Thread& thread, Value v, const std::string& text, double* out) {
  if (parse_double(text, out)) return true;
  std::string shown;
  if (!repr_nested(thread, v, &shown)) return false;
  raise(thread, thread.process->types.ValueError, "could not convert string to float: %s",
        shown.c_str());
  return false;
}

// float(v). False: exception pending.
bool float_of(Thread& thread, Value v, double* out) {
  Process& process = *thread.process;
  if (is_str(v)) return double_from_text(thread, v, numeric_text(v.as<Str>()), out);
  bool number = is_real(v);
  if (v.is_object() && !number) {
    const Slots& slots = v.object()->type->slots;
    number = slots.to_float || slots.index;
  }
  if (number) return real_value(thread, v, out);
  if (is_bytes(v) || has_type_flag(v, kByteArraySubclass)) {
    std::string_view content;
    if (!bytes_like(thread, v, &content)) return false;
    return double_from_text(thread, v, numeric_text(new_str(process, content)), out);
  }
  raise(thread, process.types.TypeError,
        "float() argument must be a string or a real number, not '%s'",
        type_name(process, v).c_str());
  return false;
}

Value instance_of(Process& process, Type* type, double value) {
  if (type == process.types.float_) return Value::of(value);
  auto* object = static_cast<FloatObject*>(allocate_instance(process, type));
  object->value = value;
  return Value::of(object);
}

Value float_new(Thread& thread, const Value* args) {
  double value = 0;
  if (!args[1].is_null() && !float_of(thread, args[1], &value)) return Value::null();
  return instance_of(*thread.process, args[0].as<Type>(), value);
}

Value float_is_integer(Thread&, const Value* args) {
  double value = float_value(args[0]);
  return Value::boolean(std::isfinite(value) && std::floor(value) == value);
}

Value float_as_integer_ratio(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  double value = float_value(args[0]);
  if (std::isinf(value))
    return raise(thread, process.types.OverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(value))
    return raise(thread, process.types.ValueError, "cannot convert NaN to integer ratio");
  std::uint64_t mantissa;
  int exponent;
  split_double(value, &mantissa, &exponent);
  while (mantissa && !(mantissa & 1)) {
    mantissa >>= 1;
    ++exponent;
  }
  Value numerator = Value::of(static_cast<std::int64_t>(mantissa) * (value < 0 ? -1 : 1));
  Value denominator = Value::of(std::int64_t{1});
  if (mantissa && exponent > 0)
    numerator = integer_shift_left(thread, numerator, Value::of(std::int64_t{exponent}));
  if (mantissa && exponent < 0)
    denominator = integer_shift_left(thread, denominator, Value::of(std::int64_t{-exponent}));
  Value pair[2] = {numerator, denominator};
  return Value::of(new_tuple(process, pair, 2));
}

Value float_hex(Thread& thread, const Value* args) {
  double value = float_value(args[0]);
  if (!std::isfinite(value)) return float_repr_slot(thread, args[0]);
  std::string out = std::signbit(value) ? "-0x" : "0x";
  if (value == 0) return Value::of(new_str(*thread.process, out + "0.0p+0"));
  std::uint64_t mantissa;
  int exponent;
  split_double(value, &mantissa, &exponent);
  static constexpr char kHex[] = "0123456789abcdef";
  out += mantissa >> 52 ? "1." : "0.";
  for (int shift = 48; shift >= 0; shift -= 4) out += kHex[mantissa >> shift & 15];
  exponent += 52;
  out += exponent < 0 ? "p-" : "p+";
  return Value::of(new_str(*thread.process, out + std::to_string(std::abs(exponent))));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// [sign] ["0x"] hex digits [. hex digits] ["p" [sign] digits]. False: malformed.
bool parse_hex_float(std::string_view text, double* out, bool* overflow) {
  std::size_t i = 0;
  bool negative = false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) negative = text[i++] == '-';
  double named;
  if (i < text.size() && (text[i] | 32) >= 'g' && parse_double(text.substr(i), &named)) {
    *out = negative ? -named : named;
    return true;
  }
  if (i + 1 < text.size() && text[i] == '0' && (text[i + 1] | 32) == 'x') i += 2;
  std::uint64_t mantissa = 0;
  std::int64_t exponent = 0;
  bool sticky = false, any = false, point = false;
  for (; i < text.size(); ++i) {
    if (text[i] == '.' && !point) {
      point = true;
      continue;
    }
    int digit = hex_digit(text[i]);
    if (digit < 0) break;
    any = true;
    if (mantissa >> 60) {
      sticky |= digit != 0;
      if (!point) exponent += 4;
    } else {
      mantissa = mantissa << 4 | static_cast<unsigned>(digit);
      if (point) exponent -= 4;
    }
  }
  if (!any) return false;
  if (i < text.size() && (text[i] | 32) == 'p') {
    ++i;
    bool minus = false;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) minus = text[i++] == '-';
    std::int64_t given = 0;
    std::size_t start = i;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
      given = std::min<std::int64_t>(given * 10 + (text[i] - '0'), 1 << 30);
    if (i == start) return false;
    exponent += minus ? -given : given;
  }
  if (i != text.size()) return false;
  double value = compose_double(mantissa, exponent, sticky);
  *overflow = std::isinf(value);
  *out = negative ? -value : value;
  return true;
}

Value float_getformat(Thread& thread, const Value* args) {
  bool known = is_str(args[1]) && (str_equal(args[1].as<Str>(), "double") ||
                                   str_equal(args[1].as<Str>(), "float"));
  if (!known)
    return raise(thread, thread.process->types.ValueError,
                 "__getformat__() argument 1 must be 'double' or 'float'");
  return Value::of(new_str(*thread.process, "IEEE, little-endian"));
}

Value float_fromhex(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_str(args[1]))
    return raise(thread, process.types.TypeError, "bad argument type for built-in operation");
  double value = 0;
  bool overflow = false;
  if (!parse_hex_float(numeric_text(args[1].as<Str>()), &value, &overflow))
    return raise(thread, process.types.ValueError, "invalid hexadecimal floating-point string");
  if (overflow)
    return raise(thread, process.types.OverflowError,
                 "hexadecimal value too large to represent as a float");
  Value result = Value::of(value);
  if (args[0].as<Type>() == process.types.float_) return result;
  return call_nested(thread, args[0], &result, 1);
}

Value float_round_method(Thread& thread, const Value* args) {
  double value = float_value(args[0]);
  if (args[1].is_null() || args[1].is_none()) return float_round_to_int(thread, value);
  Value integer = integer_index(thread, args[1]);
  if (integer.is_null()) return integer;
  std::int64_t digits;
  if (!to_int64(integer, &digits)) digits = integer_sign(integer) < 0 ? -1000 : 1000;
  return float_round(thread, value, digits);
}

Value float_divmod_method(Thread& thread, const Value* args) {
  return number_divmod(thread, args[0], args[1]);
}
Value float_rdivmod(Thread& thread, const Value* args) {
  return number_divmod(thread, args[1], args[0]);
}

Value float_floor(Thread& thread, const Value* args) {
  return int_from_double(thread, std::floor(float_value(args[0])));
}
Value float_ceil(Thread& thread, const Value* args) {
  return int_from_double(thread, std::ceil(float_value(args[0])));
}
Value float_trunc(Thread& thread, const Value* args) {
  return int_from_double(thread, float_value(args[0]));
}
Value float_conjugate(Thread&, const Value* args) {
  return Value::of(float_value(args[0]));
}
Value float_format(Thread& thread, const Value* args) {
  return format_with(thread, args[0], args[1]);
}
Value float_getnewargs(Thread& thread, const Value* args) {
  Value value = Value::of(float_value(args[0]));
  return Value::of(new_tuple(*thread.process, &value, 1));
}

Value float_real(Thread&, Value self) {
  return Value::of(float_value(self));
}
Value float_imaginary(Thread&, Value) {
  return Value::of(0.0);
}

}  // namespace

void define_float(Process& process) {
  Type* type = process.types.float_;
  Slots& slots = type->slots;
  slots.repr = float_repr_slot;
  slots.hash = float_hash;
  slots.compare = float_compare;
  slots.boolean = float_boolean;
  slots.binary = float_binary_slot;
  slots.unary = float_unary;
  slots.to_int = float_to_int;
  slots.to_float = float_exact;
  set_new(process, type, "cls, x=0, /", float_new);
  static const NativeMethod kMethods[] = {
      {"as_integer_ratio", "self, /", float_as_integer_ratio},
      {"conjugate", "self, /", float_conjugate},
      {"fromhex", "cls, string, /", float_fromhex, NativeMethod::ClassMethod},
      {"__getformat__", "cls, typestr, /", float_getformat, NativeMethod::ClassMethod},
      {"hex", "self, /", float_hex},
      {"is_integer", "self, /", float_is_integer},
      {"__ceil__", "self, /", float_ceil},
      {"__divmod__", "self, value, /", float_divmod_method},
      {"__floor__", "self, /", float_floor},
      {"__format__", "self, format_spec, /", float_format},
      {"__getnewargs__", "self, /", float_getnewargs},
      {"__rdivmod__", "self, value, /", float_rdivmod},
      {"__round__", "self, ndigits=None, /", float_round_method},
      {"__trunc__", "self, /", float_trunc},
  };
  static const NativeGetSet kGetSets[] = {
      {"real", float_real, nullptr},
      {"imag", float_imaginary, nullptr},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
