#include "syntax/syntax_error_finder.h"

#include <algorithm>

#include "syntax/finder_impl.h"
#include "syntax/unicode.h"

namespace gilscope::syntax {
namespace {

// Beyond this the search ends with what is known: deep nesting needs much stack, and a hostile text
// could make backtracking take for ever.
constexpr int kSearchDepthMax = 1500;
constexpr int64_t kSearchStepsMax = 4'000'000;

}  // namespace

using ast::Kind;

const Item Finder::kYes{};

Diagnostic Finder::find(size_t first_token, size_t failure) {
  size_t last = failure;
  for (bool with_invalid_rules : {false, true}) {
    reset(first_token, with_invalid_rules);
    run_grammar();
    if (gave_up_) break;
    if (raised_) {
      if (!from_lexer_) check_rest_of_source();
      return diagnostic_;
    }
    if (!with_invalid_rules && fill_ > first_token) last = fill_ - 1;
  }
  const Token& token = token_at(last);
  raised_ = false;
  if (gave_up_) fill_ = last + 1;
  if (token.type == TokenType::Error) {
    raise_lexer_error();
  } else if (token.type == TokenType::Indent || token.type == TokenType::Dedent) {
    raise_indentation(token.type == TokenType::Indent ? "unexpected indent"
                                                      : "unexpected unindent");
  } else {
    set(DiagnosticKind::SyntaxError, "invalid syntax", token.line, token.col, token.end_line,
        token.col < 0 ? -1 : token.end_col);
    check_rest_of_source();
  }
  return diagnostic_;
}

void Finder::reset(size_t first_token, bool with_invalid_rules) {
  memos_.clear();
  memo_heads_.assign(lexed_.tokens.size() - first_token + 1, -1);
  token_items_.assign(memo_heads_.size(), nullptr);
  first_token_ = first_token;
  raised_ = false;
  invalid_rules_ = with_invalid_rules;
  lambda_ = false;
  mark_ = first_token;
  fill_ = first_token;
  depth_ = 0;
  steps_ = 0;
}

bool Finder::run_grammar() {
  return mode_ == ParseMode::Eval ? eval_input() : file();
}

const Token& Finder::token_at(size_t index) const {
  return lexed_.tokens[std::min(index, lexed_.tokens.size() - 1)];
}

// False when the search costs too much; everything then ends as after an error.
bool Finder::may_go_on() {
  if (depth_ <= kSearchDepthMax && ++steps_ <= kSearchStepsMax) return true;
  if (!raised_) gave_up_ = raised_ = true;
  return false;
}

// Looks at the token at `mark_`. False if the lexer's error stands there.
bool Finder::fetch() {
  if (raised_) return false;
  fill_ = std::max(fill_, mark_ + 1);
  if (token_at(mark_).type != TokenType::Error) return true;
  raise_lexer_error();
  return false;
}

R Finder::tok(TokenType type) {
  if (!fetch()) return nullptr;
  const Token& token = token_at(mark_);
  if (token.type != type) return nullptr;
  mark_++;
  Item*& item = token_items_[mark_ - 1 - first_token_];
  if (item != nullptr) return item;
  item = arena_.make<Item>();
  item->line = token.line;
  item->col = token.col;
  item->end_line = token.end_line;
  item->end_col = token.end_col;
  return item;
}

R Finder::soft_keyword(std::string_view word) {
  if (!fetch() || text(token_at(mark_)) != word) return nullptr;
  return tok(TokenType::Name);
}

// CPython's &&: the token must stand here, in the first pass too.
bool Finder::forced(TokenType type) {
  if (tok(type)) return true;
  if (raised_) return false;
  return raise_token(DiagnosticKind::SyntaxError, token_at(mark_),
                     "expected '" + std::string(text_of(type)) + "'");
}

// ---- Items ----

Item* Finder::make(Kind kind, size_t start) {
  Item* item = arena_.make<Item>();
  item->kind = kind;
  const Token& first = token_at(start);
  const Token& last = token_at(mark_ - 1);
  item->line = first.line;
  item->col = first.col;
  item->end_line = last.end_line;
  item->end_col = last.end_col;
  return item;
}

R Finder::make(Kind kind, size_t start, std::initializer_list<R> children) {
  Item* item = make(kind, start);
  item->children = arena_.copy(children.begin(), children.size());
  return item;
}

R Finder::make(Kind kind, size_t start, const std::vector<R>& children) {
  Item* item = make(kind, start);
  item->children = arena_.copy(children.data(), children.size());
  return item;
}

std::string_view Finder::expression_name(R item) {
  switch (item->kind) {
    case Kind::Attribute: return "attribute";
    case Kind::Subscript: return "subscript";
    case Kind::Starred: return "starred";
    case Kind::Name: return "name";
    case Kind::List: return "list";
    case Kind::Tuple: return "tuple";
    case Kind::Lambda: return "lambda";
    case Kind::Call: return "function call";
    case Kind::BoolOp:
    case Kind::BinOp:
    case Kind::UnaryOp: return "expression";
    case Kind::GeneratorExp: return "generator expression";
    case Kind::Yield:
    case Kind::YieldFrom: return "yield expression";
    case Kind::Await: return "await expression";
    case Kind::ListComp: return "list comprehension";
    case Kind::SetComp: return "set comprehension";
    case Kind::DictComp: return "dict comprehension";
    case Kind::Dict: return "dict literal";
    case Kind::Set: return "set display";
    case Kind::JoinedStr: return "f-string expression";
    case Kind::Constant:
      switch (item->constant) {
        case ast::ConstantType::None: return "None";
        case ast::ConstantType::True: return "True";
        case ast::ConstantType::False: return "False";
        case ast::ConstantType::Ellipsis: return "ellipsis";
        default: return "literal";
      }
    case Kind::Compare: return "comparison";
    case Kind::IfExp: return "conditional expression";
    case Kind::NamedExpr: return "named expression";
    default: return "expression";
  }
}

// The part of an expression that keeps it from being a target; null if it could be one.
R Finder::invalid_target(R item, Targets targets) {
  switch (item->kind) {
    case Kind::List:
    case Kind::Tuple:
      for (R child : item->children) {
        if (R bad = invalid_target(child, targets)) return bad;
      }
      return nullptr;
    case Kind::Starred:
      return targets == Targets::Delete ? item : invalid_target(item->children[0], targets);
    case Kind::Compare:
      // `for a in b` reads like a comparison.
      if (targets != Targets::For) return item;
      return item->starts_with_in ? invalid_target(item->children[0], targets) : nullptr;
    case Kind::Name:
    case Kind::Subscript:
    case Kind::Attribute: return nullptr;
    default: return item;
  }
}

// ---- Raising ----

// Columns are byte offsets from 0; -1 as the end is CPython's "no end", offset 0.
void Finder::set(DiagnosticKind kind, std::string message, int32_t line, int32_t col,
                 int32_t end_line, int32_t end_col) {
  diagnostic_ = {};
  diagnostic_.kind = kind;
  diagnostic_.message = std::move(message);
  diagnostic_.line = line;
  diagnostic_.end_line = end_line;
  diagnostic_.text = line_for_diagnostic(source_, lexed_, line);
  std::string padded = diagnostic_.text + '\0';
  auto characters = [&](int32_t offset) {
    return character_count(std::string_view(padded).substr(
        0, std::min<size_t>(static_cast<size_t>(std::max(offset, 0)), padded.size())));
  };
  diagnostic_.offset = characters(col + 1);
  diagnostic_.end_offset = end_col + 1 > 0 ? characters(end_col + 1) : end_col + 1;
}

bool Finder::raise_token(DiagnosticKind kind, const Token& token, std::string message) {
  if (raised_) return false;
  if (token.col >= 0) {
    set(kind, std::move(message), token.line, token.col, token.end_line, token.end_col);
  } else {
    // A token without text: CPython points where its tokenizer stands, and gives no end.
    set(kind, std::move(message), token.line, cursor_col() - 1, token.line, -2);
  }
  raised_ = true;
  return false;
}

bool Finder::raise_last(std::string message) {
  return raise_token(DiagnosticKind::SyntaxError, token_at(fill_ - 1), std::move(message));
}

bool Finder::raise_indentation(std::string message) {
  return raise_token(DiagnosticKind::IndentationError, token_at(fill_ - 1), std::move(message));
}

bool Finder::raise_next(std::string message) {
  if (!fetch()) return false;
  return raise_token(DiagnosticKind::SyntaxError, token_at(mark_), std::move(message));
}

bool Finder::raise_range(R first, R last, std::string message) {
  if (raised_) return false;
  set(DiagnosticKind::SyntaxError, std::move(message), first->line, first->col, last->end_line,
      last->end_col);
  raised_ = true;
  return false;
}

// From an item to where the tokenizer stands.
bool Finder::raise_from(R first, std::string message) {
  if (raised_) return false;
  set(DiagnosticKind::SyntaxError, std::move(message), first->line, first->col, cursor_line(),
      cursor_col() - 1);
  raised_ = true;
  return false;
}

bool Finder::raise_invalid_target(Targets targets, R item) {
  R bad = invalid_target(item, targets);
  if (bad == nullptr) return false;
  const char* what = targets == Targets::Delete ? "cannot delete " : "cannot assign to ";
  return raise_at(bad, what + std::string(expression_name(bad)));
}

bool Finder::raise_unclosed_bracket() {
  const OpenBracket& open = lexed_.error.open_brackets.back();
  set(DiagnosticKind::SyntaxError, std::string("'") + open.character + "' was never closed",
      open.line, open.col, open.line, -1);
  raised_ = true;
  return false;
}

bool Finder::raise_lexer_error() {
  if (raised_) return false;
  from_lexer_ = true;
  if (lexed_.error.when == LexError::When::EndOfFile && !lexed_.error.open_brackets.empty()) {
    return raise_unclosed_bracket();
  }
  diagnostic_ = lexed_.error.diagnostic;
  raised_ = true;
  return false;
}

// Where CPython's tokenizer stands: behind the last token looked at.
int32_t Finder::cursor_line() const {
  return fill_ == 0 ? 1 : token_at(fill_ - 1).end_line;
}

int32_t Finder::cursor_col() const {
  if (fill_ == 0) return 0;
  return token_at(fill_ - 1).end_col;
}

// An error of the lexer further on beats an error of the grammar, and so does a bracket that was
// opened on an earlier line and never closed.
void Finder::check_rest_of_source() {
  const LexError& error = lexed_.error;
  if (!whole_source_ || error.when == LexError::When::None) return;
  if (error.when == LexError::When::Always) {
    diagnostic_ = error.diagnostic;
    return;
  }
  if (error.open_brackets.empty() || error.in_fstring) return;
  int32_t current_line = fill_ == 0 ? 1 : token_at(fill_ - 1).line;
  if (current_line > error.open_brackets.back().line) raise_unclosed_bracket();
}

Diagnostic find_syntax_error(std::string_view source, const LexResult& lexed, ParseMode mode,
                             size_t first_token, size_t failure, bool whole_source) {
  return Finder(source, lexed, mode, whole_source).find(first_token, failure);
}

}  // namespace gilscope::syntax
