// The types int and bool: constructors, methods, slots.
#include <bit>
#include <cmath>
#include <cstring>

#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/format.h"
#include "vm/native.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/number_text.h"
#include "vm/operations.h"
#include "vm/str_text.h"

namespace gilscope {

namespace {

Value int_repr(Thread& thread, Value self) {
  std::string text = int_to_text(thread, self);
  if (text.empty()) return Value::null();
  return Value::of(new_str(*thread.process, text));
}

Value int_hash(Thread&, Value self) {
  return Value::of(number_hash(self));
}

Value int_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_integer(other)) return Value::not_implemented();
  return number_compare(thread, self, other, op);
}

Value int_boolean(Thread&, Value self) {
  return Value::boolean(integer_sign(self) != 0);
}

Value int_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (!is_integer(left) || !is_integer(right)) return Value::not_implemented();
  return number_binary(thread, op, left, right);
}

Value int_exact(Thread& thread, Value self) {
  return exact_integer(*thread.process, self);
}

Value int_to_float(Thread& thread, Value self) {
  double value;
  return number_as_double(thread, self, &value) ? Value::of(value) : Value::null();
}

void int_visit(Object* object, Visitor& visitor) {
  auto* big = static_cast<BigInt*>(object);
  if (!big->limbs) return;
  if (big->flags & kLimbsInline) {
    visitor.interior(big->limbs);
  } else {
    visitor.buffer(big->limbs);
  }
}

// An instance of a subclass of int with the value of `v`.
Value subclass_instance(Process& process, Type* type, Value v) {
  IntegerView view(v);
  auto* big = static_cast<BigInt*>(allocate_instance(process, type));
  big->limb_count = view.count;
  big->sign = view.count ? (view.negative ? -1 : 1) : 0;
  if (view.count <= 2) {
    big->flags |= kLimbsInline;
    big->limbs = big->inline_limbs;
  } else {
    big->limbs = static_cast<limbs::Limb*>(process.heap.allocate(view.count * sizeof(limbs::Limb)));
  }
  std::memcpy(big->limbs, view.limbs, view.count * sizeof(limbs::Limb));
  return Value::of(big);
}

std::string repr_of_bytes_literal(std::string_view text) {
  return bytes_repr_text(text);
}

Value int_from_any_text(Thread& thread, Value v, int base) {
  if (is_str(v))
    return int_from_clean_text(thread, numeric_text(v.as<Str>()), base, str_repr_utf8(v.as<Str>()));
  std::string_view content;
  if (!bytes_like(thread, v, &content)) return Value::null();
  Str* text = new_str(*thread.process, content);
  return int_from_clean_text(thread, numeric_text(text), base, repr_of_bytes_literal(content));
}

bool is_text_or_bytes(Value v) {
  return is_str(v) || is_bytes(v) || has_type_flag(v, kByteArraySubclass);
}

// int(v) for one argument: an exact int or Null.
Value int_of(Thread& thread, Value v) {
  Process& process = *thread.process;
  if (v.is_int()) return v;
  if (v.is_float()) return int_from_double(thread, v.number);
  if (v.is_bool()) return Value::of(v.integer);
  if (!v.is_object())
    return raise(thread, process.types.TypeError,
                 "int() argument must be a string, a bytes-like object or a real number, not '%s'",
                 type_name(process, v).c_str());
  Type* type = v.object()->type;
  if (type->slots.to_int) {
    Frame* before = thread.top;
    Value result = finish_nested(thread, before, type->slots.to_int(thread, v));
    if (result.is_null()) return result;
    if (!is_integer(result))
      return raise(thread, process.types.TypeError, "__int__ returned non-int (type %s)",
                   type_name(process, result).c_str());
    return exact_integer(process, result);
  }
  if (type->slots.index) {
    Value result = integer_index(thread, v);
    return result.is_null() ? result : exact_integer(process, result);
  }
  if (is_text_or_bytes(v) || type == process.types.memoryview)
    return int_from_any_text(thread, v, 10);
  Value trunc = find_attribute(thread, v, intern(process, "__trunc__"));
  if (trunc.is_pending()) trunc = finish_nested(thread, thread.top, trunc);
  if (trunc.is_null()) return trunc;
  if (!trunc.is_nothing()) {
    Value result = call_nested(thread, trunc, nullptr, 0);
    if (result.is_null() || is_integer(result))
      return result.is_null() ? result : exact_integer(process, result);
    return integer_index(thread, result);
  }
  return raise(thread, process.types.TypeError,
               "int() argument must be a string, a bytes-like object or a real number, not '%s'",
               type_name(process, v).c_str());
}

