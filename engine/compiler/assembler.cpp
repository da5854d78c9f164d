#include "compiler/assembler.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/optimizer.h"

namespace gilscope::compiler {
namespace {

using bytecode::Code;
using bytecode::ExceptionEntry;
using bytecode::SlotKind;

Opcode reversed(Opcode op) {
  switch (op) {
    case Opcode::PopJumpIfFalse: return Opcode::PopJumpIfTrue;
    case Opcode::PopJumpIfTrue: return Opcode::PopJumpIfFalse;
    case Opcode::PopJumpIfNone: return Opcode::PopJumpIfNotNone;
    case Opcode::PopJumpIfNotNone: return Opcode::PopJumpIfNone;
    default: return op;
  }
}

bool is_cell_opcode(Opcode op) {
  if (op == kLoadCellAndClear || op == kStoreCell) return true;
  switch (op) {
    case Opcode::MakeCell:
    case Opcode::LoadClosure:
    case Opcode::LoadDeref:
    case Opcode::StoreDeref:
    case Opcode::DeleteDeref:
    case Opcode::LoadFromDictOrDeref: return true;
    default: return false;
  }
}

class Assembler {
 public:
  Assembler(FlowGraph& graph, const SlotNames& names, const Prologue& prologue, Code& code)
      : graph_(graph), names_(names), prologue_(prologue), code_(code) {}

  void run() {
    lay_out_slots();
    number_slots();
    add_prologue();
    lower_peeking_branches();
    turn_backward_branches();
    measure_stack();
    drop_pseudo_instructions();
    place_blocks();
    emit();
  }

 private:
  // [locals (captured arguments among them), other cells, free variables]
  void lay_out_slots() {
    std::unordered_map<std::string_view, std::int32_t> local_index;
    for (std::string_view name : names_.locals) {
      local_index.emplace(name, static_cast<std::int32_t>(local_index.size()));
      add_slot(name, SlotKind::Local);
    }
    for (std::string_view name : names_.cells) {
      auto found = local_index.find(name);
      if (found != local_index.end()) {
        code_.slot_kinds[found->second] = SlotKind::CellLocal;
        cell_slots_.push_back(found->second);
      } else {
        cell_slots_.push_back(add_slot(name, SlotKind::Cell));
      }
    }
    for (std::string_view name : names_.frees)
      cell_slots_.push_back(add_slot(name, SlotKind::Free));
    code_.free_count = static_cast<std::uint32_t>(names_.frees.size());
  }

  std::int32_t add_slot(std::string_view name, SlotKind kind) {
    code_.slot_names.emplace_back(name);
    code_.slot_kinds.push_back(kind);
    return static_cast<std::int32_t>(code_.slot_names.size()) - 1;
  }

  void number_slots() {
    for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph_[id].next) {
      for (IrInstruction& instruction : graph_[id].code) {
        if (instruction.op == kRestoreFast) instruction.op = Opcode::StoreFast;
        if (!is_cell_opcode(instruction.op)) continue;
        instruction.arg = cell_slots_[instruction.arg];
        if (instruction.op == kLoadCellAndClear) instruction.op = Opcode::LoadFastAndClear;
        if (instruction.op == kStoreCell) instruction.op = Opcode::StoreFast;
      }
    }
  }

  void add_prologue() {
    std::vector<IrInstruction> first;
    auto add = [&](Opcode op, std::int32_t arg, const Position& at) {
      first.push_back({op, arg, kNoBlock, kNoBlock, at});
    };
    if (!names_.frees.empty()) {
      add(Opcode::CopyFreeVars, static_cast<std::int32_t>(names_.frees.size()), kNoPosition);
    }
    std::vector<std::int32_t> cells(cell_slots_.begin(), cell_slots_.begin() + names_.cells.size());
    std::sort(cells.begin(), cells.end());
    for (std::int32_t slot : cells) add(Opcode::MakeCell, slot, kNoPosition);
    if (prologue_.is_generator) {
      Position at{prologue_.first_line, prologue_.first_line, 0, 0};
      add(Opcode::ReturnGenerator, 0, at);
      add(Opcode::PopTop, 0, kNoPosition);
    }
    std::vector<IrInstruction>& code = graph_[FlowGraph::kEntry].code;
    code.insert(code.begin(), first.begin(), first.end());
  }

  void lower_peeking_branches() {
    for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph_[id].next) {
      std::vector<IrInstruction>& code = graph_[id].code;
      if (code.empty()) continue;
      IrInstruction branch = code.back();
      if (branch.op != kJumpIfFalse && branch.op != kJumpIfTrue) continue;
      code.back() = {Opcode::Copy, 1, kNoBlock, branch.handler, branch.at};
      branch.op = branch.op == kJumpIfFalse ? Opcode::PopJumpIfFalse : Opcode::PopJumpIfTrue;
      code.push_back(branch);
    }
  }

