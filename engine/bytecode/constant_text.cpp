#include "bytecode/constant_text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace gilscope::bytecode {
namespace {

std::string quoted(const std::string& text, bool is_bytes) {
  bool has_single = text.find('\'') != std::string::npos;
  bool has_double = text.find('"') != std::string::npos;
  char quote = has_single && !has_double ? '"' : '\'';
  std::string out = is_bytes ? "b" : "";
  out += quote;
  char buffer[8];
  for (unsigned char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == quote || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c < 0x20 || c == 0x7f || (is_bytes && c >= 0x80)) {
      std::snprintf(buffer, sizeof buffer, "\\x%02x", c);
      out += buffer;
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + quote;
}

// The fewest digits that read back as the same number, laid out as repr(float) does.
std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[40];
  for (int digits = 0; digits <= 16; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*e", digits, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  std::string text = buffer;
  std::size_t e = text.find('e');
  int exponent = std::atoi(text.c_str() + e + 1);
  bool is_negative = text[0] == '-';
  std::string digits;
  for (char c : text.substr(0, e)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  std::string sign = is_negative ? "-" : "";
  if (exponent < -4 || exponent >= 16) {
    std::string out = sign + digits.substr(0, 1);
    if (digits.size() > 1) out += "." + digits.substr(1);
    std::snprintf(buffer, sizeof buffer, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
    return out + buffer;
  }
  if (exponent < 0) return sign + "0." + std::string(-exponent - 1, '0') + digits;
  std::size_t whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole) return sign + digits + std::string(whole - digits.size(), '0') + ".0";
  return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

// A part of a complex number: without the ".0".
std::string part_text(double value) {
  std::string text = float_text(value);
  bool is_whole = text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0;
  return is_whole ? text.substr(0, text.size() - 2) : text;
}

std::string complex_text(double real, double imaginary) {
  std::string second = part_text(imaginary) + "j";
  if (real == 0 && !std::signbit(real)) return second;
  bool has_sign = second[0] == '-';
  return "(" + part_text(real) + (has_sign ? "" : "+") + second + ")";
}

std::string items_text(const Constant& constant) {
  std::string out;
  for (const Constant& item : constant.items) {
    if (!out.empty()) out += ", ";
    out += constant_text(item);
  }
  return out;
}

}  // namespace

std::string constant_text(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::None: return "None";
    case Constant::Kind::True: return "True";
    case Constant::Kind::False: return "False";
    case Constant::Kind::Ellipsis: return "Ellipsis";
    case Constant::Kind::Int: return std::to_string(constant.integer);
    case Constant::Kind::BigInt:
      return constant.text[0] == '-' ? "-0x" + constant.text.substr(1) : "0x" + constant.text;
    case Constant::Kind::Float: return float_text(constant.real);
    case Constant::Kind::Complex: return complex_text(constant.real, constant.imaginary);
    case Constant::Kind::Str: return quoted(constant.text, false);
    case Constant::Kind::Bytes: return quoted(constant.text, true);
    case Constant::Kind::Tuple:
      return "(" + items_text(constant) + (constant.items.size() == 1 ? ",)" : ")");
    case Constant::Kind::FrozenSet: return "frozenset({" + items_text(constant) + "})";
    case Constant::Kind::Code: return "<code " + constant.code->qualname + ">";
  }
  return "?";
}

}  // namespace gilscope::bytecode
