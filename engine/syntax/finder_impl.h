// The inside of the syntax error search, shared by the finder_*.cpp files. Nobody else includes it.
//
// Each rule of the grammar is a member function that either matches and moves `mark_` on, or gives
// null (false) with `mark_` anywhere; whoever tries alternatives puts it back (`attempt`, `pick`).
// Rules named invalid_x hold known mistakes and take part in the second pass only. When one of them
// fits, it raises: `raised_` is set, every rule gives up, and the first diagnostic stands.
// `fill_` counts the tokens looked at so far: CPython points there when it knows nothing better, so
// the order in which alternatives look at tokens matters, as does which rules remember their
// results.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/ast.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace gilscope::syntax {

// As much of a syntax tree as error texts need.
struct Item : ast::Position {
  ast::Kind kind = ast::Kind::Name;
  ast::ConstantType constant = ast::ConstantType::Int;
  bool starts_with_in = false;     // A comparison whose first operator is `in`.
  bool has_double_star = false;    // Arguments with `**x`.
  uint32_t positional = 0;         // Arguments: how many have no name.
  ast::Seq<const Item*> children;  // Elements; operands; arguments without names.
};
using R = const Item*;

class Finder {
 public:
  Finder(std::string_view source, const LexResult& lexed, ParseMode mode, bool whole_source)
      : source_(source), lexed_(lexed), mode_(mode), whole_source_(whole_source) {}
  Diagnostic find(size_t first_token, size_t failure);

 private:
  // Rules whose results are remembered; the same ones as in CPython.
  enum class Rule : uint8_t {
    simple_statement,
    block,
    expression,
    star_expression,
    disjunction,
    conjunction,
    inversion,
    factor,
    await_primary,
    strings,
    arguments,
    star_target,
    target_with_star_atom,
    del_target,
    invalid_named_expression,
    bitwise_or,
    bitwise_xor,
    bitwise_and,
    shift,
    sum,
    term,
    primary,
    t_primary,
    closed_pattern,
    star_pattern,
    type_param,
  };
  // What a rule gave at a token; the memos of one token are chained.
  struct Memo {
    R item = nullptr;
    uint32_t mark = 0;
    Rule rule = Rule::block;
    int32_t next = -1;
  };

  // ---- The machine (finder.cpp) ----
  void reset(size_t first_token, bool with_invalid_rules);
  bool run_grammar();
  const Token& token_at(size_t index) const;
  bool fetch();
  R tok(TokenType type);
  R soft_keyword(std::string_view word);
  R soft_keyword_prefix();
  R any_name() { return tok(TokenType::Name); }
  bool forced(TokenType type);
  std::string_view text(const Token& token) const {
    return source_.substr(token.start, token.end - token.start);
  }
  R yes() { return &kYes; }
  bool may_go_on();

