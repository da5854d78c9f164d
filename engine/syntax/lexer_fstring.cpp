// f-strings: their start, and the text between replacement fields.
#include "syntax/lexer_impl.h"

namespace gilscope::syntax {

void Lexer::lex_fstring_start(int32_t start, bool raw) {
  char quote = source_[at_];
  int quotes = peek(1) == quote && peek(2) == quote ? 3 : 1;
  at_ += quotes;
  if (fstrings_.size() >= 150) {
    fail("too many nested f-strings");
    return;
  }
  add(TokenType::FStringStart, start);
  FString fstring;
  fstring.quote = quote;
  fstring.quotes = quotes;
  fstring.raw = raw;
  fstring.start = start;
  fstring.line = line_;
  fstring.line_start = line_start_;
  fstrings_.push_back(fstring);
}

void Lexer::fail_unterminated_fstring() {
  const FString& fstring = fstrings_.back();
  std::string message = fstring.quotes == 3 ? "unterminated triple-quoted f-string literal"
                                            : "unterminated f-string literal";
  message += " (detected at line " + std::to_string(line_) + ")";
  line_ = fstring.line;
  line_start_ = fstring.line_start;
  at_ = fstring.start + 1;
  fail(std::move(message));
}

void Lexer::lex_fstring_text() {
  FString& fstring = fstrings_.back();
  int32_t start = at_;
  int32_t first_line = line_;
  int32_t first_col = start - line_start_;
  auto is_end = [&] {
    return peek() == fstring.quote &&
           (fstring.quotes == 1 || (peek(1) == fstring.quote && peek(2) == fstring.quote));
  };
  auto add_text = [&] { add(TokenType::FStringMiddle, start, first_line, first_col); };

  if (peek() == '{' && peek(1) != '{') {
    begin_replacement_field();
    return;
  }
  if (is_end()) {
    at_ += fstring.quotes;
    add(TokenType::FStringEnd, start);
    fstrings_.pop_back();
    return;
  }
  bool in_named_escape = false;
  for (;;) {
    if (at_end()) return fail_unterminated_fstring();
    if (is_end()) return add_text();
    char c = source_[at_];
    if (c == '\n') {
      if (fstring.quotes == 1) {
        // In a format spec the line's end is left to the ordinary lexer.
        if (!fstring.in_format_spec) return fail_unterminated_fstring();
        fstring.in_text = false;
        return add_text();
      }
      at_++;
      if (at_end()) return fail_unterminated_fstring();
      begin_line();
      continue;
    }
    if (c == '{') {
      if (peek(1) == '{' && !fstring.in_format_spec) {
        // The first brace belongs to the text, the second only to its position.
        at_++;
        add_text();
        at_++;
        result_.tokens.back().end_col++;
        return;
      }
      if (begin_replacement_field()) add_text();
      return;
    }
    if (c == '}') {
      if (in_named_escape) {
        at_++;
        return add_text();
      }
      if (peek(1) == '}' && !fstring.in_format_spec && fstring.bracket_depth == 0) {
        at_++;
        add_text();
        at_++;
        result_.tokens.back().end_col++;
        return;
      }
      fstring.in_text = false;
      return add_text();
    }
    at_++;
    if (c != '\\') continue;
    char escaped = peek();
    if (escaped == '{' || escaped == '}') continue;
    if (at_end()) continue;
    if (escaped == '\n') {
      at_++;
      if (at_end()) return fail_unterminated_fstring();
      begin_line();
      continue;
    }
    at_++;
    if (!fstring.raw && escaped == 'N' && peek() == '{') {
      in_named_escape = true;
      at_++;
    }
  }
}

}  // namespace gilscope::syntax
