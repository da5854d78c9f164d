// The emitter: walks the tree and writes each code object's instructions (CPython's compile.c).
//
// One method per construct, spread over emit_*.cpp by theme. Positions are passed explicitly: the
// traceback's carets and the trace's lines come from them. The first error stops the walk; what has
// been written by then is thrown away. Long chains (`a + b + c ...`, `elif`) are walked in loops,
// all other recursion is as deep as the parser allows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/compiler.h"
#include "compiler/fold.h"
#include "compiler/unit.h"

namespace gilscope::compiler {

using bytecode::BinaryOperator;
using bytecode::Comparison;
using bytecode::Intrinsic1;
using bytecode::Intrinsic2;
using CodePointer = std::shared_ptr<const bytecode::Code>;

inline Position position_of(const ast::Position& place) {
  return {place.line, place.end_line, place.col, place.end_col};
}

class Emitter {
 public:
  // `last_future_line`: where the last `from __future__ import` of the module's head stands.
  Emitter(ScopeTable& scopes, const CompileOptions& options, bool future_annotations,
          std::int32_t last_future_line);

  // Null after an error.
  CodePointer run(const Root& root);
  const std::optional<ScopeError>& error() const { return error_; }

 private:
  // ---- Units and errors (emitter.cpp) ----
  void fail(std::string message, const ast::Position& at);
  void fail(std::string message, const Position& at);
  bool failed() const { return error_.has_value(); }
  void enter_unit(UnitKind kind, const void* scope_key, std::string_view name,
                  std::int32_t first_line);
  CodePointer leave_unit(bool returns_none);
  CodePointer code_of(const void* node) const {
    auto found = unit_->codes.find(node);
    return found == unit_->codes.end() ? nullptr : found->second;
  }
  std::string qualified_name() const;
  std::uint32_t code_flags() const;
  void emit_module_body(const ast::StmtSeq& body);
  static const ast::Constant* docstring_of(const ast::StmtSeq& body);

  // ---- Instructions ----
  FlowGraph& graph() { return unit_->graph; }
  void emit(const Position& at, Opcode op, std::int32_t arg = 0) { graph().add(op, arg, at); }
  void jump(const Position& at, Opcode op, BlockId target) { graph().add(op, 0, at, target); }
  BlockId new_block() { return graph().new_block(); }
  void use(BlockId block) { graph().use(block); }
  void load_constant(const Position& at, Constant constant);
  void load_none(const Position& at) { load_constant(at, none_constant()); }
  void load_text(const Position& at, std::string_view text);
  void emit_name(const Position& at, Opcode op, std::string_view name);  // names[], mangled
  void emit(const Position& at, Intrinsic1 which);
  void emit(const Position& at, Intrinsic2 which);
  void make_closure(const Position& at, const CodePointer& code, std::int32_t flags);

  // ---- Names ----
  std::string_view mangle(std::string_view name) {
    return scopes_.mangle(unit_->private_name, name);
  }
  bool is_forbidden(std::string_view name, ast::ExprContext context, const Position& at);
  void load_name(const Position& at, std::string_view name);
  void store_name(const Position& at, std::string_view name);
  void delete_name(const Position& at, std::string_view name);
  void name_operation(const Position& at, std::string_view name, ast::ExprContext context);
  void load_class_dict(const Position& at);
  std::int32_t cell_index(std::string_view mangled) const;

  // ---- Statements (emit_statements.cpp) ----
  void visit(const ast::StmtSeq& body);
  void visit(const ast::Stmt& statement);
  void visit_expression_statement(const ast::ExprStmt& statement);
  void visit_assign(const ast::Assign& statement);
  void visit_augmented(const ast::AugAssign& statement);
  void visit_annotated(const ast::AnnAssign& statement);
  void evaluate_unused_annotation(const ast::Expr& expression);
  void evaluate_unused_slice(const ast::Expr& slice);
  void visit_assert(const ast::Assert& statement);
  void visit_import(const ast::Import& statement);
  void visit_import_from(const ast::ImportFrom& statement);
  void visit_if(const ast::If* statement);
  void visit_while(const ast::While& statement);
  void visit_for(const ast::For& statement);
  void visit_async_for(const ast::AsyncFor& statement);
  void visit_break(const ast::Stmt& statement);
  void visit_continue(const ast::Stmt& statement);
  void visit_return(const ast::Return& statement);

