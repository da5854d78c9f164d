// Integers as text and back, in any base.
#include <bit>

#include "vm/exception.h"
#include "vm/number_float.h"
#include "vm/number_integer.h"
#include "vm/number_text.h"
#include "vm/process.h"
#include "vm/str_text.h"
#include "vm/thread.h"
#include "vm/unicode.h"

namespace gilscope {

using limbs::Limb;

static constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static std::string small_to_text(std::int64_t value, unsigned base) {
  char buffer[65];
  char* end = buffer + sizeof buffer;
  char* p = end;
  std::uint64_t magnitude =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  if (base == 10) {
    do *--p = static_cast<char>('0' + magnitude % 10);
    while (magnitude /= 10);
  } else {
    do *--p = kDigits[magnitude % base];
    while (magnitude /= base);
  }
  if (value < 0) *--p = '-';
  return std::string(p, end);
}

// Bases 2, 8, 16: `width` bits a digit, taken from the top.
static std::string bits_to_text(const IntegerView& view, unsigned width) {
  std::uint64_t bits = view.bit_length();
  std::string out = view.negative ? "-" : "";
  for (std::uint64_t digit = (bits + width - 1) / width; digit-- > 0;) {
    unsigned value = 0;
    for (unsigned i = width; i-- > 0;)
      value = value << 1 | limbs::test_bit(view.limbs, view.count, digit * width + i);
    out += kDigits[value];
  }
  return out;
}

std::string int_to_text(Thread& thread, Value v, int base) {
  if (!v.is_object()) return small_to_text(v.integer, static_cast<unsigned>(base));
  IntegerView view(v);
  if (!view.count) return "0";
  if (base == 2 || base == 8 || base == 16)
    return bits_to_text(view, base == 2 ? 1 : base == 8 ? 3 : 4);
  int limit = thread.process->options.int_max_str_digits;
  // 10 limbs hold less than 100 digits, so that only long ones are looked at.
  auto too_long = [&](std::uint64_t digits) {
    if (!limit || digits <= static_cast<std::uint64_t>(limit)) return false;
    raise(thread, thread.process->types.ValueError,
          "Exceeds the limit (%d digits) for integer string conversion; use "
          "sys.set_int_max_str_digits() to increase the limit",
          limit);
    return true;
  };
  if (too_long(view.bit_length() * 1233 / 4096)) return {};
  thread.charge(limbs::divide_cost_ns(view.count, view.count / 2));
  std::vector<char> digits;
  if (view.negative) digits.push_back('-');
  limbs::append_decimal(digits, view.limbs, view.count);
  if (too_long(digits.size() - view.negative)) return {};
  return std::string(digits.begin(), digits.end());
}

Value int_from_uint64(Process& process, std::uint64_t value) {
  Limb limbs[2] = {static_cast<Limb>(value), static_cast<Limb>(value >> 32)};
  return integer_from_limbs(process, limbs, 2, false);
}

static int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// `digits` has valid digits only.
static std::vector<Limb> magnitude_from(const std::string& digits, unsigned base) {
  if (base == 10) return limbs::from_decimal(digits.data(), digits.size());
  std::vector<Limb> result;
  if (std::has_single_bit(base)) {
    auto width = static_cast<unsigned>(std::countr_zero(base));
    result.resize((digits.size() * width + 31) / 32 + 1);
    std::uint64_t bit = 0;
    for (std::size_t i = digits.size(); i-- > 0; bit += width) {
      std::uint64_t value = static_cast<std::uint64_t>(digit_value(digits[i])) << (bit % 32);
      result[bit / 32] |= static_cast<Limb>(value);
      if (value >> 32) result[bit / 32 + 1] |= static_cast<Limb>(value >> 32);
    }
  } else {
    for (char c : digits) {
      auto n = static_cast<std::uint32_t>(result.size());
      result.resize(n + 1);
      result.resize(limbs::multiply_small(result.data(), result.data(), n, base,
                                          static_cast<Limb>(digit_value(c))));
    }
  }
  result.resize(limbs::trimmed(result.data(), static_cast<std::uint32_t>(result.size())));
  return result;
}

Value int_from_hex(Process& process, std::string_view hex) {
  bool negative = !hex.empty() && hex[0] == '-';
  return integer_from_limbs(process, magnitude_from(std::string(hex.substr(negative)), 16),
                            negative);
}

// The digits of a literal without sign, prefix and underscores. False: malformed.
static bool clean_digits(std::string_view text, int* base, std::string* digits) {
  auto prefix_base = [&]() -> int {
    if (text.size() < 2 || text[0] != '0') return 0;
    switch (text[1] | 32) {
      case 'x': return 16;
      case 'o': return 8;
      case 'b': return 2;
      default: return 0;
    }
  };
  int prefix = prefix_base();
  bool leading_zeros_only = false;
  if (*base == 0) {
    leading_zeros_only = !prefix && text.size() > 1 && text[0] == '0';
    *base = prefix ? prefix : 10;
  }
  if (prefix == *base) {
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  }
  bool last_was_digit = false;
  for (char c : text) {
    if (c == '_' && last_was_digit) {
      last_was_digit = false;
      continue;
    }
    if (digit_value(c) >= *base) return false;
    if (leading_zeros_only && c != '0') return false;
    digits->push_back(c);
    last_was_digit = true;
  }
  return last_was_digit;
}

// `text` is what numeric_text made; `literal` is shown in the error.
Value int_from_clean_text(Thread& thread, std::string_view text, int base,
                          const std::string& literal) {
  Process& process = *thread.process;
  int shown_base = base;
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::string digits;
  if (!clean_digits(text, &base, &digits))
    return raise(thread, process.types.ValueError, "invalid literal for int() with base %d: %s",
                 shown_base, literal.c_str());
  auto limit = static_cast<std::size_t>(process.options.int_max_str_digits);
  if (limit && digits.size() > limit && !std::has_single_bit(static_cast<unsigned>(base)))
    return raise(thread, process.types.ValueError,
                 "Exceeds the limit (%d digits) for integer string conversion: value has %d "
                 "digits; use sys.set_int_max_str_digits() to increase the limit",
                 static_cast<int>(limit), static_cast<int>(digits.size()));
  if (digits.size() > kIntegerBitsMax / 4)
    return raise_integer_too_large(thread, digits.size() * 4);
  if (base == 10 && digits.size() <= 18) {
    std::int64_t value = 0;
    for (char c : digits) value = value * 10 + (c - '0');
    return Value::of(negative ? -value : value);
  }
  thread.charge(static_cast<Nanos>(digits.size() * digits.size() / 64));
  return integer_from_limbs(process, magnitude_from(digits, static_cast<unsigned>(base)), negative);
}

std::string numeric_text(Str* s) {
  std::string out;
  if (s->ascii) {
    out.assign(reinterpret_cast<const char*>(s->data8()), s->length);
    for (char& c : out) {
      if (unicode::is_space(static_cast<unsigned char>(c))) c = ' ';
    }
  } else {
    for (std::uint32_t i = 0; i < s->length; ++i) {
      char32_t c = s->at(i);
      int decimal = unicode::decimal_value(c);
      out += unicode::is_space(c) ? ' '
             : decimal >= 0       ? static_cast<char>('0' + decimal)
             : c < 128            ? static_cast<char>(c)
                                  : '?';
    }
  }
  std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

Value int_from_text(Thread& thread, std::string_view text, int base) {
  Str* s = new_str(*thread.process, text);
  return int_from_clean_text(thread, numeric_text(s), base, str_repr_utf8(s));
}

}  // namespace gilscope
