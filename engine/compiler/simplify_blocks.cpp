// Peephole rules within a block and at its exit: branches on constants, comparisons with None,
// threaded jumps, tuples that are packed only to be unpacked, swaps.
#include <algorithm>
#include <utility>

#include "compiler/optimizer.h"

namespace gilscope::compiler {
namespace {

constexpr std::int32_t kVisited = -1;

bool is_store(Opcode op) {
  return op == Opcode::StoreFast || op == kRestoreFast;
}

bool is_swappable(Opcode op) {
  return is_store(op) || op == Opcode::PopTop;
}

std::int32_t stored_local(const IrInstruction& instruction) {
  return is_store(instruction.op) ? instruction.arg : -1;
}

class BlockSimplifier {
 public:
  BlockSimplifier(FlowGraph& graph, ConstantPool& constants, BlockId id)
      : graph_(graph), constants_(constants), code_(graph[id].code) {}

  void run() {
    for (std::size_t i = 0; i < code_.size(); ++i) simplify_at(i);
    for (std::size_t i = 0; i < code_.size(); ++i) {
      if (code_[i].op != Opcode::Swap) continue;
      i = shorten_swaps(i);
      reorder_instead_of_swapping(i);
    }
    thread_exit();
  }

 private:
  bool has(std::size_t index, Opcode op) const {
    return index < code_.size() && code_[index].op == op;
  }

  static void erase(IrInstruction& instruction) {
    instruction.op = Opcode::Nop;
    instruction.arg = 0;
    instruction.target = kNoBlock;
  }

  void simplify_at(std::size_t i) {
    switch (code_[i].op) {
      case Opcode::LoadConst: simplify_constant(i); break;
      case Opcode::BuildTuple: simplify_packing(i); break;
      case Opcode::Swap:
        if (code_[i].arg == 1) erase(code_[i]);
        break;
      case Opcode::Copy:
        if (code_[i].arg == 1 && has(i + 1, Opcode::PopTop)) {
          erase(code_[i]);
          erase(code_[i + 1]);
        }
        break;
      default: break;
    }
  }

  void simplify_constant(std::size_t i) {
    const Constant& constant = constants_[code_[i].arg];
    if (i + 1 >= code_.size()) return;
    IrInstruction& next = code_[i + 1];
    if (next.op == kJumpIfFalse || next.op == kJumpIfTrue) {
      if (is_true(constant) == (next.op == kJumpIfTrue)) {
        next.op = kJump;
      } else {
        erase(next);
      }
      return;
    }
    switch (next.op) {
      case Opcode::PopJumpIfFalse:
      case Opcode::PopJumpIfTrue: {
        bool jumps = is_true(constant) == (next.op == Opcode::PopJumpIfTrue);
        erase(code_[i]);
        if (jumps) {
          next.op = kJump;
        } else {
          erase(next);
        }
        break;
      }
      case Opcode::IsOp: simplify_is_none(i, constant); break;
      case Opcode::ReturnValue:
        next.op = Opcode::ReturnConst;
        next.arg = code_[i].arg;
        erase(code_[i]);
        break;
      case Opcode::PopTop:
        erase(code_[i]);
        erase(next);
        break;
      default: break;
    }
  }

  // `is None` before a branch is a branch of its own.
  void simplify_is_none(std::size_t i, const Constant& constant) {
    if (constant.kind != Constant::Kind::None || i + 2 >= code_.size()) return;
    IrInstruction& branch = code_[i + 2];
    if (branch.op != Opcode::PopJumpIfFalse && branch.op != Opcode::PopJumpIfTrue) return;
    bool on_none = (branch.op == Opcode::PopJumpIfTrue) != (code_[i + 1].arg == 1);
    branch.op = on_none ? Opcode::PopJumpIfNone : Opcode::PopJumpIfNotNone;
    erase(code_[i]);
    erase(code_[i + 1]);
  }

  // `a, b = b, a` needs no tuple.
  void simplify_packing(std::size_t i) {
    if (!has(i + 1, Opcode::UnpackSequence) || code_[i].arg != code_[i + 1].arg) return;
    std::int32_t count = code_[i].arg;
    if (count == 1) {
      erase(code_[i]);
      erase(code_[i + 1]);
    } else if (count == 2 || count == 3) {
      erase(code_[i]);
      code_[i + 1].op = Opcode::Swap;
    }
  }

