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
    // CPython counts a character that touches the operator as its second one, unless the right
    // operand begins there; brackets around that operand are not part of it.
    *left = list[at].start;
    *right = *left + 1;
    std::size_t first_right = at + 1;
    while (first_right < last && list[first_right].match == static_cast<int>(last) - 1 &&
           only_groups(tokens, first_right)) {
      ++first_right;
      --last;
    }
    if (*right < list[first_right].start && !is_blank(segment[*right])) ++*right;
    return true;
  }
  if (unary_start || last - first < 2 || !tokens.is(last - 1, "]")) return false;
  auto open = static_cast<std::size_t>(list[last - 1].match);
  if (open == first) return false;  // a list
  *left = list[open].start;
  *right = list[last - 1].end;
  return true;
}

// Characters that terminals show two columns wide: East Asian wide and full-width forms.
static bool is_wide(std::uint32_t c) {
  static constexpr std::uint32_t kRanges[][2] = {
      {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
      {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
      {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
      {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
      {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
      {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
      {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},
      {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27b0},   {0x27bf, 0x27bf},
      {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
      {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97c},
      {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},
      {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18aff}, {0x1b000, 0x1b2ff},
      {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a},
      {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393},
      {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4},
      {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d},
      {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596},
      {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc},
      {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc},
      {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff},
      {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}};
  for (const auto& range : kRanges) {
    if (c >= range[0] && c <= range[1]) return true;
  }
  return false;
}

// How many columns a terminal needs for the text.
static std::size_t width(std::string_view utf8) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    auto first = static_cast<unsigned char>(utf8[i++]);
    std::uint32_t point = first < 0x80   ? first
                          : first < 0xe0 ? first & 0x1f
                          : first < 0xf0 ? first & 0x0f
                                         : first & 0x07;
    while (i < utf8.size() && (static_cast<unsigned char>(utf8[i]) & 0xc0) == 0x80)
      point = (point << 6) | (static_cast<unsigned char>(utf8[i++]) & 0x3f);
    columns += is_wide(point) ? 2 : 1;
  }
  return columns;
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
  if (start == indent && end == line.size() && !anchored) return "";
  std::size_t from = width(line.substr(0, start)),
              to = from + width(line.substr(start, end - start));
  std::string text(from > indent ? from - indent : 0, ' ');
  std::size_t middle = from + width(line.substr(start, left)),
              middle_end = from + width(line.substr(start, right));
  for (std::size_t i = from; i < to; ++i)
    text += !anchored || (i >= middle && i < middle_end) ? '^' : '~';
  return text;
}

}  // namespace gilscope
