// FlowGraph: the instructions of one code object while they are being made, as basic blocks.
//
// The emitter appends instructions and names jump targets by block; the optimiser (optimizer.h)
// rewrites the graph; the assembler (assembler.h) lays it out as a `bytecode::Code`. Blocks form a
// chain in layout order (`next`); a block ends at its first jump or exit. Besides the real opcodes
// there are pseudo instructions, CPython's own: SETUP_* opens a guarded region whose handler is the
// target, POP_BLOCK closes the innermost one, JUMP has no direction yet, and JUMP_IF_* looks at the
// top without popping it. Three more move locals into and out of the
// care of a comprehension. None of them survives the assembler.
//
// Slot arguments are indices into the unit's local names (fast opcodes) or into its cells followed
// by its free variables (cell opcodes) until the assembler knows the layout of the frame.
#pragma once

#include <cstdint>
#include <vector>

#include "base/check.h"
#include "bytecode/code.h"

namespace gilscope::compiler {

using bytecode::Opcode;
using bytecode::Position;

using BlockId = std::int32_t;
inline constexpr BlockId kNoBlock = -1;

constexpr Opcode pseudo_opcode(int index) {
  return static_cast<Opcode>(static_cast<int>(Opcode::kCount) + index);
}
inline constexpr Opcode kSetupFinally = pseudo_opcode(0);  // Handler finds [exception].
inline constexpr Opcode kSetupCleanup = pseudo_opcode(1);  // Handler finds [lasti, exception].
inline constexpr Opcode kSetupWith = pseudo_opcode(2);     // The same, without __enter__'s result.
inline constexpr Opcode kPopBlock = pseudo_opcode(3);
inline constexpr Opcode kJump = pseudo_opcode(4);
inline constexpr Opcode kJumpNoInterrupt = pseudo_opcode(5);
inline constexpr Opcode kJumpIfFalse = pseudo_opcode(6);  // Keeps the value on both paths.
inline constexpr Opcode kJumpIfTrue = pseudo_opcode(7);
inline constexpr Opcode kLoadCellAndClear = pseudo_opcode(8);  // LoadFastAndClear of a cell's slot.
inline constexpr Opcode kRestoreFast = pseudo_opcode(10);      // StoreFast of what may be null.
inline constexpr Opcode kStoreCell = pseudo_opcode(9);         // StoreFast into a cell's slot.

// No source position: takes that of its predecessor in the end, or none at all.
inline constexpr Position kNoPosition{-1, -1, -1, -1};

struct IrInstruction {
  Opcode op = Opcode::Nop;
  std::int32_t arg = 0;
  BlockId target = kNoBlock;
  BlockId handler = kNoBlock;  // Who catches what this instruction raises.
  Position at = kNoPosition;
};

struct Block {
  std::vector<IrInstruction> code;
  BlockId next = kNoBlock;
  std::int32_t predecessors = 0;
  std::int32_t start_depth = -1;
  bool is_handler = false;
  bool keeps_lasti = false;
  bool is_reachable = false;
  bool is_cold = false;
  bool is_warm = false;
};

bool is_block_setup(Opcode op);
bool is_unconditional_jump(Opcode op);
bool is_conditional_jump(Opcode op);  // Two ways on: branches, ForIter, Send.
bool leaves_scope(Opcode op);         // Return or raise.
inline bool is_any_jump(Opcode op) {
  return is_unconditional_jump(op) || is_conditional_jump(op);
}

class FlowGraph {
 public:
  FlowGraph() { current_ = new_block(); }

  // A block that is not laid out yet; `use` does that.
  BlockId new_block() {
    blocks_.emplace_back();
    return static_cast<BlockId>(blocks_.size()) - 1;
  }

  // Lays the block out after the current one and makes it current.
  void use(BlockId block) {
    blocks_[current_].next = block;
    current_ = block;
  }

  void add(Opcode op, std::int32_t arg, const Position& at, BlockId target = kNoBlock) {
    if (ends_block()) use(new_block());
    blocks_[current_].code.push_back({op, arg, target, kNoBlock, at});
  }

  // Puts an instruction before all others.
  void add_first(Opcode op, std::int32_t arg, const Position& at, BlockId target = kNoBlock) {
    std::vector<IrInstruction>& code = blocks_[kEntry].code;
    code.insert(code.begin(), {op, arg, target, kNoBlock, at});
  }

  // Whether control does not come out of the current block's end.
  bool is_current_closed() const {
    const std::vector<IrInstruction>& code = blocks_[current_].code;
    return !code.empty() && (is_unconditional_jump(code.back().op) || leaves_scope(code.back().op));
  }

  Block& operator[](BlockId id) { return blocks_[id]; }
  const Block& operator[](BlockId id) const { return blocks_[id]; }
  std::size_t size() const { return blocks_.size(); }

  static constexpr BlockId kEntry = 0;

  // The first block from `id` on, in layout order, that has an instruction.
  BlockId first_nonempty(BlockId id) const {
    while (id != kNoBlock && blocks_[id].code.empty()) id = blocks_[id].next;
    return id;
  }

  bool falls_through(BlockId id) const {
    const std::vector<IrInstruction>& code = blocks_[id].code;
    return code.empty() || !(is_unconditional_jump(code.back().op) || leaves_scope(code.back().op));
  }

 private:
  bool ends_block() const {
    const std::vector<IrInstruction>& code = blocks_[current_].code;
    return !code.empty() && (is_any_jump(code.back().op) || leaves_scope(code.back().op));
  }

  std::vector<Block> blocks_;
  BlockId current_ = kEntry;
};

}  // namespace gilscope::compiler
