// The text of a constant as Python's repr() gives it, and of an instruction's argument: for
// listings, diagnostics and annotations.
#pragma once

#include <string>

#include "bytecode/code.h"

namespace gilscope::bytecode {

std::string constant_text(const Constant& constant);

// What the argument stands for, in brackets: "(x)", "(to 7)", "(+=)"; empty where it is a number.
std::string argument_text(const Code& code, const Instruction& instruction);

}  // namespace gilscope::bytecode
