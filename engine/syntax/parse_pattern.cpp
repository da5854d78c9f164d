// `match` statements and their patterns.
#include "syntax/parser_impl.h"

namespace gilscope::syntax {

using namespace ast;

// `match` is an ordinary name unless a subject, a colon and an indented `case` follow. Gives null
// with `at_` where it was if this is no match statement, null with `at_` further on if it is
// broken.
Stmt* Parser::parse_match() {
  size_t start = at_;
  at_++;
  bool may_be = at_expression_start() || at(TokenType::Star);
  Expr* subject = may_be ? parse_match_subject() : nullptr;
  bool is_match = subject != nullptr && at(TokenType::Colon) && type(1) == TokenType::NewLine &&
                  type(2) == TokenType::Indent && type(3) == TokenType::Name &&
                  text(tokens_[at_ + 3]) == "case";
  if (!is_match) {
    at_ = start;
    too_deep_ = false;
    return nullptr;
  }
  at_ += 3;
  Match* node = begin<Match>(tokens_[start]);
  node->subject = subject;
  size_t base = scratch_.size();
  while (at_soft_keyword("case")) {
    MatchCase* match_case = parse_case();
    if (match_case == nullptr) return nullptr;
    push(match_case);
  }
  node->cases = take<MatchCase>(base);
  if (!accept(TokenType::Dedent)) return nullptr;
  return finish_block(node);
}

Expr* Parser::parse_match_subject() {
  const Token& start = token();
  Expr* first = parse_star_named_expression();
  if (first == nullptr) return nullptr;
  if (!at(TokenType::Comma)) return first->kind == Kind::Starred ? nullptr : first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma)) {
    if (!at_expression_start() && !at(TokenType::Star)) break;
    Expr* item = parse_star_named_expression();
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

MatchCase* Parser::parse_case() {
  at_++;
  auto* node = result_.arena.make<MatchCase>();
  node->pattern = parse_patterns();
  if (node->pattern == nullptr) return nullptr;
  if (accept(TokenType::KwIf)) {
    node->guard = parse_named_expression();
    if (node->guard == nullptr) return nullptr;
  }
  return parse_colon_block(node->body) ? node : nullptr;
}

// A pattern, or an open sequence `a, *b`.
Pattern* Parser::parse_patterns() {
  const Token& start = token();
  Pattern* first = parse_maybe_star_pattern();
  if (first == nullptr) return nullptr;
  if (!at(TokenType::Comma)) return first->kind == Kind::MatchStar ? nullptr : first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma)) {
    if (at(TokenType::Colon) || at(TokenType::KwIf)) break;
    Pattern* item = parse_maybe_star_pattern();
    if (item == nullptr) return nullptr;
    push(item);
  }
  MatchSequence* node = begin<MatchSequence>(start);
  node->patterns = take<Pattern>(base);
  return finish(node);
}

Pattern* Parser::parse_maybe_star_pattern() {
  if (!at(TokenType::Star)) return parse_pattern();
  MatchStar* node = begin<MatchStar>(token());
  at_++;
  if (!at(TokenType::Name)) return nullptr;
  Identifier name = parse_name();
  if (at(TokenType::Dot) || at(TokenType::LeftParen) || at(TokenType::Equal)) return nullptr;
  if (name != "_") node->name = name;
  return finish(node);
}

Pattern* Parser::parse_pattern() {
  const Token& start = token();
  Pattern* inner = nullptr;
  if (enter()) inner = parse_or_pattern();
  leave();
  if (inner == nullptr || !accept(TokenType::KwAs)) return inner;
  MatchAs* node = begin<MatchAs>(start);
  node->pattern = inner;
  if (at_soft_keyword("_")) return nullptr;
  node->name = parse_name();
  if (node->name.empty()) return nullptr;
  if (at(TokenType::Dot) || at(TokenType::LeftParen) || at(TokenType::Equal)) return nullptr;
  return finish(node);
}

Pattern* Parser::parse_or_pattern() {
  const Token& start = token();
  Pattern* first = parse_closed_pattern();
  if (first == nullptr || !at(TokenType::VerticalBar)) return first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::VerticalBar)) {
    Pattern* item = parse_closed_pattern();
    if (item == nullptr) return nullptr;
    push(item);
  }
  MatchOr* node = begin<MatchOr>(start);
  node->patterns = take<Pattern>(base);
  return finish(node);
}

Pattern* Parser::parse_closed_pattern() {
  const Token& start = token();
  auto singleton = [&](ConstantType value) {
    MatchSingleton* node = begin<MatchSingleton>(start);
    node->value = value;
    at_++;
    return finish(node);
  };
  switch (type()) {
    case TokenType::KwNone: return singleton(ConstantType::None);
    case TokenType::KwTrue: return singleton(ConstantType::True);
    case TokenType::KwFalse: return singleton(ConstantType::False);
    case TokenType::Number:
    case TokenType::Minus:
    case TokenType::String:
    case TokenType::FStringStart: {
      MatchValue* node = begin<MatchValue>(start);
      node->value = parse_literal_pattern_value();
      return node->value == nullptr ? nullptr : finish(node);
    }
    case TokenType::Name: return parse_name_pattern();
    case TokenType::LeftParen:
    case TokenType::LeftBracket: return parse_sequence_pattern();
    case TokenType::LeftBrace: return parse_mapping_pattern();
    default: return nullptr;
  }
}

