// Arithmetic on numbers of any kind: finds the wider kind of the two operands and goes there.
#include <cmath>
#include <cstring>

#include "vm/containers.h"
#include "vm/exception.h"
#include "vm/number_elementary.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/operations.h"
#include "vm/process.h"
#include "vm/thread.h"

namespace gilscope {

enum class Kind : std::uint8_t { Integer, Float, Complex, NotANumber };

static Kind kind_of(Value v) {
  switch (v.tag) {
    case Tag::Int:
    case Tag::Bool: return Kind::Integer;
    case Tag::Float: return Kind::Float;
    case Tag::Object: {
      std::uint32_t flags = v.object()->type->type_flags;
      if (flags & kIntSubclass) return Kind::Integer;
      if (flags & kFloatSubclass) return Kind::Float;
      if (flags & kComplexSubclass) return Kind::Complex;
      return Kind::NotANumber;
    }
    default: return Kind::NotANumber;
  }
}

static BinaryOperator plain_operator(BinaryOperator op) {
  return op >= BinaryOperator::InplaceAdd
             ? static_cast<BinaryOperator>(static_cast<int>(op) -
                                           static_cast<int>(BinaryOperator::InplaceAdd))
             : op;
}

static Value integer_binary(Thread& thread, BinaryOperator op, Value a, Value b) {
  Value result;
  switch (op) {
    case BinaryOperator::Add: return integer_add(thread, a, b);
    case BinaryOperator::Subtract: return integer_subtract(thread, a, b);
    case BinaryOperator::Multiply: return integer_multiply(thread, a, b);
    case BinaryOperator::FloorDivide:
      return integer_divmod(thread, a, b, &result, nullptr) ? result : Value::null();
    case BinaryOperator::Remainder:
      return integer_divmod(thread, a, b, nullptr, &result, "integer modulo by zero")
                 ? result
                 : Value::null();
    case BinaryOperator::TrueDivide: return integer_true_divide(thread, a, b);
    case BinaryOperator::Power: return integer_power(thread, a, b);
    case BinaryOperator::LeftShift: return integer_shift_left(thread, a, b);
    case BinaryOperator::RightShift: return integer_shift_right(thread, a, b);
    case BinaryOperator::And:
    case BinaryOperator::Or:
    case BinaryOperator::Xor: return integer_bitwise(thread, op, a, b);
    default: return Value::not_implemented();
  }
}

bool number_as_double(Thread& thread, Value v, double* out) {
  if (is_floating(v)) {
    *out = float_value(v);
    return true;
  }
  *out = int_to_double(v);
  if (std::isfinite(*out)) return true;
  raise(thread, thread.process->types.OverflowError, "int too large to convert to float");
  return false;
}

static bool as_complex(Thread& thread, Value v, double* real, double* imaginary) {
  *imaginary = 0;
  if (has_type_flag(v, kComplexSubclass)) {
    *real = v.as<Complex>()->real;
    *imaginary = v.as<Complex>()->imaginary;
    return true;
  }
  return number_as_double(thread, v, real);
}

Value number_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  Kind a = kind_of(left), b = kind_of(right), kind = a > b ? a : b;
  op = plain_operator(op);
  switch (kind) {
    case Kind::Integer: return integer_binary(thread, op, left, right);
    case Kind::Float: {
      double x, y;
      if (!number_as_double(thread, left, &x) || !number_as_double(thread, right, &y))
        return Value::null();
      return float_binary(thread, op, x, y);
    }
    case Kind::Complex: {
      double x[2], y[2];
      if (!as_complex(thread, left, &x[0], &x[1]) || !as_complex(thread, right, &y[0], &y[1]))
        return Value::null();
      return complex_binary(thread, op, x, y);
    }
    default: return Value::not_implemented();
  }
}

