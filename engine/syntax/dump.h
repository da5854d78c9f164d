// The tree as text, in the format of Python 3.12's `ast.dump(tree, include_attributes=...)`.
//
// For tests and for looking. Integers beyond int64 stand as they were written. Recursive, except
// along left-leaning chains, so it is meant for ordinary programs.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace gilscope::ast {

std::string dump(const Module& module, bool attributes = false);
std::string dump(const Expression& expression, bool attributes = false);
std::string dump(const Node& node, bool attributes = false);

}  // namespace gilscope::ast
