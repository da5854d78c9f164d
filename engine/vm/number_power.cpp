// Powers, modular powers, square roots and greatest common divisors of integers.
#include <bit>
#include <cmath>

#include "vm/exception.h"
#include "vm/number_integer.h"
#include "vm/process.h"
#include "vm/thread.h"

namespace gilscope {

using limbs::Limb;
using Limbs = std::vector<Limb>;

static std::uint32_t size_of(const Limbs& a) {
  return static_cast<std::uint32_t>(a.size());
}

static Limbs product(const Limbs& a, const Limbs& b) {
  Limbs out(a.size() + b.size());
  out.resize(limbs::multiply(out.data(), a.data(), size_of(a), b.data(), size_of(b)));
  return out;
}

static Limbs modulo(const Limbs& a, const Limbs& b) {
  Limbs quotient, remainder;
  limbs::divide(quotient, remainder, a.data(), size_of(a), b.data(), size_of(b));
  return remainder;
}

static Limbs magnitude_of(Value v) {
  IntegerView view(v);
  return Limbs(view.limbs, view.limbs + view.count);
}

static Value small_power(std::int64_t base, std::uint64_t exponent) {
  std::int64_t result = 1;
  while (true) {
    if ((exponent & 1) && __builtin_mul_overflow(result, base, &result)) return Value::null();
    exponent >>= 1;
    if (!exponent) return Value::of(result);
    if (__builtin_mul_overflow(base, base, &base)) return Value::null();
  }
}

Value integer_power(Thread& thread, Value base, Value exponent) {
  Process& process = *thread.process;
  if (integer_sign(exponent) < 0) {
    if (integer_sign(base) == 0)
      return raise(thread, process.types.ZeroDivisionError,
                   "0.0 cannot be raised to a negative power");
    return number_binary(thread, BinaryOperator::Power, Value::of(int_to_double(base)),
                         Value::of(int_to_double(exponent)));
  }
  std::int64_t power;
  bool fits = to_int64(exponent, &power);
  bool odd = fits ? power & 1 : IntegerView(exponent).limbs[0] & 1;
  IntegerView x(base);
  if (x.count <= 1 && (!x.count || x.limbs[0] == 1)) {  // 0, 1, -1
    if (fits && power == 0) return Value::of(std::int64_t{1});
    std::int64_t one = x.count ? (x.negative && odd ? -1 : 1) : 0;
    return Value::of(one);
  }
  if (fits && !base.is_object()) {
    Value small = small_power(base.integer, static_cast<std::uint64_t>(power));
    if (!small.is_null()) return small;
  }
  std::uint64_t bits = x.bit_length();
  if (!fits || static_cast<std::uint64_t>(power) > 2 * kIntegerBitsMax)
    return raise(thread, process.types.MemoryError, "integer too large: more than %llu bits",
                 static_cast<unsigned long long>(kIntegerBitsMax));
  std::uint64_t at_least = (bits - 1) * static_cast<std::uint64_t>(power);
  if (at_least > kIntegerBitsMax) return raise_integer_too_large(thread, at_least);
  // Powers of two in the base are a shift at the end.
  std::uint32_t zeros = 0;
  while (!limbs::test_bit(x.limbs, x.count, zeros)) ++zeros;
  Limbs odd_base(x.count);
  odd_base.resize(limbs::shift_right(odd_base.data(), x.limbs, x.count, zeros));
  Limbs result{1};
  for (int bit = 63 - std::countl_zero(static_cast<std::uint64_t>(power)); bit >= 0; --bit) {
    thread.charge(limbs::multiply_cost_ns(result.size(), result.size()));
    result = product(result, result);
    if (power >> bit & 1) result = product(result, odd_base);
  }
  std::uint64_t shift = std::uint64_t{zeros} * static_cast<std::uint64_t>(power);
  std::uint32_t length = size_of(result);
  result.resize(length + shift / 32 + 1);
  length = limbs::shift_left(result.data(), result.data(), length, shift);
  return integer_from_limbs(process, result.data(), length, x.negative && odd);
}

// The inverse of a modulo m (both nonnegative), or Null with ValueError.
static Value inverse(Thread& thread, Value a, Value m) {
  Value r0 = m, r1 = a, t0 = Value::of(std::int64_t{0}), t1 = Value::of(std::int64_t{1});
  while (integer_sign(r1)) {
    Value quotient, rest;
    if (!integer_divmod(thread, r0, r1, &quotient, &rest)) return Value::null();
    r0 = r1;
    r1 = rest;
    Value next = integer_subtract(thread, t0, integer_multiply(thread, quotient, t1));
    t0 = t1;
    t1 = next;
  }
  if (integer_compare(r0, Value::of(std::int64_t{1})) != 0)
    return raise(thread, thread.process->types.ValueError,
                 "base is not invertible for the given modulus");
  Value result;
  if (!integer_divmod(thread, t0, m, nullptr, &result)) return Value::null();
  return result;
}

Value integer_power_modulo(Thread& thread, Value base, Value exponent, Value modulus) {
  Process& process = *thread.process;
  if (integer_sign(modulus) == 0)
    return raise(thread, process.types.ValueError, "pow() 3rd argument cannot be 0");
  Value m = integer_unary(thread, UnaryOperator::Absolute, modulus), b;
  if (!integer_divmod(thread, base, m, nullptr, &b)) return Value::null();
  if (integer_sign(exponent) < 0) {
    b = inverse(thread, b, m);
    if (b.is_null()) return b;
    exponent = integer_unary(thread, UnaryOperator::Negative, exponent);
  }
  Limbs mod = magnitude_of(m), square = magnitude_of(b), e = magnitude_of(exponent);
  Limbs result = modulo(Limbs{1}, mod);
  auto bits = static_cast<std::int64_t>(limbs::bit_length(e.data(), size_of(e)));
  thread.charge(bits * 3 * (20 + limbs::multiply_cost_ns(mod.size(), mod.size())));
  for (std::int64_t bit = bits - 1; bit >= 0; --bit) {
    result = modulo(product(result, result), mod);
    if (limbs::test_bit(e.data(), size_of(e), bit)) result = modulo(product(result, square), mod);
  }
  Value value = integer_from_limbs(process, result, false);
  // The result has the sign of the modulus, as for %.
  if (integer_sign(modulus) < 0 && integer_sign(value) != 0)
    return integer_add(thread, value, modulus);
  return value;
}

Value integer_gcd(Thread& thread, Value a, Value b) {
  a = integer_unary(thread, UnaryOperator::Absolute, a);
  b = integer_unary(thread, UnaryOperator::Absolute, b);
  while (integer_sign(b)) {
    Value rest;
    if (!integer_divmod(thread, a, b, nullptr, &rest)) return Value::null();
    a = b;
    b = rest;
  }
  return a;
}

// Newton's iteration from above, on integers.
Value integer_sqrt(Thread& thread, Value v) {
  if (!v.is_object()) {
    auto n = static_cast<std::uint64_t>(v.integer);
    auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(n)));
    while (root * root > n) --root;
    while ((root + 1) * (root + 1) <= n) ++root;
    return Value::of(static_cast<std::int64_t>(root));
  }
  Value one = Value::of(std::int64_t{1});
  auto bits = static_cast<std::int64_t>(IntegerView(v).bit_length());
  Value guess = integer_shift_left(thread, one, Value::of((bits + 1) / 2));
  while (true) {
    Value quotient;
    if (!integer_divmod(thread, v, guess, &quotient, nullptr)) return Value::null();
    Value next = integer_shift_right(thread, integer_add(thread, guess, quotient), one);
    if (integer_compare(next, guess) >= 0) return guess;
    guess = next;
  }
}

}  // namespace gilscope