  void turn_backward_branches() {
    std::vector<bool> is_behind(graph_.size(), false);
    for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph_[id].next) {
      if (static_cast<std::size_t>(id) < is_behind.size()) is_behind[id] = true;
      if (graph_[id].code.empty()) continue;
      IrInstruction last = graph_[id].code.back();
      if (!is_conditional_jump(last.op) || reversed(last.op) == last.op) continue;
      if (!is_behind[last.target]) continue;
      BlockId back = graph_.new_block();
      graph_[back].code.push_back({kJump, 0, last.target, last.handler, last.at});
      graph_[back].next = graph_[id].next;
      graph_[id].code.back().op = reversed(last.op);
      graph_[id].code.back().target = graph_[id].next;
      graph_[id].next = back;
      id = back;
    }
  }

  void measure_stack() {
    std::vector<BlockId> pending;
    auto reach = [&](BlockId id, int depth) {
      GILSCOPE_CHECK(id != kNoBlock, "control stays within the code");
      if (graph_[id].start_depth >= 0) return;
      graph_[id].start_depth = depth;
      pending.push_back(id);
    };
    int deepest = 0;
    reach(FlowGraph::kEntry, 0);
    while (!pending.empty()) {
      BlockId id = pending.back();
      pending.pop_back();
      int depth = graph_[id].start_depth;
      deepest = std::max(deepest, depth);
      for (const IrInstruction& instruction : graph_[id].code) {
        if (instruction.target != kNoBlock)
          reach(instruction.target, depth_at_target(instruction, depth));
        depth += effect(instruction);
        deepest = std::max(deepest, depth);
      }
      if (graph_.falls_through(id)) reach(graph_[id].next, depth);
    }
    code_.stack_size = static_cast<std::uint32_t>(deepest);
  }

  static int effect(const IrInstruction& instruction) {
    if (instruction.op >= Opcode::kCount) return 0;
    return bytecode::stack_effect(instruction.op, instruction.arg, false);
  }

  static int depth_at_target(const IrInstruction& instruction, int depth) {
    if (instruction.op == kSetupFinally) return depth + 1;
    if (instruction.op == kSetupCleanup) return depth + 2;
    if (instruction.op == kSetupWith) return depth + 1;
    if (instruction.op >= Opcode::kCount) return depth;
    return depth + bytecode::stack_effect(instruction.op, instruction.arg, true);
  }

  void drop_pseudo_instructions() {
    for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph_[id].next) {
      for (IrInstruction& instruction : graph_[id].code) {
        if (!is_block_setup(instruction.op)) continue;
        instruction.op = Opcode::Nop;
        instruction.target = kNoBlock;
      }
    }
    remove_redundant_nops(graph_);
  }

  void place_blocks() {
    start_.assign(graph_.size(), 0);
    std::int32_t index = 0;
    for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph_[id].next) {
      start_[id] = index;
      index += static_cast<std::int32_t>(graph_[id].code.size());
    }
    code_.instructions.reserve(index);
    code_.positions.reserve(index);
  }

  void emit() {
    for (BlockId id = FlowGraph::kEntry; id != kNoBlock; id = graph_[id].next) {
      for (const IrInstruction& instruction : graph_[id].code) emit(instruction);
    }
  }

  void emit(const IrInstruction& instruction) {
    std::int32_t index = static_cast<std::int32_t>(code_.instructions.size());
    bytecode::Instruction out{instruction.op, 0, instruction.arg};
    if (instruction.target != kNoBlock) {
      out.arg = start_[instruction.target];
      out.op = with_direction(instruction.op, out.arg > index);
    }
    code_.instructions.push_back(out);
    code_.positions.push_back(instruction.at.line > 0 ? instruction.at : Position{});
    if (instruction.handler != kNoBlock) guard(index, instruction.handler);
  }

  static Opcode with_direction(Opcode op, bool forward) {
    if (op == kJump) return forward ? Opcode::JumpForward : Opcode::JumpBackward;
    if (op == kJumpNoInterrupt) {
      return forward ? Opcode::JumpForward : Opcode::JumpBackwardNoInterrupt;
    }
    return op;
  }

  // Neighbours with the same handler share an entry.
  void guard(std::int32_t index, BlockId handler) {
    std::uint32_t at = static_cast<std::uint32_t>(index);
    if (!code_.exceptions.empty() && code_.exceptions.back().end == at &&
        last_handler_ == handler) {
      ++code_.exceptions.back().end;
      return;
    }
    const Block& block = graph_[handler];
    GILSCOPE_CHECK(block.start_depth >= 0, "a handler has been reached when measuring");
    ExceptionEntry entry;
    entry.start = at;
    entry.end = at + 1;
    entry.target = static_cast<std::uint32_t>(start_[handler]);
    entry.depth = static_cast<std::uint32_t>(block.start_depth - (block.keeps_lasti ? 2 : 1));
    entry.push_lasti = block.keeps_lasti;
    code_.exceptions.push_back(entry);
    last_handler_ = handler;
  }

  FlowGraph& graph_;
  const SlotNames& names_;
  const Prologue& prologue_;
  Code& code_;
  std::vector<std::int32_t> cell_slots_;
  std::vector<std::int32_t> start_;
  BlockId last_handler_ = kNoBlock;
};

}  // namespace

void assemble(FlowGraph& graph, const SlotNames& names, const Prologue& prologue, Code& code) {
  Assembler(graph, names, prologue, code).run();
}

}  // namespace gilscope::compiler
