// Which handler catches what each instruction raises: a walk over the graph with the stack of
// guarded regions that SETUP_* and POP_BLOCK open and close. Code no path reaches is emptied.
#include "compiler/optimizer.h"

namespace gilscope::compiler {
namespace {

// Regions form a tree of parent links: blocks share what lies below.
struct Region {
  BlockId handler;
  std::int32_t parent;
};
constexpr std::int32_t kNoRegion = -1;

class HandlerFinder {
 public:
  explicit HandlerFinder(FlowGraph& graph) : graph_(graph), entry_(graph.size(), kNoRegion) {}

  void run() {
    reach(FlowGraph::kEntry, kNoRegion);
    while (!pending_.empty()) {
      BlockId id = pending_.back();
      pending_.pop_back();
      walk(id, entry_[id]);
    }
    for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph_[id].next) {
      if (!graph_[id].is_reachable) graph_[id].code.clear();
    }
  }

 private:
  void reach(BlockId id, std::int32_t region) {
    if (id == kNoBlock || graph_[id].is_reachable) return;
    graph_[id].is_reachable = true;
    entry_[id] = region;
    pending_.push_back(id);
  }

  void walk(BlockId id, std::int32_t region) {
    for (IrInstruction& instruction : graph_[id].code) {
      if (is_block_setup(instruction.op)) {
        Block& handler = graph_[instruction.target];
        handler.is_handler = true;
        handler.keeps_lasti = instruction.op != kSetupFinally;
        reach(instruction.target, region);
        regions_.push_back({instruction.target, region});
        region = static_cast<std::int32_t>(regions_.size()) - 1;
      } else if (instruction.op == kPopBlock) {
        GILSCOPE_CHECK(region != kNoRegion, "POP_BLOCK closes a region that was opened");
        region = regions_[region].parent;
        instruction.op = Opcode::Nop;
      } else {
        instruction.handler = region == kNoRegion ? kNoBlock : regions_[region].handler;
        if (instruction.target != kNoBlock) reach(instruction.target, region);
      }
    }
    if (graph_.falls_through(id)) reach(graph_[id].next, region);
  }

  FlowGraph& graph_;
  std::vector<std::int32_t> entry_;
  std::vector<Region> regions_;
  std::vector<BlockId> pending_;
};

}  // namespace

void find_handlers(FlowGraph& graph) {
  HandlerFinder(graph).run();
}

}  // namespace gilscope::compiler
