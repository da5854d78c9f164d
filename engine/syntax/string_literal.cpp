#include "syntax/string_literal.h"

#include <algorithm>

#include "syntax/unicode.h"
#include "syntax/unicode_names.h"

namespace gilscope::syntax {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

char simple_escape(char c) {
  switch (c) {
    case '\\': return '\\';
    case '\'': return '\'';
    case '"': return '"';
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return 0;
  }
}

uint32_t read_octal(std::string_view body, size_t& at) {
  uint32_t value = 0;
  for (int i = 0; i < 3 && at < body.size() && is_octal(body[at]); i++) {
    value = value * 8 + static_cast<uint32_t>(body[at++] - '0');
  }
  return value;
}

// Decodes the escapes of a text. CPython's codec counts positions in a copy where each character
// beyond ASCII stands as `\UXXXXXXXX`, ten bytes; `shift_` keeps the difference.
class StringDecoder {
 public:
  explicit StringDecoder(std::string_view body) : body_(body) {}

  Result<std::string> run() {
    while (at_ < body_.size()) {
      unsigned char c = static_cast<unsigned char>(body_[at_]);
      if (c == '\\') {
        if (!decode_escape()) return Error{error_};
      } else if (c < 128) {
        text_ += body_[at_++];
      } else {
        int32_t next = static_cast<int32_t>(at_);
        decode_utf8(body_, next);
        size_t size = static_cast<size_t>(next) - at_;
        text_.append(body_.substr(at_, size));
        shift_ += 10 - static_cast<int>(size);
        at_ += size;
      }
    }
    return std::move(text_);
  }

 private:
  bool decode_escape() {
    size_t start = at_++;
    if (at_ >= body_.size()) {
      // Only before a brace of an f-string.
      text_ += '\\';
      return true;
    }
    char c = body_[at_];
    if (c == '\n') {
      at_++;
      return true;
    }
    if (char plain = simple_escape(c)) {
      text_ += plain;
      at_++;
      return true;
    }
    if (is_octal(c)) {
      append_utf8(text_, read_octal(body_, at_));
      return true;
    }
    at_++;
    switch (c) {
      case 'x': return decode_hex(start, 2, "truncated \\xXX escape");
      case 'u': return decode_hex(start, 4, "truncated \\uXXXX escape");
      case 'U': return decode_hex(start, 8, "truncated \\UXXXXXXXX escape");
      case 'N': return decode_name(start);
      default:
        // An unknown escape stands for itself.
        text_ += '\\';
        at_--;
        if (static_cast<unsigned char>(c) >= 128) shift_ += 5;
        return true;
    }
  }

  bool decode_hex(size_t start, int digits, const char* truncated) {
    uint32_t value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at_ < body_.size() ? hex_value(body_[at_]) : -1;
      if (digit < 0) return fail(start, truncated);
      value = value << 4 | static_cast<uint32_t>(digit);
      at_++;
    }
    if (value > 0x10FFFF) return fail(start, "illegal Unicode character");
    append_utf8(text_, value);
    return true;
  }

  bool decode_name(size_t start) {
    if (at_ >= body_.size() || body_[at_] != '{') {
      return fail(start, "malformed \\N character escape");
    }
    size_t end = body_.find('}', at_);
    if (end == std::string_view::npos || end == at_ + 1) {
      at_ = std::min(end, body_.size());
      return fail(start, "malformed \\N character escape");
    }
    std::string_view name = body_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    char32_t c = unicode_character_named(name);
    if (c == 0) return fail(start, "unknown Unicode character name");
    append_utf8(text_, c);
    return true;
  }

  bool fail(size_t start, const char* reason) {
    int begin = static_cast<int>(start) + shift_;
    int last = static_cast<int>(at_) + shift_ - 1;
    error_ = "(unicode error) 'unicodeescape' codec can't decode ";
    if (last > begin) {
      error_ += "bytes in position " + std::to_string(begin) + "-" + std::to_string(last);
    } else {
      error_ += "byte 0x5c in position " + std::to_string(begin);
    }
    error_ += std::string(": ") + reason;
    return false;
  }

  std::string_view body_;
  std::string text_;
  std::string error_;
  size_t at_ = 0;
  int shift_ = 0;
};

}  // namespace

LiteralParts split_literal(std::string_view token) {
  LiteralParts parts;
  size_t at = 0;
  for (; token[at] != '"' && token[at] != '\''; at++) {
    char letter = static_cast<char>(token[at] | 0x20);
    parts.raw |= letter == 'r';
    parts.bytes |= letter == 'b';
    parts.unicode |= letter == 'u';
  }
  token.remove_prefix(at);
  size_t quotes = token.size() >= 6 && token[1] == token[0] && token[2] == token[0] ? 3 : 1;
  parts.body = token.substr(quotes, token.size() - 2 * quotes);
  return parts;
}

Result<std::string> decode_string(std::string_view body, bool raw) {
  if (raw || body.find('\\') == std::string_view::npos) return std::string(body);
  return StringDecoder(body).run();
}

Result<std::string> decode_bytes(std::string_view body, bool raw) {
  for (char c : body) {
    if (static_cast<unsigned char>(c) >= 128) {
      return Error{"bytes can only contain ASCII literal characters"};
    }
  }
  if (raw || body.find('\\') == std::string_view::npos) return std::string(body);
  std::string bytes;
  for (size_t at = 0; at < body.size();) {
    if (body[at] != '\\' || at + 1 >= body.size()) {
      bytes += body[at++];
      continue;
    }
    size_t start = at++;
    char c = body[at];
    if (c == '\n') {
      at++;
    } else if (char plain = simple_escape(c)) {
      bytes += plain;
      at++;
    } else if (is_octal(c)) {
      bytes += static_cast<char>(read_octal(body, at));
    } else if (c == 'x') {
      int high = at + 1 < body.size() ? hex_value(body[at + 1]) : -1;
      int low = at + 2 < body.size() ? hex_value(body[at + 2]) : -1;
      if (high < 0 || low < 0) {
        return Error{"(value error) invalid \\x escape at position " + std::to_string(start)};
      }
      bytes += static_cast<char>(high << 4 | low);
      at += 3;
    } else {
      bytes += '\\';
    }
  }
  return bytes;
}

}  // namespace gilscope::syntax
