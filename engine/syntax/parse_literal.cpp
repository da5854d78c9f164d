// Literals: numbers, strings joined side by side, and f-strings with their positions as in 3.12.
#include <algorithm>
#include <charconv>

#include "fast_float/fast_float.h"
#include "syntax/parser_impl.h"
#include "syntax/string_literal.h"

namespace gilscope::syntax {

using namespace ast;

namespace {

// sys.get_int_max_str_digits() of CPython.
constexpr size_t kDecimalDigitsMax = 4300;

double parse_double(std::string_view digits) {
  double value = 0;
  fast_float::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Constant* Parser::constant(ConstantType type, const Token& token) {
  Constant* node = begin<Constant>(token);
  node->type = type;
  return finish(node);
}

Expr* Parser::parse_number() {
  const Token& start = token();
  at_++;
  std::string digits;
  for (char c : text(start)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c != '_') digits += c;
  }
  Constant* node = constant(ConstantType::Int, start);
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : digits[1] == 'b' ? 2 : 10;
  }
  if (base == 10 && digits.back() == 'j') {
    digits.pop_back();
    node->type = ConstantType::Complex;
    node->number = parse_double(digits);
    return node;
  }
  if (base == 10 && digits.find_first_of(".e") != std::string::npos) {
    node->type = ConstantType::Float;
    node->number = parse_double(digits);
    return node;
  }
  if (base == 10 && digits.size() > kDecimalDigitsMax) return nullptr;
  node->text = result_.arena.copy_text(digits);
  const char* first = digits.data() + (base == 10 ? 0 : 2);
  auto [end, error] = std::from_chars(first, digits.data() + digits.size(), node->integer, base);
  node->fits_int64 = error == std::errc();
  if (!node->fits_int64) node->integer = 0;
  return node;
}

// One or more string literals side by side.
Expr* Parser::parse_strings() {
  const Token& start = token();
  if (at(TokenType::String) && type(1) != TokenType::String && type(1) != TokenType::FStringStart) {
    return parse_plain_string();
  }
  std::vector<Expr*> parts;
  bool has_fstring = false, has_bytes = false, has_text = false;
  while (at(TokenType::String) || at(TokenType::FStringStart)) {
    if (at(TokenType::FStringStart)) {
      has_fstring = has_text = true;
      if (!enter()) {
        leave();
        return nullptr;
      }
      bool good = parse_fstring(parts, text(token()));
      leave();
      if (!good) return nullptr;
      continue;
    }
    Constant* part = parse_plain_string();
    if (part == nullptr) return nullptr;
    (part->type == ConstantType::Bytes ? has_bytes : has_text) = true;
    parts.push_back(part);
  }
  if (has_bytes && has_text) return nullptr;
  return join_string_parts(parts, has_fstring, start);
}

Constant* Parser::parse_plain_string() {
  const Token& start = token();
  at_++;
  LiteralParts literal = split_literal(text(start));
  Result<std::string> value = literal.bytes ? decode_bytes(literal.body, literal.raw)
                                            : decode_string(literal.body, literal.raw);
  if (!value.ok()) return nullptr;
  Constant* node = constant(literal.bytes ? ConstantType::Bytes : ConstantType::Str, start);
  node->u_prefix = literal.unicode;
  node->text = result_.arena.copy_text(value.value());
  return node;
}

// Neighbouring constants become one; empty ones vanish from f-strings.
Expr* Parser::join_string_parts(const std::vector<Expr*>& parts, bool has_fstring,
                                const Token& start) {
  size_t base = scratch_.size();
  Expr* only = nullptr;
  for (size_t i = 0; i < parts.size();) {
    auto* first = try_as<Constant>(parts[i]);
    if (first == nullptr) {
      push(parts[i++]);
      continue;
    }
    size_t end = i;
    std::string joined;
    while (end < parts.size() && is<Constant>(parts[end])) {
      joined += as<Constant>(parts[end++])->text;
    }
    Constant* node = begin<Constant>(*first);
    node->type = first->type;
    node->u_prefix = first->u_prefix;
    node->text = end == i + 1 ? first->text : result_.arena.copy_text(joined);
    finish_at(node, *parts[end - 1]);
    i = end;
    only = node;
    if (has_fstring && joined.empty()) continue;
    push(node);
  }
  if (!has_fstring) {
    scratch_.resize(base);
    return only;
  }
  JoinedStr* node = begin<JoinedStr>(start);
  node->values = take<Expr>(base);
  return finish(node);
}

bool Parser::parse_fstring(std::vector<Expr*>& parts, std::string_view prefix) {
  bool raw = prefix.find_first_of("rR") != std::string_view::npos;
  at_++;
  for (;;) {
    if (accept(TokenType::FStringEnd)) return true;
    bool good = at(TokenType::FStringMiddle) ? parse_fstring_middle(parts, raw, false)
                                             : parse_replacement_field(parts);
    if (!good) return false;
  }
}

bool Parser::parse_fstring_middle(std::vector<Expr*>& parts, bool raw, bool in_format_spec) {
  const Token& middle = token();
  at_++;
  std::string_view body = text(middle);
  if (body == "{{" || body == "}}") body.remove_suffix(1);
  Result<std::string> value = decode_string(body, raw && !in_format_spec);
  if (!value.ok()) return false;
  Constant* node = constant(ConstantType::Str, middle);
  node->text = result_.arena.copy_text(value.value());
  parts.push_back(node);
  return true;
}

// What stands between two tokens, as `=` shows it.
std::string Parser::text_without_comments(const Token& before, const Token& after) const {
  std::string shown;
  for (const Token* token = &before; token != &after; token++) {
    if (token != &before) shown += text(*token);
    std::string_view gap = source_.substr(token->end, token[1].start - token->end);
    for (size_t i = 0; i < gap.size(); i++) {
      if (gap[i] == '#') i = std::min(gap.find('\n', i), gap.size());
      if (i < gap.size()) shown += gap[i];
    }
  }
  return shown;
}

// {value=!r:spec}
bool Parser::parse_replacement_field(std::vector<Expr*>& parts) {
  const Token& open = token();
  if (!accept(TokenType::LeftBrace)) return false;
  FormattedValue* field = begin<FormattedValue>(open);
  field->value = parse_yield_or_star_expressions();
  if (field->value == nullptr) return false;
  bool debug = accept(TokenType::Equal);
  // The text shown by `=` ends where the conversion, the spec or the closing brace begins.
  const Token& after_value = token();
  if (accept(TokenType::Exclamation)) {
    std::string_view letter = text(token());
    // "r" must touch the "!".
    bool touches = token().start == tokens_[at_ - 1].end;
    if (!at(TokenType::Name) || !touches || (letter != "r" && letter != "s" && letter != "a")) {
      return false;
    }
    field->conversion = letter[0];
    at_++;
  }
  if (at(TokenType::Colon)) {
    field->format_spec = parse_format_spec();
    if (field->format_spec == nullptr) return false;
  }
  if (!accept(TokenType::RightBrace)) return false;
  finish(field);
  if (!debug) {
    parts.push_back(field);
    return true;
  }
  if (field->conversion == -1 && field->format_spec == nullptr) field->conversion = 'r';
  Constant* shown = begin<Constant>(open);
  shown->type = ConstantType::Str;
  shown->col = open.col + 1;
  shown->end_line = after_value.line;
  shown->end_col = after_value.col;
  shown->text = result_.arena.copy_text(text_without_comments(open, after_value));
  parts.push_back(shown);
  parts.push_back(field);
  return true;
}

Expr* Parser::parse_format_spec() {
  const Token& colon = token();
  at_++;
  if (!enter()) {
    leave();
    return nullptr;
  }
  std::vector<Expr*> parts;
  bool good = true;
  while (good && (at(TokenType::FStringMiddle) || at(TokenType::LeftBrace))) {
    good = at(TokenType::FStringMiddle) ? parse_fstring_middle(parts, false, true)
                                        : parse_replacement_field(parts);
  }
  leave();
  return good ? join_string_parts(parts, true, colon) : nullptr;
}

}  // namespace gilscope::syntax
