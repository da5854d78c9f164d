// `match` statements and patterns.
#include "syntax/finder_impl.h"

namespace gilscope::syntax {

using ast::Kind;
using T = TokenType;

bool Finder::match_statement() {
  return attempt([&] {
           return soft_keyword("match") && subject() && tok(T::Colon) && tok(T::NewLine) &&
                  tok(T::Indent) && many1([&] { return case_block(); }) && tok(T::Dedent);
         }) ||
         attempt([&] {
           return invalid([&] {
             attempt([&] {
               return soft_keyword("match") && subject() && tok(T::NewLine) &&
                      raise_last("expected ':'");
             });
             return attempt([&] {
               R a = soft_keyword("match");
               return a && subject() && tok(T::Colon) && missing_block(a, "'match' statement");
             });
           });
         });
}

bool Finder::subject() {
  std::vector<R> items;
  return attempt([&] {
           return star_named_expression() && tok(T::Comma) &&
                  maybe([&] { return star_named_expressions(items); });
         }) ||
         attempt([&] { return named_expression(); });
}

bool Finder::guard() {
  return tok(T::KwIf) && named_expression();
}

bool Finder::case_block() {
  auto head = [&] { return patterns() && maybe([&] { return guard(); }); };
  return attempt([&] {
           return invalid([&] {
             attempt([&] {
               return soft_keyword("case") && head() && tok(T::NewLine) &&
                      raise_last("expected ':'");
             });
             return attempt([&] {
               R a = soft_keyword("case");
               return a && head() && tok(T::Colon) && missing_block(a, "'case' statement");
             });
           });
         }) ||
         attempt([&] { return soft_keyword("case") && head() && tok(T::Colon) && block(); });
}

bool Finder::patterns() {
  return attempt([&] { return open_sequence(); }) || attempt([&] { return pattern(); });
}

R Finder::pattern() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good = or_pattern() && tok(T::KwAs) && capture_target();
        return good ? make(Kind::MatchAs, start) : nullptr;
      },
      [&]() -> R {
        invalid([&] {
          R a = nullptr;
          attempt([&] {
            return or_pattern() && tok(T::KwAs) && (a = soft_keyword("_")) &&
                   raise_at(a, "cannot use '_' as a target");
          });
          return attempt([&] {
            return or_pattern() && tok(T::KwAs) && not_ahead(T::Name) && (a = expression()) &&
                   raise_at(a, "invalid pattern target");
          });
        });
        return nullptr;
      },
      [&] { return or_pattern(); });
}

R Finder::or_pattern() {
  size_t start = mark_;
  bool good = separated(T::VerticalBar, [&] { return closed_pattern(); });
  return good ? make(Kind::MatchOr, start) : nullptr;
}

R Finder::closed_pattern() {
  return remember(Rule::closed_pattern, [&]() -> R {
    size_t start = mark_;
    auto made = [&](bool good) { return good ? make(Kind::MatchValue, start) : nullptr; };
    return pick(
        [&] { return literal_pattern(); }, [&] { return capture_target(); },
        [&] { return soft_keyword("_"); },
        [&] {
          return made(name_or_attribute(true) &&
                      not_ahead([&] { return tok(T::Dot) || tok(T::LeftParen) || tok(T::Equal); }));
        },
        [&] { return made(tok(T::LeftParen) && pattern() && tok(T::RightParen)); },
        [&] {
          return made(attempt([&] {
                        return tok(T::LeftBracket) && maybe([&] { return maybe_sequence(); }) &&
                               tok(T::RightBracket);
                      }) ||
                      attempt([&] {
                        return tok(T::LeftParen) && maybe([&] { return open_sequence(); }) &&
                               tok(T::RightParen);
                      }));
        },
        [&] { return made(mapping_pattern()); }, [&] { return made(class_pattern()); });
  });
}

R Finder::literal_pattern() {
  return pick(
      [&]() -> R {
        R a = signed_number();
        return a && not_ahead([&] { return tok(T::Plus) || tok(T::Minus); }) ? a : nullptr;
      },
      [&] { return complex_number(); }, [&] { return strings(); }, [&] { return tok(T::KwNone); },
      [&] { return tok(T::KwTrue); }, [&] { return tok(T::KwFalse); });
}

R Finder::signed_number() {
  return pick([&] { return number(); }, [&]() -> R { return tok(T::Minus) ? number() : nullptr; });
}

