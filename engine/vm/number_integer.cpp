// Sign and magnitude: views, sums, products, quotients. Powers and roots are in number_power.cpp,
// bits in number_bits.cpp.
#include "vm/number_integer.h"

#include <bit>
#include <cstring>

#include "vm/exception.h"
#include "vm/process.h"
#include "vm/thread.h"

namespace gilscope {

using limbs::Limb;

IntegerView::IntegerView(Value v) {
  if (v.is_object()) {
    auto* big = v.as<BigInt>();
    limbs = big->limbs;
    count = big->limb_count;
    negative = big->sign < 0;
    return;
  }
  negative = v.integer < 0;
  std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(v.integer) : static_cast<std::uint64_t>(v.integer);
  small_[0] = static_cast<Limb>(magnitude);
  small_[1] = static_cast<Limb>(magnitude >> 32);
  limbs = small_;
  count = small_[1] ? 2 : small_[0] ? 1 : 0;
}

// Limbs lie in the object's own cell, after the struct.
static BigInt* allocate_big(Process& process, std::uint32_t count) {
  std::size_t extra = count > 2 ? (std::size_t{count} - 2) * sizeof(Limb) : 0;
  auto* big = allocate<BigInt>(process, process.types.int_, extra);
  big->flags |= kLimbsInline;
  big->limbs = big->inline_limbs;
  return big;
}

static Value small_or_null(const Limb* limbs, std::uint32_t count, bool negative) {
  if (count > 2) return Value::null();
  std::uint64_t magnitude = 0;
  if (count) magnitude = limbs[0];
  if (count == 2) magnitude |= std::uint64_t{limbs[1]} << 32;
  std::uint64_t limit = (std::uint64_t{1} << 63) - (negative ? 0 : 1);
  if (magnitude > limit) return Value::null();
  return Value::of(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
}

// The number in `big`'s own limbs, of which `count` are used.
static Value finish(BigInt* big, std::uint32_t count, bool negative) {
  Value small = small_or_null(big->limbs, count, negative);
  if (!small.is_null()) return small;
  big->limb_count = count;
  big->sign = negative ? -1 : 1;
  return Value::of(big);
}

Value integer_from_limbs(Process& process, const Limb* limbs, std::uint32_t count, bool negative) {
  count = limbs::trimmed(limbs, count);
  Value small = small_or_null(limbs, count, negative);
  if (!small.is_null()) return small;
  BigInt* big = allocate_big(process, count);
  std::memcpy(big->limbs, limbs, count * sizeof(Limb));
  return finish(big, count, negative);
}

Value exact_integer(Process& process, Value v) {
  if (v.is_int()) return v;
  if (v.is_bool()) return Value::of(v.integer);
  if (v.object()->type == process.types.int_) return v;
  IntegerView view(v);
  return integer_from_limbs(process, view.limbs, view.count, view.negative);
}

int integer_sign(Value v) {
  if (v.is_object()) return v.as<BigInt>()->sign;
  return v.integer < 0 ? -1 : v.integer > 0;
}

int integer_compare(Value a, Value b) {
  if (!a.is_object() && !b.is_object()) return a.integer < b.integer ? -1 : a.integer > b.integer;
  IntegerView x(a), y(b);
  if (x.negative != y.negative) return x.negative ? -1 : 1;
  int order = limbs::compare(x.limbs, x.count, y.limbs, y.count);
  return x.negative ? -order : order;
}

Value raise_integer_too_large(Thread& thread, std::uint64_t bits) {
  return raise(thread, thread.process->types.MemoryError, "integer too large: %llu bits",
               static_cast<unsigned long long>(bits));
}

static Value add_signed(Thread& thread, const IntegerView& x, const IntegerView& y,
                        bool negate_right) {
  Process& process = *thread.process;
  bool y_negative = y.negative != negate_right;
  std::uint32_t room = std::max(x.count, y.count) + 1;
  if (room > 64) thread.charge(room / 2);
  BigInt* big = allocate_big(process, room);
  if (x.negative == y_negative) {
    std::uint32_t count = limbs::add(big->limbs, x.limbs, x.count, y.limbs, y.count);
    return finish(big, count, x.negative);
  }
  int order = limbs::compare(x.limbs, x.count, y.limbs, y.count);
  if (order == 0) return Value::of(std::int64_t{0});
  std::uint32_t count = order > 0 ? limbs::subtract(big->limbs, x.limbs, x.count, y.limbs, y.count)
                                  : limbs::subtract(big->limbs, y.limbs, y.count, x.limbs, x.count);
  return finish(big, count, order > 0 ? x.negative : y_negative);
}

Value integer_add(Thread& thread, Value a, Value b) {
  std::int64_t sum;
  if (!a.is_object() && !b.is_object() && !__builtin_add_overflow(a.integer, b.integer, &sum))
    return Value::of(sum);
  return add_signed(thread, IntegerView(a), IntegerView(b), false);
}

Value integer_subtract(Thread& thread, Value a, Value b) {
  std::int64_t difference;
  if (!a.is_object() && !b.is_object() &&
      !__builtin_sub_overflow(a.integer, b.integer, &difference))
    return Value::of(difference);
  return add_signed(thread, IntegerView(a), IntegerView(b), true);
}

Value integer_multiply(Thread& thread, Value a, Value b) {
  std::int64_t product;
  if (!a.is_object() && !b.is_object() && !__builtin_mul_overflow(a.integer, b.integer, &product))
    return Value::of(product);
  IntegerView x(a), y(b);
  if (!x.count || !y.count) return Value::of(std::int64_t{0});
  std::uint64_t bits = x.bit_length() + y.bit_length();
  if (bits > kIntegerBitsMax) return raise_integer_too_large(thread, bits);
  if (x.count + y.count > 8) thread.charge(limbs::multiply_cost_ns(x.count, y.count));
  BigInt* big = allocate_big(*thread.process, x.count + y.count);
  std::uint32_t count = limbs::multiply(big->limbs, x.limbs, x.count, y.limbs, y.count);
  return finish(big, count, x.negative != y.negative);
}

static bool divide_small_values(std::int64_t a, std::int64_t b, Value* quotient, Value* remainder) {
  if (b == -1 && a == INT64_MIN) return false;
  std::int64_t q = a / b, r = a % b;
  if (r && (r ^ b) < 0) {
    --q;
    r += b;
  }
  if (quotient) *quotient = Value::of(q);
  if (remainder) *remainder = Value::of(r);
  return true;
}

bool integer_divmod(Thread& thread, Value a, Value b, Value* quotient, Value* remainder,
                    const char* zero_text) {
  Process& process = *thread.process;
  if (integer_sign(b) == 0) {
    raise(thread, process.types.ZeroDivisionError, "%s", zero_text);
    return false;
  }
  if (!a.is_object() && !b.is_object() &&
      divide_small_values(a.integer, b.integer, quotient, remainder))
    return true;
  IntegerView x(a), y(b);
  if (x.count > 8) thread.charge(limbs::divide_cost_ns(x.count, y.count));
  std::vector<Limb> q, r;
  limbs::divide(q, r, x.limbs, x.count, y.limbs, y.count);
  // Truncated so far. Floor: a remainder whose sign is not the divisor's moves by one divisor.
  bool adjust = !r.empty() && x.negative != y.negative;
  if (quotient) {
    static constexpr Limb kOne = 1;
    if (adjust) {
      q.resize(q.size() + 1);
      auto n = static_cast<std::uint32_t>(q.size() - 1);
      q.resize(limbs::add(q.data(), q.data(), n, &kOne, 1));
    }
    *quotient = integer_from_limbs(process, q, x.negative != y.negative);
  }
  if (remainder) {
    if (adjust) {
      std::vector<Limb> rest(y.count);
      rest.resize(limbs::subtract(rest.data(), y.limbs, y.count, r.data(),
                                  static_cast<std::uint32_t>(r.size())));
      r.swap(rest);
    }
    *remainder = integer_from_limbs(process, r, y.negative);
  }
  return true;
}

// --- doubles ---

double compose_double(std::uint64_t mantissa, std::int64_t exponent, bool sticky) {
  if (!mantissa) return 0;
  int length = 64 - std::countl_zero(mantissa);
  std::int64_t top = exponent + length;  // the value lies in [2^(top-1), 2^top)
  if (top > 1024) return __builtin_inf();
  std::int64_t keep = top < -1021 ? top + 1074 : 53;  // fewer bits where doubles are subnormal
  if (keep < 0) return 0;
  int drop = length - static_cast<int>(keep);
  if (drop > 0) {
    std::uint64_t lost = drop == 64 ? mantissa : mantissa & ((std::uint64_t{1} << drop) - 1);
    std::uint64_t half = std::uint64_t{1} << (drop - 1);
    mantissa = drop == 64 ? 0 : mantissa >> drop;
    if (lost > half || (lost == half && (sticky || (mantissa & 1)))) ++mantissa;
    exponent += drop;
  }
  // Exact from here: the mantissa has at most 53 bits and the result is representable or infinite.
  double result = static_cast<double>(mantissa);
  while (exponent > 0) {
    int step = static_cast<int>(exponent > 1000 ? 1000 : exponent);
    result *= __builtin_ldexp(1.0, step);
    exponent -= step;
  }
  while (exponent < 0) {
    int step = static_cast<int>(exponent < -1000 ? 1000 : -exponent);
    result *= __builtin_ldexp(1.0, -step);
    exponent += step;
  }
  return result;
}

void split_double(double value, std::uint64_t* mantissa, int* exponent) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  int biased = static_cast<int>(bits >> 52 & 0x7ff);
  *mantissa = bits & ((std::uint64_t{1} << 52) - 1);
  if (biased) *mantissa |= std::uint64_t{1} << 52;
  *exponent = (biased ? biased : 1) - 1075;
}

// The top 64 bits of a magnitude, its exponent, and whether anything lies below.
static std::uint64_t top_bits(const Limb* a, std::uint32_t n, std::int64_t* exponent,
                              bool* sticky) {
  std::uint64_t length = limbs::bit_length(a, n);
  if (length <= 64) {
    *exponent = 0;
    *sticky = false;
    return (n ? a[0] : 0) | (n > 1 ? std::uint64_t{a[1]} << 32 : 0);
  }
  std::uint64_t drop = length - 64;
  std::vector<Limb> top(n);
  limbs::shift_right(top.data(), a, n, drop);
  *exponent = static_cast<std::int64_t>(drop);
  *sticky = limbs::any_below(a, n, drop);
  return top[0] | std::uint64_t{top[1]} << 32;
}

double int_to_double(Value v) {
  if (!v.is_object()) return static_cast<double>(v.integer);
  IntegerView view(v);
  std::int64_t exponent;
  bool sticky;
  std::uint64_t top = top_bits(view.limbs, view.count, &exponent, &sticky);
  double magnitude = compose_double(top, exponent, sticky);
  return view.negative ? -magnitude : magnitude;
}

// Correctly rounded as CPython's long_true_divide: a quotient of at least 55 bits and a sticky bit.
Value integer_true_divide(Thread& thread, Value a, Value b) {
  Process& process = *thread.process;
  if (integer_sign(b) == 0)
    return raise(thread, process.types.ZeroDivisionError, "division by zero");
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (!a.is_object() && !b.is_object() && a.integer >= -kExact && a.integer <= kExact &&
      b.integer >= -kExact && b.integer <= kExact)
    return Value::of(static_cast<double>(a.integer) / static_cast<double>(b.integer));
  IntegerView x(a), y(b);
  bool negative = x.negative != y.negative;
  if (!x.count) return Value::of(negative ? -0.0 : 0.0);
  std::int64_t x_bits = static_cast<std::int64_t>(x.bit_length()),
               y_bits = static_cast<std::int64_t>(y.bit_length());
  const char* text = "integer division result too large for a float";
  if (x_bits - y_bits > 1024) return raise(thread, process.types.OverflowError, "%s", text);
  if (x_bits - y_bits < -1080) return Value::of(negative ? -0.0 : 0.0);
  std::int64_t shift = 60 - (x_bits - y_bits);  // the quotient gets 60 or 61 bits
  std::vector<Limb> left, right(y.limbs, y.limbs + y.count), q, r;
  bool sticky = false;
  if (shift >= 0) {
    left.resize(x.count + shift / 32 + 1);
    left.resize(limbs::shift_left(left.data(), x.limbs, x.count, shift));
  } else {
    sticky = limbs::any_below(x.limbs, x.count, -shift);
    left.resize(x.count);
    left.resize(limbs::shift_right(left.data(), x.limbs, x.count, -shift));
  }
  limbs::divide(q, r, left.data(), static_cast<std::uint32_t>(left.size()), right.data(), y.count);
  q.resize(2);
  double result = compose_double(q[0] | std::uint64_t{q[1]} << 32, -shift, sticky || !r.empty());
  if (result > 1.7976931348623157e308)
    return raise(thread, process.types.OverflowError, "%s", text);
  return Value::of(negative ? -result : result);
}

}  // namespace gilscope
