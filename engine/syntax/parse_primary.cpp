// Primaries and atoms: names, calls, subscripts, displays, comprehensions.
#include "syntax/parser_impl.h"
#include "syntax/unicode.h"

namespace gilscope::syntax {

using namespace ast;

Identifier Parser::parse_name() {
  if (!at(TokenType::Name)) return {};
  const Token& name = token();
  at_++;
  std::string_view word = text(name);
  for (char c : word) {
    if (static_cast<unsigned char>(c) < 128) continue;
    std::string normal = normalize_identifier(word);
    return normal.empty() ? names_.intern(word, name.hash) : names_.intern(normal);
  }
  return names_.intern(word, name.hash);
}

Expr* Parser::parse_primary() {
  const Token& start = token();
  Expr* left = parse_atom();
  while (left != nullptr) {
    switch (type()) {
      case TokenType::Dot: {
        at_++;
        Attribute* node = begin<Attribute>(start);
        node->value = left;
        node->attr = parse_name();
        left = node->attr.empty() ? nullptr : finish(node);
        break;
      }
      case TokenType::LeftParen: {
        at_++;
        Call* node = begin<Call>(start);
        node->func = left;
        bool good = parse_arguments(node->args, node->keywords, true);
        left = good ? finish(node) : nullptr;
        break;
      }
      case TokenType::LeftBracket: {
        at_++;
        Subscript* node = begin<Subscript>(start);
        node->value = left;
        node->slice = parse_slices();
        bool good = node->slice != nullptr && accept(TokenType::RightBracket);
        left = good ? finish(node) : nullptr;
        break;
      }
      default: return left;
    }
  }
  return left;
}

Expr* Parser::parse_atom() {
  const Token& start = token();
  switch (start.type) {
    case TokenType::Name: {
      Name* name = begin<Name>(start);
      name->id = parse_name();
      return finish(name);
    }
    case TokenType::Number: return parse_number();
    case TokenType::String:
    case TokenType::FStringStart: return parse_strings();
    case TokenType::LeftParen: return parse_parenthesized();
    case TokenType::LeftBracket: return parse_bracketed();
    case TokenType::LeftBrace: return parse_braced();
    case TokenType::KwTrue: at_++; return constant(ConstantType::True, start);
    case TokenType::KwFalse: at_++; return constant(ConstantType::False, start);
    case TokenType::KwNone: at_++; return constant(ConstantType::None, start);
    case TokenType::Ellipsis: at_++; return constant(ConstantType::Ellipsis, start);
    default: return nullptr;
  }
}

// Group, tuple, or generator expression.
Expr* Parser::parse_parenthesized() {
  const Token& start = token();
  at_++;
  if (accept(TokenType::RightParen)) return finish(begin<Tuple>(start));
  if (at(TokenType::KwYield)) {
    Expr* inner = parse_yield();
    return inner != nullptr && accept(TokenType::RightParen) ? inner : nullptr;
  }
  Expr* first = parse_star_named_expression();
  if (first == nullptr) return nullptr;
  if (at(TokenType::RightParen)) {
    at_++;
    return first->kind == Kind::Starred ? nullptr : first;
  }
  if (at_comprehension()) {
    if (first->kind == Kind::Starred) return nullptr;
    GeneratorExp* node = begin<GeneratorExp>(start);
    node->elt = first;
    bool good = parse_generators(node->generators) && accept(TokenType::RightParen);
    return good ? finish(node) : nullptr;
  }
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma)) {
    if (at(TokenType::RightParen)) break;
    Expr* item = parse_star_named_expression();
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    push(item);
  }
  Tuple* tuple = begin<Tuple>(start);
  tuple->elts = take<Expr>(base);
  return accept(TokenType::RightParen) ? finish(tuple) : nullptr;
}