  template <typename F>
  bool attempt(F&& rule) {
    if (raised_) return false;
    size_t mark = mark_;
    if (rule() && !raised_) return true;
    mark_ = mark;
    return false;
  }
  template <typename... F>
  R pick(F&&... rules) {
    R item = nullptr;
    (void)(attempt([&] { return (item = rules()) != nullptr; }) || ...);
    return raised_ ? nullptr : item;
  }
  // Always matches, unless something was raised.
  template <typename F>
  bool maybe(F&& rule) {
    attempt(rule);
    return !raised_;
  }
  template <typename F>
  bool many(F&& rule) {
    for (;;) {
      size_t before = mark_;
      if (!attempt(rule)) return !raised_;
      // A rule that matches nothing would match it for ever (CPython's `block*` never does that).
      if (mark_ == before) return true;
    }
  }
  template <typename F>
  bool many1(F&& rule) {
    return attempt(rule) && many(rule);
  }
  // rule (separator rule)*
  template <typename F>
  bool separated(TokenType separator, F&& rule) {
    return attempt(rule) && many([&] { return tok(separator) && rule(); });
  }
  template <typename F>
  bool ahead(F&& rule) {
    if (raised_) return false;
    size_t mark = mark_;
    bool found = static_cast<bool>(rule());
    mark_ = mark;
    return found && !raised_;
  }
  template <typename F>
  bool not_ahead(F&& rule) {
    if (raised_) return false;
    size_t mark = mark_;
    bool found = static_cast<bool>(rule());
    mark_ = mark;
    return !found && !raised_;
  }
  bool ahead(TokenType type) {
    return ahead([&] { return tok(type); });
  }
  bool not_ahead(TokenType type) {
    return not_ahead([&] { return tok(type); });
  }
  // One of the mistakes, in the second pass.
  template <typename F>
  bool invalid(F&& rule) {
    return invalid_rules_ && rule();
  }
  template <typename F>
  R remember(Rule rule, F&& compute) {
    size_t start = mark_;
    for (int32_t i = memo_heads_[start - first_token_]; i >= 0;) {
      const Memo& memo = memos_[static_cast<size_t>(i)];
      if (memo.rule == rule) {
        mark_ = memo.mark;
        return memo.item;
      }
      i = memo.next;
    }
    if (!may_go_on()) return nullptr;
    depth_++;
    R item = compute();
    depth_--;
    if (!raised_) {
      int32_t& head = memo_heads_[start - first_token_];
      memos_.push_back({item, static_cast<uint32_t>(mark_), rule, head});
      head = static_cast<int32_t>(memos_.size()) - 1;
    }
    return raised_ ? nullptr : item;
  }

  // ---- Items ----
  Item* make(ast::Kind kind, size_t start);
  R make(ast::Kind kind, size_t start, std::initializer_list<R> children);
  R make(ast::Kind kind, size_t start, const std::vector<R>& children);
  static std::string_view expression_name(R item);
  enum class Targets { Star, Delete, For };
  static R invalid_target(R item, Targets targets);

  // ---- Raising ----
  void set(DiagnosticKind kind, std::string message, int32_t line, int32_t col, int32_t end_line,
           int32_t end_col);
  bool raise_token(DiagnosticKind kind, const Token& token, std::string message);
  bool raise_last(std::string message);
  bool raise_indentation(std::string message);
  bool raise_next(std::string message);
  bool raise_at(R place, std::string message) { return raise_range(place, place, message); }
  bool raise_range(R first, R last, std::string message);
  bool raise_from(R first, std::string message);
  bool raise_invalid_target(Targets targets, R item);
  bool raise_unclosed_bracket();
  bool raise_lexer_error();
  int32_t cursor_line() const;
  int32_t cursor_col() const;
  void check_rest_of_source();

  // ---- Statements (finder_statement.cpp, finder_compound.cpp) ----
  bool file();
  bool eval_input();
  bool statements();
  bool statement();
  bool simple_statements();
  bool simple_statement();
  bool assignment();
  bool annotated_value();
  bool augmented_operator();
  bool import_statement();
  bool import_from();
  bool import_from_targets();
  bool import_from_names();
  bool dotted_name();
  bool delete_statement();
  bool type_alias();
  bool type_params();
  bool type_param();
  bool invalid_assignment();
  R invalid_annotation_target();
  bool invalid_import();

  bool compound_statement();
  bool block();
  bool decorators();
  bool class_definition();
  bool class_raw();
  bool function_definition();
  bool function_raw();
  bool if_statement(TokenType keyword);
  bool else_block();
  bool while_statement();
  bool for_statement();
  bool with_statement();
  bool with_item();
  bool try_statement();
  bool except_block();
  bool except_star_block();
  bool finally_block();
  bool as_name();
  bool bases();
  bool expected_colon(TokenType keyword, bool header);
  bool missing_block(R keyword, const char* what);
  bool invalid_with(bool indent);
  bool invalid_with_header(bool parenthesized);
  bool invalid_try();
  bool invalid_except();
  bool invalid_except_indent(bool star);
  bool invalid_for();
  bool invalid_function();
  bool invalid_class();
  bool invalid_for_target();

