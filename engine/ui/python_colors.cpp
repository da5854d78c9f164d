#include "ui/python_colors.h"

#include <algorithm>
#include <iterator>

namespace gilscope {
namespace {

constexpr std::string_view kKeywords[] = {
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield"};

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Scanner {
 public:
  explicit Scanner(std::string_view source) : source_(source) {}

  std::vector<ColoredRun> run() {
    while (at_ < source_.size()) step();
    return std::move(runs_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  void step() {
    const std::size_t begin = at_;
    const char c = peek();
    if (c == '#') {
      while (at_ < source_.size() && peek() != '\n') ++at_;
      add(begin, SourceColor::Comment);
    } else if (c == '"' || c == '\'') {
      string(begin);
    } else if (is_name_start(c)) {
      name(begin);
    } else if (is_digit(c)) {
      while (is_digit(peek()) || is_name_start(peek()) || peek() == '.') ++at_;
      add(begin, SourceColor::Number);
    } else if (c == '@' && is_name_start(peek(1))) {
      ++at_;
      while (is_name_start(peek()) || is_digit(peek()) || peek() == '.') ++at_;
      add(begin, SourceColor::Decorator);
    } else {
      ++at_;
      add(begin, SourceColor::Plain);
    }
  }

  void name(std::size_t begin) {
    while (is_name_start(peek()) || is_digit(peek())) ++at_;
    const std::string_view word = source_.substr(begin, at_ - begin);
    const bool prefix = word.size() <= 2 && word.find_first_not_of("rRbBfFuU") == word.npos;
    if (prefix && (peek() == '"' || peek() == '\'')) return string(begin);
    const bool keyword =
        std::find(std::begin(kKeywords), std::end(kKeywords), word) != std::end(kKeywords);
    const bool defined = after_def_;
    after_def_ = word == "def" || word == "class";
    add(begin, keyword ? SourceColor::Keyword : defined ? SourceColor::Name : SourceColor::Plain);
  }

  void string(std::size_t begin) {
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    while (at_ < source_.size()) {
      if (peek() == '\\') {
        at_ += 2;
        continue;
      }
      if (!triple && peek() == '\n') break;
      if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
        at_ += triple ? 3 : 1;
        break;
      }
      ++at_;
    }
    at_ = std::min(at_, source_.size());
    add(begin, SourceColor::String);
  }

  // Adds [begin, at_) in pieces that end at line breaks.
  void add(std::size_t begin, SourceColor color) {
    while (begin < at_) {
      const std::size_t line_end = std::min(source_.find('\n', begin), at_);
      const std::size_t end = line_end == begin ? begin + 1 : line_end;
      const bool joins = !runs_.empty() && runs_.back().color == color &&
                         source_[runs_.back().begin] != '\n' && source_[begin] != '\n';
      if (joins) {
        runs_.back().end = end;
      } else {
        runs_.push_back({begin, end, color});
      }
      begin = end;
    }
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool after_def_ = false;
  std::vector<ColoredRun> runs_;
};

}  // namespace

std::vector<ColoredRun> python_colors(std::string_view source) {
  return Scanner(source).run();
}

}  // namespace gilscope
