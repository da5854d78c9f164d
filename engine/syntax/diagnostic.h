// A diagnostic: what is wrong with a program's text, in CPython's words and at CPython's place.
//
// The parser and the compiler report them; hosts show them. The fields are the attributes of
// Python's SyntaxError: offsets count characters (code points, not bytes) from 1, the end is
// exclusive, and 0 or -1 stands where CPython has no column. `render` prints one as CPython's
// traceback does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/ast.h"

namespace gilscope {

enum class DiagnosticKind : uint8_t { SyntaxError, IndentationError, TabError };

struct Diagnostic {
  DiagnosticKind kind = DiagnosticKind::SyntaxError;
  std::string message;
  int32_t line = 0;
  int32_t offset = 0;
  int32_t end_line = 0;
  int32_t end_offset = 0;
  std::string text;  // The line; with its newline, except for errors of the lexer.
};

// "SyntaxError", "IndentationError" or "TabError".
std::string_view name_of(DiagnosticKind kind);

// A diagnostic for the place of a node, for the compiler's own checks. `source` is the whole text.
Diagnostic make_diagnostic(std::string_view source, DiagnosticKind kind, std::string message,
                           const ast::Position& place);

// The lines CPython prints: `  File "name", line 1`, the source line, the caret line and
// `SyntaxError: message`, each ended by a newline.
std::string render(const Diagnostic& diagnostic, std::string_view file_name);

}  // namespace gilscope
