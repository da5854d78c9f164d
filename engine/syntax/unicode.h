// What Python's syntax needs of Unicode: identifiers, printable characters, UTF-8.
//
// Made for the lexer and for texts in diagnostics. The tables in unicode_tables.inc are written by
// tests/tools/make_unicode_tables.py from Python's own `unicodedata`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gilscope::syntax {

bool is_xid_start(char32_t c);
bool is_xid_continue(char32_t c);
// As str.isprintable.
bool is_printable(char32_t c);

// The code point at `index`, which moves behind it. What is not UTF-8 gives U+FFFD and one byte.
char32_t decode_utf8(std::string_view text, int32_t& index);
void append_utf8(std::string& text, char32_t c);

// How many code points there are; a cut-off one at the end counts.
int32_t character_count(std::string_view text);

// "U+FF0C".
std::string code_point_name(char32_t c);

// NFKC of an identifier, as Python compares them; empty if it is in that form already.
std::string normalize_identifier(std::string_view name);

}  // namespace gilscope::syntax
