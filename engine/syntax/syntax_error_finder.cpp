#include "syntax/syntax_error_finder.h"
namespace gilscope::syntax {
Diagnostic find_syntax_error(std::string_view source, const LexResult& lexed, ParseMode,
                             size_t first_token) {
  Diagnostic d;
  d.message = "invalid syntax";
  d.line = lexed.tokens[first_token].line;
  (void)source;
  return d;
}
}  // namespace gilscope::syntax
