// Targets of assignment, `for` and `del`.
#include "syntax/finder_impl.h"

namespace gilscope::syntax {

using ast::Kind;
using T = TokenType;

R Finder::star_targets() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        R a = star_target();
        return a && not_ahead(T::Comma) ? a : nullptr;
      },
      [&]() -> R {
        std::vector<R> items;
        auto item = [&] {
          R a = star_target();
          if (a) items.push_back(a);
          return a != nullptr;
        };
        bool good = item() && many([&] { return tok(T::Comma) && item(); }) &&
                    maybe([&] { return tok(T::Comma); });
        return good ? make(Kind::Tuple, start, items) : nullptr;
      });
}

R Finder::star_target() {
  return remember(Rule::star_target, [&]() -> R {
    size_t start = mark_;
    return pick(
        [&]() -> R {
          if (!tok(T::Star) || !not_ahead(T::Star)) return nullptr;
          R a = star_target();
          return a ? make(Kind::Starred, start, {a}) : nullptr;
        },
        [&] { return target_with_star_atom(); });
  });
}

// t_primary '.' NAME or t_primary '[' slices ']', at the end of the primary.
R Finder::subscript_attribute_target() {
  size_t start = mark_;
  return pick(
      [&]() -> R {
        bool good =
            t_primary() && tok(T::Dot) && any_name() && not_ahead([&] { return t_lookahead(); });
        return good ? make(Kind::Attribute, start) : nullptr;
      },
      [&]() -> R {
        bool good = t_primary() && tok(T::LeftBracket) && slices() && tok(T::RightBracket) &&
                    not_ahead([&] { return t_lookahead(); });
        return good ? make(Kind::Subscript, start) : nullptr;
      });
}

R Finder::target_with_star_atom() {
  return remember(Rule::target_with_star_atom, [&]() -> R {
    return pick([&] { return subscript_attribute_target(); }, [&] { return star_atom(); });
  });
}

R Finder::star_atom() {
  size_t start = mark_;
  std::vector<R> items;
  auto item = [&] {
    R a = star_target();
    if (a) items.push_back(a);
    return a != nullptr;
  };
  auto comma = [&] { return tok(T::Comma); };
  return pick([&] { return any_name(); },
              [&]() -> R {
                if (!tok(T::LeftParen)) return nullptr;
                R a = target_with_star_atom();
                return a && tok(T::RightParen) ? a : nullptr;
              },
              [&]() -> R {
                bool good = tok(T::LeftParen) && maybe([&] {
                              return attempt([&] {
                                       return item() &&
                                              many1([&] { return tok(T::Comma) && item(); }) &&
                                              maybe(comma);
                                     }) ||
                                     attempt([&] {
                                       items.clear();
                                       return item() && comma();
                                     });
                            }) &&
                            tok(T::RightParen);
                return good ? make(Kind::Tuple, start, items) : nullptr;
              },
              [&]() -> R {
                items.clear();
                bool good = tok(T::LeftBracket) &&
                            maybe([&] { return separated(T::Comma, item) && maybe(comma); }) &&
                            tok(T::RightBracket);
                return good ? make(Kind::List, start, items) : nullptr;
              });
}

R Finder::single_target() {
  return pick([&] { return single_subscript_attribute_target(); }, [&] { return any_name(); },
              [&]() -> R {
                if (!tok(T::LeftParen)) return nullptr;
                R a = single_target();
                return a && tok(T::RightParen) ? a : nullptr;
              });
}

R Finder::single_subscript_attribute_target() {
  return subscript_attribute_target();
}

bool Finder::t_lookahead() {
  return tok(T::LeftParen) || tok(T::LeftBracket) || tok(T::Dot);
}

// A primary that another trailer follows.
R Finder::t_primary() {
  return remember(Rule::t_primary, [&]() -> R {
    size_t start = mark_;
    auto more = [&] { return ahead([&] { return t_lookahead(); }); };
    R left = nullptr;
    if (!attempt([&] { return (left = atom()) && more(); })) return nullptr;
    for (;;) {
      R next = pick(
          [&]() -> R {
            bool good = tok(T::Dot) && any_name() && more();
            return good ? make(Kind::Attribute, start) : nullptr;
          },
          [&]() -> R {
            bool good = tok(T::LeftBracket) && slices() && tok(T::RightBracket) && more();
            return good ? make(Kind::Subscript, start) : nullptr;
          },
          [&]() -> R {
            return generator_expression() && more() ? make(Kind::Call, start) : nullptr;
          },
          [&]() -> R {
            bool good = tok(T::LeftParen) && maybe([&] { return arguments(); }) &&
                        tok(T::RightParen) && more();
            return good ? make(Kind::Call, start) : nullptr;
          });
      if (raised_) return nullptr;
      if (next == nullptr) return left;
      left = next;
    }
  });
}

bool Finder::del_targets() {
  return separated(T::Comma, [&] { return del_target(); }) && maybe([&] { return tok(T::Comma); });
}

R Finder::del_target() {
  return remember(Rule::del_target, [&]() -> R {
    size_t start = mark_;
    auto targets = [&] { return maybe([&] { return del_targets(); }); };
    return pick([&] { return subscript_attribute_target(); }, [&] { return any_name(); },
                [&]() -> R {
                  if (!tok(T::LeftParen)) return nullptr;
                  R a = del_target();
                  return a && tok(T::RightParen) ? a : nullptr;
                },
                [&]() -> R {
                  bool good = tok(T::LeftParen) && targets() && tok(T::RightParen);
                  return good ? make(Kind::Tuple, start) : nullptr;
                },
                [&]() -> R {
                  bool good = tok(T::LeftBracket) && targets() && tok(T::RightBracket);
                  return good ? make(Kind::List, start) : nullptr;
                });
  });
}

}  // namespace gilscope::syntax
