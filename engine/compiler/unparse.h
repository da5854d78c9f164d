// The text of an expression, as `from __future__ import annotations` keeps it (ast_unparse.c).
#pragma once

#include <string>

#include "syntax/ast.h"

namespace gilscope::compiler {

std::string unparse(const ast::Expr& expression);

}  // namespace gilscope::compiler
