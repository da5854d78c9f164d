// A Code as bytes and back: how the native build embeds the library written in Python already compiled.
//
// The format belongs to one build: packer and reader are of the same source, so there is no version in it and nothing in it is
// portable. Small numbers are LEB128 varints (zigzag where they may be negative), texts are their length and bytes; lines and columns are
// differences from the instruction before.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "bytecode/code.h"

namespace gilscope::bytecode {

std::string pack(const Code& code);
// Null when the bytes are not what pack() wrote.
std::shared_ptr<const Code> unpack(std::string_view bytes);

}  // namespace gilscope::bytecode
