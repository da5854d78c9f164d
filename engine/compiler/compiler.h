// The compiler: an AST becomes a `bytecode::Code`, or a diagnostic in CPython's words.
//
// Three steps, each a file: scopes decide where every name lives, the emitter walks the tree and
// writes instructions into a flow graph per code object, and the optimiser and the assembler turn
// each graph into a Code. The whole of Python 3.12 compiles; what is wrong with a program beyond
// its grammar ('return' outside function, duplicate arguments, ...) is reported here with CPython's
// line and caret. Nothing of the AST is kept: the Code owns all its texts.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code.h"
#include "syntax/ast.h"
#include "syntax/diagnostic.h"

namespace gilscope::compiler {

enum class CompileMode : std::uint8_t {
  Exec,    // A module.
  Eval,    // One expression; the code returns its value.
  Single,  // Interactive statements: values of expressions are displayed.
};

struct CompileOptions {
  std::string filename = "<string>";
  std::string_view source;  // For the text of diagnostics; only read during the call.
  CompileMode mode = CompileMode::Exec;
  int optimisation = 0;             // 1: no asserts, __debug__ is False; 2: no docstrings either.
  bool future_annotations = false;  // Inherited, as eval() and exec() do.
};

struct CompileResult {
  std::shared_ptr<const bytecode::Code> code;  // Null when there are diagnostics.
  std::vector<Diagnostic> diagnostics;

  bool ok() const { return code != nullptr; }
};

[[nodiscard]] CompileResult compile(const ast::Module& module, const CompileOptions& options);
[[nodiscard]] CompileResult compile(const ast::Expression& expression,
                                    const CompileOptions& options);

}  // namespace gilscope::compiler
