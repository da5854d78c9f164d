// Positions for instructions that the emitter made without one: they belong to the line control
// comes from. An exit without a line that several jumps share is copied for each of them.
#include "compiler/optimizer.h"

namespace gilscope::compiler {
namespace {

bool is_exit_without_line(const Block& block) {
  if (block.code.empty() || !leaves_scope(block.code.back().op)) return false;
  for (const IrInstruction& instruction : block.code) {
    if (instruction.at.line >= 0) return false;
  }
  return true;
}

void count_predecessors(FlowGraph& graph) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    graph[id].predecessors = 0;
  }
  graph[FlowGraph::kEntry].predecessors = 1;
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    for (const IrInstruction& instruction : graph[id].code) {
      if (instruction.target == kNoBlock) continue;
      BlockId target = graph.first_nonempty(instruction.target);
      if (target != kNoBlock) ++graph[target].predecessors;
    }
    if (graph[id].code.empty() || !graph.falls_through(id)) continue;
    BlockId next = graph.first_nonempty(graph[id].next);
    if (next != kNoBlock) ++graph[next].predecessors;
  }
}

void copy_shared_exits(FlowGraph& graph) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    if (graph[id].code.empty()) continue;
    IrInstruction last = graph[id].code.back();
    if (!is_any_jump(last.op)) continue;
    BlockId target = graph.first_nonempty(last.target);
    if (target == kNoBlock || graph[target].predecessors < 2) continue;
    if (!is_exit_without_line(graph[target])) continue;
    BlockId copy = graph.new_block();
    graph[copy].code = graph[target].code;
    graph[copy].code.front().at = last.at;
    graph[copy].predecessors = 1;
    graph[copy].is_reachable = true;
    graph[copy].next = graph[target].next;
    graph[target].next = copy;
    --graph[target].predecessors;
    graph[id].code.back().target = copy;
  }
}

void give_position(FlowGraph& graph, BlockId id, const Position& at) {
  if (id == kNoBlock || graph[id].predecessors != 1 || graph[id].code.empty()) return;
  IrInstruction& first = graph[id].code.front();
  if (first.at.line < 0) first.at = at;
}

void propagate(FlowGraph& graph) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    if (graph[id].code.empty()) continue;
    Position at = kNoPosition;
    for (IrInstruction& instruction : graph[id].code) {
      if (instruction.at.line < 0) {
        instruction.at = at;
      } else {
        at = instruction.at;
      }
    }
    if (graph.falls_through(id)) give_position(graph, graph.first_nonempty(graph[id].next), at);
    const IrInstruction& last = graph[id].code.back();
    if (is_any_jump(last.op)) give_position(graph, graph.first_nonempty(last.target), at);
  }
}

// An exit that control can only fall into has one predecessor: it takes its line.
void propagate_into_exits(FlowGraph& graph) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    if (graph[id].code.empty() || !graph.falls_through(id)) continue;
    BlockId next = graph.first_nonempty(graph[id].next);
    if (next == kNoBlock || !is_exit_without_line(graph[next])) continue;
    graph[next].code.front().at = graph[id].code.back().at;
  }
}

}  // namespace

void resolve_positions(FlowGraph& graph, std::int32_t) {
  count_predecessors(graph);
  copy_shared_exits(graph);
  propagate_into_exits(graph);
  propagate(graph);
}

}  // namespace gilscope::compiler
