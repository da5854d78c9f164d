// The text of a constant as Python's repr() gives it, for listings, diagnostics and annotations.
#pragma once

#include <string>

#include "bytecode/code.h"

namespace gilscope::bytecode {

std::string constant_text(const Constant& constant);

}  // namespace gilscope::bytecode
