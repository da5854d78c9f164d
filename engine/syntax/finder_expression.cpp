// Expressions by precedence, with the mistakes people make in them.
#include "syntax/finder_impl.h"

namespace gilscope::syntax {

using ast::Kind;
using T = TokenType;

// a, b, c without stars.
R Finder::expressions() {
  size_t start = mark_;
  std::vector<R> items;
  auto item = [&] {
    R a = expression();
    if (a) items.push_back(a);
    return a != nullptr;
  };
  return pick(
      [&]() -> R {
        bool good = item() && many1([&] { return tok(T::Comma) && item(); }) &&
                    maybe([&] { return tok(T::Comma); });
        return good ? make(Kind::Tuple, start, items) : nullptr;
      },
      [&]() -> R {
        items.clear();
        return item() && tok(T::Comma) ? make(Kind::Tuple, start, items) : nullptr;
      },
      [&] { return expression(); });
}

R Finder::conditional_expression() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good =
            disjunction() && tok(T::KwIf) && disjunction() && tok(T::KwElse) && expression();
        return good ? make(Kind::IfExp, start) : nullptr;
      },
      [&] { return disjunction(); }, [&] { return lambda_expression(); });
}

R Finder::expression() {
  return remember(Rule::expression, [&]() -> R {
    if (attempt([&] { return invalid([&] { return invalid_expression(); }); })) return yes();
    if (attempt([&] { return invalid([&] { return invalid_legacy_expression(); }); })) {
      return yes();
    }
    return conditional_expression();
  });
}

R Finder::expression_without_invalid() {
  bool before = invalid_rules_;
  invalid_rules_ = false;
  R item = conditional_expression();
  invalid_rules_ = before;
  return item;
}

bool Finder::is_legacy_statement(R name) const {
  size_t start = static_cast<size_t>(lexed_.line_starts[name->line - 1] + name->col);
  std::string_view word = source_.substr(start, name->end_col - name->col);
  return name->kind == Kind::Name && (word == "print" || word == "exec");
}

// CPython 3.12 compares as many characters as the name has, so "c" passes for "case".
R Finder::soft_keyword_prefix() {
  if (!fetch() || token_at(mark_).type != T::Name) return nullptr;
  std::string_view name = text(token_at(mark_));
  for (std::string_view word : {"_", "case", "match", "type"}) {
    if (word.substr(0, name.size()) == name) return any_name();
  }
  return nullptr;
}

bool Finder::invalid_expression() {
  R a = nullptr;
  R b = nullptr;
  bool done = false;
  attempt([&] {
    bool name_string = !not_ahead([&] {
      return attempt([&] { return any_name() && tok(T::String); }) || soft_keyword_prefix();
    });
    if (name_string || !(a = disjunction()) || !(b = expression_without_invalid())) return false;
    done = true;
    if (is_legacy_statement(a) || token_at(mark_ - 1).level == 0) return false;
    return raise_range(a, b, "invalid syntax. Perhaps you forgot a comma?");
  });
  if (done || raised_) return false;
  attempt([&] {
    return (a = disjunction()) && tok(T::KwIf) && (b = disjunction()) &&
           not_ahead([&] { return tok(T::KwElse) || tok(T::Colon); }) &&
           raise_range(a, b, "expected 'else' after 'if' expression");
  });
  return attempt([&] {
    if (!(a = tok(T::KwLambda))) return false;
    bool before = lambda_;
    lambda_ = true;
    maybe([&] { return parameters(); });
    lambda_ = before;
    return (b = tok(T::Colon)) && ahead(T::FStringMiddle) &&
           raise_range(a, b, "f-string: lambda expressions are not allowed without parentheses");
  });
}

bool Finder::invalid_legacy_expression() {
  R a = any_name();
  R b = nullptr;
  if (!(a && not_ahead(T::LeftParen) && (b = star_expressions()))) return false;
  if (!is_legacy_statement(a)) return false;
  size_t start = static_cast<size_t>(lexed_.line_starts[a->line - 1] + a->col);
  std::string word(source_.substr(start, a->end_col - a->col));
  return raise_range(
      a, b, "Missing parentheses in call to '" + word + "'. Did you mean " + word + "(...)?");
}

R Finder::yield_expression() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good = tok(T::KwYield) && tok(T::KwFrom) && expression();
        return good ? make(Kind::YieldFrom, start) : nullptr;
      },
      [&]() -> R {
        bool good = tok(T::KwYield) && maybe([&] { return star_expressions(); });
        return good ? make(Kind::Yield, start) : nullptr;
      });
}

