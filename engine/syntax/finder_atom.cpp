// Atoms, displays, comprehensions, subscripts and call arguments.
#include "syntax/finder_impl.h"

namespace gilscope::syntax {

using ast::ConstantType;
using ast::Kind;
using T = TokenType;

R Finder::atom() {
  size_t start = mark_;
  auto constant = [&](T type, ConstantType value) -> R {
    if (!tok(type)) return nullptr;
    Item* item = make(Kind::Constant, start);
    item->constant = value;
    return item;
  };
  return pick([&] { return any_name(); }, [&] { return constant(T::KwTrue, ConstantType::True); },
              [&] { return constant(T::KwFalse, ConstantType::False); },
              [&] { return constant(T::KwNone, ConstantType::None); },
              [&]() -> R {
                bool begins = ahead([&] { return tok(T::String) || tok(T::FStringStart); });
                return begins ? strings() : nullptr;
              },
              [&] { return number(); },
              [&]() -> R {
                if (!ahead(T::LeftParen)) return nullptr;
                return pick([&] { return tuple(); }, [&] { return group(); },
                            [&] { return generator_expression(); });
              },
              [&]() -> R {
                if (!ahead(T::LeftBracket)) return nullptr;
                return pick([&] { return list(); }, [&] { return list_comprehension(); });
              },
              [&]() -> R {
                if (!ahead(T::LeftBrace)) return nullptr;
                return pick([&] { return dict(); }, [&] { return set_display(); },
                            [&] { return dict_comprehension(); },
                            [&] { return set_comprehension(); });
              },
              [&] { return constant(T::Ellipsis, ConstantType::Ellipsis); });
}

// ---- Subscripts ----

R Finder::slices() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        R a = slice();
        return a && not_ahead(T::Comma) ? a : nullptr;
      },
      [&]() -> R {
        bool good = separated(T::Comma,
                              [&] {
                                return attempt([&] { return slice(); }) ||
                                       attempt([&] { return starred_expression(); });
                              }) &&
                    maybe([&] { return tok(T::Comma); });
        return good ? make(Kind::Tuple, start) : nullptr;
      });
}

R Finder::slice() {
  size_t start = mark_;
  auto part = [&] { return maybe([&] { return expression(); }); };
  return pick(
      [&]() -> R {
        bool good =
            part() && tok(T::Colon) && part() && maybe([&] { return tok(T::Colon) && part(); });
        return good ? make(Kind::Slice, start) : nullptr;
      },
      [&] { return named_expression(); });
}

// ---- Parentheses ----

R Finder::group() {
  return pick(
      [&]() -> R {
        if (!tok(T::LeftParen)) return nullptr;
        R a = pick([&] { return yield_expression(); }, [&] { return named_expression(); });
        return a && tok(T::RightParen) ? a : nullptr;
      },
      [&]() -> R {
        invalid([&] { return invalid_group(); });
        return nullptr;
      });
}

bool Finder::invalid_group() {
  R a = nullptr;
  attempt([&] {
    return tok(T::LeftParen) && (a = starred_expression()) && tok(T::RightParen) &&
           raise_at(a, "cannot use starred expression here");
  });
  return attempt([&] {
    return tok(T::LeftParen) && (a = tok(T::DoubleStar)) && expression() && tok(T::RightParen) &&
           raise_at(a, "cannot use double starred expression here");
  });
}

R Finder::tuple() {
  size_t start = mark_;
  std::vector<R> items;
  bool good = tok(T::LeftParen) && maybe([&] {
                R first = star_named_expression();
                if (!first || !tok(T::Comma)) return false;
                items.push_back(first);
                return maybe([&] { return star_named_expressions(items); });
              }) &&
              tok(T::RightParen);
  return good ? make(Kind::Tuple, start, items) : nullptr;
}

R Finder::generator_expression() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        if (!tok(T::LeftParen)) return nullptr;
        R a = pick([&] { return assignment_expression(); },
                   [&]() -> R {
                     R value = expression();
                     return value && not_ahead(T::ColonEqual) ? value : nullptr;
                   });
        bool good = a && for_if_clauses() && tok(T::RightParen);
        return good ? make(Kind::GeneratorExp, start) : nullptr;
      },
      [&]() -> R {
        invalid([&] { return invalid_comprehension(); });
        return nullptr;
      });
}

