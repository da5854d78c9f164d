#include "syntax/lexer.h"

#include <algorithm>

#include "syntax/lexer_impl.h"
#include "syntax/unicode.h"

namespace gilscope::syntax {
namespace {

constexpr int kTabSize = 8;
constexpr int kIndentMax = 100;

bool is_space_in_line(unsigned char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

// The keyword with these characters, or Name.
TokenType keyword_or_name(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return TokenType::Name;
  static constexpr uint32_t kFirstLetters = [] {
    uint32_t letters = 0;
    for (char c : {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'i', 'l', 'n', 'o', 'p', 'r', 't', 'w', 'y'})
      letters |= 1u << (c - 'a');
    return letters;
  }();
  char initial = word[0];
  if (initial >= 'a' && initial <= 'z') {
    if (!(kFirstLetters >> (initial - 'a') & 1)) return TokenType::Name;
  } else if (initial != 'F' && initial != 'N' && initial != 'T') {
    return TokenType::Name;
  }
  static constexpr auto kStarts = [] {
    // For each first character: the range of keywords that begin with it.
    struct Range {
      uint8_t begin = 0;
      uint8_t end = 0;
    };
    constexpr std::string_view kWords[] = {
#define TOKEN(name, text) text,
#include "syntax/token_type.def"
#undef TOKEN
    };
    std::array<Range, 128> ranges{};
    for (int i = static_cast<int>(TokenType::KwFalse); i <= static_cast<int>(TokenType::KwYield);
         i++) {
      Range& range = ranges[static_cast<size_t>(kWords[i][0])];
      if (range.begin == 0) range.begin = static_cast<uint8_t>(i);
      range.end = static_cast<uint8_t>(i + 1);
    }
    return ranges;
  }();
  auto range = kStarts[static_cast<unsigned char>(initial)];
  for (int i = range.begin; i < range.end; i++) {
    if (text_of(static_cast<TokenType>(i)) == word) return static_cast<TokenType>(i);
  }
  return TokenType::Name;
}

}  // namespace

LexResult Lexer::run() {
  result_.tokens.reserve(source_.size() / 3 + 16);
  result_.line_starts.push_back(0);
  for (size_t i = 0; i < source_.size(); i++) {
    const void* next = std::memchr(source_.data() + i, '\n', source_.size() - i);
    if (next == nullptr) break;
    i = static_cast<size_t>(static_cast<const char*>(next) - source_.data());
    result_.line_starts.push_back(static_cast<int32_t>(i + 1));
  }
  while (!done_) {
    if (in_fstring_text()) {
      lex_fstring_text();
    } else {
      lex_ordinary();
    }
  }
  return std::move(result_);
}

void Lexer::add(TokenType type, int32_t start) {
  add(type, start, line_, start - line_start_);
}

void Lexer::add(TokenType type, int32_t start, int32_t line, int32_t col) {
  line_is_blank_so_far_ = false;
  Token& token = result_.tokens.emplace_back();
  token.type = type;
  token.level = static_cast<uint16_t>(brackets_.size());
  token.start = start;
  token.end = at_;
  token.line = line;
  token.col = col;
  token.end_line = line_;
  token.end_col = at_ - line_start_;
}

void Lexer::add_layout(TokenType type) {
  add(type, at_, line_, -1);
}

void Lexer::stop(LexError::When when, Diagnostic diagnostic) {
  // CPython's tokenizer keeps its errors inside f-strings to itself until the parser gets there.
  bool hidden = when == LexError::When::Always && !fstrings_.empty();
  result_.error.when = hidden ? LexError::When::WhenReached : when;
  result_.error.in_fstring = !fstrings_.empty();
  result_.error.diagnostic = std::move(diagnostic);
  result_.error.open_brackets = brackets_;
  add_layout(TokenType::Error);
  done_ = true;
}

void Lexer::fail(std::string message) {
  fail_at(std::move(message), at_);
}

void Lexer::fail_at(std::string message, int32_t cursor) {
  int32_t column = character_count(source_.substr(line_start_, cursor - line_start_));
  fail_columns(std::move(message), column, column);
}

void Lexer::fail_columns(std::string message, int32_t offset, int32_t end_offset) {
  Diagnostic diagnostic;
  diagnostic.message = std::move(message);
  diagnostic.line = diagnostic.end_line = line_;
  diagnostic.offset = offset;
  diagnostic.end_offset = end_offset;
  diagnostic.text = std::string(line_text(line_start_));
  stop(LexError::When::Always, std::move(diagnostic));
}

// A mistake that CPython's tokenizer only marks, for its parser to raise.
void Lexer::fail_when_reached(DiagnosticKind kind, std::string message, int32_t offset,
                              int32_t end_offset) {
  Diagnostic diagnostic;
  diagnostic.kind = kind;
  diagnostic.message = std::move(message);
  diagnostic.line = diagnostic.end_line = line_;
  diagnostic.offset = offset;
  diagnostic.end_offset = end_offset;
  diagnostic.text = line_for_diagnostic(source_, result_, line_);
  stop(LexError::When::WhenReached, std::move(diagnostic));
}

std::string_view Lexer::line_text(int32_t start) const {
  size_t end = source_.find('\n', start);
  return source_.substr(start, end == std::string_view::npos ? end : end - start);
}

void Lexer::begin_line() {
  line_++;
  line_start_ = at_;
}

// ---- Layout ----

// After a backslash: goes to the next line. False if that is an error.
bool Lexer::continue_line(bool in_indentation) {
  if (peek() != '\n') {
    at_++;
    // CPython counts from where its buffer begins, which is further up in a continued line.
    std::string line = line_for_diagnostic(source_, result_, line_);
    size_t bytes = std::min<size_t>(static_cast<size_t>(at_ - buffer_start_), line.size() + 1);
    fail_when_reached(
        DiagnosticKind::SyntaxError, "unexpected character after line continuation character",
        character_count(std::string_view(line).substr(0, bytes)) + (bytes > line.size() ? 1 : 0),
        0);
    return false;
  }
  at_++;
  if (at_end()) {
    std::string_view read = source_.substr(line_start_, at_ - line_start_);
    fail_when_reached(DiagnosticKind::SyntaxError, "unexpected EOF while parsing",
                      character_count(read), -1);
    result_.error.when = LexError::When::EndOfFile;
    return false;
  }
  if (in_indentation) buffer_start_ = at_;
  line_is_blank_so_far_ = in_indentation;
  begin_line();
  return true;
}

// At the beginning of a line: measures its indentation and adds Indent and Dedent tokens.
void Lexer::lex_indentation() {
  at_line_begin_ = false;
  int col = 0;
  int alternative = 0;
  int continued_col = 0;
  for (;;) {
    char c = peek();
    if (c == ' ') {
      col++;
      alternative++;
    } else if (c == '\t') {
      col = (col / kTabSize + 1) * kTabSize;
      alternative++;
    } else if (c == '\f') {
      col = alternative = 0;
    } else if (c == '\\') {
      // Indentation is that of the first line of a logical one.
      if (continued_col == 0) continued_col = col;
      at_++;
      if (!continue_line(true)) return;
      continue;
    } else {
      break;
    }
    at_++;
  }
  char c = peek();
  if (c == '#' || c == '\n') {
    skip_blank_line();
    return;
  }
  if (!brackets_.empty()) return;
  if (at_end()) col = alternative = continued_col = 0;
  if (continued_col != 0) col = alternative = continued_col;
  change_indentation(col, alternative);
}

void Lexer::skip_blank_line() {
  at_ = static_cast<int32_t>(source_.find('\n', at_)) + 1;
  if (at_end()) {
    at_line_begin_ = true;
    return;
  }
  buffer_start_ = at_;
  line_is_blank_so_far_ = true;
  begin_line();
  at_line_begin_ = true;
}

void Lexer::change_indentation(int col, int alternative) {
  auto inconsistent = [&] {
    fail_when_reached(DiagnosticKind::TabError,
                      "inconsistent use of tabs and spaces in indentation", 1, 0);
  };
  if (col == indents_.back().col) {
    if (alternative != indents_.back().alternative) inconsistent();
    return;
  }
  if (col > indents_.back().col) {
    if (indents_.size() >= kIndentMax) {
      fail_when_reached(DiagnosticKind::IndentationError, "too many levels of indentation", 1, 0);
      return;
    }
    if (alternative <= indents_.back().alternative) {
      inconsistent();
      return;
    }
    indents_.push_back({col, alternative});
    add_layout(TokenType::Indent);
    return;
  }
  int dedents = 0;
  while (indents_.size() > 1 && col < indents_.back().col) {
    indents_.pop_back();
    dedents++;
  }
  if (col != indents_.back().col) {
    std::string_view text = line_text(line_start_);
    fail_when_reached(DiagnosticKind::IndentationError,
                      "unindent does not match any outer indentation level",
                      character_count(text) + 1, -1);
    return;
  }
  if (alternative != indents_.back().alternative) {
    inconsistent();
    return;
  }
  for (int i = 0; i < dedents; i++) add_layout(TokenType::Dedent);
}

void Lexer::finish() {
  if (!brackets_.empty()) {
    Diagnostic diagnostic;
    stop(LexError::When::EndOfFile, diagnostic);
    return;
  }
  while (indents_.size() > 1) {
    indents_.pop_back();
    add_layout(TokenType::Dedent);
  }
  add_layout(TokenType::EndMarker);
  done_ = true;
}

// ---- Ordinary tokens ----

void Lexer::lex_ordinary() {
  if (at_line_begin_) {
    lex_indentation();
    if (done_ || at_line_begin_) {
      if (!done_ && at_end()) finish();
      return;
    }
  }
  while (is_space_in_line(static_cast<unsigned char>(peek()))) at_++;
  int32_t start = at_;
  if (peek() == '#') {
    at_ = static_cast<int32_t>(source_.find('\n', at_));
  }
  if (at_end()) {
    finish();
    return;
  }
  unsigned char c = static_cast<unsigned char>(source_[at_]);
  if (is_identifier_start(c)) {
    lex_name_or_string(start);
  } else if (c == '\n') {
    lex_newline(start);
  } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
    lex_number(start);
  } else if (c == '\'' || c == '"') {
    lex_string(start);
  } else if (c == '\\') {
    at_++;
    continue_line(line_is_blank_so_far_);
  } else {
    lex_operator(start);
  }
}

void Lexer::lex_newline(int32_t start) {
  if (brackets_.empty()) {
    // The token takes in a comment before the newline.
    at_++;
    add(TokenType::NewLine, start);
    at_line_begin_ = true;
  } else {
    at_++;
  }
  if (at_end()) {
    if (at_line_begin_) {
      finish();
    }
    return;
  }
  buffer_start_ = at_;
  line_is_blank_so_far_ = true;
  begin_line();
}

void Lexer::lex_name_or_string(int32_t start) {
  // Any order and case of the letters of a prefix that a string may have.
  bool saw_b = false, saw_u = false, saw_r = false, saw_f = false;
  bool non_ascii = false;
  uint32_t hash = 2166136261u;
  for (;;) {
    unsigned char c = static_cast<unsigned char>(peek());
    if (!(saw_b || saw_u || saw_f) && (c == 'b' || c == 'B')) {
      saw_b = true;
    } else if (!(saw_b || saw_u || saw_r || saw_f) && (c == 'u' || c == 'U')) {
      saw_u = true;
    } else if (!(saw_r || saw_u) && (c == 'r' || c == 'R')) {
      saw_r = true;
    } else if (!(saw_f || saw_b || saw_u) && (c == 'f' || c == 'F')) {
      saw_f = true;
    } else {
      break;
    }
    hash = (hash ^ c) * 16777619u;
    at_++;
    char next = peek();
    if (next == '"' || next == '\'') {
      if (saw_f) {
        lex_fstring_start(start, saw_r);
      } else {
        lex_string(start);
      }
      return;
    }
  }
  for (;;) {
    unsigned char c = static_cast<unsigned char>(peek());
    if (!is_identifier_part(c)) break;
    non_ascii |= c >= 128;
    hash = (hash ^ c) * 16777619u;
    at_++;
  }
  if (non_ascii && !check_identifier(start)) return;
  std::string_view word = source_.substr(start, at_ - start);
  add(keyword_or_name(word), start);
  result_.tokens.back().hash = hash;
}

// Whether a name with characters outside ASCII is one; complains about the first wrong character.
bool Lexer::check_identifier(int32_t start) {
  int32_t i = start;
  while (i < at_) {
    int32_t before = i;
    char32_t c = decode_utf8(source_, i);
    bool fits = before == start ? is_xid_start(c) : is_xid_continue(c);
    if (fits) continue;
    at_ = i;
    fail(is_printable(c) ? "invalid character '" + std::string(source_.substr(before, i - before)) +
                               "' (" + code_point_name(c) + ")"
                         : "invalid non-printable character " + code_point_name(c));
    return false;
  }
  return true;
}

void Lexer::lex_string(int32_t start) {
  char quote = source_[at_];
  int quotes = source_.substr(at_, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''") ? 3 : 1;
  at_ += quotes;
  int32_t first_line = line_;
  int32_t first_line_start = line_start_;
  auto unterminated = [&] {
    int32_t last_line = line_;
    line_ = first_line;
    line_start_ = first_line_start;
    at_ = start + 1;
    if (closes_fstring(quote, quotes)) {
      fail("f-string: expecting '}'");
      return;
    }
    fail((quotes == 3 ? "unterminated triple-quoted string literal (detected at line "
                      : "unterminated string literal (detected at line ") +
         std::to_string(last_line) + ")");
  };
  for (;;) {
    if (at_end()) return unterminated();
    char c = source_[at_];
    if (c == '\n') {
      if (quotes == 1) return unterminated();
      at_++;
      if (at_end()) return unterminated();
      begin_line();
      continue;
    }
    at_++;
    if (c == '\\') {
      if (at_end()) return unterminated();
      if (source_[at_] == '\n') {
        at_++;
        if (at_end()) return unterminated();
        begin_line();
      } else {
        at_++;
      }
    } else if (c == quote) {
      if (quotes == 1) break;
      if (peek() == quote && peek(1) == quote) {
        at_ += 2;
        break;
      }
    }
  }
  add(TokenType::String, start, first_line, start - first_line_start);
}

LexResult lex(std::string_view source, bool newline_added) {
  return Lexer(source, newline_added).run();
}

std::string line_for_diagnostic(std::string_view source, const LexResult& lexed, int32_t line) {
  if (line < 1 || static_cast<size_t>(line) > lexed.line_starts.size()) return "";
  size_t start = static_cast<size_t>(lexed.line_starts[line - 1]);
  size_t newline = source.find('\n', start);
  bool shown = !(lexed.newline_added && newline + 1 == source.size());
  return std::string(source.substr(start, newline - start + (shown ? 1 : 0)));
}

std::string normalize_source(std::string_view source) {
  if (source.substr(0, 3) == "\xEF\xBB\xBF") source.remove_prefix(3);
  std::string text;
  text.reserve(source.size() + 1);
  for (size_t i = 0; i < source.size(); i++) {
    if (source[i] == '\r') {
      if (i + 1 < source.size() && source[i + 1] == '\n') i++;
      text += '\n';
    } else {
      text += source[i];
    }
  }
  if (text.empty() || text.back() != '\n') text += '\n';
  return text;
}

}  // namespace gilscope::syntax
