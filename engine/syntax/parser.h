// The parser: Python 3.12 source text in, AST and diagnostics out.
//
// A hand-written recursive-descent parser over a token list. It never throws and never overflows
// the stack: nesting beyond kNestingMax is a diagnostic. After an error it goes on with the next
// statement and reports up to `diagnostics_max` errors; the first one is what CPython would raise.
// The tree is only given when there is no error. What CPython's symbol table and compiler check
// ('return' outside function, duplicate arguments, global after use, ...) is the compiler room's
// business.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/ast.h"
#include "syntax/diagnostic.h"

namespace gilscope {

// Brackets may nest this deep, as in CPython's tokenizer (MAXLEVEL).
inline constexpr int kBracketNestingMax = 200;
// Expressions and blocks may nest this deep in all.
inline constexpr int kNestingMax = 1000;

enum class ParseMode : uint8_t {
  Exec,  // A file: ParseResult::module.
  Eval,  // One expression, as for eval(): ParseResult::expression.
};

struct ParseOptions {
  ParseMode mode = ParseMode::Exec;
  size_t diagnostics_max = 20;
};

// The tree lives as long as its arena. It owns all its texts: the source may go away.
struct ParseResult {
  ast::Arena arena;
  const ast::Module* module_ast = nullptr;          // Exec, without errors.
  const ast::Expression* expression_ast = nullptr;  // Eval, without errors.
  std::vector<Diagnostic> diagnostics;

  bool ok() const { return diagnostics.empty(); }
};

[[nodiscard]] ParseResult parse(std::string_view source, const ParseOptions& options = {});

}  // namespace gilscope
