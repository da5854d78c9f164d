// The type complex.
#include <cmath>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/format.h"
#include "vm/native.h"
#include "vm/number_float.h"
#include "vm/number_text.h"
#include "vm/operations.h"
#include "vm/str_text.h"

namespace gilscope {

namespace {

bool is_complex(Value v) {
  return has_type_flag(v, kComplexSubclass);
}
bool is_number(Value v) {
  return is_complex(v) || is_floating(v) || is_integer(v);
}

// A part of the repr: as a float, but "1" rather than "1.0".
std::string part_text(double value) {
  std::string text = float_repr(value);
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
  return text;
}

Value complex_repr(Thread& thread, Value self) {
  auto* z = self.as<Complex>();
  std::string imaginary = part_text(z->imaginary) + "j";
  if (z->real == 0 && !std::signbit(z->real)) return Value::of(new_str(*thread.process, imaginary));
  if (imaginary[0] != '-') imaginary = "+" + imaginary;
  return Value::of(new_str(*thread.process, "(" + part_text(z->real) + imaginary + ")"));
}

Value complex_hash(Thread&, Value self) {
  return Value::of(number_hash(self));
}

Value complex_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_number(other)) return Value::not_implemented();
  return number_compare(thread, self, other, op);
}

Value complex_boolean(Thread&, Value self) {
  return Value::boolean(self.as<Complex>()->real != 0 || self.as<Complex>()->imaginary != 0);
}

Value complex_binary_slot(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (!is_number(left) || !is_number(right)) return Value::not_implemented();
  return number_binary(thread, op, left, right);
}

// The text of one float at the start of `text`: sign, digits, exponent, or inf / nan.
std::size_t float_length(std::string_view text) {
  std::size_t i = 0;
  auto letters = [&](std::string_view word) {
    if (text.size() - i < word.size()) return false;
    for (std::size_t k = 0; k < word.size(); ++k) {
      if ((text[i + k] | 32) != word[k]) return false;
    }
    i += word.size();
    return true;
  };
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  if (letters("infinity") || letters("inf") || letters("nan")) return i;
  std::size_t start = i;
  while (i < text.size()) {
    char c = text[i];
    bool exponent_sign = (c == '+' || c == '-') && i > start && (text[i - 1] | 32) == 'e';
    bool part = (c >= '0' && c <= '9') || c == '.' || c == '_' || (c | 32) == 'e' || exponent_sign;
    if (!part) break;
    ++i;
  }
  return i;
}

bool parse_complex(std::string_view text, double* real, double* imaginary) {
  auto strip = [](std::string_view& s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  };
  strip(text);
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
    strip(text);
  }
  *real = *imaginary = 0;
  auto is_j = [](char c) { return (c | 32) == 'j'; };
  if (text.empty()) return false;
  auto unit = [&](std::string_view sign, double* out) {  // "j", "+j", "-j"
    *out = sign == "-" ? -1 : 1;
    return sign.empty() || sign == "+" || sign == "-";
  };
  std::size_t n = float_length(text);
  std::string_view first = text.substr(0, n), rest = text.substr(n);
  bool sign_only = first.empty() || first == "+" || first == "-";
  if (rest.size() == 1 && is_j(rest[0]))
    return sign_only ? unit(first, imaginary) : parse_double(first, imaginary);
  if (!parse_double(first, real)) return false;
  if (rest.empty()) return true;
  if ((rest[0] != '+' && rest[0] != '-') || !is_j(rest.back())) return false;
  rest.remove_suffix(1);
  return rest.size() == 1 ? unit(rest, imaginary) : parse_double(rest, imaginary);
}

Value instance_of(Process& process, Type* type, double real, double imaginary) {
  if (type == process.types.complex_) return new_complex(process, real, imaginary);
  auto* object = static_cast<Complex*>(allocate_instance(process, type));
  object->real = real;
  object->imaginary = imaginary;
  return Value::of(object);
}

