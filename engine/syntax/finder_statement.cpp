// Statement lists, simple statements and type parameters, with the mistakes people make in them.
#include "syntax/finder_impl.h"

namespace gilscope::syntax {

using ast::Kind;
using T = TokenType;

bool Finder::file() {
  return maybe([&] { return statements(); }) && tok(T::EndMarker);
}

bool Finder::eval_input() {
  return expressions() && many([&] { return tok(T::NewLine); }) && tok(T::EndMarker);
}

bool Finder::statements() {
  return many1([&] { return statement(); });
}

bool Finder::statement() {
  return attempt([&] { return compound_statement(); }) ||
         attempt([&] { return simple_statements(); });
}

bool Finder::simple_statements() {
  return attempt(
             [&] { return simple_statement() && not_ahead(T::Semicolon) && tok(T::NewLine); }) ||
         attempt([&] {
           return separated(T::Semicolon, [&] { return simple_statement(); }) &&
                  maybe([&] { return tok(T::Semicolon); }) && tok(T::NewLine);
         });
}

bool Finder::simple_statement() {
  R found = remember(Rule::simple_statement, [&]() -> R {
    auto name_list = [&](T keyword) {
      return tok(keyword) && separated(T::Comma, [&] { return any_name(); });
    };
    bool good =
        attempt([&] { return assignment(); }) ||
        attempt([&] { return ahead([&] { return soft_keyword("type"); }) && type_alias(); }) ||
        attempt([&] { return star_expressions(); }) || attempt([&] {
          return ahead(T::KwReturn) && tok(T::KwReturn) &&
                 maybe([&] { return star_expressions(); });
        }) ||
        attempt([&] {
          return ahead([&] { return tok(T::KwImport) || tok(T::KwFrom); }) && import_statement();
        }) ||
        attempt([&] {
          if (!ahead(T::KwRaise)) return false;
          return attempt([&] {
                   return tok(T::KwRaise) && expression() &&
                          maybe([&] { return tok(T::KwFrom) && expression(); });
                 }) ||
                 attempt([&] { return tok(T::KwRaise); });
        }) ||
        attempt([&] { return tok(T::KwPass); }) ||
        attempt([&] { return ahead(T::KwDel) && delete_statement(); }) ||
        attempt([&] { return ahead(T::KwYield) && yield_expression(); }) || attempt([&] {
          return ahead(T::KwAssert) && tok(T::KwAssert) && expression() &&
                 maybe([&] { return tok(T::Comma) && expression(); });
        }) ||
        attempt([&] { return tok(T::KwBreak); }) || attempt([&] { return tok(T::KwContinue); }) ||
        attempt([&] { return ahead(T::KwGlobal) && name_list(T::KwGlobal); }) ||
        attempt([&] { return ahead(T::KwNonlocal) && name_list(T::KwNonlocal); });
    return good ? yes() : nullptr;
  });
  return found != nullptr;
}

bool Finder::annotated_value() {
  return attempt([&] { return yield_expression(); }) || attempt([&] { return star_expressions(); });
}

bool Finder::augmented_operator() {
  for (T type : {T::PlusEqual, T::MinusEqual, T::StarEqual, T::AtEqual, T::SlashEqual,
                 T::PercentEqual, T::AmpersandEqual, T::VerticalBarEqual, T::CircumflexEqual,
                 T::LeftShiftEqual, T::RightShiftEqual, T::DoubleStarEqual, T::DoubleSlashEqual}) {
    if (tok(type)) return true;
  }
  return false;
}

bool Finder::assignment() {
  auto value = [&] { return maybe([&] { return tok(T::Equal) && annotated_value(); }); };
  if (attempt([&] { return any_name() && tok(T::Colon) && expression() && value(); })) return true;
  if (attempt([&] {
        R target = pick(
            [&]() -> R {
              return tok(T::LeftParen) && single_target() ? tok(T::RightParen) : nullptr;
            },
            [&] { return single_subscript_attribute_target(); });
        return target && tok(T::Colon) && expression() && value();
      })) {
    return true;
  }
  if (attempt([&] {
        return many1([&] { return star_targets() && tok(T::Equal); }) && annotated_value() &&
               not_ahead(T::Equal);
      })) {
    return true;
  }
  bool committed = false;
  if (attempt([&] {
        if (!single_target() || !augmented_operator()) return false;
        committed = true;
        return annotated_value();
      })) {
    return true;
  }
  if (committed) return false;
  return attempt([&] { return invalid([&] { return invalid_assignment(); }); });
}

bool Finder::invalid_assignment() {
  R a = nullptr;
  attempt([&] {
    return (a = invalid_annotation_target()) && tok(T::Colon) && expression() &&
           raise_at(a, "only single target (not " + std::string(expression_name(a)) +
                           ") can be annotated");
  });
  attempt([&] {
    std::vector<R> items;
    return (a = star_named_expression()) && tok(T::Comma) &&
           many([&] { return star_named_expressions(items); }) && tok(T::Colon) && expression() &&
           raise_at(a, "only single target (not tuple) can be annotated");
  });
  attempt([&] {
    return (a = expression()) && tok(T::Colon) && expression() &&
           raise_at(a, "illegal target for annotation");
  });
  auto targets = [&] { return many([&] { return star_targets() && tok(T::Equal); }); };
  bool done = false;
  attempt([&] {
    if (!(targets() && (a = star_expressions()) && tok(T::Equal))) return false;
    done = true;
    return raise_invalid_target(Targets::Star, a);
  });
  if (done) return false;
  attempt([&] {
    return targets() && (a = yield_expression()) && tok(T::Equal) &&
           raise_at(a, "assignment to yield expression not possible");
  });
  return attempt([&] {
    return (a = star_expressions()) && augmented_operator() && annotated_value() &&
           raise_at(a, "'" + std::string(expression_name(a)) +
                           "' is an illegal expression for augmented assignment");
  });
}

R Finder::invalid_annotation_target() {
  return pick([&] { return list(); }, [&] { return tuple(); },
              [&]() -> R {
                if (!tok(T::LeftParen)) return nullptr;
                R inner = invalid_annotation_target();
                return inner && tok(T::RightParen) ? inner : nullptr;
              });
}

bool Finder::delete_statement() {
  if (attempt([&] {
        return tok(T::KwDel) && del_targets() &&
               ahead([&] { return tok(T::Semicolon) || tok(T::NewLine); });
      })) {
    return true;
  }
  return attempt([&] {
    return invalid([&] {
      if (!tok(T::KwDel)) return false;
      R a = star_expressions();
      return a && raise_invalid_target(Targets::Delete, a);
    });
  });
}

bool Finder::import_statement() {
  if (attempt([&] { return invalid([&] { return invalid_import(); }); })) return true;
  auto dotted_as_name = [&] {
    return dotted_name() && maybe([&] { return tok(T::KwAs) && any_name(); });
  };
  return attempt([&] { return tok(T::KwImport) && separated(T::Comma, dotted_as_name); }) ||
         attempt([&] { return import_from(); });
}

bool Finder::invalid_import() {
  R a = tok(T::KwImport);
  return a && separated(T::Comma, [&] { return dotted_name(); }) && tok(T::KwFrom) &&
         dotted_name() && raise_from(a, "Did you mean to use 'from ... import ...' instead?");
}

bool Finder::dotted_name() {
  return any_name() && many([&] { return tok(T::Dot) && any_name(); });
}

bool Finder::import_from() {
  auto dot = [&] { return tok(T::Dot) || tok(T::Ellipsis); };
  return attempt([&] {
           return tok(T::KwFrom) && many(dot) && dotted_name() && tok(T::KwImport) &&
                  import_from_targets();
         }) ||
         attempt([&] {
           return tok(T::KwFrom) && many1(dot) && tok(T::KwImport) && import_from_targets();
         });
}

bool Finder::import_from_names() {
  return separated(T::Comma,
                   [&] { return any_name() && maybe([&] { return tok(T::KwAs) && any_name(); }); });
}

bool Finder::import_from_targets() {
  return attempt([&] {
           return tok(T::LeftParen) && import_from_names() &&
                  maybe([&] { return tok(T::Comma); }) && tok(T::RightParen);
         }) ||
         attempt([&] { return import_from_names() && not_ahead(T::Comma); }) ||
         attempt([&] { return tok(T::Star); }) || attempt([&] {
           return invalid([&] {
             return import_from_names() && tok(T::Comma) && tok(T::NewLine) &&
                    raise_last("trailing comma not allowed without surrounding parentheses");
           });
         });
}

bool Finder::type_alias() {
  return soft_keyword("type") && any_name() && maybe([&] { return type_params(); }) &&
         tok(T::Equal) && expression();
}

bool Finder::type_params() {
  return tok(T::LeftBracket) && separated(T::Comma, [&] { return type_param(); }) &&
         maybe([&] { return tok(T::Comma); }) && tok(T::RightBracket);
}

bool Finder::type_param() {
  auto no_bound = [&](T star, const char* what) {
    R colon = nullptr;
    R bound = nullptr;
    return tok(star) && any_name() && (colon = tok(T::Colon)) && (bound = expression()) &&
           raise_from(colon, std::string("cannot use ") +
                                 (bound->kind == Kind::Tuple ? "constraints" : "bound") + " with " +
                                 what);
  };
  R found = remember(Rule::type_param, [&]() -> R {
    bool good = attempt([&] {
                  return any_name() && maybe([&] { return tok(T::Colon) && expression(); });
                }) ||
                attempt([&] { return no_bound(T::Star, "TypeVarTuple"); }) ||
                attempt([&] { return tok(T::Star) && any_name(); }) ||
                attempt([&] { return no_bound(T::DoubleStar, "ParamSpec"); }) ||
                attempt([&] { return tok(T::DoubleStar) && any_name(); });
    return good ? yes() : nullptr;
  });
  return found != nullptr;
}

}  // namespace gilscope::syntax