  // ---- try, with and unwinding (emit_try.cpp) ----
  void push_block(FrameBlock block);
  void pop_block() { unit_->frame_blocks.pop_back(); }
  void unwind(const FrameBlock& block, Position& at, bool keeps_top);
  void unwind_all(Position& at, bool keeps_top, std::optional<FrameBlock>* loop);
  void visit_try(const ast::Stmt& statement, const ast::TryBase& parts, bool is_star);
  void emit_try_finally(const ast::Stmt& statement, const ast::TryBase& parts, bool is_star);
  void emit_try_except(const ast::TryBase& parts, const Position& at);
  void emit_handler(const ast::ExceptHandler& handler, BlockId end);
  void emit_try_star(const ast::TryBase& parts, const Position& at);
  void emit_star_handler(const ast::ExceptHandler& handler, bool is_last, BlockId reraise_star);
  void unbind_name(std::string_view name);
  void pop_handled_and_reraise();
  void visit_with(const ast::Stmt& statement, const ast::WithBase& parts, std::size_t item,
                  bool is_async);
  void call_exit_with_nones(const Position& at);
  void finish_with_exception(BlockId cleanup);

  // ---- Functions and classes (emit_functions.cpp) ----
  void visit_function(const ast::Stmt& statement, const ast::FunctionDefBase& function,
                      bool is_async);
  void emit_function_body(const ast::Stmt& statement, const ast::FunctionDefBase& function,
                          bool is_async, std::int32_t flags, std::int32_t first_line);
  void set_arguments(const ast::Arguments& arguments);
  void check_arguments(const ast::Arguments& arguments);
  std::int32_t emit_defaults(const ast::Arguments& arguments, const Position& at);
  bool emit_annotations(const ast::Arguments& arguments, const ast::Expr* returns,
                        const Position& at);
  void emit_annotation(const ast::Expr& annotation);
  void emit_argument_annotation(std::string_view name, const ast::Expr* annotation,
                                std::vector<Constant>& names);
  void emit_decorators(const ast::ExprSeq& decorators);
  void apply_decorators(const ast::ExprSeq& decorators);
  void visit_class(const ast::ClassDef& statement);
  void emit_class_body(const ast::ClassDef& statement, std::int32_t first_line);
  void visit_type_alias(const ast::TypeAlias& statement);
  void emit_type_parameters(const ast::Seq<ast::TypeParam*>& parameters);
  void visit_lambda(const ast::Lambda& lambda);
  void guard_against_stop_iteration();

  // ---- Expressions (emit_expressions.cpp) ----
  void visit(const ast::Expr& expression);
  void visit_chain(const ast::Expr& expression);
  void visit_inner(const ast::Expr& expression);
  bool emit_folded(const ast::Expr& expression);
  bool is_constant(const ast::Expr& expression) const {
    return folder_.fold(expression).has_value();
  }
  void emit_binary(const Position& at, ast::Operator op, bool in_place);
  void visit_unary(const ast::UnaryOp& expression);
  void visit_bool(const ast::BoolOp& expression);
  void visit_compare(const ast::Compare& expression);
  void emit_comparison(const Position& at, ast::CmpOperator op);
  void visit_comparator(const ast::Compare& expression, std::size_t index);
  void visit_conditional(const ast::IfExp& expression);
  void visit_iterable(const ast::Expr& expression);
  bool emit_percent_format(const ast::BinOp& expression, const std::string& format);
  void visit_joined(const ast::JoinedStr& expression);
  void visit_formatted(const ast::FormattedValue& expression);
  void visit_dict(const ast::Dict& expression);
  void emit_dict_part(const ast::Dict& expression, std::size_t begin, std::size_t end);
  void emit_items(const Position& at, const ast::ExprSeq& items, std::int32_t pushed, Opcode build);
  void visit_sequence(const ast::Expr& expression, const ast::ExprSeq& items, bool is_tuple);
  void visit_slice(const ast::Slice& slice);
  void emit_slice_bounds(const ast::Slice& slice);
  void visit_yield(const ast::Yield& expression);
  void visit_yield_from(const ast::YieldFrom& expression);
  void visit_await(const ast::Await& expression);
  void emit_yield(const Position& at);
  void emit_await(const Position& at, std::int32_t why);
  void emit_delegation(const Position& at, bool is_await);
  void jump_if(const ast::Expr& test, BlockId target, bool when);
  void jump_if_chain(const ast::Compare& test, BlockId target, bool when);
  static Position attribute_position(Position at, const ast::Attribute& attribute);

