// The verifier: walks every path of a Code, exception edges included, and says what is wrong.
//
// It checks what the interpreter relies on without looking: jump targets are instructions of this
// code, slots, names and constants exist, the value stack has the same depth wherever paths meet,
// is never negative and never deeper than `stack_size`, control never runs off the end, and the
// exception table is sorted and does not overlap. Tests run it over everything the compiler makes;
// a host may run it over a Code it did not compile itself.
#pragma once

#include <string>
#include <vector>

#include "bytecode/code.h"

namespace gilscope::bytecode {

// One sentence per violation, each naming the code and the instruction; empty when all is well.
// Nested code (in the constants) is verified too.
std::vector<std::string> verify(const Code& code);

}  // namespace gilscope::bytecode