// List or list comprehension.
Expr* Parser::parse_bracketed() {
  const Token& start = token();
  at_++;
  size_t base = scratch_.size();
  while (!at(TokenType::RightBracket)) {
    Expr* item = parse_star_named_expression();
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    if (scratch_.size() == base && at_comprehension()) {
      if (item->kind == Kind::Starred) return nullptr;
      ListComp* node = begin<ListComp>(start);
      node->elt = item;
      bool good = parse_generators(node->generators) && accept(TokenType::RightBracket);
      return good ? finish(node) : nullptr;
    }
    push(item);
    if (!accept(TokenType::Comma)) break;
  }
  List* list = begin<List>(start);
  list->elts = take<Expr>(base);
  return accept(TokenType::RightBracket) ? finish(list) : nullptr;
}

// Dict, set, or a comprehension of one.
Expr* Parser::parse_braced() {
  const Token& start = token();
  at_++;
  if (accept(TokenType::RightBrace)) return finish(begin<Dict>(start));
  if (at(TokenType::DoubleStar)) return parse_dict_rest(start, nullptr);
  // A named expression is no key unless it has parentheses.
  bool may_be_key = !(at(TokenType::Name) && type(1) == TokenType::ColonEqual);
  Expr* first = parse_star_named_expression();
  if (first == nullptr) return nullptr;
  if (at(TokenType::Colon)) {
    may_be_key = may_be_key && first->kind != Kind::Starred;
    return may_be_key ? parse_dict_rest(start, first) : nullptr;
  }
  return parse_set_rest(start, first);
}

Expr* Parser::parse_dict_rest(const Token& start, Expr* key) {
  std::vector<Expr*> keys, values;
  for (;;) {
    Expr* value = nullptr;
    if (key == nullptr && accept(TokenType::DoubleStar)) {
      value = parse_binary(1);
    } else {
      if (key == nullptr) key = parse_expression();
      if (key == nullptr || !accept(TokenType::Colon)) return nullptr;
      value = parse_expression();
    }
    if (value == nullptr) return nullptr;
    if (keys.empty() && key != nullptr && at_comprehension()) {
      DictComp* node = begin<DictComp>(start);
      node->key = key;
      node->value = value;
      bool good = parse_generators(node->generators) && accept(TokenType::RightBrace);
      return good ? finish(node) : nullptr;
    }
    keys.push_back(key);
    values.push_back(value);
    key = nullptr;
    if (!accept(TokenType::Comma) || at(TokenType::RightBrace)) break;
  }
  if (!accept(TokenType::RightBrace)) return nullptr;
  Dict* dict = begin<Dict>(start);
  dict->keys = result_.arena.copy(keys.data(), keys.size());
  dict->values = result_.arena.copy(values.data(), values.size());
  return finish(dict);
}

Expr* Parser::parse_set_rest(const Token& start, Expr* first) {
  if (at_comprehension()) {
    if (first->kind == Kind::Starred) return nullptr;
    SetComp* node = begin<SetComp>(start);
    node->elt = first;
    bool good = parse_generators(node->generators) && accept(TokenType::RightBrace);
    return good ? finish(node) : nullptr;
  }
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma)) {
    if (at(TokenType::RightBrace)) break;
    Expr* item = parse_star_named_expression();
    if (item == nullptr) {
      scratch_.resize(base);
      return nullptr;
    }
    push(item);
  }
  Set* set = begin<Set>(start);
  set->elts = take<Expr>(base);
  return accept(TokenType::RightBrace) ? finish(set) : nullptr;
}

// One or more `for target in iter if test ...`.
bool Parser::parse_generators(Seq<Comprehension*>& generators) {
  size_t base = scratch_.size();
  auto one_generator = [&]() -> Comprehension* {
    auto* node = result_.arena.make<Comprehension>();
    node->is_async = accept(TokenType::KwAsync);
    at_++;
    node->target = parse_star_targets();
    if (node->target == nullptr || !accept(TokenType::KwIn)) return nullptr;
    node->iter = parse_disjunction();
    if (node->iter == nullptr) return nullptr;
    size_t ifs = scratch_.size();
    while (accept(TokenType::KwIf)) {
      Expr* test = parse_disjunction();
      if (test == nullptr) return nullptr;
      push(test);
    }
    node->ifs = take<Expr>(ifs);
    return node;
  };
  do {
    Comprehension* node = one_generator();
    if (node == nullptr) {
      scratch_.resize(base);
      return false;
    }
    push(node);
  } while (at_comprehension());
  generators = take<Comprehension>(base);
  return true;
}