// cls, x=0, /, base=10
Value int_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value result;
  if (!args[2].is_null()) {
    if (args[1].is_null())
      return raise(thread, process.types.TypeError, "int() missing string argument");
    Value base_value = integer_index(thread, args[2]);
    if (base_value.is_null()) return base_value;
    std::int64_t base;
    if (!to_int64(base_value, &base) || (base != 0 && base < 2) || base > 36)
      return raise(thread, process.types.ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (!is_text_or_bytes(args[1]))
      return raise(thread, process.types.TypeError,
                   "int() can't convert non-string with explicit base");
    result = int_from_any_text(thread, args[1], static_cast<int>(base));
  } else {
    result = args[1].is_null() ? Value::of(std::int64_t{0}) : int_of(thread, args[1]);
  }
  if (result.is_null()) return result;
  Type* type = args[0].as<Type>();
  return type == process.types.int_ ? result : subclass_instance(process, type, result);
}

Value int_bit_length(Thread&, const Value* args) {
  return Value::of(static_cast<std::int64_t>(IntegerView(args[0]).bit_length()));
}

Value int_bit_count(Thread&, const Value* args) {
  IntegerView view(args[0]);
  std::int64_t count = 0;
  for (std::uint32_t i = 0; i < view.count; ++i) count += std::popcount(view.limbs[i]);
  return Value::of(count);
}

Value int_conjugate(Thread& thread, const Value* args) {
  return exact_integer(*thread.process, args[0]);
}

Value int_as_integer_ratio(Thread& thread, const Value* args) {
  Value pair[2] = {exact_integer(*thread.process, args[0]), Value::of(std::int64_t{1})};
  return Value::of(new_tuple(*thread.process, pair, 2));
}

Value int_divmod(Thread& thread, const Value* args) {
  return is_integer(args[1]) ? number_divmod(thread, args[0], args[1]) : Value::not_implemented();
}
Value int_rdivmod(Thread& thread, const Value* args) {
  return is_integer(args[1]) ? number_divmod(thread, args[1], args[0]) : Value::not_implemented();
}

Value int_is_integer(Thread&, const Value*) {
  return Value::boolean(true);
}

Value int_getnewargs(Thread& thread, const Value* args) {
  Value value = exact_integer(*thread.process, args[0]);
  return Value::of(new_tuple(*thread.process, &value, 1));
}

Value int_format(Thread& thread, const Value* args) {
  return format_with(thread, args[0], args[1]);
}

// round(n, -k): the nearest multiple of 10**k, half to even.
Value int_round(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (args[1].is_null() || args[1].is_none()) return exact_integer(process, args[0]);
  Value digits = integer_index(thread, args[1]);
  if (digits.is_null()) return digits;
  if (integer_sign(digits) >= 0) return exact_integer(process, args[0]);
  std::int64_t places;
  // 10**k far beyond n: rounds to zero.
  if (!to_int64(digits, &places) ||
      -places > static_cast<std::int64_t>(IntegerView(args[0]).bit_length() / 3 + 2))
    return Value::of(std::int64_t{0});
  Value unit = integer_power(thread, Value::of(std::int64_t{10}), Value::of(-places));
  Value quotient, rest;
  if (!integer_divmod(thread, args[0], unit, &quotient, &rest)) return Value::null();
  Value twice = integer_add(thread, rest, rest);
  int order = integer_compare(twice, unit);
  bool odd = integer_sign(integer_bitwise(thread, BinaryOperator::And, quotient,
                                          Value::of(std::int64_t{1}))) != 0;
  if (order > 0 || (order == 0 && odd))
    quotient = integer_add(thread, quotient, Value::of(std::int64_t{1}));
  return integer_multiply(thread, quotient, unit);
}

// "big" or "little". False: exception pending.
bool byte_order(Thread& thread, Value order, bool* little, const char* function) {
  Process& process = *thread.process;
  *little = false;
  if (order.is_null()) return true;
  if (!is_str(order)) {
    raise(thread, process.types.TypeError, "%s() argument 'byteorder' must be str, not %s",
          function, type_name(process, order).c_str());
    return false;
  }
  *little = str_equal(order.as<Str>(), "little");
  if (*little || str_equal(order.as<Str>(), "big")) return true;
  raise(thread, process.types.ValueError, "byteorder must be either 'little' or 'big'");
  return false;
}

// self, length=1, byteorder='big', *, signed=False
Value int_to_bytes(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::int64_t length = 1;
  bool little, is_signed = false;
  if (!args[1].is_null() && !index_value(thread, args[1], &length)) return Value::null();
  if (!byte_order(thread, args[2], &little, "to_bytes")) return Value::null();
  if (!args[3].is_null() && !truth_nested(thread, args[3], &is_signed)) return Value::null();
  if (length < 0)
    return raise(thread, process.types.ValueError, "length argument must be non-negative");
  IntegerView view(args[0]);
  if (view.negative && !is_signed)
    return raise(thread, process.types.OverflowError, "can't convert negative int to unsigned");
  std::uint64_t bits = view.bit_length(), room = static_cast<std::uint64_t>(length) * 8;
  if (is_signed) {
    bool lowest = view.negative && bits &&
                  !limbs::any_below(view.limbs, view.count, bits - 1);  // -2^k fits k + 1 bits
    bits += lowest || !view.count ? 0 : 1;
  }
  if (bits > room) return raise(thread, process.types.OverflowError, "int too big to convert");
  if (!process.heap.can_allocate(static_cast<std::size_t>(length)))
    return raise_memory_error(thread);
  Bytes* out = allocate_bytes(process, static_cast<std::uint32_t>(length));
  unsigned carry = 1;
  for (std::int64_t i = 0; i < length; ++i) {
    std::uint64_t limb = static_cast<std::uint64_t>(i) / 4;
    unsigned byte = limb < view.count ? view.limbs[limb] >> (8 * (i % 4)) & 0xff : 0;
    if (view.negative) {
      byte = (~byte & 0xff) + carry;
      carry = byte >> 8;
    }
    out->data()[little ? i : length - 1 - i] = static_cast<std::uint8_t>(byte);
  }
  return Value::of(out);
}

