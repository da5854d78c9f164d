#include "compiler/optimizer.h"

namespace gilscope::compiler {
namespace {

constexpr std::size_t kCopiedExitMax = 4;  // Instructions; CPython's MAX_COPY_SIZE.

// CPython packs PUSH_NULL into the load of the callable.
std::size_t size_in_cpython(const std::vector<IrInstruction>& code) {
  std::size_t size = 0;
  for (const IrInstruction& instruction : code) size += instruction.op != Opcode::PushNull;
  return size;
}

// A jump to a short exit is replaced by the exit.
bool inline_small_exits(FlowGraph& graph) {
  bool changed = false;
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    std::vector<IrInstruction>& code = graph[id].code;
    if (code.empty() || code.back().op != kJump) continue;
    BlockId target = graph.first_nonempty(code.back().target);
    if (target == kNoBlock || target == id) continue;
    const std::vector<IrInstruction>& exit = graph[target].code;
    if (!leaves_scope(exit.back().op) || size_in_cpython(exit) > kCopiedExitMax) continue;
    IrInstruction& jump = code.back();
    jump.op = Opcode::Nop;
    jump.target = kNoBlock;
    std::size_t old_size = code.size();
    code.insert(code.end(), exit.begin(), exit.end());
    // The copy stands for the jump's line where the exit has none of its own.
    if (code[old_size].at.line < 0) code[old_size].at = code[old_size - 1].at;
    changed = true;
  }
  return changed;
}

// Jumps go straight to where something happens; blocks without instructions leave the chain.
void remove_empty_blocks(FlowGraph& graph) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    graph[id].next = graph.first_nonempty(graph[id].next);
    for (IrInstruction& instruction : graph[id].code) {
      if (instruction.target == kNoBlock) continue;
      GILSCOPE_CHECK(graph.first_nonempty(instruction.target) != kNoBlock,
                     "there is code where a jump goes");
      instruction.target = graph.first_nonempty(instruction.target);
    }
  }
}

// Reached by normal control flow or as somebody's handler.
void remove_unreachable(FlowGraph& graph) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    graph[id].is_reachable = false;
  }
  std::vector<BlockId> pending;
  auto reach = [&](BlockId id) {
    if (id == kNoBlock || graph[id].is_reachable) return;
    graph[id].is_reachable = true;
    pending.push_back(id);
  };
  reach(FlowGraph::kEntry);
  while (!pending.empty()) {
    BlockId id = pending.back();
    pending.pop_back();
    for (const IrInstruction& instruction : graph[id].code) reach(instruction.target);
    if (graph.falls_through(id)) reach(graph[id].next);
  }
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock;) {
    BlockId next = graph[id].next;
    while (next != kNoBlock && !graph[next].is_reachable) next = graph[next].next;
    graph[id].next = next;
    id = next;
  }
}

bool remove_redundant_jumps(FlowGraph& graph) {
  bool changed = false;
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    std::vector<IrInstruction>& code = graph[id].code;
    if (code.empty() || (code.back().op != kJump && code.back().op != kJumpNoInterrupt)) continue;
    BlockId next = graph.first_nonempty(graph[id].next);
    if (next == kNoBlock || graph.first_nonempty(code.back().target) != next) continue;
    code.back().op = Opcode::Nop;
    code.back().target = kNoBlock;
    changed = true;
  }
  return changed;
}

void remove_unused_constants(FlowGraph& graph, ConstantPool& constants) {
  std::vector<bool> is_used(constants.size(), false);
  if (!is_used.empty()) is_used[0] = true;  // The docstring's place.
  auto uses_constant = [](Opcode op) {
    return op == Opcode::LoadConst || op == Opcode::ReturnConst || op == Opcode::KwNames;
  };
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    for (const IrInstruction& instruction : graph[id].code) {
      if (uses_constant(instruction.op)) is_used[instruction.arg] = true;
    }
  }
  std::vector<std::int32_t> new_index = constants.keep(is_used);
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    for (IrInstruction& instruction : graph[id].code) {
      if (uses_constant(instruction.op)) instruction.arg = new_index[instruction.arg];
    }
  }
}

