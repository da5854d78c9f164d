// Expressions by precedence, from `yield` and `*` down to `**`; primaries are in parse_primary.cpp.
#include "syntax/parser_impl.h"

namespace gilscope::syntax {

using namespace ast;

namespace {

struct BinaryOperator {
  int precedence = 0;  // 0: not a binary operator.
  Operator op = Operator::Add;
};

BinaryOperator binary_operator(TokenType type) {
  switch (type) {
    case TokenType::VerticalBar: return {1, Operator::BitOr};
    case TokenType::Circumflex: return {2, Operator::BitXor};
    case TokenType::Ampersand: return {3, Operator::BitAnd};
    case TokenType::LeftShift: return {4, Operator::LShift};
    case TokenType::RightShift: return {4, Operator::RShift};
    case TokenType::Plus: return {5, Operator::Add};
    case TokenType::Minus: return {5, Operator::Sub};
    case TokenType::Star: return {6, Operator::Mult};
    case TokenType::Slash: return {6, Operator::Div};
    case TokenType::DoubleSlash: return {6, Operator::FloorDiv};
    case TokenType::Percent: return {6, Operator::Mod};
    case TokenType::At: return {6, Operator::MatMult};
    default: return {};
  }
}

}  // namespace

bool Parser::at_expression_start() const {
  switch (type()) {
    case TokenType::Name:
    case TokenType::Number:
    case TokenType::String:
    case TokenType::FStringStart:
    case TokenType::KwFalse:
    case TokenType::KwNone:
    case TokenType::KwTrue:
    case TokenType::KwAwait:
    case TokenType::KwLambda:
    case TokenType::KwNot:
    case TokenType::LeftParen:
    case TokenType::LeftBracket:
    case TokenType::LeftBrace:
    case TokenType::Plus:
    case TokenType::Minus:
    case TokenType::Tilde:
    case TokenType::Ellipsis: return true;
    default: return false;
  }
}

// a, *b, c
Expr* Parser::parse_star_expressions() {
  const Token& start = token();
  Expr* first = parse_star_expression();
  if (first == nullptr || !at(TokenType::Comma)) return first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma)) {
    if (!at_expression_start() && !at(TokenType::Star)) break;
    Expr* item = parse_star_expression();
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    push(item);
  }
  Tuple* tuple = begin<Tuple>(start);
  tuple->elts = take<Expr>(base);
  return finish(tuple);
}

Expr* Parser::parse_star_expression() {
  return at(TokenType::Star) ? parse_starred(true) : parse_expression();
}

// After `*` stands an operand of `|` in displays and an expression in calls and subscripts.
Expr* Parser::parse_starred(bool bitwise_only) {
  Starred* starred = begin<Starred>(token());
  at_++;
  starred->value = bitwise_only ? parse_binary(1) : parse_expression();
  return starred->value == nullptr ? nullptr : finish(starred);
}

Expr* Parser::parse_yield_or_star_expressions() {
  return at(TokenType::KwYield) ? parse_yield() : parse_star_expressions();
}

Expr* Parser::parse_yield() {
  const Token& start = token();
  at_++;
  if (accept(TokenType::KwFrom)) {
    YieldFrom* node = begin<YieldFrom>(start);
    node->value = parse_expression();
    return node->value == nullptr ? nullptr : finish(node);
  }
  Yield* node = begin<Yield>(start);
  if (at_expression_start() || at(TokenType::Star)) {
    node->value = parse_star_expressions();
    if (node->value == nullptr) return nullptr;
  }
  return finish(node);
}

// a, b, c (no stars): the body of eval mode.
Expr* Parser::parse_expressions() {
  const Token& start = token();
  Expr* first = parse_expression();
  if (first == nullptr || !at(TokenType::Comma)) return first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma) && at_expression_start()) {
    Expr* item = parse_expression();
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    push(item);
  }
  Tuple* tuple = begin<Tuple>(start);
  tuple->elts = take<Expr>(base);
  return finish(tuple);
}

