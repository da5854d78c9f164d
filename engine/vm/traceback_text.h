// The text under a line of a traceback: which part of the line the failing instruction stands for.
// CPython 3.11/3.12 rules (traceback.c): nothing when the part is the whole line; `~` with `^`
// under the operator of a binary operation or the brackets of a subscription.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bytecode/code.h"

namespace gilscope {

// Offsets into the segment, in bytes: [left, right) is what gets `^`. False: no such structure.
bool find_anchors(std::string_view segment, std::size_t* left, std::size_t* right);

// `line` is the source line as it stands, `indent` how many blanks were cut from its start. Empty:
// print nothing. Without a newline; starts at the column where the line's first character is
// printed.
std::string carets_for(std::string_view line, const bytecode::Position& position);

}  // namespace gilscope
