#include "vm/traceback_text.h"

#include <vector>

namespace gilscope {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}
bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

struct Token {
  enum Kind { Word, Text, Number, Operator, Open, Close, Bad } kind;
  std::size_t start, end;
  int match = -1;  // of brackets: the token of the other one
};

// A rough tokenizer: enough to find operators outside brackets and quotes.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {
    std::vector<int> open;
    std::size_t i = 0;
    while (i < text.size()) {
      char c = text[i];
      if (is_blank(c) || c == '\n' || c == '\\') {
        ++i;
        continue;
      }
      std::size_t start = i;
      Token::Kind kind = take(i);
      list.push_back({kind, start, i, -1});
      int here = static_cast<int>(list.size()) - 1;
      if (kind == Token::Open) open.push_back(here);
      if (kind == Token::Close) {
        if (open.empty()) {
          valid = false;
          return;
        }
        list[static_cast<std::size_t>(open.back())].match = here;
        list.back().match = open.back();
        open.pop_back();
      }
      if (kind == Token::Bad) {
        valid = false;
        return;
      }
    }
    valid = open.empty() && !list.empty();
  }

  std::string_view text(const Token& token) const {
    return text_.substr(token.start, token.end - token.start);
  }
  bool is(std::size_t i, std::string_view word) const {
    return i < list.size() && text(list[i]) == word;
  }

  std::vector<Token> list;
  bool valid = false;

 private:
  Token::Kind take(std::size_t& i) {
    char c = text_[i];
    std::size_t prefix = i;
    while (prefix < text_.size() && is_word(text_[prefix]) && prefix - i < 2) ++prefix;
    bool quoted = prefix < text_.size() && (text_[prefix] == '"' || text_[prefix] == '\'');
    if (c == '"' || c == '\'' || (quoted && !(c >= '0' && c <= '9'))) {
      i = c == '"' || c == '\'' ? i : prefix;
      return take_string(i) ? Token::Text : Token::Bad;
    }
    if ((c >= '0' && c <= '9') ||
        (c == '.' && i + 1 < text_.size() && text_[i + 1] >= '0' && text_[i + 1] <= '9')) {
      take_number(i);
      return Token::Number;
    }
    if (is_word(c)) {
      while (i < text_.size() && is_word(text_[i])) ++i;
      return Token::Word;
    }
    if (c == '#') return Token::Bad;
    if (c == '(' || c == '[' || c == '{') {
      ++i;
      return Token::Open;
    }
    if (c == ')' || c == ']' || c == '}') {
      ++i;
      return Token::Close;
    }
    take_operator(i);
    return Token::Operator;
  }

  bool take_string(std::size_t& i) {
    char quote = text_[i];
    std::size_t width = text_.substr(i, 3) == std::string(3, quote) ? 3 : 1;
    std::size_t k = i + width;
    while (k < text_.size()) {
      if (text_[k] == '\\') {
        k += 2;
      } else if (text_.substr(k, width) == std::string(width, quote)) {
        i = k + width;
        return true;
      } else {
        ++k;
      }
    }
    return false;
  }

  void take_number(std::size_t& i) {
    while (i < text_.size()) {
      char c = text_[i];
      bool exponent_sign = (c == '+' || c == '-') && (text_[i - 1] == 'e' || text_[i - 1] == 'E') &&
                           !(text_[i - 1] == 'e' && i >= 2 && text_[i - 2] == 'x');
      if (!is_word(c) && c != '.' && !exponent_sign) return;
      ++i;
    }
  }

  void take_operator(std::size_t& i) {
    static const std::string_view kLong[] = {"**=", "//=", ">>=", "<<=", "...", "**", "//", ">>",
                                             "<<",  "<=",  ">=",  "==",  "!=",  "->", "+=", "-=",
                                             "*=",  "/=",  "%=",  "&=",  "|=",  "^=", "@=", ":="};
    for (std::string_view op : kLong) {
      if (text_.substr(i, op.size()) == op) {
        i += op.size();
        return;
      }
    }
    ++i;
  }

  std::string_view text_;
};

int precedence(std::string_view op) {
  if (op == "|") return 1;
  if (op == "^") return 2;
  if (op == "&") return 3;
  if (op == "<<" || op == ">>") return 4;
  if (op == "+" || op == "-") return 5;
  if (op == "*" || op == "/" || op == "//" || op == "%" || op == "@") return 6;
  if (op == "**") return 8;
  return 0;
}

bool ends_comparison_or_more(std::string_view word) {
  for (std::string_view other :
       {"<",      ">",     "<=",     ">=",       "==",     "!=",     ",",       ":=",    ":",
        "=",      "->",    ";",      "+=",       "-=",     "*=",     "/=",      "//=",   "%=",
        "@=",     "&=",    "|=",     "^=",       "<<=",    ">>=",    "**=",     "if",    "else",
        "and",    "or",    "not",    "in",       "is",     "lambda", "for",     "await", "yield",
        "return", "raise", "del",    "assert",   "import", "from",   "async",   "with",  "while",
        "class",  "def",   "global", "nonlocal", "pass",   "break",  "continue"}) {
    if (word == other) return true;
  }
  return false;
}