  // ---- Targets ----
  void store(const ast::Expr& target);
  void store_items(const ast::Expr& target, const ast::ExprSeq& items);
  void remove(const ast::Expr& target);
  void visit_deleted_subscript(const ast::Subscript& target);

  // ---- Calls (emit_calls.cpp) ----
  bool is_method_call(const ast::Call& call) const;
  static bool has_unpacking(const ast::ExprSeq& arguments, const ast::Seq<ast::Keyword*>& keywords);
  bool is_plain_super(const ast::Attribute& attribute) const;
  void emit_super_attribute(const ast::Attribute& attribute, Opcode op);
  void check_keywords(const ast::Seq<ast::Keyword*>& keywords);
  void emit_call(const ast::Call& call, bool has_self);
  void emit_arguments(const Position& at, std::int32_t pushed, const ast::ExprSeq& arguments,
                      const ast::Seq<ast::Keyword*>& keywords, const ast::Expr* extra);
  void emit_unpacked_arguments(const Position& at, std::int32_t pushed,
                               const ast::ExprSeq& arguments,
                               const ast::Seq<ast::Keyword*>& keywords, const ast::Expr* extra);
  void emit_keywords_part(const Position& at, const ast::Seq<ast::Keyword*>& keywords,
                          std::size_t begin, std::size_t end);

  // ---- Comprehensions (emit_comprehensions.cpp) ----
  struct ComprehensionParts {
    ComprehensionKind kind;
    const ast::Seq<ast::Comprehension*>& generators;
    const ast::Expr* element;  // Or key.
    const ast::Expr* value;
  };
  struct Isolation;
  void visit_comprehension(const ast::Expr& expression, std::string_view name,
                           const ComprehensionParts& parts);
  void isolate_names(const Position& at, const Scope& scope, Isolation& isolation);
  void restore_names(const Position& at, const Isolation& isolation);
  void end_isolation(const Position& at, Isolation& isolation);
  void emit_generator(const ast::Expr& expression, const ComprehensionParts& parts,
                      std::size_t index, std::int32_t depth, bool is_iterator_on_stack);
  void emit_async_generator(const ast::Expr& expression, const ComprehensionParts& parts,
                            std::size_t index, std::int32_t depth, bool is_iterator_on_stack);
  void emit_generator_rest(const ast::Expr& expression, const ComprehensionParts& parts,
                           std::size_t index, std::int32_t depth);
  void emit_element(const ast::Expr& expression, const ComprehensionParts& parts,
                    std::int32_t depth);

  // ---- match (emit_match.cpp) ----
  struct PatternContext;
  void visit_match(const ast::Match& statement);
  void emit_match_case(const ast::MatchCase& match_case, bool keeps_subject,
                       PatternContext& context, BlockId end);
  void jump_to_fail(const Position& at, PatternContext& context, Opcode op);
  void emit_fail_pops(const Position& at, PatternContext& context);
  void rotate(const Position& at, std::int32_t count);
  void store_capture(const Position& at, std::string_view name, PatternContext& context);
  void visit_pattern(const ast::Pattern& pattern, PatternContext& context);
  void visit_subpattern(const ast::Pattern& pattern, PatternContext& context);
  void visit_value_pattern(const ast::MatchValue& pattern, PatternContext& context);
  void visit_sequence_pattern(const ast::MatchSequence& pattern, PatternContext& context);
  void unpack_sequence_pattern(const ast::MatchSequence& pattern, PatternContext& context);
  void index_sequence_pattern(const ast::MatchSequence& pattern, std::size_t star,
                              PatternContext& context);
  void visit_mapping_pattern(const ast::MatchMapping& pattern, PatternContext& context);
  void visit_class_pattern(const ast::MatchClass& pattern, PatternContext& context);
  void visit_as_pattern(const ast::MatchAs& pattern, PatternContext& context);
  void visit_or_pattern(const ast::MatchOr& pattern, PatternContext& context);
  void align_captures(const Position& at, const std::vector<std::string_view>& control,
                      PatternContext& context);

  ScopeTable& scopes_;
  const CompileOptions& options_;
  bool future_annotations_;
  std::int32_t last_future_line_;
  Folder folder_;
  std::vector<std::unique_ptr<Unit>> units_;
  Unit* unit_ = nullptr;
  std::vector<const ast::Expr*> chain_;
  std::optional<ScopeError> error_;
};

}  // namespace gilscope::compiler
