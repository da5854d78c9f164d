#include "vm/number_limbs.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace gilscope::limbs {

using Wide = std::uint64_t;

int compare(const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m) {
  if (n != m) return n < m ? -1 : 1;
  while (n--) {
    if (a[n] != b[n]) return a[n] < b[n] ? -1 : 1;
  }
  return 0;
}

std::uint64_t bit_length(const Limb* a, std::uint32_t n) {
  return n ? std::uint64_t{n} * 32 - static_cast<unsigned>(std::countl_zero(a[n - 1])) : 0;
}

std::uint32_t add(Limb* out, const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m) {
  if (n < m) {
    std::swap(a, b);
    std::swap(n, m);
  }
  Wide carry = 0;
  std::uint32_t i = 0;
  for (; i < m; ++i) {
    carry += Wide{a[i]} + b[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  for (; i < n; ++i) {
    carry += a[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  if (carry) out[i++] = static_cast<Limb>(carry);
  return i;
}

std::uint32_t subtract(Limb* out, const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m) {
  std::int64_t borrow = 0;
  std::uint32_t i = 0;
  for (; i < m; ++i) {
    borrow += std::int64_t{a[i]} - b[i];
    out[i] = static_cast<Limb>(borrow);
    borrow >>= 32;
  }
  for (; i < n; ++i) {
    borrow += a[i];
    out[i] = static_cast<Limb>(borrow);
    borrow >>= 32;
  }
  return trimmed(out, n);
}

std::uint32_t multiply_small(Limb* out, const Limb* a, std::uint32_t n, Limb factor, Limb addend) {
  Wide carry = addend;
  for (std::uint32_t i = 0; i < n; ++i) {
    carry += Wide{a[i]} * factor;
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  if (carry) out[n++] = static_cast<Limb>(carry);
  return trimmed(out, n);
}

Limb divide_small(Limb* quotient, const Limb* a, std::uint32_t n, Limb divisor) {
  Wide remainder = 0;
  while (n--) {
    remainder = remainder << 32 | a[n];
    quotient[n] = static_cast<Limb>(remainder / divisor);
    remainder %= divisor;
  }
  return static_cast<Limb>(remainder);
}

// --- multiplication ---

static constexpr std::uint32_t kKaratsubaMin = 48;

static void multiply_schoolbook(Limb* out, const Limb* a, std::uint32_t n, const Limb* b,
                                std::uint32_t m) {
  std::memset(out, 0, (std::size_t{n} + m) * sizeof(Limb));
  for (std::uint32_t i = 0; i < n; ++i) {
    Wide carry = 0, factor = a[i];
    if (!factor) continue;
    Limb* row = out + i;
    for (std::uint32_t j = 0; j < m; ++j) {
      carry += factor * b[j] + row[j];
      row[j] = static_cast<Limb>(carry);
      carry >>= 32;
    }
    row[m] = static_cast<Limb>(carry);
  }
}

// out[0, n) += a[0, m), carries included: the sum fits.
static void add_into(Limb* out, std::uint32_t n, const Limb* a, std::uint32_t m) {
  Wide carry = 0;
  for (std::uint32_t i = 0; i < m; ++i) {
    carry += Wide{out[i]} + a[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  for (std::uint32_t i = m; carry && i < n; ++i) {
    carry += out[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
}

static void subtract_from(Limb* out, std::uint32_t n, const Limb* a, std::uint32_t m) {
  std::int64_t borrow = 0;
  for (std::uint32_t i = 0; i < m; ++i) {
    borrow += std::int64_t{out[i]} - a[i];
    out[i] = static_cast<Limb>(borrow);
    borrow >>= 32;
  }
  for (std::uint32_t i = m; borrow && i < n; ++i) {
    borrow += out[i];
    out[i] = static_cast<Limb>(borrow);
    borrow >>= 32;
  }
}

// Both of n limbs, zeros on top allowed. `scratch` has room for 8 n limbs.
static void multiply_karatsuba(Limb* out, const Limb* a, const Limb* b, std::uint32_t n,
                               Limb* scratch) {
  if (n < kKaratsubaMin) return multiply_schoolbook(out, a, n, b, n);
  std::uint32_t low = n / 2, high = n - low, wide = high + 1;
  Limb* sum_a = scratch;
  Limb* sum_b = sum_a + wide;
  Limb* middle = sum_b + wide;
  Limb* rest = middle + 2 * wide;
  multiply_karatsuba(out, a, b, low, rest);
  multiply_karatsuba(out + 2 * low, a + low, b + low, high, rest);
  auto sum = [&](Limb* into, const Limb* from) {
    std::uint32_t count = add(into, from + low, high, from, low);
    if (count < wide) into[high] = 0;
  };
  sum(sum_a, a);
  sum(sum_b, b);
  multiply_karatsuba(middle, sum_a, sum_b, wide, rest);
  subtract_from(middle, 2 * wide, out, 2 * low);
  subtract_from(middle, 2 * wide, out + 2 * low, 2 * high);
  std::uint32_t count = trimmed(middle, 2 * wide);
  add_into(out + low, 2 * n - low, middle, count);
}

std::uint32_t multiply(Limb* out, const Limb* a, std::uint32_t n, const Limb* b, std::uint32_t m) {
  if (n < m) {
    std::swap(a, b);
    std::swap(n, m);
  }
  if (m < kKaratsubaMin) {
    multiply_schoolbook(out, b, m, a, n);
    return trimmed(out, n + m);
  }
  // The longer one in pieces as long as the shorter one.
  std::vector<Limb> scratch(std::size_t{m} * 8 + 64), piece(std::size_t{m} * 2), last;
  std::memset(out, 0, (std::size_t{n} + m) * sizeof(Limb));
  for (std::uint32_t start = 0; start < n; start += m) {
    const Limb* part = a + start;
    std::uint32_t count = std::min(m, n - start);
    if (count == m) {
      multiply_karatsuba(piece.data(), part, b, m, scratch.data());
    } else {
      piece.resize(count + m);
      multiply(piece.data(), b, m, part, count);
    }
    add_into(out + start, n + m - start, piece.data(), count + m);
  }
  return trimmed(out, n + m);
}

// --- division ---

// Knuth, volume 2, 4.3.1, algorithm D. u has n + 1 limbs and becomes the remainder; v has m >= 2
// limbs and its top bit set; quotient has n - m + 1 limbs.
static void divide_knuth(Limb* quotient, Limb* u, std::uint32_t n, const Limb* v, std::uint32_t m) {
  const Wide base = Wide{1} << 32, top = v[m - 1], second = v[m - 2];
  for (std::int64_t j = std::int64_t{n} - m; j >= 0; --j) {
    Limb* part = u + j;
    Wide numerator = Wide{part[m]} << 32 | part[m - 1];
    Wide guess = numerator / top, rest = numerator % top;
    while (guess >= base || guess * second > (rest << 32 | part[m - 2])) {
      --guess;
      rest += top;
      if (rest >= base) break;
    }
    Wide carry = 0;
    std::int64_t borrow = 0;
    for (std::uint32_t i = 0; i < m; ++i) {
      carry += guess * v[i];
      borrow += std::int64_t{part[i]} - static_cast<Limb>(carry);
      part[i] = static_cast<Limb>(borrow);
      borrow >>= 32;
      carry >>= 32;
    }
    borrow += std::int64_t{part[m]} - static_cast<std::int64_t>(carry);
    part[m] = static_cast<Limb>(borrow);
    if (borrow < 0) {  // one too many: add back
      --guess;
      Wide sum = 0;
      for (std::uint32_t i = 0; i < m; ++i) {
        sum += Wide{part[i]} + v[i];
        part[i] = static_cast<Limb>(sum);
        sum >>= 32;
      }
      part[m] += static_cast<Limb>(sum);
    }
    quotient[j] = static_cast<Limb>(guess);
  }
}

static constexpr std::uint32_t kRecursiveDivideMin = 160;

static void divide_two_by_one(Limb* quotient, Limb* a, const Limb* b, std::uint32_t n);

// Burnikel-Ziegler: a (3h limbs, a < b * B^h) divided by b (2h limbs); the quotient has h limbs,
// the remainder replaces a's low 2h limbs and the top h become zero.
static void divide_three_by_two(Limb* quotient, Limb* a, const Limb* b, std::uint32_t h) {
  const Limb* high = b + h;
  if (compare(a + 2 * h, h, high, h) >= 0) {  // same length here: not trimmed
    // The guess would not fit: B^h - 1, remainder a - (B^h - 1) * high = top - high + low part...
    std::fill(quotient, quotient + h, ~Limb{0});
    subtract_from(a + 2 * h, h, high, h);
    add_into(a + h, 2 * h, high, h);
  } else {
    divide_two_by_one(quotient, a + h, high, h);
  }
  std::vector<Limb> product(2 * std::size_t{h}), scratch(8 * std::size_t{h} + 64);
  multiply_karatsuba(product.data(), quotient, b, h, scratch.data());
  auto negative = [&] {
    std::uint32_t n = trimmed(a, 3 * h), m = trimmed(product.data(), 2 * h);
    return compare(a, n, product.data(), m) < 0;
  };
  static constexpr Limb kOne = 1;
  while (negative()) {
    subtract_from(quotient, h, &kOne, 1);
    add_into(a, 3 * h, b, 2 * h);
  }
  subtract_from(a, 3 * h, product.data(), 2 * h);
}

// a (2n limbs, a < b * B^n) divided by b (n limbs, top bit set): quotient n limbs; the remainder
// replaces a's low n limbs, the others become zero.
static void divide_two_by_one(Limb* quotient, Limb* a, const Limb* b, std::uint32_t n) {
  if (n % 2 || n < kRecursiveDivideMin) {
    std::vector<Limb> u(a, a + 2 * n);
    u.push_back(0);
    std::vector<Limb> result(n + 1);
    divide_knuth(result.data(), u.data(), 2 * n, b, n);
    std::copy(result.begin(), result.begin() + n, quotient);
    std::copy(u.begin(), u.begin() + 2 * n, a);
    return;
  }
  divide_three_by_two(quotient + n / 2, a + n / 2, b, n / 2);
  divide_three_by_two(quotient, a, b, n / 2);
}

static void divide_recursive(std::vector<Limb>& quotient, std::vector<Limb>& remainder,
                             const std::vector<Limb>& a, const std::vector<Limb>& b) {
  // Pads the divisor to a length that halves well; the dividend is shifted alike.
  auto m = static_cast<std::uint32_t>(b.size());
  std::uint32_t pieces = 1;
  while (m / pieces >= kRecursiveDivideMin) pieces *= 2;
  std::uint32_t n = (m + pieces - 1) / pieces * pieces, pad = n - m;
  std::vector<Limb> divisor(pad);
  divisor.insert(divisor.end(), b.begin(), b.end());
  std::vector<Limb> dividend(pad);
  dividend.insert(dividend.end(), a.begin(), a.end());
  dividend.push_back(0);
  auto blocks = static_cast<std::uint32_t>((dividend.size() + n - 1) / n);
  dividend.resize(std::size_t{blocks} * n);
  blocks = std::max(blocks, 2u);
  dividend.resize(std::size_t{blocks} * n);
  if (compare(dividend.data() + (blocks - 1) * std::size_t{n}, n, divisor.data(), n) >= 0) {
    dividend.resize(dividend.size() + n);
    ++blocks;
  }
  quotient.assign(std::size_t{blocks} * n, 0);
  for (std::uint32_t i = blocks - 1; i-- > 0;)
    divide_two_by_one(quotient.data() + std::size_t{i} * n, dividend.data() + std::size_t{i} * n,
                      divisor.data(), n);
  remainder.assign(dividend.begin() + pad, dividend.begin() + n);
}

void divide(std::vector<Limb>& quotient, std::vector<Limb>& remainder, const Limb* a,
            std::uint32_t n, const Limb* b, std::uint32_t m) {
  if (compare(a, n, b, m) < 0) {
    quotient.clear();
    remainder.assign(a, a + n);
    return;
  }
  if (m == 1) {
    quotient.resize(n);
    remainder.assign(1, divide_small(quotient.data(), a, n, b[0]));
  } else {
    auto shift = static_cast<unsigned>(std::countl_zero(b[m - 1]));
    std::vector<Limb> v(m + 1), u(n + 2);
    shift_left(v.data(), b, m, shift);
    v.resize(m);
    shift_left(u.data(), a, n, shift);
    u.resize(n + 1);
    if (m >= kRecursiveDivideMin && n - m >= kRecursiveDivideMin) {
      divide_recursive(quotient, remainder, u, v);
    } else {
      quotient.resize(n - m + 1);
      divide_knuth(quotient.data(), u.data(), n, v.data(), m);
      remainder = std::move(u);
      remainder.resize(m);
    }
    remainder.resize(trimmed(remainder.data(), static_cast<std::uint32_t>(remainder.size())));
    remainder.resize(shift_right(remainder.data(), remainder.data(),
                                 static_cast<std::uint32_t>(remainder.size()), shift));
  }
  quotient.resize(trimmed(quotient.data(), static_cast<std::uint32_t>(quotient.size())));
  remainder.resize(trimmed(remainder.data(), static_cast<std::uint32_t>(remainder.size())));
}

// --- shifts ---

std::uint32_t shift_left(Limb* out, const Limb* a, std::uint32_t n, std::uint64_t bits) {
  auto whole = static_cast<std::uint32_t>(bits / 32);
  unsigned part = bits % 32;
  if (!n) return 0;
  Limb top = part ? a[n - 1] >> (32 - part) : 0;
  for (std::uint32_t i = n; i-- > 0;) {
    Limb below = part && i ? a[i - 1] >> (32 - part) : 0;
    out[i + whole] = a[i] << part | below;
  }
  std::fill(out, out + whole, 0);
  out[n + whole] = top;
  return n + whole + (top ? 1 : 0);
}

std::uint32_t shift_right(Limb* out, const Limb* a, std::uint32_t n, std::uint64_t bits) {
  if (bits / 32 >= n) return 0;
  auto whole = static_cast<std::uint32_t>(bits / 32);
  unsigned part = bits % 32;
  std::uint32_t count = n - whole;
  for (std::uint32_t i = 0; i < count; ++i) {
    Limb above = part && i + 1 < count ? a[i + whole + 1] << (32 - part) : 0;
    out[i] = a[i + whole] >> part | above;
  }
  return trimmed(out, count);
}

bool any_below(const Limb* a, std::uint32_t n, std::uint64_t bits) {
  std::uint64_t whole = std::min<std::uint64_t>(bits / 32, n);
  for (std::uint64_t i = 0; i < whole; ++i) {
    if (a[i]) return true;
  }
  return whole < n && bits % 32 && (a[whole] & ((Limb{1} << (bits % 32)) - 1));
}

// --- costs ---

// Fitted to CPython 3.11's x_mul and k_mul: about 0.75 ns per pair of 30-bit digits up to 70
// digits, three times as much for twice the size above.
std::int64_t multiply_cost_ns(std::uint64_t n, std::uint64_t m) {
  if (n < m) std::swap(n, m);
  if (m < 64) return static_cast<std::int64_t>(n * m * 7 / 8);
  std::uint64_t cost = 64 * 64 * 7 / 8, size = 64;
  while (size * 2 <= m) {
    size *= 2;
    cost *= 3;
  }
  cost += cost * (m - size) / size * 2;
  return static_cast<std::int64_t>(cost / m * n);
}

std::int64_t divide_cost_ns(std::uint64_t n, std::uint64_t m) {
  if (n < m) return 0;
  return static_cast<std::int64_t>((n - m + 1) * m * 5 / 4);
}

}  // namespace gilscope::limbs
