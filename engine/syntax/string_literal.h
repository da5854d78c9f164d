// What stands in a string or bytes literal: escapes decoded, with CPython's words for wrong ones.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gilscope::syntax {

// The parts of a String token: `prefix` in lower case, `body` between the quotes.
struct LiteralParts {
  bool raw = false;
  bool bytes = false;
  bool unicode = false;  // A `u` prefix.
  std::string_view body;
};
LiteralParts split_literal(std::string_view token);

// UTF-8 (lone surrogates as three bytes). An error is the whole message of the SyntaxError.
Result<std::string> decode_string(std::string_view body, bool raw);
Result<std::string> decode_bytes(std::string_view body, bool raw);

}  // namespace gilscope::syntax
