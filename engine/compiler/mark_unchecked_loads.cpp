// Definite assignment: a load of a local that every path has bound needs no check. Forward data
// flow over "may be unbound" bits, one per local; handlers see the state before each instruction
// they guard.
#include "compiler/optimizer.h"

namespace gilscope::compiler {
namespace {

class BindingFlow {
 public:
  BindingFlow(FlowGraph& graph, LocalCounts locals)
      : graph_(graph),
        words_((static_cast<std::size_t>(locals.locals) + 63) / 64),
        entry_(graph.size() * words_, 0),
        is_pending_(graph.size(), false),
        is_seen_(graph.size(), false),
        state_(words_, 0) {
    for (std::int32_t local = locals.arguments; local < locals.locals; ++local) set(local);
  }

  void run() {
    merge(FlowGraph::kEntry);
    while (!pending_.empty()) {
      BlockId id = pending_.back();
      pending_.pop_back();
      is_pending_[id] = false;
      walk(id);
    }
  }

 private:
  void set(std::int32_t local) { state_[local / 64] |= std::uint64_t{1} << (local % 64); }
  void clear(std::int32_t local) { state_[local / 64] &= ~(std::uint64_t{1} << (local % 64)); }
  bool may_be_unbound(std::int32_t local) const {
    return ((state_[local / 64] >> (local % 64)) & 1) != 0;
  }

  void merge(BlockId id) {
    bool grows = !is_seen_[id];
    is_seen_[id] = true;
    std::uint64_t* entry = entry_.data() + static_cast<std::size_t>(id) * words_;
    for (std::size_t i = 0; i < words_; ++i) {
      grows = grows || (state_[i] & ~entry[i]) != 0;
      entry[i] |= state_[i];
    }
    if (!grows || is_pending_[id]) return;
    is_pending_[id] = true;
    pending_.push_back(id);
  }

  void walk(BlockId id) {
    const std::uint64_t* entry = entry_.data() + static_cast<std::size_t>(id) * words_;
    state_.assign(entry, entry + words_);
    BlockId informed_handler = kNoBlock;
    for (IrInstruction& instruction : graph_[id].code) {
      if (instruction.handler != kNoBlock && instruction.handler != informed_handler) {
        merge(instruction.handler);
        informed_handler = instruction.handler;
      }
      if (apply(instruction)) informed_handler = kNoBlock;
      if (instruction.target != kNoBlock && !is_block_setup(instruction.op)) {
        merge(instruction.target);
      }
    }
    if (graph_.falls_through(id) && graph_[id].next != kNoBlock) merge(graph_[id].next);
  }

  // Whether the state got worse, so that handlers must hear of it.
  bool apply(IrInstruction& instruction) {
    // What a comprehension had put aside may have been unbound.
    if (instruction.op == kRestoreFast) {
      set(instruction.arg);
      return true;
    }
    switch (instruction.op) {
      case Opcode::DeleteFast:
      case Opcode::LoadFastAndClear: set(instruction.arg); return true;
      case Opcode::StoreFast: clear(instruction.arg); return false;
      case Opcode::LoadFast:
      case Opcode::LoadFastCheck:
        if (may_be_unbound(instruction.arg)) instruction.op = Opcode::LoadFastCheck;
        clear(instruction.arg);
        return false;
      default: return false;
    }
  }

  FlowGraph& graph_;
  std::size_t words_;
  std::vector<std::uint64_t> entry_;
  std::vector<bool> is_pending_, is_seen_;
  std::vector<std::uint64_t> state_;
  std::vector<BlockId> pending_;
};

}  // namespace

void mark_unchecked_loads(FlowGraph& graph, LocalCounts locals) {
  if (locals.locals > 0) BindingFlow(graph, locals).run();
}

}  // namespace gilscope::compiler
