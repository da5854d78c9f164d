// Constant folding: the value of an expression that needs no run time, as CPython's ast_opt.c has
// it.
//
// Literals, operators on constants, tuples of constants, items of constant texts and tuples, and
// `__debug__`. What could raise, grow large, or depend on the platform's arithmetic is left to the
// run time, which gives the same answer: folding is never needed, only faster.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/constant_pool.h"
#include "syntax/ast.h"

namespace gilscope::compiler {

class Folder {
 public:
  explicit Folder(bool is_debug) : is_debug_(is_debug) {}

  std::optional<Constant> fold(const ast::Expr& expression) const;

  // `left op right` of two constants.
  std::optional<Constant> fold(const Constant& left, ast::Operator op, const Constant& right) const;

  // The constant all of whose items are constants: a tuple, or a frozenset.
  std::optional<Constant> fold_items(const ast::ExprSeq& items, Constant::Kind kind) const;

 private:
  std::optional<Constant> fold_binary(const ast::BinOp& expression) const;
  std::optional<Constant> fold_unary(const ast::UnaryOp& expression) const;
  std::optional<Constant> fold_subscript(const ast::Subscript& expression) const;

  bool is_debug_;
};

// The constant of a literal.
Constant literal_constant(const ast::Constant& literal);

}  // namespace gilscope::compiler