// Warm: reached without an exception. Everything else reached is cold.
void mark_cold(FlowGraph& graph) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    graph[id].is_warm = graph[id].is_cold = false;
  }
  std::vector<BlockId> pending;
  auto warm = [&](BlockId id) {
    if (id == kNoBlock || graph[id].is_warm) return;
    graph[id].is_warm = true;
    pending.push_back(id);
  };
  warm(FlowGraph::kEntry);
  while (!pending.empty()) {
    BlockId id = pending.back();
    pending.pop_back();
    for (const IrInstruction& instruction : graph[id].code) {
      if (!is_block_setup(instruction.op)) warm(instruction.target);
    }
    if (graph.falls_through(id)) warm(graph[id].next);
  }
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    graph[id].is_cold = !graph[id].is_warm;
  }
}

// Handlers stand at the end, so that code without exceptions runs straight on.
void push_cold_to_end(FlowGraph& graph) {
  mark_cold(graph);
  BlockId hot_tail = kNoBlock, cold_head = kNoBlock, cold_tail = kNoBlock;
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock;) {
    BlockId next = graph[id].next;
    if (graph[id].is_cold && next != kNoBlock && graph[next].is_warm && graph.falls_through(id)) {
      BlockId jump = graph.new_block();
      graph[jump].code.push_back({kJump, 0, next, kNoBlock, kNoPosition});
      graph[jump].is_cold = true;
      graph[id].next = jump;
      graph[jump].next = next;
      next = jump;
    }
    BlockId& tail = graph[id].is_cold ? cold_tail : hot_tail;
    if (tail != kNoBlock) graph[tail].next = id;
    if (graph[id].is_cold && cold_head == kNoBlock) cold_head = id;
    tail = id;
    id = next;
  }
  graph[hot_tail].next = cold_head;
  if (cold_tail != kNoBlock) graph[cold_tail].next = kNoBlock;
}

}  // namespace

int remove_redundant_nops(FlowGraph& graph) {
  int removed = 0;
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    std::vector<IrInstruction>& code = graph[id].code;
    std::size_t kept = 0;
    std::int32_t previous_line = -1;
    for (std::size_t i = 0; i < code.size(); ++i) {
      std::int32_t line = code[i].at.line;
      if (code[i].op == Opcode::Nop) {
        if (line < 0 || previous_line == line) continue;
        if (i + 1 < code.size()) {
          if (code[i + 1].at.line == line) continue;
          if (code[i + 1].at.line < 0) {
            code[i + 1].at = code[i].at;
            continue;
          }
        } else {
          BlockId next = graph.first_nonempty(graph[id].next);
          if (next != kNoBlock && graph[next].code.front().at.line == line) continue;
        }
      }
      previous_line = line;
      if (kept != i) code[kept] = code[i];
      ++kept;
    }
    removed += static_cast<int>(code.size() - kept);
    code.resize(kept);
  }
  return removed;
}

void optimize(FlowGraph& graph, ConstantPool& constants, LocalCounts locals,
              std::int32_t first_line) {
  find_handlers(graph);
  remove_empty_blocks(graph);
  inline_small_exits(graph);
  remove_unreachable(graph);
  resolve_positions(graph, first_line);
  simplify_blocks(graph, constants);
  remove_unreachable(graph);
  remove_redundant_nops(graph);
  inline_small_exits(graph);
  remove_unreachable(graph);
  do {
    remove_redundant_nops(graph);
  } while (remove_redundant_jumps(graph));
  remove_empty_blocks(graph);
  remove_unused_constants(graph, constants);
  mark_unchecked_loads(graph, locals);
  push_cold_to_end(graph);
  remove_redundant_jumps(graph);
  remove_redundant_nops(graph);
  resolve_positions(graph, first_line);
}

}  // namespace gilscope::compiler