// cls, bytes, byteorder='big', *, signed=False
Value int_from_bytes(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  bool little, is_signed = false;
  if (!byte_order(thread, args[2], &little, "from_bytes")) return Value::null();
  if (!args[3].is_null() && !truth_nested(thread, args[3], &is_signed)) return Value::null();
  Value source = bytes_of(thread, args[1]);
  if (source.is_null()) return source;
  std::string_view content;
  if (!bytes_like(thread, source, &content)) return Value::null();
  std::size_t n = content.size();
  std::vector<limbs::Limb> magnitude(n / 4 + 1);
  auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(content[little ? i : n - 1 - i]);
  };
  bool negative = is_signed && n && byte(n - 1) >= 0x80;
  unsigned carry = 1;
  for (std::size_t i = 0; i < n; ++i) {
    unsigned value = byte(i);
    if (negative) {
      value = (~value & 0xff) + carry;
      carry = value >> 8;
      value &= 0xff;
    }
    magnitude[i / 4] |= value << (8 * (i % 4));
  }
  if (negative && carry) magnitude[n / 4] |= 1u << (8 * (n % 4));
  Value result = integer_from_limbs(process, magnitude, negative);
  Type* type = args[0].as<Type>();
  if (type == process.types.int_) return result;
  return call_nested(thread, args[0], &result, 1);
}

Value int_real(Thread& thread, Value self) {
  return exact_integer(*thread.process, self);
}
Value int_zero(Thread&, Value) {
  return Value::of(std::int64_t{0});
}
Value int_one(Thread&, Value) {
  return Value::of(std::int64_t{1});
}

// --- bool ---

Value bool_repr(Thread& thread, Value self) {
  return Value::of(intern(*thread.process, self.integer ? "True" : "False"));
}

Value bool_new(Thread& thread, const Value* args) {
  bool result = false;
  if (!args[1].is_null() && !truth_nested(thread, args[1], &result)) return Value::null();
  return Value::boolean(result);
}

}  // namespace

void define_int(Process& process) {
  Type* type = process.types.int_;
  Slots& slots = type->slots;
  slots.visit = int_visit;
  slots.repr = int_repr;
  slots.hash = int_hash;
  slots.compare = int_compare;
  slots.boolean = int_boolean;
  slots.binary = int_binary;
  slots.unary = [](Thread& thread, UnaryOperator op, Value v) {
    return integer_unary(thread, op, v);
  };
  slots.index = int_exact;
  slots.to_int = int_exact;
  slots.to_float = int_to_float;
  set_new(process, type, "cls, x=0, /, base=10", int_new);
  static const NativeMethod kMethods[] = {
      {"as_integer_ratio", "self, /", int_as_integer_ratio},
      {"bit_count", "self, /", int_bit_count},
      {"bit_length", "self, /", int_bit_length},
      {"conjugate", "self, /", int_conjugate},
      {"from_bytes", "cls, bytes, byteorder='big', *, signed=False", int_from_bytes,
       NativeMethod::ClassMethod},
      {"is_integer", "self, /", int_is_integer},
      {"to_bytes", "self, length=1, byteorder='big', *, signed=False", int_to_bytes},
      {"__ceil__", "self, /", int_conjugate},
      {"__divmod__", "self, value, /", int_divmod},
      {"__floor__", "self, /", int_conjugate},
      {"__format__", "self, format_spec, /", int_format},
      {"__getnewargs__", "self, /", int_getnewargs},
      {"__rdivmod__", "self, value, /", int_rdivmod},
      {"__round__", "self, ndigits=None, /", int_round},
      {"__trunc__", "self, /", int_conjugate},
  };
  static const NativeGetSet kGetSets[] = {
      {"real", int_real, nullptr},
      {"imag", int_zero, nullptr},
      {"numerator", int_real, nullptr},
      {"denominator", int_one, nullptr},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

void define_bool(Process& process) {
  Type* type = process.types.bool_;
  type->slots = process.types.int_->slots;
  type->slots.visit = nullptr;
  type->slots.repr = bool_repr;
  set_new(process, type, "cls, x=False, /", bool_new);
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
