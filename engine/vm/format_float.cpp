// A double in e, f, g or repr notation (CPython's PyOS_double_to_string).
#include <algorithm>
#include <cmath>

#include "vm/format.h"
#include "vm/number_text.h"

namespace gilscope {

static void append_exponent(std::string& out, int exponent, bool upper) {
  out += upper ? 'E' : 'e';
  out += exponent < 0 ? '-' : '+';
  int magnitude = std::abs(exponent);
  if (magnitude < 10) out += '0';
  out += std::to_string(magnitude);
}

// The digits with the point put in: `decimals` places at least.
static std::string place_point(const DecimalDigits& d, int decimals, bool keep_point) {
  std::string out;
  int length = static_cast<int>(d.digits.size());
  if (d.point <= 0) {
    out = "0";
  } else {
    out.assign(d.digits, 0, static_cast<std::size_t>(std::min(length, d.point)));
    if (d.point > length) out.append(static_cast<std::size_t>(d.point - length), '0');
  }
  std::string fraction;
  if (d.point < 0) fraction.assign(static_cast<std::size_t>(-d.point), '0');
  if (d.point < length) fraction.append(d.digits, static_cast<std::size_t>(std::max(0, d.point)));
  if (static_cast<int>(fraction.size()) < decimals)
    fraction.append(static_cast<std::size_t>(decimals) - fraction.size(), '0');
  if (!fraction.empty() || keep_point) out += '.';
  return out + fraction;
}

static void strip_zeros(std::string& digits) {
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
}

static std::string exponent_form(const DecimalDigits& d, bool keep_point, bool upper) {
  std::string out(1, d.digits[0]);
  if (d.digits.size() > 1 || keep_point) out += '.';
  out.append(d.digits, 1);
  append_exponent(out, d.point - 1, upper);
  return out;
}

static std::string general_form(double value, std::int64_t precision, unsigned flags, bool upper,
                                bool shortest) {
  bool alternate = flags & kFormatAlternate, dot_zero = flags & kFormatAddDotZero;
  DecimalDigits d;
  int limit;
  if (shortest) {
    d = shortest_digits(value);
    limit = 16;
  } else {
    int count = static_cast<int>(std::max<std::int64_t>(precision, 1));
    d = significant_digits(value, count);
    if (!alternate) strip_zeros(d.digits);
    limit = count - (dot_zero ? 1 : 0);
  }
  if (d.point <= -4 || d.point > limit) return exponent_form(d, alternate, upper);
  std::string out = place_point(d, 0, alternate);
  if (dot_zero && out.find('.') == std::string::npos) out += ".0";
  return out;
}

std::string format_double(double value, char type, std::int64_t precision, unsigned flags) {
  bool upper = type >= 'A' && type <= 'Z', negative = std::signbit(value) && !std::isnan(value);
  std::string out;
  if (!std::isfinite(value)) {
    out = std::isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf");
    return negative ? "-" + out : out;
  }
  value = std::fabs(value);
  int places = static_cast<int>(std::min<std::int64_t>(precision, 1 << 28));
  switch (type | 32) {
    case 'e': {
      DecimalDigits d = significant_digits(value, places + 1);
      out = exponent_form(d, flags & kFormatAlternate, upper);
      break;
    }
    case 'f':
      out = place_point(fixed_digits(value, places), places, flags & kFormatAlternate);
      break;
    case 'g': out = general_form(value, precision, flags, upper, false); break;
    default: out = general_form(value, precision, flags, upper, true); break;
  }
  if (negative && (flags & kFormatNoNegativeZero) &&
      out.find_first_of("123456789") >= std::min(out.find_first_of("eE"), out.size()))
    negative = false;
  return negative ? "-" + out : out;
}

}  // namespace gilscope