  // A run of swaps is a permutation: writes it with as few swaps as its cycles need, at the end of
  // the run. The index of the run's last instruction.
  std::size_t shorten_swaps(std::size_t first) {
    std::int32_t depth = code_[first].arg;
    std::size_t end = first + 1;
    int swaps = 1;
    std::size_t last_swap = first;
    for (; end < code_.size(); ++end) {
      if (code_[end].op == Opcode::Nop) continue;
      if (code_[end].op != Opcode::Swap) break;
      depth = std::max(depth, code_[end].arg);
      last_swap = end;
      ++swaps;
    }
    if (swaps < 2) return first;
    std::vector<std::int32_t> stack(depth);
    for (std::int32_t i = 0; i < depth; ++i) stack[i] = i;
    for (std::size_t i = first; i <= last_swap; ++i) {
      if (code_[i].op == Opcode::Swap) std::swap(stack[0], stack[code_[i].arg - 1]);
    }
    std::size_t write = last_swap + 1;
    for (std::int32_t i = 0; i < depth; ++i) {
      if (stack[i] == kVisited || stack[i] == i) continue;
      for (std::int32_t j = i;;) {
        if (j != 0) {
          --write;
          code_[write].op = Opcode::Swap;
          code_[write].arg = j + 1;
        }
        if (stack[j] == kVisited) break;
        std::int32_t next = stack[j];
        stack[j] = kVisited;
        j = next;
      }
    }
    while (write > first) erase(code_[--write]);
    return last_swap;
  }

  // The next instruction that only takes one value from the stack and puts it away, or -1.
  std::ptrdiff_t next_swappable(std::size_t i, std::int32_t line) const {
    while (++i < code_.size()) {
      if (line >= 0 && code_[i].at.line != line) return -1;
      if (code_[i].op == Opcode::Nop) continue;
      return is_swappable(code_[i].op) ? static_cast<std::ptrdiff_t>(i) : -1;
    }
    return -1;
  }

  // Swapping before stores is the same as storing in another order.
  void reorder_instead_of_swapping(std::size_t last) {
    for (std::size_t i = last + 1; i-- > 0;) {
      IrInstruction& swap = code_[i];
      if (swap.op != Opcode::Swap) {
        if (swap.op == Opcode::Nop || is_swappable(swap.op)) continue;
        return;
      }
      std::ptrdiff_t first = next_swappable(i, -1);
      if (first < 0) return;
      std::ptrdiff_t other = first;
      for (std::int32_t count = swap.arg - 1; count > 0; --count) {
        other = next_swappable(other, code_[first].at.line);
        if (other < 0) return;
      }
      if (!can_exchange(first, other)) return;
      erase(swap);
      std::swap(code_[first], code_[other]);
    }
  }

  bool can_exchange(std::size_t first, std::size_t other) const {
    std::int32_t a = stored_local(code_[first]);
    std::int32_t b = stored_local(code_[other]);
    if (a < 0 && b < 0) return true;
    if (a == b) return false;
    for (std::size_t i = first + 1; i < other; ++i) {
      std::int32_t between = stored_local(code_[i]);
      if (between >= 0 && (between == a || between == b)) return false;
    }
    return true;
  }

  // The first instruction that does something where the last one of this block jumps to.
  const IrInstruction* landing(BlockId target, BlockId& block) const {
    for (block = graph_.first_nonempty(target); block != kNoBlock;
         block = graph_.first_nonempty(graph_[block].next)) {
      for (const IrInstruction& instruction : graph_[block].code) {
        if (instruction.op != Opcode::Nop) return &instruction;
      }
      if (!graph_.falls_through(block)) return nullptr;
    }
    return nullptr;
  }

  void thread_exit() {
    if (code_.empty()) return;
    IrInstruction& last = code_.back();
    if (last.target == kNoBlock || is_block_setup(last.op)) return;
    // Each round follows one jump; the bound ends `while True: pass` chains.
    for (int round = 0; round < 100; ++round) {
      BlockId block = kNoBlock;
      const IrInstruction* there = landing(last.target, block);
      if (there == nullptr || !thread_once(last, *there, block)) return;
    }
  }

  bool retarget(IrInstruction& last, BlockId target) {
    if (target == kNoBlock || target == last.target) return false;
    last.target = target;
    return true;
  }

  bool thread_once(IrInstruction& last, const IrInstruction& there, BlockId block) {
    if (last.op == kJumpIfFalse || last.op == kJumpIfTrue) {
      if (there.op == kJump || there.op == last.op) return retarget(last, there.target);
      // The other sense: it does not jump there, so control falls through it.
      bool is_other = there.op == kJumpIfFalse || there.op == kJumpIfTrue;
      return is_other && retarget(last, graph_[block].next);
    }
    bool pops =
        is_conditional_jump(last.op) && last.op != Opcode::ForIter && last.op != Opcode::Send;
    return (pops || last.op == kJump) && there.op == kJump && retarget(last, there.target);
  }

  FlowGraph& graph_;
  ConstantPool& constants_;
  std::vector<IrInstruction>& code_;
};

}  // namespace

void simplify_blocks(FlowGraph& graph, ConstantPool& constants) {
  for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph[id].next) {
    BlockSimplifier(graph, constants, id).run();
  }
}

}  // namespace gilscope::compiler
