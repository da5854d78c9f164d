// Numbers, strings and f-strings. What is wrong inside a literal is raised in the first pass
// already.
#include "syntax/finder_impl.h"
#include "syntax/string_literal.h"

namespace gilscope::syntax {

using ast::ConstantType;
using ast::Kind;
using T = TokenType;

R Finder::number() {
  size_t start = mark_;
  if (!tok(T::Number)) return nullptr;
  Item* item = make(Kind::Constant, start);
  std::string_view digits = text(token_at(start));
  if (digits.back() == 'j' || digits.back() == 'J') item->constant = ConstantType::Complex;
  size_t count = 0;
  bool decimal = true;
  for (char c : digits) {
    if (c >= '0' && c <= '9') {
      count++;
    } else if (c != '_') {
      decimal = false;
    }
  }
  if (decimal && count > 4300) {
    raise_at(item, "Exceeds the limit (4300 digits) for integer string conversion: value has " +
                       std::to_string(count) +
                       " digits; use sys.set_int_max_str_digits() to increase the limit - "
                       "Consider hexadecimal for huge integer literals to avoid decimal "
                       "conversion limits.");
    return nullptr;
  }
  return item;
}

R Finder::strings() {
  return remember(Rule::strings, [&]() -> R {
    size_t start = mark_;
    bool has_fstring = false;
    int bytes = 0;
    int texts = 0;
    bool good = many1([&] {
      bool is_bytes = false;
      R part = pick([&] { return fstring(); }, [&] { return string(is_bytes); });
      if (!part) return false;
      has_fstring |= part->kind == Kind::JoinedStr;
      (is_bytes ? bytes : texts)++;
      return true;
    });
    if (!good) return nullptr;
    if (bytes > 0 && texts > 0) {
      raise_last("cannot mix bytes and nonbytes literals");
      return nullptr;
    }
    Item* item = make(has_fstring ? Kind::JoinedStr : Kind::Constant, start);
    item->constant = ConstantType::Str;
    return item;
  });
}

R Finder::string(bool& bytes) {
  size_t start = mark_;
  if (!tok(T::String)) return nullptr;
  R item = make(Kind::Constant, start);
  LiteralParts literal = split_literal(text(token_at(start)));
  bytes = literal.bytes;
  Result<std::string> value = literal.bytes ? decode_bytes(literal.body, literal.raw)
                                            : decode_string(literal.body, literal.raw);
  if (value.ok()) return item;
  raise_at(item, value.error());
  return nullptr;
}

R Finder::fstring() {
  size_t start = mark_;
  if (!tok(T::FStringStart)) return nullptr;
  bool good = many([&] { return fstring_middle(); }) && tok(T::FStringEnd);
  return good && check_fstring_texts(start, mark_) ? make(Kind::JoinedStr, start) : nullptr;
}

// CPython decodes the texts once the whole f-string has been read.
bool Finder::check_fstring_texts(size_t begin, size_t end) {
  std::vector<bool> raw;
  for (size_t i = begin; i < end; i++) {
    const Token& token = token_at(i);
    if (token.type == T::FStringStart) {
      raw.push_back(text(token).find_first_of("rR") != std::string_view::npos);
    } else if (token.type == T::FStringEnd) {
      raw.pop_back();
    } else if (token.type == T::FStringMiddle && raw.size() == 1) {
      Result<std::string> value = decode_string(text(token), raw.back());
      if (!value.ok()) return raise_last(value.error());
    }
  }
  return true;
}

bool Finder::fstring_text(bool raw) {
  size_t start = mark_;
  if (!tok(T::FStringMiddle)) return false;
  Result<std::string> value = decode_string(text(token_at(start)), raw);
  return value.ok() || raise_last(value.error());
}

bool Finder::fstring_middle() {
  return attempt([&] { return replacement_field(); }) ||
         attempt([&] { return tok(T::FStringMiddle); });
}

bool Finder::replacement_field() {
  return attempt([&] {
           return tok(T::LeftBrace) && annotated_value() && maybe([&] { return tok(T::Equal); }) &&
                  maybe([&] { return conversion(); }) && maybe([&] { return format_spec(); }) &&
                  tok(T::RightBrace);
         }) ||
         attempt([&] { return invalid([&] { return invalid_replacement_field(); }); });
}

bool Finder::conversion() {
  R mark = tok(T::Exclamation);
  size_t at = mark_;
  R letter = mark ? any_name() : nullptr;
  if (!letter) return false;
  if (mark->end_line != letter->line || mark->end_col != letter->col) {
    return raise_range(mark, letter,
                       "f-string: conversion type must come right after the exclamanation mark");
  }
  std::string word(text(token_at(at)));
  if (word == "s" || word == "r" || word == "a") return true;
  return raise_at(
      letter, "f-string: invalid conversion character '" + word + "': expected 's', 'r', or 'a'");
}

bool Finder::format_spec() {
  return tok(T::Colon) && many([&] {
           return attempt([&] { return fstring_text(false); }) ||
                  attempt([&] { return replacement_field(); });
         });
}

bool Finder::invalid_replacement_field() {
  for (T type : {T::Equal, T::Exclamation, T::Colon, T::RightBrace}) {
    attempt([&] {
      R a = nullptr;
      return tok(T::LeftBrace) && (a = tok(type)) &&
             raise_at(a, "f-string: valid expression required before '" +
                             std::string(text_of(type)) + "'");
    });
  }
  attempt([&] {
    return tok(T::LeftBrace) && not_ahead([&] { return annotated_value(); }) &&
           raise_next("f-string: expecting a valid expression after '{'");
  });
  auto none_of = [&](std::initializer_list<T> types) {
    return not_ahead([&] {
      for (T type : types) {
        if (tok(type)) return true;
      }
      return false;
    });
  };
  auto value = [&] { return tok(T::LeftBrace) && annotated_value(); };
  auto maybe_debug = [&] { return maybe([&] { return tok(T::Equal); }); };
  auto maybe_conversion = [&] { return maybe([&] { return tok(T::Exclamation) && any_name(); }); };
  attempt([&] {
    return value() && none_of({T::Equal, T::Exclamation, T::Colon, T::RightBrace}) &&
           raise_next("f-string: expecting '=', or '!', or ':', or '}'");
  });
  attempt([&] {
    return value() && tok(T::Equal) && none_of({T::Exclamation, T::Colon, T::RightBrace}) &&
           raise_next("f-string: expecting '!', or ':', or '}'");
  });
  attempt([&] { return value() && maybe_debug() && invalid_conversion(); });
  attempt([&] {
    return value() && maybe_debug() && maybe_conversion() && none_of({T::Colon, T::RightBrace}) &&
           raise_next("f-string: expecting ':' or '}'");
  });
  attempt([&] {
    return value() && maybe_debug() && maybe_conversion() && format_spec() &&
           none_of({T::RightBrace}) && raise_next("f-string: expecting '}', or format specs");
  });
  return attempt([&] {
    return value() && maybe_debug() && maybe_conversion() && none_of({T::RightBrace}) &&
           raise_next("f-string: expecting '}'");
  });
}

bool Finder::invalid_conversion() {
  attempt([&] {
    return tok(T::Exclamation) && ahead([&] { return tok(T::Colon) || tok(T::RightBrace); }) &&
           raise_next("f-string: missing conversion character");
  });
  return attempt([&] {
    return tok(T::Exclamation) && not_ahead(T::Name) &&
           raise_next("f-string: invalid conversion character");
  });
}

}  // namespace gilscope::syntax