R Finder::complex_number() {
  auto real = [&]() -> R {
    R a = number();
    if (a && a->constant == ast::ConstantType::Complex) {
      raise_at(a, "real number required in complex literal");
    }
    return a;
  };
  auto signed_real = [&] {
    return attempt(real) || attempt([&] { return tok(T::Minus) && real(); });
  };
  auto imaginary = [&]() -> R {
    R a = number();
    if (a && a->constant != ast::ConstantType::Complex) {
      raise_at(a, "imaginary number required in complex literal");
    }
    return a;
  };
  return pick([&]() -> R { return signed_real() && tok(T::Plus) ? imaginary() : nullptr; },
              [&]() -> R { return signed_real() && tok(T::Minus) ? imaginary() : nullptr; });
}

R Finder::capture_target() {
  if (!not_ahead([&] { return soft_keyword("_"); })) return nullptr;
  R a = any_name();
  bool good = a && not_ahead([&] { return tok(T::Dot) || tok(T::LeftParen) || tok(T::Equal); });
  return good ? a : nullptr;
}

R Finder::name_or_attribute(bool attribute_only) {
  size_t start = mark_;
  if (!any_name()) return nullptr;
  bool dotted = false;
  many([&] {
    bool good = tok(T::Dot) && any_name();
    dotted |= good;
    return good;
  });
  if (raised_ || (attribute_only && !dotted)) return nullptr;
  return make(dotted ? Kind::Attribute : Kind::Name, start);
}

bool Finder::open_sequence() {
  return maybe_star_pattern() && tok(T::Comma) && maybe([&] { return maybe_sequence(); });
}

bool Finder::maybe_sequence() {
  return separated(T::Comma, [&] { return maybe_star_pattern(); }) &&
         maybe([&] { return tok(T::Comma); });
}

R Finder::maybe_star_pattern() {
  return pick(
      [&]() -> R {
        return remember(Rule::star_pattern, [&]() -> R {
          return pick([&]() -> R { return tok(T::Star) ? capture_target() : nullptr; },
                      [&]() -> R { return tok(T::Star) ? soft_keyword("_") : nullptr; });
        });
      },
      [&] { return pattern(); });
}

bool Finder::mapping_pattern() {
  auto comma = [&] { return maybe([&] { return tok(T::Comma); }); };
  auto rest = [&] { return tok(T::DoubleStar) && capture_target(); };
  auto key = [&] {
    return pick(
        [&]() -> R {
          R a = signed_number();
          return a && not_ahead([&] { return tok(T::Plus) || tok(T::Minus); }) ? a : nullptr;
        },
        [&] { return complex_number(); }, [&] { return strings(); }, [&] { return tok(T::KwNone); },
        [&] { return tok(T::KwTrue); }, [&] { return tok(T::KwFalse); },
        [&] { return name_or_attribute(true); });
  };
  auto items = [&] {
    return separated(T::Comma, [&] { return key() && tok(T::Colon) && pattern(); });
  };
  return attempt([&] { return tok(T::LeftBrace) && tok(T::RightBrace); }) ||
         attempt([&] { return tok(T::LeftBrace) && rest() && comma() && tok(T::RightBrace); }) ||
         attempt([&] {
           return tok(T::LeftBrace) && items() && tok(T::Comma) && rest() && comma() &&
                  tok(T::RightBrace);
         }) ||
         attempt([&] { return tok(T::LeftBrace) && items() && comma() && tok(T::RightBrace); });
}

bool Finder::keyword_pattern() {
  return any_name() && tok(T::Equal) && pattern();
}

bool Finder::class_pattern() {
  auto head = [&] { return name_or_attribute(false) && tok(T::LeftParen); };
  auto comma = [&] { return maybe([&] { return tok(T::Comma); }); };
  auto positional = [&] { return separated(T::Comma, [&] { return pattern(); }); };
  auto keywords = [&] { return separated(T::Comma, [&] { return keyword_pattern(); }); };
  return attempt([&] { return head() && tok(T::RightParen); }) ||
         attempt([&] { return head() && positional() && comma() && tok(T::RightParen); }) ||
         attempt([&] { return head() && keywords() && comma() && tok(T::RightParen); }) ||
         attempt([&] {
           return head() && positional() && tok(T::Comma) && keywords() && comma() &&
                  tok(T::RightParen);
         }) ||
         attempt([&] { return invalid([&] { return invalid_class_pattern(); }); });
}

bool Finder::invalid_class_pattern() {
  R first = nullptr;
  R last = nullptr;
  auto positional = [&] {
    first = last = nullptr;
    return separated(T::Comma, [&] {
      R a = pattern();
      if (a) last = a;
      if (a && !first) first = a;
      return a != nullptr;
    });
  };
  return name_or_attribute(false) && tok(T::LeftParen) &&
         maybe([&] { return positional() && tok(T::Comma); }) &&
         separated(T::Comma, [&] { return keyword_pattern(); }) && tok(T::Comma) && positional() &&
         raise_range(first, last, "positional patterns follow keyword patterns");
}

}  // namespace gilscope::syntax