// ---- Lists, sets and dicts ----

R Finder::list() {
  size_t start = mark_;
  std::vector<R> items;
  bool good = tok(T::LeftBracket) && maybe([&] { return star_named_expressions(items); }) &&
              tok(T::RightBracket);
  return good ? make(Kind::List, start, items) : nullptr;
}

R Finder::list_comprehension() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good =
            tok(T::LeftBracket) && named_expression() && for_if_clauses() && tok(T::RightBracket);
        return good ? make(Kind::ListComp, start) : nullptr;
      },
      [&]() -> R {
        invalid([&] { return invalid_comprehension(); });
        return nullptr;
      });
}

R Finder::set_display() {
  size_t start = mark_;
  std::vector<R> items;
  bool good = tok(T::LeftBrace) && star_named_expressions(items) && tok(T::RightBrace);
  return good ? make(Kind::Set, start) : nullptr;
}

R Finder::set_comprehension() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good =
            tok(T::LeftBrace) && named_expression() && for_if_clauses() && tok(T::RightBrace);
        return good ? make(Kind::SetComp, start) : nullptr;
      },
      [&]() -> R {
        invalid([&] { return invalid_comprehension(); });
        return nullptr;
      });
}

bool Finder::key_value() {
  return expression() && tok(T::Colon) && expression();
}

bool Finder::double_starred_key_value() {
  return attempt([&] { return tok(T::DoubleStar) && bitwise_or(); }) ||
         attempt([&] { return key_value(); });
}

R Finder::dict() {
  size_t start = mark_;
  auto pairs = [&] {
    return separated(T::Comma, [&] { return double_starred_key_value(); }) &&
           maybe([&] { return tok(T::Comma); });
  };
  return pick(
      [&]() -> R {
        bool good = tok(T::LeftBrace) && maybe(pairs) && tok(T::RightBrace);
        return good ? make(Kind::Dict, start) : nullptr;
      },
      [&]() -> R {
        // CPython looks for these mistakes in the first pass already.
        if (tok(T::LeftBrace)) invalid_key_values();
        return nullptr;
      });
}

R Finder::dict_comprehension() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good = tok(T::LeftBrace) && key_value() && for_if_clauses() && tok(T::RightBrace);
        return good ? make(Kind::DictComp, start) : nullptr;
      },
      [&]() -> R {
        invalid([&] { return invalid_dict_comprehension(); });
        return nullptr;
      });
}

bool Finder::invalid_comprehension() {
  R a = nullptr;
  R b = nullptr;
  attempt([&] {
    return (tok(T::LeftBracket) || tok(T::LeftParen) || tok(T::LeftBrace)) &&
           (a = starred_expression()) && for_if_clauses() &&
           raise_at(a, "iterable unpacking cannot be used in comprehension");
  });
  constexpr const char* kForgot = "did you forget parentheses around the comprehension target?";
  attempt([&] {
    std::vector<R> items;
    return (tok(T::LeftBracket) || tok(T::LeftBrace)) && (a = star_named_expression()) &&
           tok(T::Comma) && star_named_expressions(items) && for_if_clauses() &&
           raise_range(a, items.back(), kForgot);
  });
  return attempt([&] {
    return (tok(T::LeftBracket) || tok(T::LeftBrace)) && (a = star_named_expression()) &&
           (b = tok(T::Comma)) && for_if_clauses() && raise_range(a, b, kForgot);
  });
}

bool Finder::invalid_dict_comprehension() {
  R a = nullptr;
  return tok(T::LeftBrace) && (a = tok(T::DoubleStar)) && bitwise_or() && for_if_clauses() &&
         tok(T::RightBrace) && raise_at(a, "dict unpacking cannot be used in dict comprehension");
}

bool Finder::invalid_key_values() {
  if (attempt([&] {
        return separated(T::Comma, [&] { return double_starred_key_value(); }) && tok(T::Comma) &&
               invalid_key_value();
      })) {
    return true;
  }
  R a = nullptr;
  attempt([&] {
    return expression() && tok(T::Colon) && (a = tok(T::Star)) && bitwise_or() &&
           raise_from(a, "cannot use a starred expression in a dictionary value");
  });
  return attempt([&] {
    return expression() && (a = tok(T::Colon)) &&
           ahead([&] { return tok(T::RightBrace) || tok(T::Comma); }) &&
           raise_at(a, "expression expected after dictionary key and ':'");
  });
}