Value number_divmod(Thread& thread, Value left, Value right) {
  Process& process = *thread.process;
  Kind a = kind_of(left), b = kind_of(right);
  Value pair[2];
  if (a == Kind::Integer && b == Kind::Integer) {
    if (!integer_divmod(thread, left, right, &pair[0], &pair[1])) return Value::null();
  } else if (a <= Kind::Float && b <= Kind::Float) {
    double x, y, quotient, remainder;
    if (!number_as_double(thread, left, &x) || !number_as_double(thread, right, &y))
      return Value::null();
    if (y == 0) return raise(thread, process.types.ZeroDivisionError, "float divmod()");
    if (!float_divmod(thread, x, y, &quotient, &remainder)) return Value::null();
    pair[0] = Value::of(quotient);
    pair[1] = Value::of(remainder);
  } else {
    return Value::not_implemented();
  }
  return Value::of(new_tuple(process, pair, 2));
}

Value number_unary(Thread& thread, UnaryOperator op, Value v) {
  switch (kind_of(v)) {
    case Kind::Integer: return integer_unary(thread, op, v);
    case Kind::Float: {
      double x = float_value(v);
      if (op == UnaryOperator::Negative) return Value::of(-x);
      if (op == UnaryOperator::Positive) return Value::of(x);
      if (op == UnaryOperator::Absolute) return Value::of(std::fabs(x));
      return Value::not_implemented();
    }
    case Kind::Complex: return complex_unary(thread, op, v);
    default: return Value::not_implemented();
  }
}

// --- comparison ---

static Value answer(Comparison op, int order) {
  switch (op) {
    case Comparison::Less: return Value::boolean(order < 0);
    case Comparison::LessEqual: return Value::boolean(order <= 0);
    case Comparison::Equal: return Value::boolean(order == 0);
    case Comparison::NotEqual: return Value::boolean(order != 0);
    case Comparison::Greater: return Value::boolean(order > 0);
    case Comparison::GreaterEqual: return Value::boolean(order >= 0);
  }
  return Value::not_implemented();
}

static Value compare_doubles(Comparison op, double x, double y) {
  switch (op) {
    case Comparison::Less: return Value::boolean(x < y);
    case Comparison::LessEqual: return Value::boolean(x <= y);
    case Comparison::Equal: return Value::boolean(x == y);
    case Comparison::NotEqual: return Value::boolean(x != y);
    case Comparison::Greater: return Value::boolean(x > y);
    case Comparison::GreaterEqual: return Value::boolean(x >= y);
  }
  return Value::not_implemented();
}

// An int against a double that is no NaN, without rounding either.
static int compare_mixed(Value integer, double y) {
  if (std::isinf(y)) return y > 0 ? -1 : 1;
  if (integer.is_object() && IntegerView(integer).count > 2) {
    int sign = integer_sign(integer);
    IntegerView x(integer);
    std::uint64_t mantissa;
    int exponent;
    split_double(y, &mantissa, &exponent);
    int y_sign = y < 0 ? -1 : y > 0;
    if (sign != y_sign) return sign < y_sign ? -1 : 1;
    // |y| is an integer when it is as large as |x| can be.
    if (exponent < 0) return sign;
    limbs::Limb limbs[40] = {static_cast<limbs::Limb>(mantissa),
                             static_cast<limbs::Limb>(mantissa >> 32)};
    std::uint32_t n = limbs::trimmed(limbs, 2);
    n = limbs::shift_left(limbs, limbs, n, static_cast<std::uint64_t>(exponent));
    int order = limbs::compare(x.limbs, x.count, limbs, n);
    return sign < 0 ? -order : order;
  }
  __int128 x;
  if (integer.is_object()) {
    IntegerView view(integer);
    x = (view.count ? view.limbs[0] : 0) |
        (view.count > 1 ? static_cast<__int128>(view.limbs[1]) << 32 : 0);
    if (view.negative) x = -x;
  } else {
    x = integer.integer;
  }
  if (y >= 0x1p70) return -1;
  if (y <= -0x1p70) return 1;
  double floor = std::floor(y);
  auto whole = static_cast<__int128>(floor);
  if (x != whole) return x < whole ? -1 : 1;
  return floor < y ? -1 : 0;
}

