// The lexer's inside, shared by lexer.cpp (layout, names, strings), lexer_number.cpp,
// lexer_operator.cpp and lexer_fstring.cpp. Nobody else includes it.
//
// `at_` is the next byte to read; every function that lexes a token begins with `at_` behind white
// space and ends with `at_` behind the token. The source ends with '\n', so peeking is always safe.
#pragma once

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/lexer.h"

namespace gilscope::syntax {

class Lexer {
 public:
  Lexer(std::string_view source, bool newline_added) : source_(source) {
    result_.newline_added = newline_added;
  }
  LexResult run();

 private:
  struct Indentation {
    int col = 0;
    int alternative = 0;  // As if a tab were one column: both must agree.
  };

  // An f-string that is open. Tokens between its braces are lexed as usual, until a colon or the
  // closing brace of the innermost replacement field leads back to text.
  struct FString {
    char quote = 0;
    int quotes = 1;
    bool raw = false;
    bool in_text = true;
    bool in_format_spec = false;
    int bracket_depth = 0;  // Brackets opened since the f-string began.
    int field_depth = -1;   // The bracket depth at which the innermost replacement field began.
    int32_t start = 0;
    int32_t line = 0;
    int32_t line_start = 0;
  };

  bool at_end() const { return static_cast<size_t>(at_) >= source_.size(); }
  char peek(int ahead = 0) const {
    size_t index = static_cast<size_t>(at_ + ahead);
    return index < source_.size() ? source_[index] : '\0';
  }
  static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
  static bool is_identifier_start(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
  }
  static bool is_identifier_part(unsigned char c) { return is_identifier_start(c) || is_digit(c); }

  bool in_fstring_text() const { return !fstrings_.empty() && fstrings_.back().in_text; }
  bool closes_fstring(char quote, int quotes) const {
    return !fstrings_.empty() && fstrings_.back().quote == quote &&
           fstrings_.back().quotes == quotes;
  }

  void add(TokenType type, int32_t start);
  void add(TokenType type, int32_t start, int32_t line, int32_t col);
  void add_layout(TokenType type);

  void stop(LexError::When when, Diagnostic diagnostic);
  // An error at the last character read.
  void fail(std::string message);
  void fail_at(std::string message, int32_t cursor);
  void fail_columns(std::string message, int32_t offset, int32_t end_offset);
  void fail_when_reached(DiagnosticKind kind, std::string message, int32_t offset,
                         int32_t end_offset);
  std::string_view line_text(int32_t start) const;

  void begin_line();
  bool continue_line(bool in_indentation);
  void lex_indentation();
  void skip_blank_line();
  void change_indentation(int col, int alternative);
  void finish();

  void lex_ordinary();
  void lex_newline(int32_t start);
  void lex_name_or_string(int32_t start);
  bool check_identifier(int32_t start);
  void lex_string(int32_t start);

  // lexer_number.cpp
  void lex_number(int32_t start);
  bool lex_prefixed_number();
  bool lex_digits();
  bool lex_fraction(int32_t start);
  bool lex_exponent();
  bool check_number_end(const char* kind);

  // lexer_operator.cpp
  void lex_operator(int32_t start);
  TokenType operator_at(int& length) const;
  bool open_bracket(char c, int32_t start);
  bool close_bracket(char c);
  bool enter_format_spec(char c, int32_t start);

  // lexer_fstring.cpp
  void lex_fstring_start(int32_t start, bool raw);
  void lex_fstring_text();
  void fail_unterminated_fstring();
  bool begin_replacement_field();

  std::string_view source_;
  LexResult result_;
  bool done_ = false;
  int32_t at_ = 0;
  int32_t line_ = 1;
  int32_t line_start_ = 0;
  // Where CPython's buffer would begin: the first line of the token or of the continued line.
  int32_t buffer_start_ = 0;
  bool at_line_begin_ = true;
  bool line_is_blank_so_far_ = true;
  std::vector<Indentation> indents_ = {Indentation{}};
  std::vector<OpenBracket> brackets_;
  std::vector<FString> fstrings_;
};

}  // namespace gilscope::syntax
