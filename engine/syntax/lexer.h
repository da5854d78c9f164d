// The lexer: source text in, all its tokens out, with CPython's texts for what is no Python token.
//
// It follows Parser/tokenizer.c of CPython 3.12: indentation with tabs counted twice (8 and 1) so
// that inconsistent use is noticed, brackets matched here, f-strings nested by a stack of modes. At
// the first mistake it stops with an Error token. A mistake that CPython's tokenizer raises itself
// wins over any error of the parser before it; the others count only when the parser gets there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/diagnostic.h"
#include "syntax/token.h"

namespace gilscope::syntax {

struct OpenBracket {
  char character = 0;
  int32_t line = 0;
  int32_t col = 0;  // In bytes from 0.
};

// Why lexing stopped.
struct LexError {
  enum class When : uint8_t {
    None,
    Always,       // Raised by the tokenizer: beats errors of the parser that come before it.
    WhenReached,  // Only counts if the parser has no complaint before it.
    EndOfFile,    // The text ended inside brackets or after a backslash.
  };
  When when = When::None;
  bool in_fstring = false;
  Diagnostic diagnostic;
  std::vector<OpenBracket> open_brackets;  // For EndOfFile: what was still open, outermost first.
};

struct LexResult {
  std::vector<Token> tokens;  // Ends with EndMarker or Error.
  LexError error;
  // Where each line begins; the last entry is one past the last line's end.
  std::vector<int32_t> line_starts;
  bool newline_added = false;
};

// `source` must be what `normalize_source` gave; `newline_added` says whether its last newline is
// new.
LexResult lex(std::string_view source, bool newline_added);

// A line with its newline, as diagnostics show it.
std::string line_for_diagnostic(std::string_view source, const LexResult& lexed, int32_t line);

// The text as CPython's tokenizer sees it: no byte order mark, \r\n and \r as \n, a newline at the
// end.
std::string normalize_source(std::string_view source);

}  // namespace gilscope::syntax
