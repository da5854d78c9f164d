// Statement lists and simple statements.
#include "syntax/parser_impl.h"

namespace gilscope::syntax {

using namespace ast;

namespace {

bool augmented_operator(TokenType type, Operator& op) {
  switch (type) {
    case TokenType::PlusEqual: op = Operator::Add; return true;
    case TokenType::MinusEqual: op = Operator::Sub; return true;
    case TokenType::StarEqual: op = Operator::Mult; return true;
    case TokenType::AtEqual: op = Operator::MatMult; return true;
    case TokenType::SlashEqual: op = Operator::Div; return true;
    case TokenType::PercentEqual: op = Operator::Mod; return true;
    case TokenType::AmpersandEqual: op = Operator::BitAnd; return true;
    case TokenType::VerticalBarEqual: op = Operator::BitOr; return true;
    case TokenType::CircumflexEqual: op = Operator::BitXor; return true;
    case TokenType::LeftShiftEqual: op = Operator::LShift; return true;
    case TokenType::RightShiftEqual: op = Operator::RShift; return true;
    case TokenType::DoubleStarEqual: op = Operator::Pow; return true;
    case TokenType::DoubleSlashEqual: op = Operator::FloorDiv; return true;
    default: return false;
  }
}

}  // namespace

// Statements up to a Dedent or the end. A broken one is reported and left behind.
void Parser::parse_statements(size_t) {
  statement_depth_++;
  for (;;) {
    bool outermost = statement_depth_ == 1;
    if (at(TokenType::EndMarker) || at(TokenType::Error)) break;
    if (at(TokenType::Dedent)) {
      if (!outermost) break;
      at_++;  // Left over from a broken block.
      continue;
    }
    size_t start = at_;
    size_t mark = scratch_.size();
    if (outermost) top_level_statement_ = start;
    if (parse_statement()) continue;
    scratch_.resize(mark);
    size_t failure = at_;
    // Where the line ends tells whether the lexer's own error is what stopped the parser.
    size_t end = failure;
    while (tokens_[end].type != TokenType::NewLine && end + 1 < token_count_) end++;
    report(start, tokens_[end].type == TokenType::Error ? end : failure);
    recover(start);
    if (at_ == start) at_++;
  }
  statement_depth_--;
}

bool Parser::parse_statement() {
  bool tried = false;
  Stmt* compound = parse_compound_statement(tried);
  if (tried) {
    if (compound != nullptr) push(compound);
    return compound != nullptr;
  }
  return parse_simple_statements();
}

// One line of statements with semicolons between them.
bool Parser::parse_simple_statements() {
  do {
    if (at(TokenType::NewLine)) break;
    Stmt* statement = parse_simple_statement();
    if (statement == nullptr) return false;
    push(statement);
  } while (accept(TokenType::Semicolon));
  return accept(TokenType::NewLine) && tokens_[at_ - 2].type != TokenType::NewLine;
}

Stmt* Parser::parse_simple_statement() {
  auto word = [&]<typename T>(T*) {
    T* node = begin<T>(token());
    at_++;
    return finish(node);
  };
  switch (type()) {
    case TokenType::KwPass: return word(static_cast<Pass*>(nullptr));
    case TokenType::KwBreak: return word(static_cast<Break*>(nullptr));
    case TokenType::KwContinue: return word(static_cast<Continue*>(nullptr));
    case TokenType::KwReturn: return parse_return();
    case TokenType::KwRaise: return parse_raise();
    case TokenType::KwDel: return parse_delete();
    case TokenType::KwAssert: return parse_assert();
    case TokenType::KwImport: return parse_import();
    case TokenType::KwFrom: return parse_import_from();
    case TokenType::KwGlobal: return parse_name_list<Global>();
    case TokenType::KwNonlocal: return parse_name_list<Nonlocal>();
    case TokenType::Name:
      if (type(1) == TokenType::Name && at_soft_keyword("type")) return parse_type_alias();
      return parse_expression_statement();
    default: return parse_expression_statement();
  }
}

Stmt* Parser::parse_expression_statement() {
  const Token& start = token();
  Expr* first = parse_yield_or_star_expressions();
  if (first == nullptr) return nullptr;
  Operator op;
  if (at(TokenType::Equal)) return parse_assignment(first, start);
  if (at(TokenType::Colon)) return parse_annotated(first, start);
  if (augmented_operator(type(), op)) return parse_augmented(first, start);
  ExprStmt* node = begin<ExprStmt>(start);
  node->value = first;
  return finish(node);
}

// a = b, c = value
Stmt* Parser::parse_assignment(Expr* first, const Token& start) {
  size_t base = scratch_.size();
  Expr* last = first;
  while (accept(TokenType::Equal)) {
    if (!set_context(last, ExprContext::Store)) return nullptr;
    push(last);
    last = parse_yield_or_star_expressions();
    if (last == nullptr) return nullptr;
  }
  Assign* node = begin<Assign>(start);
  node->targets = take<Expr>(base);
  node->value = last;
  return finish(node);
}

Stmt* Parser::parse_annotated(Expr* target, const Token& start) {
  bool fits = target->kind == Kind::Name || target->kind == Kind::Attribute ||
              target->kind == Kind::Subscript;
  if (!fits) return nullptr;
  set_context(target, ExprContext::Store);
  AnnAssign* node = begin<AnnAssign>(start);
  node->target = target;
  node->simple = target->kind == Kind::Name && start.type == TokenType::Name;
  at_++;
  node->annotation = parse_expression();
  if (node->annotation == nullptr) return nullptr;
  if (accept(TokenType::Equal)) {
    node->value = parse_yield_or_star_expressions();
    if (node->value == nullptr) return nullptr;
  }
  return finish(node);
}

Stmt* Parser::parse_augmented(Expr* target, const Token& start) {
  bool fits = target->kind == Kind::Name || target->kind == Kind::Attribute ||
              target->kind == Kind::Subscript;
  if (!fits) return nullptr;
  set_context(target, ExprContext::Store);
  AugAssign* node = begin<AugAssign>(start);
  node->target = target;
  augmented_operator(type(), node->op);
  at_++;
  node->value = parse_yield_or_star_expressions();
  return node->value == nullptr ? nullptr : finish(node);
}

Stmt* Parser::parse_return() {
  Return* node = begin<Return>(token());
  at_++;
  if (at_expression_start() || at(TokenType::Star)) {
    node->value = parse_star_expressions();
    if (node->value == nullptr) return nullptr;
  }
  return finish(node);
}

Stmt* Parser::parse_raise() {
  Raise* node = begin<Raise>(token());
  at_++;
  if (at_expression_start()) {
    node->exc = parse_expression();
    if (node->exc == nullptr) return nullptr;
    if (accept(TokenType::KwFrom)) {
      node->cause = parse_expression();
      if (node->cause == nullptr) return nullptr;
    }
  }
  return finish(node);
}

Stmt* Parser::parse_delete() {
  Delete* node = begin<Delete>(token());
  at_++;
  size_t base = scratch_.size();
  do {
    if (scratch_.size() != base && !at_expression_start()) break;
    Expr* target = parse_target(ExprContext::Del);
    if (target == nullptr) return nullptr;
    push(target);
  } while (accept(TokenType::Comma));
  node->targets = take<Expr>(base);
  return at(TokenType::Semicolon) || at(TokenType::NewLine) ? finish(node) : nullptr;
}

Stmt* Parser::parse_assert() {
  Assert* node = begin<Assert>(token());
  at_++;
  node->test = parse_expression();
  if (node->test == nullptr) return nullptr;
  if (accept(TokenType::Comma)) {
    node->msg = parse_expression();
    if (node->msg == nullptr) return nullptr;
  }
  return finish(node);
}

// a.b.c as one text, without the spaces that may stand around the dots.
Identifier Parser::parse_dotted_name() {
  Identifier name = parse_name();
  if (name.empty() || !at(TokenType::Dot)) return name;
  std::string dotted(name);
  while (accept(TokenType::Dot)) {
    Identifier part = parse_name();
    if (part.empty()) return {};
    dotted += '.';
    dotted += part;
  }
  return names_.intern(dotted);
}

Stmt* Parser::parse_import() {
  Import* node = begin<Import>(token());
  at_++;
  size_t base = scratch_.size();
  do {
    Alias* alias = begin<Alias>(token());
    alias->name = parse_dotted_name();
    if (alias->name.empty()) return nullptr;
    if (accept(TokenType::KwAs)) {
      alias->asname = parse_name();
      if (alias->asname.empty()) return nullptr;
    }
    push(finish(alias));
  } while (accept(TokenType::Comma));
  node->names = take<Alias>(base);
  return finish(node);
}

Stmt* Parser::parse_import_from() {
  ImportFrom* node = begin<ImportFrom>(token());
  at_++;
  for (; at(TokenType::Dot) || at(TokenType::Ellipsis); at_++) {
    node->level += at(TokenType::Dot) ? 1 : 3;
  }
  if (at(TokenType::Name)) {
    node->module_name = parse_dotted_name();
    if (node->module_name.empty()) return nullptr;
  } else if (node->level == 0) {
    return nullptr;
  }
  if (!accept(TokenType::KwImport)) return nullptr;
  size_t base = scratch_.size();
  if (at(TokenType::Star)) {
    Alias* alias = begin<Alias>(token());
    alias->name = names_.intern("*");
    at_++;
    push(finish(alias));
  } else if (!parse_import_names()) {
    return nullptr;
  }
  node->names = take<Alias>(base);
  return finish(node);
}

bool Parser::parse_import_names() {
  bool parenthesized = accept(TokenType::LeftParen);
  do {
    Alias* alias = begin<Alias>(token());
    alias->name = parse_name();
    if (alias->name.empty()) return false;
    if (accept(TokenType::KwAs)) {
      alias->asname = parse_name();
      if (alias->asname.empty()) return false;
    }
    push(finish(alias));
    if (!accept(TokenType::Comma)) break;
  } while (!(parenthesized && at(TokenType::RightParen)));
  return !parenthesized || accept(TokenType::RightParen);
}

template <typename T>
Stmt* Parser::parse_name_list() {
  T* node = begin<T>(token());
  at_++;
  std::vector<Identifier> names;
  do {
    Identifier name = parse_name();
    if (name.empty()) return nullptr;
    names.push_back(name);
  } while (accept(TokenType::Comma));
  node->names = result_.arena.copy(names.data(), names.size());
  return finish(node);
}

// type Name[params] = value
Stmt* Parser::parse_type_alias() {
  TypeAlias* node = begin<TypeAlias>(token());
  at_++;
  Name* name = begin<Name>(token());
  name->id = parse_name();
  name->ctx = ExprContext::Store;
  node->name = finish(name);
  if (!parse_type_params(node->type_params) || !accept(TokenType::Equal)) return nullptr;
  node->value = parse_expression();
  return node->value == nullptr ? nullptr : finish(node);
}

}  // namespace gilscope::syntax