R Finder::star_expressions() {
  size_t start = mark_;
  std::vector<R> items;
  auto item = [&] {
    R a = star_expression();
    if (a) items.push_back(a);
    return a != nullptr;
  };
  return pick(
      [&]() -> R {
        bool good = item() && many1([&] { return tok(T::Comma) && item(); }) &&
                    maybe([&] { return tok(T::Comma); });
        return good ? make(Kind::Tuple, start, items) : nullptr;
      },
      [&]() -> R {
        items.clear();
        return item() && tok(T::Comma) ? make(Kind::Tuple, start, items) : nullptr;
      },
      [&] { return star_expression(); });
}

R Finder::star_expression() {
  return remember(Rule::star_expression, [&]() -> R {
    size_t start = mark_;
    return pick(
        [&]() -> R {
          R a = nullptr;
          bool good = tok(T::Star) && (a = bitwise_or());
          return good ? make(Kind::Starred, start, {a}) : nullptr;
        },
        [&] { return expression(); });
  });
}

bool Finder::star_named_expressions(std::vector<R>& items) {
  return separated(T::Comma,
                   [&] {
                     R a = star_named_expression();
                     if (a) items.push_back(a);
                     return a != nullptr;
                   }) &&
         maybe([&] { return tok(T::Comma); });
}

R Finder::star_named_expression() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        R a = nullptr;
        bool good = tok(T::Star) && (a = bitwise_or());
        return good ? make(Kind::Starred, start, {a}) : nullptr;
      },
      [&] { return named_expression(); });
}

R Finder::assignment_expression() {
  size_t start = mark_;
  bool good = any_name() && tok(T::ColonEqual) && expression();
  return good ? make(Kind::NamedExpr, start) : nullptr;
}

R Finder::named_expression() {
  return pick([&] { return assignment_expression(); },
              [&]() -> R {
                invalid([&] { return invalid_named_expression(); });
                return nullptr;
              },
              [&]() -> R {
                R a = expression();
                return a && not_ahead(T::ColonEqual) ? a : nullptr;
              });
}

bool Finder::invalid_named_expression() {
  R a = nullptr;
  R b = nullptr;
  remember(Rule::invalid_named_expression, [&]() -> R {
    attempt([&] {
      return (a = expression()) && tok(T::ColonEqual) && expression() &&
             raise_at(a,
                      "cannot use assignment expressions with " + std::string(expression_name(a)));
    });
    auto end = [&] { return tok(T::Equal) || tok(T::ColonEqual); };
    attempt([&] {
      return (a = any_name()) && tok(T::Equal) && (b = bitwise_or()) && not_ahead(end) &&
             raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    });
    attempt([&] {
      bool excluded = !not_ahead([&] {
        return attempt([&] { return list(); }) || attempt([&] { return tuple(); }) ||
               attempt([&] { return generator_expression(); }) || tok(T::KwTrue) ||
               tok(T::KwNone) || tok(T::KwFalse);
      });
      return !excluded && (a = bitwise_or()) && tok(T::Equal) && bitwise_or() && not_ahead(end) &&
             raise_at(a, "cannot assign to " + std::string(expression_name(a)) +
                             " here. Maybe you meant '==' instead of '='?");
    });
    return nullptr;
  });
  return false;
}

R Finder::disjunction() {
  return remember(Rule::disjunction, [&]() -> R {
    size_t start = mark_;
    R first = conjunction();
    if (!first) return nullptr;
    size_t before = mark_;
    many([&] { return tok(T::KwOr) && conjunction(); });
    return mark_ == before ? first : make(Kind::BoolOp, start);
  });
}

R Finder::conjunction() {
  return remember(Rule::conjunction, [&]() -> R {
    size_t start = mark_;
    R first = inversion();
    if (!first) return nullptr;
    size_t before = mark_;
    many([&] { return tok(T::KwAnd) && inversion(); });
    return mark_ == before ? first : make(Kind::BoolOp, start);
  });
}

R Finder::inversion() {
  return remember(Rule::inversion, [&]() -> R {
    size_t start = mark_;
    return pick(
        [&]() -> R { return tok(T::KwNot) && inversion() ? make(Kind::UnaryOp, start) : nullptr; },
        [&] { return comparison(); });
  });
}

