// The optimiser: what CPython 3.12's flowgraph.c does to the basic blocks of a code object.
//
// It finds every instruction's handler, folds branches on constants, threads jumps, reorders
// stores instead of swapping, removes unreachable code and NOPs whose line nobody needs, decides
// which loads of locals must check that the local is bound, drops unused constants, and moves the
// blocks only exceptions reach to the end. It never changes what the code does.
#pragma once

#include "compiler/constant_pool.h"
#include "compiler/flow_graph.h"

namespace gilscope::compiler {

struct LocalCounts {
  std::int32_t arguments = 0;  // The first locals: bound on entry.
  std::int32_t locals = 0;
};

void optimize(FlowGraph& graph, ConstantPool& constants, LocalCounts locals,
              std::int32_t first_line);

// The passes that have a file of their own.
void find_handlers(FlowGraph& graph);
void simplify_blocks(FlowGraph& graph, ConstantPool& constants);
void mark_unchecked_loads(FlowGraph& graph, LocalCounts locals);
void resolve_positions(FlowGraph& graph, std::int32_t first_line);

// Drops NOPs, but not the only instruction of a source line; the number of those dropped.
int remove_redundant_nops(FlowGraph& graph);

}  // namespace gilscope::compiler