// Does the bracket pair only group (so that the expression inside does not count it as its own)?
bool only_groups(const Tokens& tokens, std::size_t open) {
  if (!tokens.is(open, "(")) return false;
  auto close = static_cast<std::size_t>(tokens.list[open].match);
  if (close == open + 1) return false;
  for (std::size_t i = open + 1; i < close; ++i) {
    if (tokens.list[i].kind == Token::Open)
      i = static_cast<std::size_t>(tokens.list[i].match);
    else if (tokens.is(i, ",") || tokens.is(i, "for"))
      return false;
  }
  return true;
}

}  // namespace

bool find_anchors(std::string_view segment, std::size_t* left, std::size_t* right) {
  Tokens tokens(segment);
  if (!tokens.valid) return false;
  std::vector<Token>& list = tokens.list;
  std::size_t first = 0, last = list.size();
  // The whole in grouping brackets.
  while (last - first >= 2 && list[first].match == static_cast<int>(last) - 1 &&
         only_groups(tokens, first)) {
    ++first;
    --last;
  }
  int lowest = 0;
  std::size_t at = 0;
  bool operand_before = false, unary_start = false;
  for (std::size_t i = first; i < last; ++i) {
    const Token& token = list[i];
    if (token.kind == Token::Open) {
      i = static_cast<std::size_t>(token.match);
      operand_before = true;
      continue;
    }
    std::string_view text = tokens.text(token);
    if ((token.kind == Token::Word || token.kind == Token::Operator) &&
        ends_comparison_or_more(text))
      return false;
    if (token.kind != Token::Operator || text == "." || text == "...") {
      operand_before = true;
      continue;
    }
    int level = precedence(text);
    if (!operand_before) {
      if (i == first) unary_start = true;
      continue;  // a sign
    }
    if (!level) return false;
    // Left-associative: the last of the weakest operators is the top one; ** the other way round.
    if (!lowest || level < lowest || (level == lowest && level != 8)) {
      lowest = level;
      at = i;
    }
    operand_before = false;
  }
  if (lowest == 8 && unary_start) return false;  // -a ** b
  if (lowest) {
    // From where the left operand ends; brackets around it are not part of it.
    std::size_t end = at;
    std::size_t start_of_left = first;
    while (end - start_of_left >= 2 && list[start_of_left].match == static_cast<int>(end) - 1 &&
           only_groups(tokens, start_of_left)) {
      ++start_of_left;
      --end;
    }
    std::size_t i = list[end - 1].end;
    while (i < segment.size() && is_blank(segment[i])) ++i;
    *left = i;
    *right = i + 1;
    std::size_t right_start = at + 1;
    std::size_t limit = list[right_start].start;
    while (right_start < last && only_groups(tokens, right_start) &&
           list[right_start].match == static_cast<int>(last) - 1)
      limit = list[++right_start].start;
    if (i + 1 < limit && !is_blank(segment[i + 1])) ++*right;
    return true;
  }
  if (unary_start || last - first < 2 || !tokens.is(last - 1, "]")) return false;
  auto open = static_cast<std::size_t>(list[last - 1].match);
  if (open == first) return false;  // a list
  *left = list[open - 1].end;
  *right = list[last - 1].end;
  // CPython counts from the end of the value, which brackets around it do not belong to.
  if (list[open - 1].match == static_cast<int>(first) && only_groups(tokens, first))
    *left = list[open - 2].end;
  return true;
}

static std::size_t points(std::string_view utf8) {
  std::size_t count = 0;
  for (char c : utf8) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return count;
}

std::string carets_for(std::string_view line, const bytecode::Position& position) {
  if (position.line <= 0 || position.end_line <= 0 || position.column < 0 ||
      position.end_column < 0)
    return "";
  std::size_t indent = 0;
  while (indent < line.size() && is_blank(line[indent])) ++indent;
  auto start = static_cast<std::size_t>(position.column);
  auto end = static_cast<std::size_t>(position.end_column);
  if (start > line.size()) return "";
  std::size_t left = 0, right = 0;
  bool anchored = false;
  if (position.line == position.end_line) {
    if (end > line.size()) end = line.size();
    if (end < start) return "";
    anchored = find_anchors(line.substr(start, end - start), &left, &right);
  } else {
    end = line.size();
    while (end > 0 && is_blank(line[end - 1])) --end;
  }
  if (end < start) return "";
  std::size_t from = points(line.substr(0, start)), to = points(line.substr(0, end));
  std::size_t cut = indent;
  if (to - from == points(line) - cut && !anchored) return "";
  std::string text(from > cut ? from - cut : 0, ' ');
  std::size_t middle = points(line.substr(start, left)) + from,
              middle_end = points(line.substr(start, right)) + from;
  for (std::size_t i = from; i < to; ++i)
    text += !anchored || (i >= middle && i < middle_end) ? '^' : '~';
  return text;
}

}  // namespace gilscope