bool Finder::invalid_key_value() {
  R a = nullptr;
  attempt([&] {
    if (!((a = expression()) && not_ahead(T::Colon))) return false;
    set(DiagnosticKind::SyntaxError, "':' expected after dictionary key", a->line, a->end_col - 1,
        a->end_line, -1);
    raised_ = true;
    return false;
  });
  attempt([&] {
    return expression() && tok(T::Colon) && (a = tok(T::Star)) && bitwise_or() &&
           raise_from(a, "cannot use a starred expression in a dictionary value");
  });
  return attempt([&] {
    return expression() && (a = tok(T::Colon)) &&
           ahead([&] { return tok(T::RightBrace) || tok(T::Comma); }) &&
           raise_at(a, "expression expected after dictionary key and ':'");
  });
}

// The item that ends the last clause: its last condition or its iterable.
R Finder::for_if_clauses() {
  R last = nullptr;
  bool good = many1([&] {
    R clause = for_if_clause();
    if (clause) last = clause;
    return clause != nullptr;
  });
  return good ? last : nullptr;
}

R Finder::for_if_clause() {
  R last = nullptr;
  bool committed = false;
  auto rest = [&]() -> R {
    if (!(tok(T::KwFor) && star_targets() && tok(T::KwIn))) return nullptr;
    committed = true;
    last = disjunction();
    if (!last) return nullptr;
    many([&] {
      R test = tok(T::KwIf) ? disjunction() : nullptr;
      if (test) last = test;
      return test != nullptr;
    });
    return last;
  };
  if (attempt([&] { return tok(T::KwAsync) && rest(); })) return last;
  if (committed) return nullptr;
  if (attempt(rest)) return last;
  if (committed) return nullptr;
  attempt([&] { return invalid([&] { return invalid_for_target(); }); });
  return nullptr;
}

// ---- Arguments ----

R Finder::starred_expression() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        invalid([&] {
          R a = tok(T::Star);
          R b = nullptr;
          return a && expression() && tok(T::Equal) && (b = expression()) &&
                 raise_range(a, b, "cannot assign to iterable argument unpacking");
        });
        return nullptr;
      },
      [&]() -> R {
        R a = nullptr;
        bool good = tok(T::Star) && (a = expression());
        return good ? make(Kind::Starred, start, {a}) : nullptr;
      });
}

R Finder::arguments() {
  return remember(Rule::arguments, [&]() -> R {
    return pick(
        [&]() -> R {
          R a = args();
          bool good = a && maybe([&] { return tok(T::Comma); }) && ahead(T::RightParen);
          return good ? a : nullptr;
        },
        [&]() -> R {
          invalid([&] { return invalid_arguments(); });
          return nullptr;
        });
  });
}

R Finder::positional_argument() {
  return pick([&] { return starred_expression(); },
              [&]() -> R {
                R a = pick([&] { return assignment_expression(); },
                           [&]() -> R {
                             R value = expression();
                             return value && not_ahead(T::ColonEqual) ? value : nullptr;
                           });
                return a && not_ahead(T::Equal) ? a : nullptr;
              });
}

R Finder::args() {
  size_t start = mark_;
  std::vector<R> positional;
  bool double_star = false;
  auto made = [&]() -> R {
    Item* item = make(Kind::Call, start);
    item->children = arena_.copy(positional.data(), positional.size());
    item->positional = static_cast<uint32_t>(positional.size());
    item->has_double_star = double_star;
    return item;
  };
  return pick(
      [&]() -> R {
        bool good =
            separated(T::Comma,
                      [&] {
                        R a = positional_argument();
                        if (a) positional.push_back(a);
                        return a != nullptr;
                      }) &&
            maybe([&] { return tok(T::Comma) && keyword_arguments(positional, double_star); });
        return good ? made() : nullptr;
      },
      [&]() -> R {
        positional.clear();
        return keyword_arguments(positional, double_star) ? made() : nullptr;
      });
}

