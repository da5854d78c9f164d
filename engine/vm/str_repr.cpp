// repr() and ascii() of str: CPython's choice of quotes, escapes for what does not print.
#include "vm/str_text.h"
#include "vm/unicode.h"

namespace gilscope {

static void append_hex(std::string& out, char letter, char32_t point, int digits) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '\\';
  out += letter;
  for (int i = digits - 1; i >= 0; --i) out += kHex[point >> (4 * i) & 15];
}

void append_escaped_point(std::string& out, char32_t c, char quote, bool keep_printable) {
  if (c == static_cast<char32_t>(quote) || c == '\\') {
    out += '\\';
    out += static_cast<char>(c);
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += "\\t";
  } else if (c >= 0x20 && c < 0x7f) {
    out += static_cast<char>(c);
  } else if (keep_printable && c >= 0x80 && unicode::is_printable(c)) {
    append_utf8(out, c);
  } else if (c < 0x100) {
    append_hex(out, 'x', c, 2);
  } else if (c < 0x10000) {
    append_hex(out, 'u', c, 4);
  } else {
    append_hex(out, 'U', c, 8);
  }
}

std::string ascii_escaped(Str* s, bool keep_printable) {
  bool single = false, twice = false;
  with_data(s, [&](auto* data) {
    for (std::uint32_t i = 0; i < s->length; ++i) {
      single |= data[i] == '\'';
      twice |= data[i] == '"';
    }
  });
  char quote = single && !twice ? '"' : '\'';
  std::string out(1, quote);
  out.reserve(s->length + 2);
  with_data(s, [&](auto* data) {
    for (std::uint32_t i = 0; i < s->length; ++i)
      append_escaped_point(out, data[i], quote, keep_printable);
  });
  return out += quote;
}

std::string str_repr_utf8(Str* s) {
  return ascii_escaped(s, true);
}

}  // namespace gilscope
