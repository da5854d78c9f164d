#include "syntax/parser.h"

#include "syntax/parser_impl.h"
#include "syntax/syntax_error_finder.h"
#include "syntax/unicode.h"

namespace gilscope::syntax {

std::string_view Interner::intern(std::string_view text, uint32_t hash) {
  size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.text.data() == nullptr) {
      slot.text = arena_.copy_text(text);
      slot.hash = hash;
      std::string_view result = slot.text;
      if (++used_ * 2 > slots_.size()) grow();
      return result;
    }
    if (slot.hash == hash && slot.text == text) return slot.text;
  }
}

std::string_view Interner::intern(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return intern(text, hash);
}

void Interner::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.text.data() == nullptr) continue;
    size_t i = slot.hash & mask;
    while (slots_[i].text.data() != nullptr) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

Parser::Parser(std::string_view source, const LexResult& lexed, const ParseOptions& options,
               ParseResult& result)
    : source_(source),
      lexed_(lexed),
      options_(options),
      result_(result),
      tokens_(lexed.tokens.data()),
      token_count_(lexed.tokens.size()),
      names_(result.arena) {}

void Parser::run() {
  if (options_.mode == ParseMode::Eval) {
    ast::Expr* body = parse_expressions();
    while (body != nullptr && accept(TokenType::NewLine)) {
    }
    if (body != nullptr && at(TokenType::EndMarker)) {
      auto* expression = result_.arena.make<ast::Expression>();
      expression->body = body;
      result_.expression_ast = expression;
    } else {
      report(0, at_);
    }
    return;
  }
  size_t base = scratch_.size();
  parse_statements(base);
  auto* module = result_.arena.make<ast::Module>();
  module->body = take<ast::Stmt>(base);
  if (lexed_.error.when != LexError::When::None) report_lexer_error();
  if (result_.diagnostics.empty()) result_.module_ast = module;
}

// One level of nesting further in; false if that is too deep.
bool Parser::enter() {
  if (++depth_ <= kNestingMax) return true;
  if (!too_deep_) {
    too_deep_ = true;
    too_deep_at_ = at_;
  }
  return false;
}

void Parser::add_diagnostic(Diagnostic diagnostic) {
  if (result_.diagnostics.size() >= options_.diagnostics_max) return;
  result_.diagnostics.push_back(std::move(diagnostic));
}

void Parser::report_lexer_error() {
  if (result_.diagnostics.empty()) return report(top_level_statement_, token_count_ - 1);
  Diagnostic diagnostic =
      find_syntax_error(source_, lexed_, options_.mode, token_count_ - 1, token_count_ - 1, false);
  for (const Diagnostic& earlier : result_.diagnostics) {
    if (earlier.line == diagnostic.line) return;
  }
  add_diagnostic(std::move(diagnostic));
}

// The statement that begins at `statement` did not parse. The first diagnostic is searched for from
// the outermost statement on, as CPython does; the others in their own statement only.
void Parser::report(size_t statement, size_t failure) {
  bool first = result_.diagnostics.empty();
  if (too_deep_) {
    too_deep_ = false;
    const Token& place = tokens_[too_deep_at_];
    add_diagnostic(make_diagnostic(
        source_, DiagnosticKind::SyntaxError, "too many nested expressions or blocks",
        ast::Position{place.line, place.col < 0 ? 0 : place.col, place.end_line, place.end_col}));
    return;
  }
  if (result_.diagnostics.size() >= options_.diagnostics_max) return;
  if (!first && tokens_[failure].type == TokenType::Error) return;  // Reported at the end.
  Diagnostic diagnostic = find_syntax_error(
      source_, lexed_, options_.mode, first ? top_level_statement_ : statement, failure, first);
  for (const Diagnostic& earlier : result_.diagnostics) {
    if (earlier.line == diagnostic.line) return;
  }
  add_diagnostic(std::move(diagnostic));
}

// Behind the broken statement: at the next one that may be right.
void Parser::recover(size_t statement) {
  if (at_ < statement) at_ = statement;
  bool behind_line = at_ > statement && tokens_[at_ - 1].type == TokenType::NewLine;
  if (at(TokenType::Indent)) {
    skip_block();
  } else if (!behind_line) {
    skip_line();
    if (at(TokenType::Indent)) skip_block();
  } else if (at_ == statement) {
    skip_line();
  }
  // What continues the broken statement is not a mistake of its own.
  while (at(TokenType::KwElse) || at(TokenType::KwElif) || at(TokenType::KwExcept) ||
         at(TokenType::KwFinally)) {
    skip_line();
    if (at(TokenType::Indent)) skip_block();
  }
}

void Parser::skip_line() {
  while (!at(TokenType::NewLine) && at_ + 1 < token_count_ && !at(TokenType::Indent) &&
         !at(TokenType::Dedent)) {
    at_++;
  }
  accept(TokenType::NewLine);
}

// The block of a broken header is still read, for the mistakes in it.
void Parser::skip_block() {
  at_++;
  if (!enter()) {
    leave();
    too_deep_ = false;
    at_ = token_count_ - 1;
    return;
  }
  size_t base = scratch_.size();
  parse_statements(base);
  scratch_.resize(base);
  accept(TokenType::Dedent);
  leave();
}

}  // namespace gilscope::syntax

namespace gilscope {

ParseResult parse(std::string_view source, const ParseOptions& options) {
  ParseResult result;
  if (source.find('\0') != std::string_view::npos) {
    Diagnostic diagnostic;
    diagnostic.message = "source code string cannot contain null bytes";
    result.diagnostics.push_back(std::move(diagnostic));
    return result;
  }
  std::string text = syntax::normalize_source(source);
  if (options.mode == ParseMode::Eval) {
    // eval() takes leading blanks.
    text.erase(0, text.find_first_not_of(" \t"));
  }
  // A newline is added at the end where there is none; diagnostics do not show it.
  bool newline_added = source.empty() || (source.back() != '\n' && source.back() != '\r');
  syntax::LexResult lexed = syntax::lex(text, newline_added);
  syntax::Parser(text, lexed, options, result).run();
  return result;
}

}  // namespace gilscope
