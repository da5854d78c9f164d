// Compound statements but `match`, with missing colons, missing blocks and their like.
#include "syntax/finder_impl.h"

namespace gilscope::syntax {

using T = TokenType;

bool Finder::compound_statement() {
  auto begins = [&](std::initializer_list<T> types) {
    return ahead([&] {
      for (T type : types) {
        if (tok(type)) return true;
      }
      return false;
    });
  };
  return attempt([&] {
           return begins({T::KwDef, T::At, T::KwAsync}) && function_definition();
         }) ||
         attempt([&] { return begins({T::KwIf}) && if_statement(T::KwIf); }) || attempt([&] {
           return begins({T::KwClass, T::At}) && class_definition();
         }) ||
         attempt([&] {
           return begins({T::KwWith, T::KwAsync}) && with_statement();
         }) ||
         attempt([&] {
           return begins({T::KwFor, T::KwAsync}) && for_statement();
         }) ||
         attempt([&] { return begins({T::KwTry}) && try_statement(); }) ||
         attempt([&] { return begins({T::KwWhile}) && while_statement(); }) ||
         attempt([&] { return match_statement(); });
}

bool Finder::block() {
  R found = remember(Rule::block, [&]() -> R {
    bool good = attempt([&] {
                  return tok(T::NewLine) && tok(T::Indent) && statements() && tok(T::Dedent);
                }) ||
                attempt([&] { return simple_statements(); }) || attempt([&] {
                  return invalid([&] {
                    return tok(T::NewLine) && not_ahead(T::Indent) &&
                           raise_indentation("expected an indented block");
                  });
                });
    return good ? yes() : nullptr;
  });
  return found != nullptr;
}

// Behind a header: NEWLINE without an indented block.
bool Finder::missing_block(R keyword, const char* what) {
  return tok(T::NewLine) && not_ahead(T::Indent) &&
         raise_indentation(std::string("expected an indented block after ") + what + " on line " +
                           std::to_string(keyword->line));
}

bool Finder::decorators() {
  return many1([&] { return tok(T::At) && named_expression() && tok(T::NewLine); });
}

// ---- Classes and functions ----

bool Finder::class_definition() {
  return attempt([&] { return decorators() && class_raw(); }) ||
         attempt([&] { return class_raw(); });
}

bool Finder::bases() {
  return maybe([&] { return type_params(); }) && maybe([&] {
           return tok(T::LeftParen) && maybe([&] { return arguments(); }) && tok(T::RightParen);
         });
}

bool Finder::class_raw() {
  return attempt([&] { return invalid([&] { return invalid_class(); }); }) || attempt([&] {
           return tok(T::KwClass) && any_name() && bases() && tok(T::Colon) && block();
         });
}

bool Finder::invalid_class() {
  attempt([&] {
    return tok(T::KwClass) && any_name() && bases() && tok(T::NewLine) &&
           raise_last("expected ':'");
  });
  return attempt([&] {
    R a = tok(T::KwClass);
    return a && any_name() && bases() && tok(T::Colon) && missing_block(a, "class definition");
  });
}

bool Finder::function_definition() {
  return attempt([&] { return decorators() && function_raw(); }) ||
         attempt([&] { return function_raw(); });
}

bool Finder::function_raw() {
  auto rest = [&] {
    return tok(T::KwDef) && any_name() && maybe([&] { return type_params(); }) &&
           forced(T::LeftParen) && maybe([&] { return parameters(); }) && tok(T::RightParen) &&
           maybe([&] { return tok(T::Arrow) && expression(); }) && forced(T::Colon) && block();
  };
  return attempt([&] { return invalid([&] { return invalid_function(); }); }) || attempt(rest) ||
         attempt([&] { return tok(T::KwAsync) && rest(); });
}

bool Finder::invalid_function() {
  R a = nullptr;
  return maybe([&] { return tok(T::KwAsync); }) && (a = tok(T::KwDef)) && any_name() &&
         maybe([&] { return type_params(); }) && tok(T::LeftParen) &&
         maybe([&] { return parameters(); }) && tok(T::RightParen) &&
         maybe([&] { return tok(T::Arrow) && expression(); }) && tok(T::Colon) &&
         missing_block(a, "function definition");
}

// ---- Branches and loops ----

bool Finder::if_statement(T keyword) {
  const char* what = keyword == T::KwIf ? "'if' statement" : "'elif' statement";
  auto invalid_rule = [&] {
    attempt([&] {
      return tok(keyword) && named_expression() && tok(T::NewLine) && raise_last("expected ':'");
    });
    return attempt([&] {
      R a = tok(keyword);
      return a && named_expression() && tok(T::Colon) && missing_block(a, what);
    });
  };
  auto head = [&] { return tok(keyword) && named_expression() && tok(T::Colon) && block(); };
  return attempt([&] { return invalid(invalid_rule); }) ||
         attempt([&] { return head() && if_statement(T::KwElif); }) ||
         attempt([&] { return head() && maybe([&] { return else_block(); }); });
}

bool Finder::else_block() {
  return attempt([&] {
           return invalid([&] {
             R a = tok(T::KwElse);
             return a && tok(T::Colon) && missing_block(a, "'else' statement");
           });
         }) ||
         attempt([&] { return tok(T::KwElse) && forced(T::Colon) && block(); });
}

bool Finder::while_statement() {
  auto invalid_rule = [&] {
    attempt([&] {
      return tok(T::KwWhile) && named_expression() && tok(T::NewLine) && raise_last("expected ':'");
    });
    return attempt([&] {
      R a = tok(T::KwWhile);
      return a && named_expression() && tok(T::Colon) && missing_block(a, "'while' statement");
    });
  };
  return attempt([&] { return invalid(invalid_rule); }) || attempt([&] {
           return tok(T::KwWhile) && named_expression() && tok(T::Colon) && block() &&
                  maybe([&] { return else_block(); });
         });
}

bool Finder::for_statement() {
  bool committed = false;
  auto rest = [&] {
    if (!(tok(T::KwFor) && star_targets() && tok(T::KwIn))) return false;
    committed = true;
    return star_expressions() && tok(T::Colon) && block() && maybe([&] { return else_block(); });
  };
  if (attempt([&] { return invalid([&] { return invalid_for(); }); })) return true;
  if (attempt(rest)) return true;
  if (committed) return false;
  if (attempt([&] { return tok(T::KwAsync) && rest(); })) return true;
  if (committed) return false;
  return attempt([&] { return invalid([&] { return invalid_for_target(); }); });
}

bool Finder::invalid_for() {
  R a = nullptr;
  auto head = [&] {
    return maybe([&] { return tok(T::KwAsync); }) && (a = tok(T::KwFor)) && star_targets() &&
           tok(T::KwIn) && star_expressions();
  };
  attempt([&] { return head() && tok(T::NewLine) && raise_last("expected ':'"); });
  return attempt([&] { return head() && tok(T::Colon) && missing_block(a, "'for' statement"); });
}

bool Finder::invalid_for_target() {
  if (!(maybe([&] { return tok(T::KwAsync); }) && tok(T::KwFor))) return false;
  R a = star_expressions();
  return a && raise_invalid_target(Targets::For, a);
}

// ---- with ----

bool Finder::with_statement() {
  auto item = [&] { return with_item(); };
  auto parenthesized = [&] {
    return tok(T::KwWith) && tok(T::LeftParen) && separated(T::Comma, item) &&
           maybe([&] { return tok(T::Comma); }) && tok(T::RightParen) && tok(T::Colon) && block();
  };
  auto plain = [&] {
    return tok(T::KwWith) && separated(T::Comma, item) && tok(T::Colon) && block();
  };
  return attempt([&] { return invalid([&] { return invalid_with(true); }); }) ||
         attempt(parenthesized) || attempt(plain) ||
         attempt([&] { return tok(T::KwAsync) && parenthesized(); }) ||
         attempt([&] { return tok(T::KwAsync) && plain(); }) ||
         attempt([&] { return invalid([&] { return invalid_with(false); }); });
}

bool Finder::with_item() {
  auto follows = [&] { return tok(T::Comma) || tok(T::RightParen) || tok(T::Colon); };
  return attempt([&] { return expression() && tok(T::KwAs) && star_target() && ahead(follows); }) ||
         attempt([&] {
           return invalid([&] {
             R a = nullptr;
             return expression() && tok(T::KwAs) && (a = expression()) && ahead(follows) &&
                    raise_invalid_target(Targets::Star, a);
           });
         }) ||
         attempt([&] { return expression(); });
}

bool Finder::invalid_with_header(bool parenthesized) {
  auto as_target = [&] { return maybe([&] { return tok(T::KwAs) && star_target(); }); };
  if (!parenthesized) {
    return separated(T::Comma, [&] { return expression() && as_target(); });
  }
  return tok(T::LeftParen) && separated(T::Comma, [&] { return expressions() && as_target(); }) &&
         maybe([&] { return tok(T::Comma); }) && tok(T::RightParen);
}

// Without `indent`: the colon is missing; with it: the block.
bool Finder::invalid_with(bool indent) {
  for (bool parenthesized : {false, true}) {
    attempt([&] {
      R a = nullptr;
      if (!(maybe([&] { return tok(T::KwAsync); }) && (a = tok(T::KwWith)))) return false;
      if (!invalid_with_header(parenthesized)) return false;
      if (indent) return tok(T::Colon) && missing_block(a, "'with' statement");
      return tok(T::NewLine) && raise_last("expected ':'");
    });
  }
  return false;
}

// ---- try ----

bool Finder::as_name() {
  return maybe([&] { return tok(T::KwAs) && any_name(); });
}

bool Finder::try_statement() {
  auto body = [&] { return tok(T::KwTry) && forced(T::Colon) && block(); };
  auto rest = [&] {
    return maybe([&] { return else_block(); }) && maybe([&] { return finally_block(); });
  };
  return attempt([&] { return invalid([&] { return invalid_try(); }); }) ||
         attempt([&] { return body() && finally_block(); }) ||
         attempt([&] { return body() && many1([&] { return except_block(); }) && rest(); }) ||
         attempt([&] { return body() && many1([&] { return except_star_block(); }) && rest(); });
}

bool Finder::except_block() {
  return attempt([&] { return invalid([&] { return invalid_except_indent(false); }); }) ||
         attempt([&] {
           return tok(T::KwExcept) && expression() && as_name() && tok(T::Colon) && block();
         }) ||
         attempt([&] { return tok(T::KwExcept) && tok(T::Colon) && block(); }) ||
         attempt([&] { return invalid([&] { return invalid_except(); }); });
}

bool Finder::except_star_block() {
  return attempt([&] { return invalid([&] { return invalid_except_indent(true); }); }) ||
         attempt([&] {
           return tok(T::KwExcept) && tok(T::Star) && expression() && as_name() && tok(T::Colon) &&
                  block();
         }) ||
         attempt([&] { return invalid([&] { return invalid_except(); }); });
}

bool Finder::finally_block() {
  return attempt([&] {
           return invalid([&] {
             R a = tok(T::KwFinally);
             return a && tok(T::Colon) && missing_block(a, "'finally' statement");
           });
         }) ||
         attempt([&] { return tok(T::KwFinally) && forced(T::Colon) && block(); });
}

bool Finder::invalid_try() {
  R a = nullptr;
  R b = nullptr;
  attempt(
      [&] { return (a = tok(T::KwTry)) && tok(T::Colon) && missing_block(a, "'try' statement"); });
  attempt([&] {
    return tok(T::KwTry) && tok(T::Colon) && block() &&
           not_ahead([&] { return tok(T::KwExcept) || tok(T::KwFinally); }) &&
           raise_last("expected 'except' or 'finally' block");
  });
  auto blocks = [&] { return many([&] { return block(); }); };
  constexpr const char* kBoth = "cannot have both 'except' and 'except*' on the same 'try'";
  attempt([&] {
    return tok(T::KwTry) && tok(T::Colon) && blocks() && many1([&] { return except_block(); }) &&
           (a = tok(T::KwExcept)) && (b = tok(T::Star)) && expression() && as_name() &&
           tok(T::Colon) && raise_range(a, b, kBoth);
  });
  return attempt([&] {
    return tok(T::KwTry) && tok(T::Colon) && blocks() &&
           many1([&] { return except_star_block(); }) && (a = tok(T::KwExcept)) &&
           maybe([&] { return expression() && as_name(); }) && tok(T::Colon) && raise_at(a, kBoth);
  });
}

bool Finder::invalid_except() {
  auto maybe_star = [&] { return maybe([&] { return tok(T::Star); }); };
  R a = nullptr;
  attempt([&] {
    return tok(T::KwExcept) && maybe_star() && (a = expression()) && tok(T::Comma) &&
           expressions() && as_name() && tok(T::Colon) &&
           raise_from(a, "multiple exception types must be parenthesized");
  });
  attempt([&] {
    return tok(T::KwExcept) && maybe_star() && expression() && as_name() && tok(T::NewLine) &&
           raise_last("expected ':'");
  });
  attempt([&] { return tok(T::KwExcept) && tok(T::NewLine) && raise_last("expected ':'"); });
  return attempt([&] {
    return tok(T::KwExcept) && tok(T::Star) && (tok(T::NewLine) || tok(T::Colon)) &&
           raise_last("expected one or more exception types");
  });
}

bool Finder::invalid_except_indent(bool star) {
  R a = nullptr;
  if (star) {
    return (a = tok(T::KwExcept)) && tok(T::Star) && expression() && as_name() && tok(T::Colon) &&
           missing_block(a, "'except*' statement");
  }
  attempt([&] {
    return (a = tok(T::KwExcept)) && expression() && as_name() && tok(T::Colon) &&
           missing_block(a, "'except' statement");
  });
  return attempt([&] {
    return (a = tok(T::KwExcept)) && tok(T::Colon) && missing_block(a, "'except' statement");
  });
}

}  // namespace gilscope::syntax
