// Numbers: the heap forms (BigInt, FloatObject for subclasses of float, Complex) and the arithmetic
// that the interpreter falls back on when its inline fast paths (small int, float) do not apply.
//
// An int is Tag::Int (or Tag::Bool, a subclass) when it fits 64 bits and its type is exactly int;
// BigInt objects hold larger ones, and every instance of a subclass of int (IntEnum...). Limbs are
// 32 bit, least significant first, magnitude and sign; number_limbs.h does the arithmetic.
#pragma once

#include <string>
#include <string_view>

#include "vm/object.h"

namespace gilscope {

// Object::flags of a BigInt: `limbs` points into the object's own cell.
inline constexpr std::uint32_t kLimbsInline = 1u << kTypeBits;

struct BigInt : Object {
  std::uint32_t limb_count;
  std::int32_t sign;              // -1, 0, 1
  std::uint32_t* limbs;           // heap buffer or inline
  std::uint32_t inline_limbs[2];  // a subclass instance with a small value
};

struct FloatObject : Object {  // an instance of a subclass of float; plain floats are Tag::Float
  double value;
};

struct Complex : Object {
  double real, imaginary;
};

inline bool is_integer(Value v) {  // int, bool, and instances of their subclasses
  return v.is_int() || v.is_bool() || has_type_flag(v, kIntSubclass);
}
inline bool is_floating(Value v) {
  return v.is_float() || has_type_flag(v, kFloatSubclass);
}
inline double float_value(Value v) {
  return v.is_float() ? v.number : v.as<FloatObject>()->value;
}

// Any integer Value -> int64. False when it does not fit (or is not an integer); no exception.
bool to_int64(Value v, std::int64_t* out);
// With __index__ and CPython's errors: TypeError "'str' object cannot be interpreted as an
// integer", OverflowError. May use call_nested. False: exception pending.
bool index_value(Thread& thread, Value v, std::int64_t* out);
// Real number (int, float, __float__, __index__) -> double, TypeError "must be real number, not
// str".
bool real_value(Thread& thread, Value v, double* out);

Value int_from_uint64(Process& process, std::uint64_t value);
Value int_from_hex(Process& process, std::string_view hex);  // "-1f..": constants of compiled code
Value int_from_double(Thread& thread,
                      double value);  // truncates; OverflowError/ValueError for inf/nan
// int("...") with base 0 or 2..36, underscores allowed; ValueError in CPython's words.
Value int_from_text(Thread& thread, std::string_view text, int base);
std::string int_to_text(Thread& thread, Value v,
                        int base = 10);  // empty + ValueError above 4300 digits for base 10
double int_to_double(Value v);           // correctly rounded; inf when too large

// All thirteen operators on numbers of any kind (int, bool, float, complex, subclasses);
// NotImplemented when an operand is no number; ZeroDivisionError, OverflowError, MemoryError
// ("10**10**8") as CPython raises them.
Value number_binary(Thread& thread, BinaryOperator op, Value left, Value right);
// divmod(left, right) of ints and floats; NotImplemented for anything else.
Value number_divmod(Thread& thread, Value left, Value right);
Value number_unary(Thread& thread, UnaryOperator op, Value v);
Value number_compare(Thread& thread, Value left, Value right, Comparison op);
std::int64_t number_hash(
    Value v);  // equal numbers hash equal, CPython's algorithm (modulus 2^61 - 1)

std::string float_repr(double value);  // shortest that reads back: CPython's repr
Value new_complex(Process& process, double real, double imaginary);

}  // namespace gilscope