Expr* Parser::parse_slices() {
  const Token& start = token();
  Expr* first = at(TokenType::Star) ? parse_starred(false) : parse_slice();
  if (first == nullptr) return nullptr;
  if (!at(TokenType::Comma) && first->kind != Kind::Starred) return first;
  size_t base = scratch_.size();
  push(first);
  while (accept(TokenType::Comma)) {
    if (at(TokenType::RightBracket)) break;
    Expr* item = at(TokenType::Star) ? parse_starred(false) : parse_slice();
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

Expr* Parser::parse_slice() {
  const Token& start = token();
  Expr* lower = nullptr;
  if (!at(TokenType::Colon)) {
    bool named = at(TokenType::Name) && type(1) == TokenType::ColonEqual;
    lower = parse_named_expression();
    if (lower == nullptr) return nullptr;
    if (!at(TokenType::Colon)) return lower;
    if (named) return nullptr;
  }
  at_++;
  Slice* slice = begin<Slice>(start);
  slice->lower = lower;
  if (at_expression_start()) {
    slice->upper = parse_expression();
    if (slice->upper == nullptr) return nullptr;
  }
  if (accept(TokenType::Colon) && at_expression_start()) {
    slice->step = parse_expression();
    if (slice->step == nullptr) return nullptr;
  }
  return finish(slice);
}

// The arguments of a call or the bases of a class, up to and with the closing parenthesis.
bool Parser::parse_arguments(ExprSeq& args, Seq<Keyword*>& keywords, bool is_call) {
  std::vector<Keyword*> named;
  size_t base = scratch_.size();
  bool saw_keyword = false, saw_double_star = false;
  const Token& open = tokens_[at_ - 1];
  auto one_argument = [&]() -> bool {
    if (at(TokenType::Star)) {
      if (saw_double_star) return false;
      Expr* starred = parse_starred(false);
      if (starred == nullptr) return false;
      push(starred);
      return true;
    }
    if (at(TokenType::DoubleStar)) {
      Keyword* keyword = begin<Keyword>(token());
      at_++;
      keyword->value = parse_expression();
      if (keyword->value == nullptr) return false;
      named.push_back(finish(keyword));
      return saw_double_star = true;
    }
    if (at(TokenType::Name) && type(1) == TokenType::Equal) {
      Keyword* keyword = begin<Keyword>(token());
      keyword->arg = parse_name();
      at_++;
      keyword->value = parse_expression();
      if (keyword->value == nullptr) return false;
      named.push_back(finish(keyword));
      return saw_keyword = true;
    }
    if (saw_keyword || saw_double_star) return false;
    Expr* value = parse_named_expression();
    if (value == nullptr) return false;
    if (at_comprehension()) {
      // A generator expression shares the call's parentheses when it is the only argument.
      if (!is_call || scratch_.size() != base) return false;
      GeneratorExp* node = begin<GeneratorExp>(open);
      node->elt = value;
      if (!parse_generators(node->generators) || !at(TokenType::RightParen)) return false;
      at_++;
      push(finish(node));
      at_--;
      return true;
    }
    push(value);
    return true;
  };
  while (!at(TokenType::RightParen)) {
    if (!one_argument()) {
      scratch_.resize(base);
      return false;
    }
    if (!accept(TokenType::Comma)) break;
  }
  args = take<Expr>(base);
  keywords = result_.arena.copy(named.data(), named.size());
  return accept(TokenType::RightParen);
}

}  // namespace gilscope::syntax
