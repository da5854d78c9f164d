#include "syntax/token.h"

#include <cstddef>

namespace gilscope::syntax {

std::string_view text_of(TokenType type) {
  static constexpr std::string_view kTexts[] = {
#define TOKEN(name, text) text,
#include "syntax/token_type.def"
#undef TOKEN
  };
  return kTexts[static_cast<size_t>(type)];
}

}  // namespace gilscope::syntax