Value number_compare(Thread& thread, Value left, Value right, Comparison op) {
  Kind a = kind_of(left), b = kind_of(right);
  if (a == Kind::NotANumber || b == Kind::NotANumber) return Value::not_implemented();
  if (a == Kind::Complex || b == Kind::Complex) {
    if (op != Comparison::Equal && op != Comparison::NotEqual) return Value::not_implemented();
    bool equal = complex_equal(thread, left, right);
    return Value::boolean(equal == (op == Comparison::Equal));
  }
  if (a == Kind::Integer && b == Kind::Integer) return answer(op, integer_compare(left, right));
  if (a == Kind::Float && b == Kind::Float)
    return compare_doubles(op, float_value(left), float_value(right));
  double y = float_value(a == Kind::Float ? left : right);
  if (std::isnan(y)) return Value::boolean(op == Comparison::NotEqual);
  int order = a == Kind::Integer ? compare_mixed(left, y) : -compare_mixed(right, y);
  return answer(op, order);
}

bool complex_equal(Thread& thread, Value left, Value right) {
  auto part = [](Value v, bool imaginary) {
    if (!has_type_flag(v, kComplexSubclass)) return imaginary ? Value::of(0.0) : v;
    return Value::of(imaginary ? v.as<Complex>()->imaginary : v.as<Complex>()->real);
  };
  return number_compare(thread, part(left, false), part(right, false), Comparison::Equal)
             .is_true() &&
         number_compare(thread, part(left, true), part(right, true), Comparison::Equal).is_true();
}

// --- hashing (CPython's pyhash.c: numbers modulo 2^61 - 1) ---

static constexpr std::uint64_t kHashModulus = (std::uint64_t{1} << 61) - 1;

static std::int64_t signed_hash(std::uint64_t hash, bool negative) {
  auto result = static_cast<std::int64_t>(hash);
  if (negative) result = -result;
  return result == -1 ? -2 : result;
}

static std::int64_t hash_integer(Value v) {
  if (!v.is_object()) {
    auto magnitude = v.integer < 0 ? 0 - static_cast<std::uint64_t>(v.integer)
                                   : static_cast<std::uint64_t>(v.integer);
    return signed_hash(magnitude % kHashModulus, v.integer < 0);
  }
  IntegerView view(v);
  std::uint64_t hash = 0;
  for (std::uint32_t i = view.count; i-- > 0;) {
    hash = (hash << 32 & kHashModulus) | hash >> (61 - 32);
    hash += view.limbs[i];
    if (hash >= kHashModulus) hash -= kHashModulus;
  }
  return signed_hash(hash, view.negative);
}

std::int64_t hash_double(double value) {
  if (std::isnan(value)) return 0;
  if (std::isinf(value)) return value > 0 ? 314159 : -314159;
  if (value > -0x1p60 && value < 0x1p60) {
    auto whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) == value) return hash_integer(Value::of(whole));
  }
  std::uint64_t hash;
  int exponent;
  split_double(value, &hash, &exponent);
  // hash * 2^exponent modulo 2^61 - 1 is a rotation of 61 bits.
  int rotation = exponent % 61;
  if (rotation < 0) rotation += 61;
  if (rotation) hash = (hash << rotation & kHashModulus) | hash >> (61 - rotation);
  return signed_hash(hash, value < 0);
}

std::int64_t number_hash(Value v) {
  switch (kind_of(v)) {
    case Kind::Integer: return hash_integer(v);
    case Kind::Float: return hash_double(float_value(v));
    default: {
      auto* number = v.as<Complex>();
      auto hash = static_cast<std::uint64_t>(hash_double(number->real)) +
                  1000003u * static_cast<std::uint64_t>(hash_double(number->imaginary));
      auto result = static_cast<std::int64_t>(hash);
      return result == -1 ? -2 : result;
    }
  }
}