// Conditional expression, lambda, or disjunction.
Expr* Parser::parse_expression() {
  if (!enter()) {
    leave();
    return nullptr;
  }
  const Token& start = token();
  Expr* result = nullptr;
  if (at(TokenType::KwLambda)) {
    result = parse_lambda();
  } else {
    result = parse_disjunction();
    if (result != nullptr && at(TokenType::KwIf)) {
      IfExp* node = begin<IfExp>(start);
      node->body = result;
      at_++;
      node->test = parse_disjunction();
      result = nullptr;
      if (node->test != nullptr && accept(TokenType::KwElse)) {
        node->orelse = parse_expression();
        if (node->orelse != nullptr) result = finish(node);
      }
    }
  }
  leave();
  return result;
}

Expr* Parser::parse_lambda() {
  Lambda* lambda = begin<Lambda>(token());
  at_++;
  lambda->args = parse_parameters(TokenType::Colon);
  if (lambda->args == nullptr || !accept(TokenType::Colon)) return nullptr;
  lambda->body = parse_expression();
  return lambda->body == nullptr ? nullptr : finish(lambda);
}

// name := value, or an expression
Expr* Parser::parse_named_expression() {
  if (at(TokenType::Name) && type(1) == TokenType::ColonEqual) {
    NamedExpr* node = begin<NamedExpr>(token());
    Name* target = begin<Name>(token());
    target->id = parse_name();
    target->ctx = ExprContext::Store;
    node->target = finish(target);
    at_++;
    node->value = parse_expression();
    return node->value == nullptr ? nullptr : finish(node);
  }
  Expr* value = parse_expression();
  return at(TokenType::ColonEqual) ? nullptr : value;
}

Expr* Parser::parse_star_named_expression() {
  return at(TokenType::Star) ? parse_starred(true) : parse_named_expression();
}

Expr* Parser::parse_disjunction() {
  const Token& start = token();
  Expr* first = parse_conjunction();
  if (first == nullptr || !at(TokenType::KwOr)) return first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::KwOr)) {
    Expr* item = parse_conjunction();
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    push(item);
  }
  BoolOp* node = begin<BoolOp>(start);
  node->op = BoolOperator::Or;
  node->values = take<Expr>(base);
  return finish(node);
}

Expr* Parser::parse_conjunction() {
  const Token& start = token();
  Expr* first = parse_inversion();
  if (first == nullptr || !at(TokenType::KwAnd)) return first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::KwAnd)) {
    Expr* item = parse_inversion();
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    push(item);
  }
  BoolOp* node = begin<BoolOp>(start);
  node->op = BoolOperator::And;
  node->values = take<Expr>(base);
  return finish(node);
}

Expr* Parser::parse_inversion() {
  if (!at(TokenType::KwNot)) return parse_comparison();
  UnaryOp* node = begin<UnaryOp>(token());
  at_++;
  if (enter()) node->operand = parse_inversion();
  leave();
  return node->operand == nullptr ? nullptr : finish(node);
}

bool Parser::parse_compare_operator(CmpOperator& op) {
  switch (type()) {
    case TokenType::EqualEqual: op = CmpOperator::Eq; break;
    case TokenType::NotEqual: op = CmpOperator::NotEq; break;
    case TokenType::Less: op = CmpOperator::Lt; break;
    case TokenType::LessEqual: op = CmpOperator::LtE; break;
    case TokenType::Greater: op = CmpOperator::Gt; break;
    case TokenType::GreaterEqual: op = CmpOperator::GtE; break;
    case TokenType::KwIn: op = CmpOperator::In; break;
    case TokenType::KwIs:
      op = type(1) == TokenType::KwNot ? CmpOperator::IsNot : CmpOperator::Is;
      if (op == CmpOperator::IsNot) at_++;
      break;
    case TokenType::KwNot:
      if (type(1) != TokenType::KwIn) return false;
      op = CmpOperator::NotIn;
      at_++;
      break;
    default: return false;
  }
  at_++;
  return true;
}

