// Shifts and bitwise operators. Negative ints behave as two's complement of unlimited length.
#include <bit>
#include <cstring>

#include "vm/exception.h"
#include "vm/number_integer.h"
#include "vm/process.h"
#include "vm/thread.h"

namespace gilscope {

using limbs::Limb;

// The number of bits of a shift; kIntegerBitsMax + 1 for anything larger. False: exception pending.
static bool shift_count(Thread& thread, Value bits, std::uint64_t* count) {
  if (integer_sign(bits) < 0) {
    raise(thread, thread.process->types.ValueError, "negative shift count");
    return false;
  }
  std::int64_t small;
  bool fits = to_int64(bits, &small) && static_cast<std::uint64_t>(small) <= kIntegerBitsMax;
  *count = fits ? static_cast<std::uint64_t>(small) : kIntegerBitsMax + 1;
  return true;
}

Value integer_shift_left(Thread& thread, Value a, Value bits) {
  std::uint64_t count;
  if (!shift_count(thread, bits, &count)) return Value::null();
  if (integer_sign(a) == 0) return Value::of(std::int64_t{0});
  if (!a.is_object() && count < 63) {
    std::int64_t shifted =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(a.integer) << count);
    if (shifted >> count == a.integer) return Value::of(shifted);
  }
  IntegerView x(a);
  std::int64_t asked;
  if (x.bit_length() + count > kIntegerBitsMax) {
    if (!to_int64(bits, &asked))
      return raise(thread, thread.process->types.OverflowError, "too many digits in integer");
    return raise_integer_too_large(thread, x.bit_length() + static_cast<std::uint64_t>(asked));
  }
  std::vector<Limb> out(x.count + count / 32 + 1);
  if (out.size() > 64) thread.charge(static_cast<Nanos>(out.size() / 2));
  std::uint32_t length = limbs::shift_left(out.data(), x.limbs, x.count, count);
  return integer_from_limbs(*thread.process, out.data(), length, x.negative);
}

Value integer_shift_right(Thread& thread, Value a, Value bits) {
  std::uint64_t count;
  if (!shift_count(thread, bits, &count)) return Value::null();
  if (!a.is_object()) return Value::of(a.integer >> (count > 63 ? 63 : count));
  IntegerView x(a);
  std::vector<Limb> out(x.count + 1);
  std::uint32_t length = limbs::shift_right(out.data(), x.limbs, x.count, count);
  if (x.negative && limbs::any_below(x.limbs, x.count, count)) {
    static constexpr Limb kOne = 1;  // floor
    length = limbs::add(out.data(), out.data(), length, &kOne, 1);
  }
  return integer_from_limbs(*thread.process, out.data(), length, x.negative);
}

// Negates in place as two's complement of the same width.
static void negate(std::vector<Limb>& a) {
  std::uint64_t carry = 1;
  for (Limb& limb : a) {
    carry += static_cast<Limb>(~limb);
    limb = static_cast<Limb>(carry);
    carry >>= 32;
  }
}

static std::vector<Limb> twos_complement(const IntegerView& x, std::size_t width) {
  std::vector<Limb> out(x.limbs, x.limbs + x.count);
  out.resize(width);
  if (x.negative) negate(out);
  return out;
}

Value integer_bitwise(Thread& thread, BinaryOperator op, Value a, Value b) {
  if (!a.is_object() && !b.is_object()) {
    std::int64_t result = op == BinaryOperator::And  ? a.integer & b.integer
                          : op == BinaryOperator::Or ? a.integer | b.integer
                                                     : a.integer ^ b.integer;
    if (a.is_bool() && b.is_bool()) return Value::boolean(result != 0);
    return Value::of(result);
  }
  IntegerView x(a), y(b);
  std::size_t width = std::size_t{std::max(x.count, y.count)} + 1;
  if (width > 64) thread.charge(static_cast<Nanos>(width));
  std::vector<Limb> left = twos_complement(x, width), right = twos_complement(y, width);
  for (std::size_t i = 0; i < width; ++i) {
    if (op == BinaryOperator::And) {
      left[i] &= right[i];
    } else if (op == BinaryOperator::Or) {
      left[i] |= right[i];
    } else {
      left[i] ^= right[i];
    }
  }
  bool negative = left.back() >> 31;
  if (negative) negate(left);
  return integer_from_limbs(*thread.process, left, negative);
}

Value integer_unary(Thread& thread, UnaryOperator op, Value v) {
  Process& process = *thread.process;
  switch (op) {
    case UnaryOperator::Positive: return exact_integer(process, v);
    case UnaryOperator::Absolute:
      if (integer_sign(v) >= 0) return exact_integer(process, v);
      return integer_subtract(thread, Value::of(std::int64_t{0}), v);
    case UnaryOperator::Negative: return integer_subtract(thread, Value::of(std::int64_t{0}), v);
    case UnaryOperator::Invert:
      if (!v.is_object()) return Value::of(~v.integer);
      return integer_subtract(thread, Value::of(std::int64_t{-1}), v);
  }
  return Value::not_implemented();
}

}  // namespace gilscope
