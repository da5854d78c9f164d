// Finds what CPython says about a text that does not parse: the message, the place, the caret.
//
// CPython parses twice: if the grammar fails, a second pass with extra "invalid" rules looks for
// known mistakes in a fixed order, and only then does it say "invalid syntax" at the furthest token
// it had looked at. This does the same with backtracking rules of its own in that order, because
// any other order gives other texts. It is slow and runs on broken programs only; the parser proper
// (parser_impl.h) knows nothing of error texts.
#pragma once

#include <string_view>

#include "syntax/diagnostic.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace gilscope::syntax {

// `first_token` is where the broken statement begins, `failure` where the parser proper stopped:
// the place to point at if the search would cost too much. With `whole_source`, errors of the lexer
// further on count as in CPython; without it, only what stands in the statement is looked for.
Diagnostic find_syntax_error(std::string_view source, const LexResult& lexed, ParseMode mode,
                             size_t first_token, size_t failure, bool whole_source);

}  // namespace gilscope::syntax