Expr* Parser::parse_comparison() {
  const Token& start = token();
  Expr* left = parse_binary(1);
  CmpOperator op = CmpOperator::Eq;
  if (left == nullptr || !parse_compare_operator(op)) return left;
  Compare* node = begin<Compare>(start);
  node->left = left;
  std::vector<CmpOperator> ops;
  size_t base = scratch_.size();
  do {
    Expr* right = parse_binary(1);
    if (right == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    ops.push_back(op);
    push(right);
  } while (parse_compare_operator(op));
  node->ops = result_.arena.copy(ops.data(), ops.size());
  node->comparators = take<Expr>(base);
  return finish(node);
}

// Left-associative operators of at least this precedence; a chain is a loop, however long.
Expr* Parser::parse_binary(int min_precedence) {
  const Token& start = token();
  Expr* left = parse_factor();
  while (left != nullptr) {
    BinaryOperator found = binary_operator(type());
    if (found.precedence < min_precedence || found.precedence == 0) break;
    at_++;
    BinOp* node = begin<BinOp>(start);
    node->left = left;
    node->op = found.op;
    node->right = parse_binary(found.precedence + 1);
    left = node->right == nullptr ? nullptr : finish(node);
  }
  return left;
}

Expr* Parser::parse_factor() {
  UnaryOperator op;
  switch (type()) {
    case TokenType::Plus: op = UnaryOperator::UAdd; break;
    case TokenType::Minus: op = UnaryOperator::USub; break;
    case TokenType::Tilde: op = UnaryOperator::Invert; break;
    default: return parse_power();
  }
  UnaryOp* node = begin<UnaryOp>(token());
  node->op = op;
  at_++;
  if (enter()) node->operand = parse_factor();
  leave();
  return node->operand == nullptr ? nullptr : finish(node);
}

Expr* Parser::parse_power() {
  const Token& start = token();
  Expr* left = nullptr;
  if (at(TokenType::KwAwait)) {
    Await* await = begin<Await>(start);
    at_++;
    await->value = parse_primary();
    left = await->value == nullptr ? nullptr : finish(await);
  } else {
    left = parse_primary();
  }
  if (left == nullptr || !accept(TokenType::DoubleStar)) return left;
  BinOp* node = begin<BinOp>(start);
  node->left = left;
  node->op = Operator::Pow;
  if (enter()) node->right = parse_factor();
  leave();
  return node->right == nullptr ? nullptr : finish(node);
}

// ---- Targets ----

// Makes an expression a target; false if it is none.
bool Parser::set_context(Expr* target, ExprContext context) {
  switch (target->kind) {
    case Kind::Name: static_cast<Name*>(target)->ctx = context; return true;
    case Kind::Attribute: static_cast<Attribute*>(target)->ctx = context; return true;
    case Kind::Subscript: static_cast<Subscript*>(target)->ctx = context; return true;
    case Kind::Starred: {
      auto* starred = static_cast<Starred*>(target);
      if (context == ExprContext::Del || starred->value->kind == Kind::Starred) return false;
      starred->ctx = context;
      return set_context(starred->value, context);
    }
    case Kind::List: {
      auto* list = static_cast<List*>(target);
      list->ctx = context;
      for (Expr* item : list->elts) {
        if (!set_context(item, context)) return false;
      }
      return true;
    }
    case Kind::Tuple: {
      auto* tuple = static_cast<Tuple*>(target);
      tuple->ctx = context;
      for (Expr* item : tuple->elts) {
        if (!set_context(item, context)) return false;
      }
      return true;
    }
    default: return false;
  }
}

// One target that is no open tuple: `a`, `a.b[c]`, `(a, *b)`, `*a`.
Expr* Parser::parse_target(ExprContext context) {
  Expr* target = nullptr;
  if (at(TokenType::Star) && context == ExprContext::Store) {
    Starred* starred = begin<Starred>(token());
    at_++;
    if (at(TokenType::Star)) return nullptr;
    starred->value = parse_primary();
    if (starred->value == nullptr) return nullptr;
    target = finish(starred);
  } else {
    target = parse_primary();
  }
  return target != nullptr && set_context(target, context) ? target : nullptr;
}

// The targets of `for`, up to `in`.
Expr* Parser::parse_star_targets() {
  const Token& start = token();
  Expr* first = parse_target(ExprContext::Store);
  if (first == nullptr || !at(TokenType::Comma)) return first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma)) {
    if (!at_expression_start() && !at(TokenType::Star)) break;
    Expr* item = parse_target(ExprContext::Store);
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    push(item);
  }
  Tuple* tuple = begin<Tuple>(start);
  tuple->ctx = ExprContext::Store;
  tuple->elts = take<Expr>(base);
  return finish(tuple);
}

}  // namespace gilscope::syntax
