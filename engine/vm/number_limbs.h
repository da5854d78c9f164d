// Magnitudes of big integers: arithmetic on runs of 32-bit limbs, least significant first. The
// lowest layer of number.h; it knows no heap, no Python and no sign. Every function that returns a
// count returns it without leading zeros; inputs are expected without them too. Output must not
// overlap an input unless said.
//
// Multiplication is schoolbook, then Karatsuba; division is Knuth's algorithm D, then Burnikel and
// Ziegler's recursion on top of it, so that numbers near the size limit still finish in seconds.
#pragma once

#include <cstdint>
#include <vector>

namespace gilscope::limbs {

using Limb = std::uint32_t;

inline std::uint32_t trimmed(const Limb* a, std::uint32_t n) {
  while (n && !a[n - 1]) --n;
  return n;
}
int compare(const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m);
std::uint64_t bit_length(const Limb* a, std::uint32_t n);

// Room max(n, m) + 1; may overlap.
std::uint32_t add(Limb* out, const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m);
// a >= b; room n; may overlap.
std::uint32_t subtract(Limb* out, const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m);
// Room n + m.
std::uint32_t multiply(Limb* out, const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m);
// out = a * factor + addend; room n + 1; may overlap.
std::uint32_t multiply_small(Limb* out, const Limb* a, std::uint32_t n, Limb factor, Limb addend);
// Room n; may overlap. Returns the remainder.
Limb divide_small(Limb* quotient, const Limb* a, std::uint32_t n, Limb divisor);
// b is not zero. Both results are without leading zeros.
void divide(std::vector<Limb>& quotient, std::vector<Limb>& remainder, const Limb* a,
            std::uint32_t n, const Limb* b, std::uint32_t m);
// Room n + bits / 32 + 1; may overlap only when out == a.
std::uint32_t shift_left(Limb* out, const Limb* a, std::uint32_t n, std::uint64_t bits);
// Room max(0, n - bits / 32); may overlap when out == a. Bits that fall out are lost.
std::uint32_t shift_right(Limb* out, const Limb* a, std::uint32_t n, std::uint64_t bits);
// Is any of the lowest `bits` bits set?
bool any_below(const Limb* a, std::uint32_t n, std::uint64_t bits);
inline bool test_bit(const Limb* a, std::uint32_t n, std::uint64_t bit) {
  return bit / 32 < n && (a[bit / 32] >> (bit % 32) & 1);
}

// What a multiplication of these sizes costs CPython, in nanoseconds: for Thread::charge.
std::int64_t multiply_cost_ns(std::uint64_t n, std::uint64_t m);
std::int64_t divide_cost_ns(std::uint64_t n, std::uint64_t m);

// The decimal digits of a magnitude and back; quadratic for small ones, recursive for large ones.
void append_decimal(std::vector<char>& out, const Limb* a, std::uint32_t n);
std::vector<Limb> from_decimal(const char* digits, std::size_t count);
std::vector<Limb> power_of_ten(std::uint32_t exponent);

}  // namespace gilscope::limbs
