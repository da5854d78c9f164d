// Integer arithmetic on Values: what int's operators, pow(), divmod() and math share. Arguments are
// integers of any kind (is_integer); results are exact ints: Tag::Int when they fit 64 bits, else a
// BigInt. Results larger than kIntegerBitsMax raise MemoryError instead of running for minutes.
#pragma once

#include <vector>

#include "vm/number.h"
#include "vm/number_limbs.h"

namespace gilscope {

inline constexpr std::uint64_t kIntegerBitsMax = std::uint64_t{1} << 25;

// An integer Value as sign and magnitude. Lives on the C++ stack, does not outlive the Value.
struct IntegerView {
  explicit IntegerView(Value v);
  IntegerView(const IntegerView&) = delete;
  IntegerView& operator=(const IntegerView&) = delete;

  const limbs::Limb* limbs;
  std::uint32_t count;
  bool negative;
  std::uint64_t bit_length() const { return limbs::bit_length(limbs, count); }

 private:
  limbs::Limb small_[2];
};

Value integer_from_limbs(Process& process, const limbs::Limb* limbs, std::uint32_t count,
                         bool negative);
inline Value integer_from_limbs(Process& process, const std::vector<limbs::Limb>& magnitude,
                                bool negative) {
  return integer_from_limbs(process, magnitude.data(), static_cast<std::uint32_t>(magnitude.size()),
                            negative);
}
Value exact_integer(Process& process, Value v);  // a bool or a subclass's instance as plain int
int integer_sign(Value v);
int integer_compare(Value a, Value b);  // <0, 0, >0

Value integer_add(Thread& thread, Value a, Value b);
Value integer_subtract(Thread& thread, Value a, Value b);
Value integer_multiply(Thread& thread, Value a, Value b);
// Python's floor division; either output may be null. False: ZeroDivisionError with `zero_text`.
bool integer_divmod(Thread& thread, Value a, Value b, Value* quotient, Value* remainder,
                    const char* zero_text = "integer division or modulo by zero");
Value integer_true_divide(Thread& thread, Value a, Value b);
Value integer_power(Thread& thread, Value base, Value exponent);  // a float for exponent < 0
Value integer_power_modulo(Thread& thread, Value base, Value exponent, Value modulus);
Value integer_shift_left(Thread& thread, Value a, Value bits);
Value integer_shift_right(Thread& thread, Value a, Value bits);
Value integer_bitwise(Thread& thread, BinaryOperator op, Value a, Value b);  // And, Or, Xor
Value integer_unary(Thread& thread, UnaryOperator op, Value v);
Value integer_gcd(Thread& thread, Value a, Value b);
Value integer_sqrt(Thread& thread, Value v);  // floor; v >= 0

// The double nearest to mantissa * 2^exponent, half to even; infinity when too large. `sticky`:
// some nonzero bits lie below the mantissa.
double compose_double(std::uint64_t mantissa, std::int64_t exponent, bool sticky);
// |v| = m * 2^exponent exactly; m below 2^53. `value` is finite.
void split_double(double value, std::uint64_t* mantissa, int* exponent);

Value raise_integer_too_large(Thread& thread, std::uint64_t bits);

}  // namespace gilscope
