// The assembler: an optimised FlowGraph becomes the instructions, positions, exception table and
// stack size of a `bytecode::Code`. It lays blocks out, gives jumps their direction and absolute
// targets, turns backward branches into a branch over a JUMP_BACKWARD (the eval breaker is looked
// at on every way back) and numbers the frame's slots as CPython does.
#pragma once

#include <string_view>
#include <vector>

#include "bytecode/code.h"
#include "compiler/flow_graph.h"

namespace gilscope::compiler {

// The variables of a unit; cells include captured arguments, which keep their local slot.
struct SlotNames {
  std::vector<std::string_view> locals, cells, frees;
};

// What runs before the first instruction of the graph.
struct Prologue {
  bool is_generator = false;
  std::int32_t first_line = 1;
};

void assemble(FlowGraph& graph, const SlotNames& names, const Prologue& prologue,
              bytecode::Code& code);

}  // namespace gilscope::compiler
