// Magnitudes to decimal digits and back.
#include <algorithm>
#include <cstring>

#include "vm/number_limbs.h"

namespace gilscope::limbs {

static constexpr std::uint32_t kRecursiveMin = 400;  // limbs: below, one division per nine digits

std::vector<Limb> power_of_ten(std::uint32_t exponent) {
  std::vector<Limb> result{1}, next;
  for (int bit = 31; bit >= 0; --bit) {
    if (result.size() > 1 || result[0] > 1) {
      auto n = static_cast<std::uint32_t>(result.size());
      next.resize(2 * n);
      next.resize(multiply(next.data(), result.data(), n, result.data(), n));
      result.swap(next);
    }
    if (exponent >> bit & 1) {
      auto n = static_cast<std::uint32_t>(result.size());
      result.resize(n + 1);
      result.resize(multiply_small(result.data(), result.data(), n, 10, 0));
    }
  }
  return result;
}

// Exactly `width` digits (zero-padded), or as many as needed when width is 0.
static void append_digits(std::vector<char>& out, std::vector<Limb> value, std::uint32_t width) {
  std::vector<char> reversed;
  auto n = static_cast<std::uint32_t>(value.size());
  while (n) {
    Limb nine = divide_small(value.data(), value.data(), n, 1'000'000'000);
    n = trimmed(value.data(), n);
    for (int i = 0; i < 9 && (n || nine); ++i, nine /= 10)
      reversed.push_back(static_cast<char>('0' + nine % 10));
  }
  while (reversed.size() < width) reversed.push_back('0');
  out.insert(out.end(), reversed.rbegin(), reversed.rend());
}

static void append_recursive(std::vector<char>& out, std::vector<Limb> value, std::uint32_t width) {
  if (value.size() < kRecursiveMin) return append_digits(out, std::move(value), width);
  // Half of the digits, from the bit length: 1233 / 4096 is just below log10(2).
  auto digits = static_cast<std::uint32_t>(
      bit_length(value.data(), static_cast<std::uint32_t>(value.size())) * 1233 / 4096);
  std::uint32_t half = digits / 2;
  std::vector<Limb> power = power_of_ten(half), high, low;
  divide(high, low, value.data(), static_cast<std::uint32_t>(value.size()), power.data(),
         static_cast<std::uint32_t>(power.size()));
  append_recursive(out, std::move(high), width > half ? width - half : 0);
  append_recursive(out, std::move(low), half);
}

void append_decimal(std::vector<char>& out, const Limb* a, std::uint32_t n) {
  if (!n) {
    out.push_back('0');
  } else {
    append_recursive(out, {a, a + n}, 0);
  }
}

std::vector<Limb> from_decimal(const char* digits, std::size_t count) {
  if (count > 4000) {
    std::size_t half = count / 2;
    std::vector<Limb> high = from_decimal(digits, count - half);
    std::vector<Limb> low = from_decimal(digits + (count - half), half);
    std::vector<Limb> power = power_of_ten(static_cast<std::uint32_t>(half));
    auto n = static_cast<std::uint32_t>(high.size()), m = static_cast<std::uint32_t>(power.size());
    std::vector<Limb> result(std::size_t{n} + m + 1);
    std::uint32_t length = multiply(result.data(), high.data(), n, power.data(), m);
    length = add(result.data(), result.data(), length, low.data(),
                 static_cast<std::uint32_t>(low.size()));
    result.resize(length);
    return result;
  }
  std::vector<Limb> result;
  for (std::size_t i = 0; i < count;) {
    Limb factor = 1, value = 0;
    for (; i < count && factor < 1'000'000'000; ++i, factor *= 10)
      value = value * 10 + static_cast<Limb>(digits[i] - '0');
    auto n = static_cast<std::uint32_t>(result.size());
    result.resize(n + 1);
    result.resize(multiply_small(result.data(), result.data(), n, factor, value));
  }
  return result;
}

}  // namespace gilscope::limbs