// A number, -number, number +- imaginary, or strings.
Expr* Parser::parse_literal_pattern_value() {
  const Token& start = token();
  if (at(TokenType::String) || at(TokenType::FStringStart)) return parse_strings();
  auto number = [&]() -> Expr* { return at(TokenType::Number) ? parse_number() : nullptr; };
  auto is_imaginary = [](const Expr* value) {
    const Constant* found = try_as<Constant>(value);
    return found != nullptr && found->type == ConstantType::Complex;
  };
  Expr* value = nullptr;
  bool imaginary = false;
  if (accept(TokenType::Minus)) {
    UnaryOp* node = begin<UnaryOp>(start);
    node->op = UnaryOperator::USub;
    node->operand = number();
    if (node->operand == nullptr) return nullptr;
    imaginary = is_imaginary(node->operand);
    value = finish(node);
  } else {
    value = number();
    imaginary = is_imaginary(value);
  }
  if (value == nullptr || !(at(TokenType::Plus) || at(TokenType::Minus))) return value;
  if (imaginary) return nullptr;
  BinOp* node = begin<BinOp>(start);
  node->op = at(TokenType::Plus) ? Operator::Add : Operator::Sub;
  at_++;
  node->left = value;
  node->right = number();
  return is_imaginary(node->right) ? finish(node) : nullptr;
}

// a.b.c
Expr* Parser::parse_name_or_attribute() {
  const Token& start = token();
  Name* name = begin<Name>(start);
  name->id = parse_name();
  if (name->id.empty()) return nullptr;
  Expr* value = finish(name);
  while (accept(TokenType::Dot)) {
    Attribute* node = begin<Attribute>(start);
    node->value = value;
    node->attr = parse_name();
    if (node->attr.empty()) return nullptr;
    value = finish(node);
  }
  return value;
}

// A capture, the wildcard, a dotted value, or a class with arguments.
Pattern* Parser::parse_name_pattern() {
  const Token& start = token();
  Expr* name = parse_name_or_attribute();
  if (name == nullptr) return nullptr;
  if (at(TokenType::LeftParen)) return parse_class_pattern(name, start);
  if (at(TokenType::Equal)) return nullptr;
  if (name->kind == Kind::Attribute) {
    MatchValue* node = begin<MatchValue>(start);
    node->value = name;
    return finish(node);
  }
  MatchAs* node = begin<MatchAs>(start);
  if (static_cast<Name*>(name)->id != "_") node->name = static_cast<Name*>(name)->id;
  return finish(node);
}

Pattern* Parser::parse_class_pattern(Expr* cls, const Token& start) {
  MatchClass* node = begin<MatchClass>(start);
  node->cls = cls;
  at_++;
  std::vector<Pattern*> positional, keyword;
  std::vector<Identifier> names;
  while (!at(TokenType::RightParen)) {
    bool named = at(TokenType::Name) && type(1) == TokenType::Equal;
    if (named) {
      names.push_back(parse_name());
      at_++;
    } else if (!names.empty()) {
      return nullptr;
    }
    Pattern* item = parse_pattern();
    if (item == nullptr) return nullptr;
    (named ? keyword : positional).push_back(item);
    if (!accept(TokenType::Comma)) break;
  }
  if (!accept(TokenType::RightParen)) return nullptr;
  Arena& arena = result_.arena;
  node->patterns = arena.copy(positional.data(), positional.size());
  node->kwd_attrs = arena.copy(names.data(), names.size());
  node->kwd_patterns = arena.copy(keyword.data(), keyword.size());
  return finish(node);
}

// [a, *b], (a, b), or a group (a).
Pattern* Parser::parse_sequence_pattern() {
  const Token& start = token();
  TokenType close = at(TokenType::LeftParen) ? TokenType::RightParen : TokenType::RightBracket;
  at_++;
  size_t base = scratch_.size();
  bool comma = false;
  while (!at(close)) {
    Pattern* item = parse_maybe_star_pattern();
    if (item == nullptr) return nullptr;
    push(item);
    if (!accept(TokenType::Comma)) break;
    comma = true;
  }
  if (!accept(close)) return nullptr;
  PatternSeq items = take<Pattern>(base);
  if (close == TokenType::RightParen && items.size() == 1 && !comma) {
    return items[0]->kind == Kind::MatchStar ? nullptr : items[0];
  }
  MatchSequence* node = begin<MatchSequence>(start);
  node->patterns = items;
  return finish(node);
}

// {key: pattern, **rest}
Pattern* Parser::parse_mapping_pattern() {
  MatchMapping* node = begin<MatchMapping>(token());
  at_++;
  std::vector<Expr*> keys;
  std::vector<Pattern*> patterns;
  while (!at(TokenType::RightBrace)) {
    if (accept(TokenType::DoubleStar)) {
      if (at_soft_keyword("_")) return nullptr;
      node->rest = parse_name();
      if (node->rest.empty()) return nullptr;
      accept(TokenType::Comma);
      break;
    }
    const Token& start = token();
    Expr* key = nullptr;
    switch (type()) {
      case TokenType::KwNone:
        at_++;
        key = constant(ConstantType::None, start);
        break;
      case TokenType::KwTrue:
        at_++;
        key = constant(ConstantType::True, start);
        break;
      case TokenType::KwFalse:
        at_++;
        key = constant(ConstantType::False, start);
        break;
      case TokenType::Name:
        key = parse_name_or_attribute();
        if (key != nullptr && key->kind != Kind::Attribute) return nullptr;
        break;
      default: key = parse_literal_pattern_value(); break;
    }
    if (key == nullptr || !accept(TokenType::Colon)) return nullptr;
    Pattern* pattern = parse_pattern();
    if (pattern == nullptr) return nullptr;
    keys.push_back(key);
    patterns.push_back(pattern);
    if (!accept(TokenType::Comma)) break;
  }
  if (!accept(TokenType::RightBrace)) return nullptr;
  node->keys = result_.arena.copy(keys.data(), keys.size());
  node->patterns = result_.arena.copy(patterns.data(), patterns.size());
  return finish(node);
}

}  // namespace gilscope::syntax
