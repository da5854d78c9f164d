// The parser's inside, shared by the parse_*.cpp files. Nobody else includes it.
//
// This is the fast path: it accepts exactly the language, and on a mistake it only says "no" (a
// null pointer, all the way up to the statement list). What the mistake is called, and where
// CPython points, is found afterwards by SyntaxErrorFinder, so that no error text slows down or
// clutters this.
//
// Conventions: a parse_x function begins with `at_` on x's first token and leaves it behind the
// last. `take(base)` turns what was pushed on the scratch stack since `base` into an arena list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/ast.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"
#include "syntax/token.h"

namespace gilscope::syntax {

// Equal identifiers get equal characters.
class Interner {
 public:
  explicit Interner(ast::Arena& arena) : arena_(arena), slots_(1024) {}
  std::string_view intern(std::string_view text, uint32_t hash);
  std::string_view intern(std::string_view text);

 private:
  void grow();

  struct Slot {
    std::string_view text;
    uint32_t hash = 0;
  };
  ast::Arena& arena_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
};

class Parser {
 public:
  Parser(std::string_view source, const LexResult& lexed, const ParseOptions& options,
         ParseResult& result);
  void run();

 private:
  using TokenTypes = std::initializer_list<TokenType>;

  // ---- Tokens ----
  const Token& token() const { return tokens_[at_]; }
  TokenType type() const { return tokens_[at_].type; }
  TokenType type(size_t ahead) const {
    return at_ + ahead < token_count_ ? tokens_[at_ + ahead].type : TokenType::EndMarker;
  }
  bool at(TokenType type) const { return tokens_[at_].type == type; }
  // The last token is EndMarker or Error, which nobody accepts, so `at_` never runs over it.
  bool accept(TokenType type) {
    if (tokens_[at_].type != type) return false;
    at_++;
    return true;
  }
  std::string_view text(const Token& token) const {
    return source_.substr(token.start, token.end - token.start);
  }
  bool at_soft_keyword(std::string_view word) const {
    return at(TokenType::Name) && text(token()) == word;
  }
  ast::Identifier parse_name();  // Empty if there is none.

  // ---- Nodes ----
  template <typename T>
  T* begin(const Token& first) {
    T* node = result_.arena.make<T>();
    node->line = first.line;
    node->col = first.col;
    return node;
  }
  template <typename T>
  T* begin(const ast::Position& first) {
    T* node = result_.arena.make<T>();
    node->line = first.line;
    node->col = first.col;
    return node;
  }
  template <typename T>
  T* finish(T* node) {
    const Token& last = tokens_[at_ - 1];
    node->end_line = last.end_line;
    node->end_col = last.end_col;
    return node;
  }
  template <typename T>
  T* finish_at(T* node, const ast::Position& last) {
    node->end_line = last.end_line;
    node->end_col = last.end_col;
    return node;
  }
  // A statement ends at its last token that is not layout.
  template <typename T>
  T* finish_block(T* node) {
    size_t last = at_ - 1;
    while (tokens_[last].type <= TokenType::Dedent) last--;
    node->end_line = tokens_[last].end_line;
    node->end_col = tokens_[last].end_col;
    return node;
  }

  template <typename T>
  void push(T* item) {
    scratch_.push_back(const_cast<void*>(static_cast<const void*>(item)));
  }
  template <typename T>
  ast::Seq<T*> take(size_t base) {
    static_assert(sizeof(T*) == sizeof(void*));
    ast::Seq<void*> items = result_.arena.copy(scratch_.data() + base, scratch_.size() - base);
    scratch_.resize(base);
    return {reinterpret_cast<T* const*>(items.items), items.count};
  }
  template <typename T>
  ast::Seq<T*> one(T* item) {
    return result_.arena.copy(&item, 1);
  }

  // ---- Errors and nesting ----
  bool enter();
  void leave() { depth_--; }
  std::nullptr_t no() const { return nullptr; }
  void report(size_t statement, size_t failure);
  void report_lexer_error();
  void recover(size_t statement);
  void skip_line();
  void skip_block();
  void add_diagnostic(Diagnostic diagnostic);

  // ---- Statements (parse_statement.cpp, parse_compound.cpp) ----
  void parse_statements(size_t base);
  bool parse_statement();
  bool parse_simple_statements();
  ast::Stmt* parse_simple_statement();
  ast::Stmt* parse_expression_statement();
  ast::Stmt* parse_assignment(ast::Expr* first, const Token& start);
  ast::Stmt* parse_annotated(ast::Expr* target, const Token& start);
  ast::Stmt* parse_augmented(ast::Expr* target, const Token& start);
  ast::Stmt* parse_return();
  ast::Stmt* parse_raise();
  ast::Stmt* parse_delete();
  ast::Stmt* parse_assert();
  ast::Stmt* parse_import();
  ast::Stmt* parse_import_from();
  bool parse_import_names();
  ast::Stmt* parse_type_alias();
  template <typename T>
  ast::Stmt* parse_name_list();
  ast::Identifier parse_dotted_name();

