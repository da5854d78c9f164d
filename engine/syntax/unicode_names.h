// `\N{NAME}`: the characters that programs name. The whole of Unicode's name list would weigh more
// than the rest of the parser, so this is a choice (letters, punctuation, arrows, mathematics,
// common symbols and emoji); tests/tools/make_unicode_names.py writes it.
#pragma once

#include <string_view>

namespace gilscope::syntax {

// 0 if the name is unknown. Upper and lower case are the same.
char32_t unicode_character_named(std::string_view name);

}  // namespace gilscope::syntax
