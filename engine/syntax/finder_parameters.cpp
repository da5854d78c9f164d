// Parameters of functions and, without annotations and with `:` at the end, of lambdas.
#include "syntax/finder_impl.h"

namespace gilscope::syntax {

using T = TokenType;

bool Finder::parameters() {
  return attempt([&] { return invalid([&] { return invalid_parameters(); }); }) ||
         attempt([&] { return valid_parameters(); });
}

bool Finder::valid_parameters() {
  auto plain = [&] { return parameter_without_default(); };
  auto with_default = [&] { return parameter_with_default(); };
  auto rest = [&] { return maybe([&] { return star_etc(); }); };
  return attempt([&] {
           return slash_without_default() && many(plain) && many(with_default) && rest();
         }) ||
         attempt([&] { return slash_with_default() && many(with_default) && rest(); }) ||
         attempt([&] { return many1(plain) && many(with_default) && rest(); }) ||
         attempt([&] { return many1(with_default) && rest(); }) ||
         attempt([&] { return star_etc(); });
}

bool Finder::parameter_end() {
  return tok(T::Comma) || ahead(lambda_ ? T::Colon : T::RightParen);
}

// The parameter itself, for its position; `parameter_end` is the caller's.
R Finder::parameter() {
  size_t start = mark_;
  if (!any_name()) return nullptr;
  if (!lambda_ && !maybe([&] { return tok(T::Colon) && expression(); })) return nullptr;
  return make(ast::Kind::arg, start);
}

R Finder::star_annotated_parameter() {
  size_t start = mark_;
  if (lambda_) return nullptr;
  bool good = any_name() && tok(T::Colon) && star_expression();
  R item = good ? make(ast::Kind::arg, start) : nullptr;
  return item && parameter_end() ? item : nullptr;
}

R Finder::parameter_without_default() {
  R item = parameter();
  return item && parameter_end() ? item : nullptr;
}

R Finder::default_value() {
  return pick([&]() -> R { return tok(T::Equal) ? expression() : nullptr; },
              [&]() -> R {
                invalid([&] {
                  R a = tok(T::Equal);
                  return a && ahead([&] { return tok(T::RightParen) || tok(T::Comma); }) &&
                         raise_at(a, "expected default value expression");
                });
                return nullptr;
              });
}

R Finder::parameter_with_default() {
  R item = parameter();
  return item && default_value() && parameter_end() ? item : nullptr;
}

R Finder::parameter_maybe_default() {
  R item = parameter();
  return item && maybe([&] { return default_value(); }) && parameter_end() ? item : nullptr;
}

bool Finder::slash_without_default() {
  return many1([&] { return parameter_without_default(); }) && tok(T::Slash) && parameter_end();
}

bool Finder::slash_with_default() {
  return many([&] { return parameter_without_default(); }) &&
         many1([&] { return parameter_with_default(); }) && tok(T::Slash) && parameter_end();
}

bool Finder::star_etc() {
  auto maybe_default = [&] { return parameter_maybe_default(); };
  auto keywords = [&] { return maybe([&] { return keyword_parameters(); }); };
  return attempt([&] { return invalid([&] { return invalid_star_etc(); }); }) || attempt([&] {
           return tok(T::Star) && parameter_without_default() && many(maybe_default) && keywords();
         }) ||
         attempt([&] {
           return tok(T::Star) && star_annotated_parameter() && many(maybe_default) && keywords();
         }) ||
         attempt(
             [&] { return tok(T::Star) && tok(T::Comma) && many1(maybe_default) && keywords(); }) ||
         attempt([&] { return keyword_parameters(); });
}

bool Finder::keyword_parameters() {
  return attempt([&] { return invalid([&] { return invalid_keyword_parameters(); }); }) ||
         attempt([&] { return tok(T::DoubleStar) && parameter_without_default(); });
}

bool Finder::invalid_parameters_helper() {
  return attempt([&] { return slash_with_default(); }) ||
         attempt([&] { return many1([&] { return parameter_with_default(); }); });
}

bool Finder::invalid_parameters() {
  R a = nullptr;
  R b = nullptr;
  auto plain = [&] { return parameter_without_default(); };
  auto maybe_default = [&] { return parameter_maybe_default(); };
  auto slash = [&] {
    return attempt([&] { return slash_without_default(); }) ||
           attempt([&] { return slash_with_default(); });
  };
  attempt([&] {
    return (a = tok(T::Slash)) && tok(T::Comma) &&
           raise_at(a, "at least one argument must precede /");
  });
  attempt([&] {
    return slash() && many(maybe_default) && (a = tok(T::Slash)) &&
           raise_at(a, "/ may appear only once");
  });
  attempt([&] {
    return maybe([&] { return slash_without_default(); }) && many(plain) &&
           invalid_parameters_helper() && (a = parameter_without_default()) &&
           raise_at(a, "parameter without a default follows parameter with a default");
  });
  attempt([&] {
    if (!(many(plain) && (a = tok(T::LeftParen)))) return false;
    bool good = lambda_ ? separated(T::Comma, [&] { return parameter(); }) : many1(plain);
    return good && maybe([&] { return tok(T::Comma); }) && (b = tok(T::RightParen)) &&
           raise_range(a, b,
                       lambda_ ? "Lambda expression parameters cannot be parenthesized"
                               : "Function parameters cannot be parenthesized");
  });
  attempt([&] {
    return maybe(slash) && many(maybe_default) && tok(T::Star) &&
           (tok(T::Comma) || attempt(plain)) && many(maybe_default) && (a = tok(T::Slash)) &&
           raise_at(a, "/ must be ahead of *");
  });
  return attempt([&] {
    return many1(maybe_default) && tok(T::Slash) && (a = tok(T::Star)) &&
           raise_at(a, "expected comma between / and *");
  });
}

bool Finder::invalid_star_etc() {
  R a = nullptr;
  T close = lambda_ ? T::Colon : T::RightParen;
  constexpr const char* kNamedMustFollow = "named arguments must follow bare *";
  attempt([&] {
    bool good = (a = tok(T::Star)) && (tok(close) || attempt([&] {
                                         return tok(T::Comma) && (tok(close) || tok(T::DoubleStar));
                                       }));
    if (!good) return false;
    return lambda_ ? raise_last(kNamedMustFollow) : raise_at(a, kNamedMustFollow);
  });
  attempt([&] {
    return tok(T::Star) && parameter() && (a = tok(T::Equal)) &&
           raise_at(a, "var-positional argument cannot have default value");
  });
  auto one = [&] { return attempt([&] { return parameter_without_default(); }) || tok(T::Comma); };
  return attempt([&] {
    return tok(T::Star) && one() && many([&] { return parameter_maybe_default(); }) &&
           (a = tok(T::Star)) && one() && raise_at(a, "* argument may appear only once");
  });
}

bool Finder::invalid_keyword_parameters() {
  R a = nullptr;
  attempt([&] {
    return tok(T::DoubleStar) && parameter() && (a = tok(T::Equal)) &&
           raise_at(a, "var-keyword argument cannot have default value");
  });
  constexpr const char* kCannotFollow = "arguments cannot follow var-keyword argument";
  attempt([&] {
    return tok(T::DoubleStar) && parameter() && tok(T::Comma) && (a = parameter()) &&
           raise_at(a, kCannotFollow);
  });
  return attempt([&] {
    if (!(tok(T::DoubleStar) && parameter() && tok(T::Comma))) return false;
    a = tok(T::Star);
    if (!a) a = tok(T::DoubleStar);
    if (!a) a = tok(T::Slash);
    return a && raise_at(a, kCannotFollow);
  });
}

}  // namespace gilscope::syntax