  ast::Stmt* parse_compound_statement(bool& tried);
  bool parse_block(ast::StmtSeq& body);
  bool parse_colon_block(ast::StmtSeq& body);
  bool parse_else(ast::StmtSeq& body);
  ast::Stmt* parse_decorated();
  ast::Stmt* parse_async();
  ast::Stmt* parse_if();
  ast::Stmt* parse_while();
  template <typename T>
  ast::Stmt* parse_for(const Token& start);
  template <typename T>
  ast::Stmt* parse_with(const Token& start);
  bool parse_with_items(bool parenthesized);
  ast::Stmt* parse_try();
  bool parse_handlers(bool& star, ast::Seq<ast::ExceptHandler*>& handlers);
  template <typename T>
  ast::Stmt* parse_function(const Token& start, ast::ExprSeq decorators);
  ast::Stmt* parse_class(ast::ExprSeq decorators);
  bool parse_type_params(ast::Seq<ast::TypeParam*>& params);
  ast::TypeParam* parse_type_param();
  ast::Arguments* parse_parameters(TokenType close);
  ast::Arg* parse_parameter(TokenType close, bool star_annotation);

  // ---- Match (parse_pattern.cpp) ----
  ast::Stmt* parse_match();
  ast::Expr* parse_match_subject();
  ast::MatchCase* parse_case();
  ast::Pattern* parse_patterns();
  ast::Pattern* parse_pattern();
  ast::Pattern* parse_or_pattern();
  ast::Pattern* parse_closed_pattern();
  ast::Pattern* parse_maybe_star_pattern();
  ast::Pattern* parse_name_pattern();
  ast::Pattern* parse_class_pattern(ast::Expr* cls, const Token& start);
  ast::Pattern* parse_sequence_pattern();
  ast::Pattern* parse_mapping_pattern();
  ast::Expr* parse_literal_pattern_value();
  ast::Expr* parse_name_or_attribute();

  // ---- Expressions (parse_expression.cpp, parse_primary.cpp) ----
  ast::Expr* parse_star_expressions();
  ast::Expr* parse_star_expression();
  ast::Expr* parse_yield_or_star_expressions();
  ast::Expr* parse_yield();
  ast::Expr* parse_expressions();
  ast::Expr* parse_expression();
  ast::Expr* parse_named_expression();
  ast::Expr* parse_star_named_expression();
  ast::Expr* parse_disjunction();
  ast::Expr* parse_conjunction();
  ast::Expr* parse_inversion();
  ast::Expr* parse_comparison();
  ast::Expr* parse_binary(int min_precedence);
  ast::Expr* parse_factor();
  ast::Expr* parse_power();
  ast::Expr* parse_lambda();
  ast::Expr* parse_starred(bool bitwise_only);
  bool parse_compare_operator(ast::CmpOperator& op);
  bool at_expression_start() const;

  ast::Expr* parse_primary();
  ast::Expr* parse_primary_tail(ast::Expr* left);
  ast::Expr* parse_atom();
  ast::Expr* parse_parenthesized();
  ast::Expr* parse_bracketed();
  ast::Expr* parse_braced();
  ast::Expr* parse_dict_rest(const Token& start, ast::Expr* key);
  ast::Expr* parse_set_rest(const Token& start, ast::Expr* first);
  bool parse_generators(ast::Seq<ast::Comprehension*>& generators);
  ast::Expr* parse_slices();
  ast::Expr* parse_slice();
  bool parse_arguments(ast::ExprSeq& args, ast::Seq<ast::Keyword*>& keywords, bool is_call);
  bool at_comprehension() const {
    return at(TokenType::KwFor) || (at(TokenType::KwAsync) && type(1) == TokenType::KwFor);
  }

  // ---- Targets ----
  bool set_context(ast::Expr* target, ast::ExprContext context);
  ast::Expr* parse_target(ast::ExprContext context);
  ast::Expr* parse_star_targets();

  // ---- Literals (parse_literal.cpp) ----
  ast::Expr* parse_number();
  ast::Expr* parse_strings();
  bool parse_fstring(std::vector<ast::Expr*>& parts, std::string_view quotes);
  bool parse_fstring_middle(std::vector<ast::Expr*>& parts, bool raw, bool in_format_spec);
  bool parse_replacement_field(std::vector<ast::Expr*>& parts);
  std::string text_without_comments(const Token& before, const Token& after) const;
  ast::Expr* parse_format_spec();
  ast::Constant* parse_plain_string();
  ast::Expr* join_string_parts(const std::vector<ast::Expr*>& parts, bool has_fstring,
                               const Token& start);
  ast::Constant* constant(ast::ConstantType type, const Token& token);

  std::string_view source_;
  const LexResult& lexed_;
  const ParseOptions& options_;
  ParseResult& result_;
  const Token* tokens_;
  size_t token_count_;
  size_t at_ = 0;
  int depth_ = 0;
  bool too_deep_ = false;
  size_t too_deep_at_ = 0;
  size_t top_level_statement_ = 0;
  int statement_depth_ = 0;
  std::vector<void*> scratch_;
  Interner names_;
};

}  // namespace gilscope::syntax
