// fmt's Dragonbox finds the shortest digits, fast_float reads; what has a given number of digits is
// computed with big integers (or 128 bits, where they are enough).
#define FMT_HEADER_ONLY 1
#include <fmt/format.h>

#include <fast_float/fast_float.h>

#include <algorithm>

#include "vm/number_integer.h"
#include "vm/number_text.h"

namespace gilscope {

using limbs::Limb;
using Limbs = std::vector<Limb>;
using Wide = unsigned __int128;

DecimalDigits shortest_digits(double value) {
  if (value == 0) return {"0", 1};
  auto decimal = fmt::detail::dragonbox::to_decimal(value < 0 ? -value : value);
  std::string digits = std::to_string(decimal.significand);
  int point = static_cast<int>(digits.size()) + decimal.exponent;
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return {std::move(digits), point};
}

static std::string digits_of(Wide value) {
  char buffer[40];
  char* end = buffer + sizeof buffer;
  char* p = end;
  do {
    *--p = static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  } while (value >> 64);
  auto low = static_cast<std::uint64_t>(value);
  for (; low; low /= 10) *--p = static_cast<char>('0' + low % 10);
  return std::string(p, end);
}

// mantissa * 10^decimals / 2^shift, where that fits 128 bits. False when it does not.
static bool fixed_in_128_bits(std::uint64_t mantissa, int shift, int decimals, std::string* out) {
  if (decimals < 0 || decimals > 22 || shift < 0) return false;
  Wide number = mantissa;
  for (int i = 0; i < decimals; ++i) number *= 10;
  if (shift >= 128) {
    *out = "0";
    return true;
  }
  if (shift) {
    Wide half = Wide{1} << (shift - 1), rest = number & ((half << 1) - 1);
    number = shift == 128 ? 0 : number >> shift;
    if (rest > half || (rest == half && (number & 1))) ++number;
  }
  *out = digits_of(number);
  return true;
}

static std::uint32_t size_of(const Limbs& a) {
  return static_cast<std::uint32_t>(a.size());
}

static void multiply_by(Limbs& a, const Limbs& b) {
  Limbs product(a.size() + b.size());
  product.resize(limbs::multiply(product.data(), a.data(), size_of(a), b.data(), size_of(b)));
  a.swap(product);
}

static void shift_up(Limbs& a, std::uint32_t bits) {
  Limbs shifted(a.size() + bits / 32 + 1);
  shifted.resize(limbs::shift_left(shifted.data(), a.data(), size_of(a), bits));
  a.swap(shifted);
}

// round(mantissa * 2^exponent * 10^decimals), half to even, as digits.
static std::string rounded_product(std::uint64_t mantissa, int exponent, int decimals) {
  Limbs number{static_cast<Limb>(mantissa), static_cast<Limb>(mantissa >> 32)}, divisor{1};
  number.resize(limbs::trimmed(number.data(), 2));
  if (decimals > 0) multiply_by(number, limbs::power_of_ten(static_cast<std::uint32_t>(decimals)));
  if (decimals < 0)
    multiply_by(divisor, limbs::power_of_ten(static_cast<std::uint32_t>(-decimals)));
  if (exponent > 0) shift_up(number, static_cast<std::uint32_t>(exponent));
  if (exponent < 0) shift_up(divisor, static_cast<std::uint32_t>(-exponent));
  Limbs quotient, rest;
  limbs::divide(quotient, rest, number.data(), size_of(number), divisor.data(), size_of(divisor));
  shift_up(rest, 1);
  int order = limbs::compare(rest.data(), size_of(rest), divisor.data(), size_of(divisor));
  if (order > 0 || (order == 0 && !quotient.empty() && (quotient[0] & 1))) {
    static constexpr Limb kOne = 1;
    std::uint32_t n = size_of(quotient);
    quotient.resize(n + 1);
    quotient.resize(limbs::add(quotient.data(), quotient.data(), n, &kOne, 1));
  }
  std::vector<char> digits;
  limbs::append_decimal(digits, quotient.data(), size_of(quotient));
  return std::string(digits.begin(), digits.end());
}

DecimalDigits fixed_digits(double value, int decimals) {
  std::uint64_t mantissa;
  int exponent;
  split_double(value, &mantissa, &exponent);
  // No double has more than 1074 decimals, and none has more than 309 digits before the point.
  int zeros = std::max(0, decimals - 1100);
  decimals = std::max(decimals - zeros, -400);
  std::string digits;
  if (exponent > 0 && exponent <= 10) {
    mantissa <<= exponent;
    exponent = 0;
  }
  if (!mantissa) {
    digits = "0";
  } else if (!fixed_in_128_bits(mantissa, -exponent, decimals, &digits)) {
    digits = rounded_product(mantissa, exponent, decimals);
  }
  bool is_zero = digits == "0";
  int point = is_zero ? 1 : static_cast<int>(digits.size()) - decimals;
  if (!is_zero) digits.append(static_cast<std::size_t>(zeros), '0');
  return {std::move(digits), point};
}

DecimalDigits significant_digits(double value, int count) {
  if (value == 0) return {std::string(static_cast<std::size_t>(count), '0'), 1};
  std::uint64_t mantissa;
  int exponent;
  split_double(value, &mantissa, &exponent);
  int zeros = std::max(0, count - 1100);
  count -= zeros;
  // value >= 2^(bits-1): its decimal point is at least here. 78913 / 2^18 is just below log10(2).
  int bits = 64 - __builtin_clzll(mantissa) + exponent;
  int point = static_cast<int>((std::int64_t{bits - 1} * 78913) >> 18) + 1;
  DecimalDigits result = fixed_digits(value, count - point);
  if (static_cast<int>(result.digits.size()) > count)
    result = fixed_digits(value, count - point - 1);
  result.digits.append(static_cast<std::size_t>(zeros), '0');
  return result;
}

std::string float_repr(double value) {
  if (value != value) return "nan";
  bool negative = __builtin_signbit(value);
  std::string out = negative ? "-" : "";
  if (value - value != 0) return out + "inf";
  DecimalDigits decimal = shortest_digits(value);
  const std::string& digits = decimal.digits;
  int length = static_cast<int>(digits.size()), point = decimal.point;
  if (point > 16 || point <= -4) {
    out += digits[0];
    if (length > 1) out.append(".").append(digits, 1);
    int exponent = point - 1;
    out += exponent < 0 ? "e-" : "e+";
    if (std::abs(exponent) < 10) out += '0';
    return out + std::to_string(std::abs(exponent));
  }
  if (point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0');
    return out + digits;
  }
  if (point >= length) {
    out.append(digits).append(static_cast<std::size_t>(point - length), '0');
    return out + ".0";
  }
  out.append(digits, 0, static_cast<std::size_t>(point));
  return out.append(".").append(digits, static_cast<std::size_t>(point));
}

// --- reading ---

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

// Digits with single underscores between them. Returns how many digits were taken.
static std::size_t take_digits(std::string_view text, std::size_t& i, std::string& out) {
  std::size_t start = out.size();
  while (i < text.size()) {
    if (is_digit(text[i])) {
      out += text[i++];
    } else if (text[i] == '_' && out.size() > start && i + 1 < text.size() &&
               is_digit(text[i + 1])) {
      ++i;
    } else {
      break;
    }
  }
  return out.size() - start;
}

bool parse_double(std::string_view text, double* out) {
  std::size_t i = 0;
  bool negative = false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) negative = text[i++] == '-';
  std::string_view rest = text.substr(i);
  if (equals_ignoring_case(rest, "inf") || equals_ignoring_case(rest, "infinity")) {
    *out = negative ? -__builtin_inf() : __builtin_inf();
    return true;
  }
  if (equals_ignoring_case(rest, "nan")) {
    *out = negative ? -__builtin_nan("") : __builtin_nan("");
    return true;
  }
  std::string clean;
  std::size_t digits = take_digits(text, i, clean);
  if (i < text.size() && text[i] == '.') {
    clean += '.';
    ++i;
    digits += take_digits(text, i, clean);
  }
  if (!digits) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    clean += 'e';
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) clean += text[i++];
    if (!take_digits(text, i, clean)) return false;
  }
  if (i != text.size()) return false;
  double value = 0;
  fast_float::from_chars(clean.data(), clean.data() + clean.size(), value);
  *out = negative ? -value : value;
  return true;
}

}  // namespace gilscope
