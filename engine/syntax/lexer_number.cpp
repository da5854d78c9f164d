// Numbers: their shape, and CPython's complaints about what is glued to them.
#include "syntax/lexer_impl.h"

namespace gilscope::syntax {
namespace {

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

void Lexer::lex_number(int32_t start) {
  bool good = true;
  if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X' || peek(1) == 'o' || peek(1) == 'O' ||
                        peek(1) == 'b' || peek(1) == 'B')) {
    good = lex_prefixed_number();
  } else {
    bool leading_zeros = false;
    int32_t zeros_end = start;
    if (peek() == '0') {
      // "00" is a number, "01" is not, "01.5" and "01e1" and "01j" are.
      while (peek() == '0' || (peek() == '_' && is_digit(static_cast<unsigned char>(peek(1))))) {
        at_++;
      }
      zeros_end = at_;
      leading_zeros = is_digit(static_cast<unsigned char>(peek())) && peek() != '0';
    }
    if (peek() != '.' && peek() != 'e' && peek() != 'E' && peek() != 'j' && peek() != 'J') {
      good = is_digit(static_cast<unsigned char>(peek())) || peek() == '_' ? lex_digits() : true;
      if (!good) return;
    }
    char c = peek();
    bool real = c == '.' || c == 'j' || c == 'J' || c == 'e' || c == 'E';
    if (leading_zeros && !real) {
      // CPython's range: from the first digit to the last leading zero.
      fail_columns(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
          "octal integers",
          start + 1 - line_start_, zeros_end + 1 - line_start_);
      return;
    }
    good = lex_fraction(start);
  }
  if (good) add(TokenType::Number, start);
}

bool Lexer::lex_prefixed_number() {
  char kind = static_cast<char>(peek(1) | 0x20);
  const char* name = kind == 'x' ? "hexadecimal" : kind == 'o' ? "octal" : "binary";
  auto fits = [&](char c) {
    return kind == 'x' ? is_hex_digit(c) : c >= '0' && c <= (kind == 'o' ? '7' : '1');
  };
  at_ += 2;
  do {
    if (peek() == '_') at_++;
    if (!fits(peek())) {
      if (kind != 'x' && is_digit(static_cast<unsigned char>(peek()))) {
        at_++;
        fail(std::string("invalid digit '") + peek(-1) + "' in " + name + " literal");
      } else {
        fail(std::string("invalid ") + name + " literal");
      }
      return false;
    }
    while (fits(peek())) at_++;
  } while (peek() == '_');
  if (kind != 'x' && is_digit(static_cast<unsigned char>(peek()))) {
    at_++;
    fail(std::string("invalid digit '") + peek(-1) + "' in " + name + " literal");
    return false;
  }
  return check_number_end(name);
}

// Digits with single underscores between them.
bool Lexer::lex_digits() {
  for (;;) {
    while (is_digit(static_cast<unsigned char>(peek()))) at_++;
    if (peek() != '_') return true;
    at_++;
    if (!is_digit(static_cast<unsigned char>(peek()))) {
      fail("invalid decimal literal");
      return false;
    }
  }
}

// Behind the integer part: fraction, exponent, 'j', and what may follow.
bool Lexer::lex_fraction(int32_t) {
  if (peek() == '.') {
    at_++;
    if (is_digit(static_cast<unsigned char>(peek())) && !lex_digits()) return false;
  }
  if (peek() == 'e' || peek() == 'E') {
    int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_digit(static_cast<unsigned char>(peek(1 + sign)))) {
      at_ += 1 + sign;
      if (!lex_digits()) return false;
    } else if (sign == 1) {
      at_ += 2;
      fail("invalid decimal literal");
      return false;
    } else {
      return check_number_end("decimal");
    }
  }
  if (peek() == 'j' || peek() == 'J') {
    at_++;
    return check_number_end("imaginary");
  }
  return check_number_end("decimal");
}

// A keyword may be glued to a number ("1if x else 2"), any other letter may not.
bool Lexer::check_number_end(const char* kind) {
  if (!is_identifier_part(static_cast<unsigned char>(peek()))) return true;
  std::string_view rest = source_.substr(at_, 4);
  for (std::string_view word : {"and", "else", "for", "or", "not"}) {
    bool ends =
        !is_identifier_part(static_cast<unsigned char>(peek(static_cast<int>(word.size()))));
    if (ends && starts_with(rest, word)) return true;
  }
  // CPython looks at no more than these letters.
  for (std::string_view word : {"if", "in", "is"}) {
    if (starts_with(rest, word)) return true;
  }
  if (static_cast<unsigned char>(peek()) >= 128) return true;
  fail(std::string("invalid ") + kind + " literal");
  return false;
}

}  // namespace gilscope::syntax