bool Finder::keyword_arguments(std::vector<R>& positional, bool& double_star) {
  auto starred = [&] {
    return separated(T::Comma, [&] { return keyword_or_starred(positional); });
  };
  auto double_starred = [&] {
    return separated(T::Comma, [&] { return keyword_or_double_starred(double_star); });
  };
  size_t before = positional.size();
  return attempt([&] { return starred() && tok(T::Comma) && double_starred(); }) || attempt([&] {
           positional.resize(before);
           return starred();
         }) ||
         attempt([&] {
           positional.resize(before);
           return double_starred();
         });
}

bool Finder::keyword_or_starred(std::vector<R>& positional) {
  return attempt([&] { return invalid([&] { return invalid_keyword_argument(); }); }) ||
         attempt([&] { return any_name() && tok(T::Equal) && expression(); }) || attempt([&] {
           R a = starred_expression();
           if (a) positional.push_back(a);
           return a != nullptr;
         });
}

bool Finder::keyword_or_double_starred(bool& double_star) {
  return attempt([&] { return invalid([&] { return invalid_keyword_argument(); }); }) ||
         attempt([&] { return any_name() && tok(T::Equal) && expression(); }) || attempt([&] {
           bool good = tok(T::DoubleStar) && expression();
           double_star |= good;
           return good;
         });
}

bool Finder::invalid_keyword_argument() {
  R a = nullptr;
  R b = nullptr;
  for (T type : {T::KwTrue, T::KwFalse, T::KwNone}) {
    attempt([&] {
      return (a = tok(type)) && (b = tok(T::Equal)) &&
             raise_range(a, b, "cannot assign to " + std::string(text_of(type)));
    });
  }
  attempt([&] {
    return (a = any_name()) && (b = tok(T::Equal)) && expression() && for_if_clauses() &&
           raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  });
  attempt([&] {
    return not_ahead([&] { return any_name() && tok(T::Equal); }) && (a = expression()) &&
           (b = tok(T::Equal)) &&
           raise_range(a, b, "expression cannot contain assignment, perhaps you meant \"==\"?");
  });
  return attempt([&] {
    return (a = tok(T::DoubleStar)) && expression() && tok(T::Equal) && (b = expression()) &&
           raise_range(a, b, "cannot assign to keyword argument unpacking");
  });
}

bool Finder::invalid_arguments() {
  R a = nullptr;
  R b = nullptr;
  constexpr const char* kParenthesize = "Generator expression must be parenthesized";
  attempt([&] {
    std::vector<R> ignored;
    bool double_star = false;
    auto keywords = [&] { return keyword_arguments(ignored, double_star); };
    bool good = attempt([&] {
                  return separated(T::Comma, [&] { return positional_argument(); }) &&
                         tok(T::Comma) && keywords();
                }) ||
                attempt(keywords);
    return good && tok(T::Comma) && (a = tok(T::Star)) &&
           raise_at(a, "iterable argument unpacking follows keyword argument unpacking");
  });
  attempt([&] {
    return (a = expression()) && (b = for_if_clauses()) && tok(T::Comma) && maybe([&] {
             return attempt([&] { return args(); }) ||
                    attempt([&] { return expression() && for_if_clauses(); });
           }) &&
           raise_range(a, b, kParenthesize);
  });
  attempt([&] {
    return (a = any_name()) && (b = tok(T::Equal)) && expression() && for_if_clauses() &&
           raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  });
  attempt([&] {
    return maybe([&] { return args() && tok(T::Comma); }) && (a = any_name()) &&
           (b = tok(T::Equal)) && ahead([&] { return tok(T::Comma) || tok(T::RightParen); }) &&
           raise_range(a, b, "expected argument value expression");
  });
  bool done = false;
  attempt([&] {
    if (!((a = args()) && (b = for_if_clauses()))) return false;
    done = true;
    if (a->positional <= 1) return false;
    return raise_range(a->children.back(), b, kParenthesize);
  });
  if (done) return false;
  attempt([&] {
    return args() && tok(T::Comma) && (a = expression()) && (b = for_if_clauses()) &&
           raise_range(a, b, kParenthesize);
  });
  return attempt([&] {
    return (a = args()) && tok(T::Comma) && args() &&
           raise_last(a->has_double_star ? "positional argument follows keyword argument unpacking"
                                         : "positional argument follows keyword argument");
  });
}

}  // namespace gilscope::syntax
