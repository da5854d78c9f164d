// Operators and brackets: the longest operator that fits, and the bracket stack.
#include "syntax/lexer_impl.h"
#include "syntax/parser.h"
#include "syntax/unicode.h"

namespace gilscope::syntax {
namespace {

constexpr size_t kFieldNestingMax = 3;

char closing_of(char opening) {
  return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

}  // namespace

TokenType Lexer::operator_at(int& length) const {
  char c = peek(), second = peek(1), third = peek(2);
  auto with_equal = [&](TokenType plain, TokenType assign) {
    length = second == '=' ? 2 : 1;
    return second == '=' ? assign : plain;
  };
  // `c`, `cc`, `c=`, `cc=`.
  auto doubled = [&](TokenType plain, TokenType assign, TokenType twice, TokenType twice_assign) {
    if (second != c) return with_equal(plain, assign);
    length = third == '=' ? 3 : 2;
    return third == '=' ? twice_assign : twice;
  };
  length = 1;
  switch (c) {
    case '(': return TokenType::LeftParen;
    case ')': return TokenType::RightParen;
    case '[': return TokenType::LeftBracket;
    case ']': return TokenType::RightBracket;
    case '{': return TokenType::LeftBrace;
    case '}': return TokenType::RightBrace;
    case ',': return TokenType::Comma;
    case ';': return TokenType::Semicolon;
    case '~': return TokenType::Tilde;
    case ':': return with_equal(TokenType::Colon, TokenType::ColonEqual);
    case '+': return with_equal(TokenType::Plus, TokenType::PlusEqual);
    case '%': return with_equal(TokenType::Percent, TokenType::PercentEqual);
    case '&': return with_equal(TokenType::Ampersand, TokenType::AmpersandEqual);
    case '|': return with_equal(TokenType::VerticalBar, TokenType::VerticalBarEqual);
    case '^': return with_equal(TokenType::Circumflex, TokenType::CircumflexEqual);
    case '=': return with_equal(TokenType::Equal, TokenType::EqualEqual);
    case '@': return with_equal(TokenType::At, TokenType::AtEqual);
    case '!': return with_equal(TokenType::Exclamation, TokenType::NotEqual);
    case '*':
      return doubled(TokenType::Star, TokenType::StarEqual, TokenType::DoubleStar,
                     TokenType::DoubleStarEqual);
    case '/':
      return doubled(TokenType::Slash, TokenType::SlashEqual, TokenType::DoubleSlash,
                     TokenType::DoubleSlashEqual);
    case '>':
      return doubled(TokenType::Greater, TokenType::GreaterEqual, TokenType::RightShift,
                     TokenType::RightShiftEqual);
    case '<':
      if (second == '>') {  // Once "not equal"; the grammar refuses it, as one token.
        length = 2;
        return TokenType::Unknown;
      }
      return doubled(TokenType::Less, TokenType::LessEqual, TokenType::LeftShift,
                     TokenType::LeftShiftEqual);
    case '-':
      if (second == '>') {
        length = 2;
        return TokenType::Arrow;
      }
      return with_equal(TokenType::Minus, TokenType::MinusEqual);
    case '.':
      if (second == '.' && third == '.') {
        length = 3;
        return TokenType::Ellipsis;
      }
      return TokenType::Dot;
    default: return TokenType::Unknown;
  }
}

void Lexer::lex_operator(int32_t start) {
  char c = source_[at_];
  if (enter_format_spec(c, start)) return;
  int length = 1;
  TokenType type = operator_at(length);
  at_ += length;
  if ((c == '(' || c == '[' || c == '{') && !open_bracket(c, start)) return;
  if ((c == ')' || c == ']' || c == '}') && !close_bracket(c)) return;
  if (type == TokenType::Unknown && !is_printable(static_cast<unsigned char>(c))) {
    fail("invalid non-printable character " + code_point_name(static_cast<unsigned char>(c)));
    return;
  }
  add(type, start);
}

// A colon at the outer level of a replacement field begins its format spec.
bool Lexer::enter_format_spec(char c, int32_t start) {
  if (c != ':' || fstrings_.empty()) return false;
  FString& fstring = fstrings_.back();
  if (fstring.field_depth < 0 || fstring.bracket_depth - 1 != fstring.field_depth) return false;
  fstring.in_text = true;
  fstring.in_format_spec = true;
  at_++;
  add(TokenType::Colon, start);
  return true;
}

bool Lexer::open_bracket(char c, int32_t start) {
  if (brackets_.size() >= static_cast<size_t>(kBracketNestingMax)) {
    fail("too many nested parentheses");
    return false;
  }
  brackets_.push_back({c, line_, start - line_start_});
  if (!fstrings_.empty()) fstrings_.back().bracket_depth++;
  return true;
}

bool Lexer::close_bracket(char c) {
  FString* fstring = fstrings_.empty() ? nullptr : &fstrings_.back();
  if (fstring != nullptr && fstring->bracket_depth == 0 && c == '}') {
    fail("f-string: single '}' is not allowed");
    return false;
  }
  if (brackets_.empty()) {
    fail(std::string("unmatched '") + c + "'");
    return false;
  }
  OpenBracket opening = brackets_.back();
  brackets_.pop_back();
  if (closing_of(opening.character) != c) {
    if (fstring != nullptr && opening.character == '{' &&
        fstring->bracket_depth - 1 == fstring->field_depth) {
      fail(std::string("f-string: unmatched '") + c + "'");
      return false;
    }
    std::string message = std::string("closing parenthesis '") + c +
                          "' does not match opening parenthesis '" + opening.character + "'";
    if (opening.line != line_) message += " on line " + std::to_string(opening.line);
    fail(std::move(message));
    return false;
  }
  if (fstring == nullptr) return true;
  fstring->bracket_depth--;
  if (c == '}' && fstring->bracket_depth == fstring->field_depth) {
    fstring->field_depth--;
    fstring->in_text = true;
    fstring->in_format_spec = fstring->field_depth >= 0;
  }
  return true;
}

// At the '{' of a replacement field in an f-string's text.
bool Lexer::begin_replacement_field() {
  FString& fstring = fstrings_.back();
  fstring.field_depth++;
  if (static_cast<size_t>(fstring.field_depth) >= kFieldNestingMax) {
    fail("f-string: expressions nested too deeply");
    return false;
  }
  fstring.in_text = false;
  return true;
}

}  // namespace gilscope::syntax