  // ---- Parameters (finder_parameters.cpp): of functions, and of lambdas if `lambda_` ----
  bool parameters();
  bool valid_parameters();
  R parameter();
  R star_annotated_parameter();
  bool parameter_end();
  R parameter_without_default();
  R parameter_with_default();
  R parameter_maybe_default();
  R default_value();
  bool slash_without_default();
  bool slash_with_default();
  bool star_etc();
  bool keyword_parameters();
  bool invalid_parameters();
  bool invalid_star_etc();
  bool invalid_keyword_parameters();
  bool invalid_parameters_helper();

  // ---- Match (finder_pattern.cpp) ----
  bool match_statement();
  bool subject();
  bool case_block();
  bool guard();
  bool patterns();
  R pattern();
  R or_pattern();
  R closed_pattern();
  R literal_pattern();
  R signed_number();
  R complex_number();
  R capture_target();
  R name_or_attribute(bool attribute_only);
  bool open_sequence();
  bool maybe_sequence();
  R maybe_star_pattern();
  bool mapping_pattern();
  bool class_pattern();
  bool keyword_pattern();
  bool invalid_class_pattern();

  // ---- Expressions (finder_expression.cpp) ----
  R expressions();
  R expression();
  R expression_without_invalid();
  R conditional_expression();
  R yield_expression();
  R star_expressions();
  R star_expression();
  bool star_named_expressions(std::vector<R>& items);
  R star_named_expression();
  R assignment_expression();
  R named_expression();
  R disjunction();
  R conjunction();
  R inversion();
  R comparison();
  R bitwise_or();
  R binary(int level);
  R factor();
  R power();
  R await_primary();
  R primary();
  R lambda_expression();
  bool invalid_expression();
  bool invalid_legacy_expression();
  bool invalid_named_expression();
  bool is_legacy_statement(R name) const;

  // ---- Atoms (finder_atom.cpp) ----
  R atom();
  R slices();
  R slice();
  R group();
  R tuple();
  R generator_expression();
  R list();
  R list_comprehension();
  R dict();
  R set_display();
  R dict_comprehension();
  R set_comprehension();
  bool key_value();
  bool double_starred_key_value();
  R for_if_clauses();
  R for_if_clause();
  R starred_expression();
  R arguments();
  R args();
  bool keyword_arguments(std::vector<R>& positional, bool& double_star);
  bool keyword_or_starred(std::vector<R>& positional);
  bool keyword_or_double_starred(bool& double_star);
  R positional_argument();
  bool invalid_arguments();
  bool invalid_keyword_argument();
  bool invalid_comprehension();
  bool invalid_dict_comprehension();
  bool invalid_group();
  bool invalid_key_values();
  bool invalid_key_value();

  // ---- Strings (finder_string.cpp) ----
  R strings();
  R string(bool& bytes);
  R fstring();
  bool fstring_middle();
  bool check_fstring_texts(size_t begin, size_t end);
  bool fstring_text(bool raw);
  bool replacement_field();
  bool conversion();
  bool format_spec();
  bool invalid_replacement_field();
  bool invalid_conversion();
  R number();

  // ---- Targets (finder_target.cpp) ----
  R star_targets();
  R star_target();
  R target_with_star_atom();
  R star_atom();
  R single_target();
  R single_subscript_attribute_target();
  R t_primary();
  bool t_lookahead();
  bool del_targets();
  R del_target();
  R subscript_attribute_target();

  static const Item kYes;

  std::string_view source_;
  const LexResult& lexed_;
  ParseMode mode_;
  bool whole_source_;
  ast::Arena arena_;
  std::vector<Memo> memos_;
  std::vector<int32_t> memo_heads_;  // By token, from first_token_ on; -1: none.
  Diagnostic diagnostic_;
  bool raised_ = false;
  bool gave_up_ = false;
  bool invalid_rules_ = false;
  bool lambda_ = false;  // Parameters are those of a lambda.
  bool from_lexer_ = false;
  std::vector<Item*> token_items_;
  size_t first_token_ = 0;
  size_t mark_ = 0;
  size_t fill_ = 0;
  int depth_ = 0;
  int64_t steps_ = 0;
};

}  // namespace gilscope::syntax