R Finder::comparison() {
  size_t start = mark_;
  R left = bitwise_or();
  if (!left) return nullptr;
  bool first_is_in = false;
  int count = 0;
  many([&] {
    bool is_in = false;
    bool good = false;
    for (T type :
         {T::EqualEqual, T::NotEqual, T::LessEqual, T::Less, T::GreaterEqual, T::Greater}) {
      good = good || attempt([&] { return tok(type) && bitwise_or(); });
    }
    good = good || attempt([&] { return tok(T::KwNot) && tok(T::KwIn) && bitwise_or(); }) ||
           attempt([&] { return is_in = tok(T::KwIn) && bitwise_or(); }) ||
           attempt([&] { return tok(T::KwIs) && tok(T::KwNot) && bitwise_or(); }) ||
           attempt([&] { return tok(T::KwIs) && bitwise_or(); });
    if (good && count++ == 0) first_is_in = is_in;
    return good;
  });
  if (raised_) return nullptr;
  if (count == 0) return left;
  Item* item = make(Kind::Compare, start);
  item->children = arena_.copy(&left, 1);
  item->starts_with_in = first_is_in;
  return item;
}

R Finder::bitwise_or() {
  return binary(0);
}

// Left-associative operators, loosest first.
R Finder::binary(int level) {
  static const std::vector<std::vector<T>> kOperators = {
      {T::VerticalBar},    {T::Circumflex},
      {T::Ampersand},      {T::LeftShift, T::RightShift},
      {T::Plus, T::Minus}, {T::Star, T::Slash, T::DoubleSlash, T::Percent, T::At},
  };
  if (static_cast<size_t>(level) == kOperators.size()) return factor();
  Rule rule = static_cast<Rule>(static_cast<int>(Rule::bitwise_or) + level);
  return remember(rule, [&]() -> R {
    size_t start = mark_;
    R left = binary(level + 1);
    if (!left) return nullptr;
    size_t before = mark_;
    many([&] {
      for (T type : kOperators[static_cast<size_t>(level)]) {
        if (tok(type)) return binary(level + 1) != nullptr;
      }
      return false;
    });
    return mark_ == before ? left : make(Kind::BinOp, start);
  });
}

R Finder::factor() {
  return remember(Rule::factor, [&]() -> R {
    size_t start = mark_;
    auto unary = [&](T type) -> R {
      return tok(type) && factor() ? make(Kind::UnaryOp, start) : nullptr;
    };
    return pick([&] { return unary(T::Plus); }, [&] { return unary(T::Minus); },
                [&] { return unary(T::Tilde); }, [&] { return power(); });
  });
}

R Finder::power() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good = await_primary() && tok(T::DoubleStar) && factor();
        return good ? make(Kind::BinOp, start) : nullptr;
      },
      [&] { return await_primary(); });
}

R Finder::await_primary() {
  return remember(Rule::await_primary, [&]() -> R {
    size_t start = mark_;
    return pick(
        [&]() -> R { return tok(T::KwAwait) && primary() ? make(Kind::Await, start) : nullptr; },
        [&] { return primary(); });
  });
}

R Finder::primary() {
  return remember(Rule::primary, [&]() -> R {
    size_t start = mark_;
    R left = atom();
    while (left) {
      R next = pick(
          [&]() -> R { return tok(T::Dot) && any_name() ? make(Kind::Attribute, start) : nullptr; },
          [&]() -> R { return generator_expression() ? make(Kind::Call, start) : nullptr; },
          [&]() -> R {
            bool good =
                tok(T::LeftParen) && maybe([&] { return arguments(); }) && tok(T::RightParen);
            return good ? make(Kind::Call, start) : nullptr;
          },
          [&]() -> R {
            bool good = tok(T::LeftBracket) && slices() && tok(T::RightBracket);
            return good ? make(Kind::Subscript, start) : nullptr;
          });
      if (raised_) return nullptr;
      if (!next) break;
      left = next;
    }
    return left;
  });
}

R Finder::lambda_expression() {
  size_t start = mark_;
  if (!tok(T::KwLambda)) return nullptr;
  bool before = lambda_;
  lambda_ = true;
  bool good = maybe([&] { return parameters(); });
  lambda_ = before;
  good = good && tok(T::Colon) && expression();
  return good ? make(Kind::Lambda, start) : nullptr;
}

}  // namespace gilscope::syntax
