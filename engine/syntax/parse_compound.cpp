// Compound statements but `match`: blocks, branches, loops, with, try, functions, classes.
#include "syntax/parser_impl.h"

namespace gilscope::syntax {

using namespace ast;

// `tried` tells whether the statement begins like a compound one.
Stmt* Parser::parse_compound_statement(bool& tried) {
  tried = true;
  const Token& start = token();
  switch (type()) {
    case TokenType::KwDef: return parse_function<FunctionDef>(start, {});
    case TokenType::KwIf: return parse_if();
    case TokenType::KwClass: return parse_class({});
    case TokenType::KwFor: return parse_for<For>(start);
    case TokenType::KwWith: return parse_with<With>(start);
    case TokenType::KwTry: return parse_try();
    case TokenType::KwWhile: return parse_while();
    case TokenType::KwAsync: return parse_async();
    case TokenType::At: return parse_decorated();
    case TokenType::Name:
      if (at_soft_keyword("match")) {
        Stmt* match = parse_match();
        if (match != nullptr || tokens_[at_].start != start.start) return match;
      }
      break;
    default: break;
  }
  tried = false;
  return nullptr;
}

bool Parser::parse_block(StmtSeq& body) {
  size_t base = scratch_.size();
  if (!accept(TokenType::NewLine)) {
    if (!parse_simple_statements()) {
      scratch_.resize(base);
      return false;
    }
    body = take<Stmt>(base);
    return true;
  }
  if (!accept(TokenType::Indent)) return false;
  if (!enter()) {
    leave();
    return false;
  }
  parse_statements(base);
  leave();
  body = take<Stmt>(base);
  accept(TokenType::Dedent);
  return true;
}

bool Parser::parse_colon_block(StmtSeq& body) {
  return accept(TokenType::Colon) && parse_block(body);
}

bool Parser::parse_else(StmtSeq& body) {
  return !accept(TokenType::KwElse) || parse_colon_block(body);
}

// A chain of elif is a loop: it may be very long.
Stmt* Parser::parse_if() {
  std::vector<If*> chain;
  for (;;) {
    If* node = begin<If>(token());
    at_++;
    node->test = parse_named_expression();
    if (node->test == nullptr || !parse_colon_block(node->body)) return nullptr;
    chain.push_back(node);
    if (!at(TokenType::KwElif)) break;
  }
  if (!parse_else(chain.back()->orelse)) return nullptr;
  for (size_t i = chain.size(); i-- > 0;) {
    finish_block(chain[i]);
    if (i + 1 < chain.size()) chain[i]->orelse = one<Stmt>(chain[i + 1]);
  }
  return chain.front();
}

Stmt* Parser::parse_while() {
  While* node = begin<While>(token());
  at_++;
  node->test = parse_named_expression();
  bool good = node->test != nullptr && parse_colon_block(node->body) && parse_else(node->orelse);
  return good ? finish_block(node) : nullptr;
}

template <typename T>
Stmt* Parser::parse_for(const Token& start) {
  T* node = begin<T>(start);
  at_++;
  node->target = parse_star_targets();
  if (node->target == nullptr || !accept(TokenType::KwIn)) return nullptr;
  node->iter = parse_star_expressions();
  bool good = node->iter != nullptr && parse_colon_block(node->body) && parse_else(node->orelse);
  return good ? finish_block(node) : nullptr;
}

// `with (a as b, c):` has parenthesized items; `with (a, b) as c:` and `with (a):`-like expressions
// do not. Only what follows the closing parenthesis tells, so the first is tried and taken back.
template <typename T>
Stmt* Parser::parse_with(const Token& start) {
  T* node = begin<T>(start);
  at_++;
  size_t base = scratch_.size();
  size_t first_item = at_;
  bool found = false;
  if (accept(TokenType::LeftParen)) {
    found = parse_with_items(true) && accept(TokenType::RightParen) && at(TokenType::Colon);
  }
  if (!found) {
    at_ = first_item;
    scratch_.resize(base);
    if (!parse_with_items(false)) return nullptr;
  }
  node->items = take<WithItem>(base);
  return parse_colon_block(node->body) ? finish_block(node) : nullptr;
}

bool Parser::parse_with_items(bool parenthesized) {
  for (;;) {
    auto* item = result_.arena.make<WithItem>();
    item->context_expr = parse_expression();
    if (item->context_expr == nullptr) return false;
    if (accept(TokenType::KwAs)) {
      item->optional_vars = parse_target(ExprContext::Store);
      if (item->optional_vars == nullptr) return false;
    }
    push(item);
    if (!accept(TokenType::Comma)) return true;
    if (parenthesized && at(TokenType::RightParen)) return true;
  }
}

Stmt* Parser::parse_try() {
  const Token& start = token();
  at_++;
  TryBase parts;
  if (!parse_colon_block(parts.body)) return nullptr;
  bool star = false;
  if (at(TokenType::KwExcept)) {
    if (!parse_handlers(star, parts.handlers) || !parse_else(parts.orelse)) return nullptr;
  } else if (!at(TokenType::KwFinally)) {
    return nullptr;
  }
  if (accept(TokenType::KwFinally) && !parse_colon_block(parts.finalbody)) return nullptr;
  auto build = [&]<typename T>(T* node) -> Stmt* {
    static_cast<TryBase&>(*node) = parts;
    return finish_block(node);
  };
  return star ? build(begin<TryStar>(start)) : build(begin<Try>(start));
}

bool Parser::parse_handlers(bool& star, Seq<ExceptHandler*>& handlers) {
  size_t base = scratch_.size();
  star = type(1) == TokenType::Star;
  while (at(TokenType::KwExcept)) {
    ExceptHandler* handler = begin<ExceptHandler>(token());
    at_++;
    if (accept(TokenType::Star) != star) return false;
    if (star || !at(TokenType::Colon)) {
      handler->type = parse_expression();
      if (handler->type == nullptr) return false;
      if (accept(TokenType::KwAs)) {
        handler->name = parse_name();
        if (handler->name.empty()) return false;
      }
    }
    if (!parse_colon_block(handler->body)) return false;
    push(finish_block(handler));
  }
  handlers = take<ExceptHandler>(base);
  return true;
}

Stmt* Parser::parse_async() {
  const Token& start = token();
  at_++;
  switch (type()) {
    case TokenType::KwDef: return parse_function<AsyncFunctionDef>(start, {});
    case TokenType::KwFor: return parse_for<AsyncFor>(start);
    case TokenType::KwWith: return parse_with<AsyncWith>(start);
    default: return nullptr;
  }
}

Stmt* Parser::parse_decorated() {
  size_t base = scratch_.size();
  while (accept(TokenType::At)) {
    Expr* decorator = parse_named_expression();
    if (decorator == nullptr || !accept(TokenType::NewLine)) return nullptr;
    push(decorator);
  }
  ExprSeq decorators = take<Expr>(base);
  const Token& start = token();
  switch (type()) {
    case TokenType::KwDef: return parse_function<FunctionDef>(start, decorators);
    case TokenType::KwClass: return parse_class(decorators);
    case TokenType::KwAsync:
      if (type(1) != TokenType::KwDef) return nullptr;
      at_++;
      return parse_function<AsyncFunctionDef>(start, decorators);
    default: return nullptr;
  }
}

template <typename T>
Stmt* Parser::parse_function(const Token& start, ExprSeq decorators) {
  T* node = begin<T>(start);
  node->decorator_list = decorators;
  at_++;
  node->name = parse_name();
  if (node->name.empty() || !parse_type_params(node->type_params)) return nullptr;
  if (!accept(TokenType::LeftParen)) return nullptr;
  node->args = parse_parameters(TokenType::RightParen);
  if (node->args == nullptr || !accept(TokenType::RightParen)) return nullptr;
  if (accept(TokenType::Arrow)) {
    node->returns = parse_expression();
    if (node->returns == nullptr) return nullptr;
  }
  return parse_colon_block(node->body) ? finish_block(node) : nullptr;
}

Stmt* Parser::parse_class(ExprSeq decorators) {
  ClassDef* node = begin<ClassDef>(token());
  node->decorator_list = decorators;
  at_++;
  node->name = parse_name();
  if (node->name.empty() || !parse_type_params(node->type_params)) return nullptr;
  if (accept(TokenType::LeftParen) && !parse_arguments(node->bases, node->keywords, false)) {
    return nullptr;
  }
  return parse_colon_block(node->body) ? finish_block(node) : nullptr;
}

bool Parser::parse_type_params(Seq<TypeParam*>& params) {
  if (!accept(TokenType::LeftBracket)) return true;
  size_t base = scratch_.size();
  do {
    if (scratch_.size() != base && at(TokenType::RightBracket)) break;
    TypeParam* param = parse_type_param();
    if (param == nullptr) return false;
    push(param);
  } while (accept(TokenType::Comma));
  params = take<TypeParam>(base);
  return accept(TokenType::RightBracket);
}

TypeParam* Parser::parse_type_param() {
  const Token& start = token();
  if (accept(TokenType::Star)) {
    TypeVarTuple* node = begin<TypeVarTuple>(start);
    node->name = parse_name();
    return node->name.empty() ? nullptr : finish(node);
  }
  if (accept(TokenType::DoubleStar)) {
    ParamSpec* node = begin<ParamSpec>(start);
    node->name = parse_name();
    return node->name.empty() ? nullptr : finish(node);
  }
  TypeVar* node = begin<TypeVar>(start);
  node->name = parse_name();
  if (node->name.empty()) return nullptr;
  if (accept(TokenType::Colon)) {
    node->bound = parse_expression();
    if (node->bound == nullptr) return nullptr;
  }
  return finish(node);
}

// Parameters up to `close`: `)` of a function, whose parameters have annotations, or `:` of a
// lambda.
Arguments* Parser::parse_parameters(TokenType close) {
  auto* result = result_.arena.make<Arguments>();
  std::vector<Arg*> positional_only, positional, keyword_only;
  std::vector<Expr*> defaults, keyword_defaults;
  bool saw_star = false;
  while (!at(close)) {
    if (accept(TokenType::Slash)) {
      if (positional.empty() || !positional_only.empty() || saw_star) return nullptr;
      positional_only.swap(positional);
    } else if (accept(TokenType::DoubleStar)) {
      result->kwarg = parse_parameter(close, false);
      if (result->kwarg == nullptr) return nullptr;
      accept(TokenType::Comma);
      if (!at(close)) return nullptr;
      break;
    } else if (accept(TokenType::Star)) {
      if (saw_star) return nullptr;
      saw_star = true;
      if (at(TokenType::Comma)) {
        // A bare star needs a parameter behind it.
        if (type(1) != TokenType::Name) return nullptr;
      } else {
        result->vararg = parse_parameter(close, true);
        if (result->vararg == nullptr) return nullptr;
      }
    } else {
      Arg* arg = parse_parameter(close, false);
      if (arg == nullptr) return nullptr;
      Expr* value = nullptr;
      if (accept(TokenType::Equal)) {
        value = parse_expression();
        if (value == nullptr) return nullptr;
      }
      if (saw_star) {
        keyword_only.push_back(arg);
        keyword_defaults.push_back(value);
      } else {
        if (value == nullptr && !defaults.empty()) return nullptr;
        positional.push_back(arg);
        if (value != nullptr) defaults.push_back(value);
      }
    }
    if (!accept(TokenType::Comma) && !at(close)) return nullptr;
  }
  // In a lambda `lambda *, : 0` and in a function `def f(*,)` were refused above.
  Arena& arena = result_.arena;
  result->posonlyargs = arena.copy(positional_only.data(), positional_only.size());
  result->args = arena.copy(positional.data(), positional.size());
  result->kwonlyargs = arena.copy(keyword_only.data(), keyword_only.size());
  result->defaults = arena.copy(defaults.data(), defaults.size());
  result->kw_defaults = arena.copy(keyword_defaults.data(), keyword_defaults.size());
  return result;
}

Arg* Parser::parse_parameter(TokenType close, bool star_annotation) {
  Arg* arg = begin<Arg>(token());
  arg->arg = parse_name();
  if (arg->arg.empty()) return nullptr;
  if (close == TokenType::RightParen && accept(TokenType::Colon)) {
    arg->annotation = star_annotation ? parse_star_expression() : parse_expression();
    if (arg->annotation == nullptr) return nullptr;
  }
  return finish(arg);
}

}  // namespace gilscope::syntax