// --- conversions ---

bool to_int64(Value v, std::int64_t* out) {
  if (v.is_int() || v.is_bool()) {
    *out = v.integer;
    return true;
  }
  if (!is_integer(v)) return false;
  auto* big = v.as<BigInt>();
  if (big->limb_count > 2) return false;
  std::uint64_t magnitude = big->limb_count ? big->limbs[0] : 0;
  if (big->limb_count == 2) magnitude |= std::uint64_t{big->limbs[1]} << 32;
  if (magnitude > (std::uint64_t{1} << 63) - (big->sign < 0 ? 0 : 1)) return false;
  *out = static_cast<std::int64_t>(big->sign < 0 ? 0 - magnitude : magnitude);
  return true;
}

Value integer_index(Thread& thread, Value v) {
  if (is_integer(v)) return v;
  Process& process = *thread.process;
  if (v.is_object()) {
    if (auto* index = v.object()->type->slots.index) {
      Frame* before = thread.top;
      Value result = finish_nested(thread, before, index(thread, v));
      if (result.is_null() || is_integer(result)) return result;
      return raise(thread, process.types.TypeError, "__index__ returned non-int (type %s)",
                   type_name(process, result).c_str());
    }
  }
  return raise(thread, process.types.TypeError, "'%s' object cannot be interpreted as an integer",
               type_name(process, v).c_str());
}

bool index_value(Thread& thread, Value v, std::int64_t* out) {
  if (v.is_int()) {
    *out = v.integer;
    return true;
  }
  Value integer = integer_index(thread, v);
  if (integer.is_null()) return false;
  if (to_int64(integer, out)) return true;
  raise(thread, thread.process->types.OverflowError, "cannot fit '%s' into an index-sized integer",
        type_name(*thread.process, v).c_str());
  return false;
}

bool real_value(Thread& thread, Value v, double* out) {
  if (v.is_float()) {
    *out = v.number;
    return true;
  }
  if (is_floating(v) || is_integer(v)) return number_as_double(thread, v, out);
  Process& process = *thread.process;
  if (v.is_object()) {
    Slots& slots = v.object()->type->slots;
    Frame* before = thread.top;
    if (slots.to_float && !has_type_flag(v, kStrSubclass)) {
      Value result = finish_nested(thread, before, slots.to_float(thread, v));
      if (result.is_null()) return false;
      if (is_floating(result)) {
        *out = float_value(result);
        return true;
      }
      raise(thread, process.types.TypeError, "%s.__float__ returned non-float (type %s)",
            type_name(process, v).c_str(), type_name(process, result).c_str());
      return false;
    }
    if (slots.index) {
      Value integer = integer_index(thread, v);
      return !integer.is_null() && number_as_double(thread, integer, out);
    }
  }
  raise(thread, process.types.TypeError, "must be real number, not %s",
        type_name(process, v).c_str());
  return false;
}

Value int_from_double(Thread& thread, double value) {
  Process& process = *thread.process;
  if (std::isnan(value))
    return raise(thread, process.types.ValueError, "cannot convert float NaN to integer");
  if (std::isinf(value))
    return raise(thread, process.types.OverflowError, "cannot convert float infinity to integer");
  if (value > -0x1p62 && value < 0x1p62) return Value::of(static_cast<std::int64_t>(value));
  std::uint64_t mantissa;
  int exponent;
  split_double(value, &mantissa, &exponent);
  limbs::Limb limbs[40] = {static_cast<limbs::Limb>(mantissa),
                           static_cast<limbs::Limb>(mantissa >> 32)};
  std::uint32_t n = limbs::shift_left(limbs, limbs, 2, static_cast<std::uint64_t>(exponent));
  return integer_from_limbs(process, limbs, n, value < 0);
}

}  // namespace gilscope