// One argument of complex(): real and imaginary part. False: exception pending.
bool complex_of(Thread& thread, Value v, const char* error, double* real, double* imaginary) {
  Process& process = *thread.process;
  if (v.is_object() && !is_number(v)) {
    Value method = special_method(thread, v, intern(process, "__complex__"));
    if (method.is_null()) return false;
    if (!method.is_nothing()) {
      v = call_nested(thread, method, nullptr, 0);
      if (v.is_null()) return false;
      if (!is_complex(v)) {
        raise(thread, process.types.TypeError, "__complex__ returned non-complex (type %s)",
              type_name(process, v).c_str());
        return false;
      }
    }
  }
  *imaginary = 0;
  if (is_complex(v)) {
    *real = v.as<Complex>()->real;
    *imaginary = v.as<Complex>()->imaginary;
    return true;
  }
  bool number = is_number(v);
  if (v.is_object() && !number) {
    const Slots& slots = v.object()->type->slots;
    number = slots.to_float || slots.index;
  }
  if (number) return real_value(thread, v, real);
  raise(thread, process.types.TypeError, "%s, not '%s'", error, type_name(process, v).c_str());
  return false;
}

// cls, real=0, imag=0
Value complex_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = args[0].as<Type>();
  double real = 0, imaginary = 0;
  bool has_real = !args[1].is_null(), has_imaginary = !args[2].is_null();
  if (has_real && is_str(args[1])) {
    if (has_imaginary)
      return raise(thread, process.types.TypeError,
                   "complex() can't take second arg if first is a string");
    if (!parse_complex(numeric_text(args[1].as<Str>()), &real, &imaginary))
      return raise(thread, process.types.ValueError, "complex() arg is a malformed string");
    return instance_of(process, type, real, imaginary);
  }
  if (has_imaginary && is_str(args[2]))
    return raise(thread, process.types.TypeError, "complex() second arg can't be a string");
  bool exact = has_real && !has_imaginary && args[1].is_object() &&
               args[1].object()->type == process.types.complex_ && type == process.types.complex_;
  if (exact) return args[1];
  if (has_real &&
      !complex_of(thread, args[1], "complex() first argument must be a string or a number", &real,
                  &imaginary))
    return Value::null();
  double second_real = 0, second_imaginary = 0;
  if (has_imaginary) {
    if (!complex_of(thread, args[2], "complex() second argument must be a number", &second_real,
                    &second_imaginary))
      return Value::null();
    if (is_complex(args[2])) real -= second_imaginary;
    imaginary = has_real && is_complex(args[1]) ? imaginary + second_real : second_real;
  }
  return instance_of(process, type, real, imaginary);
}

Value complex_conjugate(Thread& thread, const Value* args) {
  auto* z = args[0].as<Complex>();
  return new_complex(*thread.process, z->real, -z->imaginary);
}
Value complex_format(Thread& thread, const Value* args) {
  return format_with(thread, args[0], args[1]);
}
Value complex_getnewargs(Thread& thread, const Value* args) {
  auto* z = args[0].as<Complex>();
  Value pair[2] = {Value::of(z->real), Value::of(z->imaginary)};
  return Value::of(new_tuple(*thread.process, pair, 2));
}
Value complex_self(Thread&, const Value* args) {
  return args[0];
}
Value complex_real(Thread&, Value self) {
  return Value::of(self.as<Complex>()->real);
}
Value complex_imaginary(Thread&, Value self) {
  return Value::of(self.as<Complex>()->imaginary);
}

}  // namespace

void define_complex(Process& process) {
  Type* type = process.types.complex_;
  Slots& slots = type->slots;
  slots.repr = complex_repr;
  slots.hash = complex_hash;
  slots.compare = complex_compare;
  slots.boolean = complex_boolean;
  slots.binary = complex_binary_slot;
  slots.unary = [](Thread& thread, UnaryOperator op, Value v) {
    return number_unary(thread, op, v);
  };
  set_new(process, type, "cls, real=0, imag=0", complex_new);
  static const NativeMethod kMethods[] = {
      {"conjugate", "self, /", complex_conjugate},
      {"__complex__", "self, /", complex_self},
      {"__format__", "self, format_spec, /", complex_format},
      {"__getnewargs__", "self, /", complex_getnewargs},
  };
  static const NativeGetSet kGetSets[] = {
      {"real", complex_real, nullptr},
      {"imag", complex_imaginary, nullptr},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
