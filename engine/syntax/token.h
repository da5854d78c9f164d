// Tokens: what the lexer makes of a source text, in the kinds of CPython 3.12's tokenizer.
//
// The whole text is lexed before parsing (see lexer.h), so a parser may look at and go back to any
// token by its index. Comments and blank lines leave no token. f-strings are split as PEP 701 says:
// FStringStart, then FStringMiddle texts and ordinary tokens between braces, then FStringEnd.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gilscope::syntax {

enum class TokenType : uint8_t {
#define TOKEN(name, text) name,
#include "syntax/token_type.def"
#undef TOKEN
};

// The token's fixed text ("while", "**="); empty for names, literals and layout.
std::string_view text_of(TokenType type);

struct Token {
  TokenType type = TokenType::EndMarker;
  uint16_t level = 0;  // Open brackets after this token.
  int32_t start = 0;   // Byte offsets in the text; end is exclusive.
  int32_t end = 0;
  int32_t line = 0;  // From 1; where the token starts.
  int32_t col = 0;   // In bytes from 0; -1 for Indent and Dedent, which have no text.
  int32_t end_line = 0;
  int32_t end_col = 0;
  uint32_t hash = 0;  // Of a Name's characters.
};

}  // namespace gilscope::syntax
