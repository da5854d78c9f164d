#include "bytecode/verifier.h"

#include <utility>

namespace gilscope::bytecode {
namespace {

constexpr int kUnknownDepth = -1;

// Where an argument points to; each space has its own size.
enum class ArgSpace { None, Slot, Name, Constant, Target };

ArgSpace space_of(Opcode op) {
  if (is_jump(op)) return ArgSpace::Target;
  switch (op) {
    case Opcode::LoadConst:
    case Opcode::ReturnConst:
    case Opcode::KwNames: return ArgSpace::Constant;
    case Opcode::LoadFast:
    case Opcode::LoadFastCheck:
    case Opcode::LoadFastAndClear:
    case Opcode::StoreFast:
    case Opcode::DeleteFast:
    case Opcode::MakeCell:
    case Opcode::LoadClosure:
    case Opcode::LoadDeref:
    case Opcode::StoreDeref:
    case Opcode::DeleteDeref:
    case Opcode::LoadFromDictOrDeref: return ArgSpace::Slot;
    case Opcode::LoadFromDictOrGlobals:
    case Opcode::LoadName:
    case Opcode::StoreName:
    case Opcode::DeleteName:
    case Opcode::LoadGlobal:
    case Opcode::StoreGlobal:
    case Opcode::DeleteGlobal:
    case Opcode::LoadAttr:
    case Opcode::LoadMethod:
    case Opcode::StoreAttr:
    case Opcode::DeleteAttr:
    case Opcode::LoadSuperAttr:
    case Opcode::LoadSuperMethod:
    case Opcode::ImportName:
    case Opcode::ImportFrom: return ArgSpace::Name;
    default: return ArgSpace::None;
  }
}

bool ends_path(Opcode op) {
  switch (op) {
    case Opcode::ReturnValue:
    case Opcode::ReturnConst:
    case Opcode::RaiseVarargs:
    case Opcode::Reraise:
    case Opcode::JumpForward:
    case Opcode::JumpBackward:
    case Opcode::JumpBackwardNoInterrupt: return true;
    default: return false;
  }
}

// How many values must lie on the stack before the instruction, beyond what its effect shows.
int depth_needed(const Instruction& instruction) {
  switch (instruction.op) {
    case Opcode::Copy:
    case Opcode::Swap: return instruction.arg;
    case Opcode::Call: return instruction.arg + 2;
    case Opcode::ForIter:
    case Opcode::GetAnext:
    case Opcode::ImportFrom:
    case Opcode::GetLen:
    case Opcode::MatchMapping:
    case Opcode::MatchSequence: return 1;
    case Opcode::Send:
    case Opcode::MatchKeys: return 2;
    case Opcode::WithExceptStart: return 4;
    case Opcode::ListAppend:
    case Opcode::SetAdd:
    case Opcode::ListExtend:
    case Opcode::SetUpdate:
    case Opcode::DictUpdate:
    case Opcode::DictMerge: return instruction.arg + 1;
    case Opcode::MapAdd: return instruction.arg + 2;
    case Opcode::Reraise: return instruction.arg + 1;
    default: return 0;
  }
}

class Verifier {
 public:
  Verifier(const Code& code, std::vector<std::string>& problems)
      : code_(code), problems_(problems), depths_(code.instructions.size(), kUnknownDepth) {}

  void run() {
    check_shape();
    check_arguments();
    check_exception_table();
    if (problems_.empty()) walk();
    for (const Constant& constant : code_.constants) {
      if (constant.kind == Constant::Kind::Code) Verifier(*constant.code, problems_).run();
    }
  }

 private:
  void report(std::size_t index, const std::string& what) {
    std::string place = code_.filename + ": " + code_.qualname + " at " + std::to_string(index);
    if (index < code_.instructions.size()) {
      place += std::string(" ") + opcode_name(code_.instructions[index].op);
    }
    problems_.push_back(place + ": " + what);
  }

  void check_shape() {
    if (code_.instructions.empty()) report(0, "there is no instruction");
    if (code_.positions.size() != code_.instructions.size()) {
      report(0, "positions and instructions differ in number");
    }
    if (code_.slot_names.size() != code_.slot_kinds.size()) {
      report(0, "slot names and slot kinds differ in number");
    }
    if (code_.free_count > code_.slot_names.size()) report(0, "more free variables than slots");
  }

  std::size_t size_of(ArgSpace space) const {
    switch (space) {
      case ArgSpace::Slot: return code_.slot_names.size();
      case ArgSpace::Name: return code_.names.size();
      case ArgSpace::Constant: return code_.constants.size();
      default: return code_.instructions.size();
    }
  }

  void check_arguments() {
    for (std::size_t i = 0; i < code_.instructions.size(); ++i) {
      const Instruction& instruction = code_.instructions[i];
      ArgSpace space = space_of(instruction.op);
      if (space == ArgSpace::None) continue;
      if (instruction.arg < 0 || static_cast<std::size_t>(instruction.arg) >= size_of(space)) {
        report(i, "the argument " + std::to_string(instruction.arg) + " is out of range");
      }
      check_direction(i, instruction);
    }
  }

  void check_direction(std::size_t index, const Instruction& instruction) {
    if (!is_jump(instruction.op)) return;
    bool backward =
        instruction.op == Opcode::JumpBackward || instruction.op == Opcode::JumpBackwardNoInterrupt;
    bool goes_back = static_cast<std::size_t>(instruction.arg) <= index;
    if (backward != goes_back) report(index, "the jump goes the wrong way");
  }

  void check_exception_table() {
    std::uint32_t last_end = 0;
    for (const ExceptionEntry& entry : code_.exceptions) {
      if (entry.start >= entry.end || entry.end > code_.instructions.size()) {
        report(entry.start, "the guarded range is empty or too long");
      }
      if (entry.start < last_end) report(entry.start, "guarded ranges overlap");
      if (entry.target >= code_.instructions.size()) report(entry.start, "no such handler");
      last_end = entry.end;
    }
  }

  void arrive(std::size_t from, std::size_t index, int depth) {
    if (index >= depths_.size()) return report(from, "control runs off the end");
    if (depths_[index] == kUnknownDepth) {
      depths_[index] = depth;
      pending_.push_back(index);
    } else if (depths_[index] != depth) {
      report(index, "reached with " + std::to_string(depths_[index]) + " and with " +
                        std::to_string(depth) + " values on the stack");
    }
  }

  void walk() {
    index_guards();
    arrive(0, 0, 0);
    while (!pending_.empty() && problems_.size() < 20) {
      std::size_t index = pending_.back();
      pending_.pop_back();
      step(index, depths_[index]);
    }
  }

  void index_guards() {
    guards_.assign(code_.instructions.size(), nullptr);
    for (const ExceptionEntry& entry : code_.exceptions) {
      for (std::uint32_t i = entry.start; i < entry.end; ++i) guards_[i] = &entry;
    }
  }

  void step(std::size_t index, int depth) {
    const Instruction& instruction = code_.instructions[index];
    check_depth(index, depth);
    int needed = depth_needed(instruction);
    if (depth < needed) report(index, "needs " + std::to_string(needed) + " values on the stack");
    if (const ExceptionEntry* guard = guards_[index]) {
      // A raising instruction may have popped its operands, never what lies below the guard.
      if (depth < static_cast<int>(guard->depth)) report(index, "is shallower than its handler");
      arrive(index, guard->target, static_cast<int>(guard->depth) + (guard->push_lasti ? 2 : 1));
    }
    int after = depth + stack_effect(instruction.op, instruction.arg, false);
    check_depth(index, after);
    if (is_jump(instruction.op)) {
      int there = depth + stack_effect(instruction.op, instruction.arg, true);
      arrive(index, static_cast<std::size_t>(instruction.arg), there);
    }
    if (!ends_path(instruction.op)) arrive(index, index + 1, after);
  }

  void check_depth(std::size_t index, int depth) {
    if (depth < 0) report(index, "the stack becomes " + std::to_string(depth) + " deep");
    if (depth > static_cast<int>(code_.stack_size)) {
      report(index, "the stack is " + std::to_string(depth) + " deep, stack_size is " +
                        std::to_string(code_.stack_size));
    }
  }

  const Code& code_;
  std::vector<std::string>& problems_;
  std::vector<int> depths_;
  std::vector<const ExceptionEntry*> guards_;
  std::vector<std::size_t> pending_;
};

}  // namespace

std::vector<std::string> verify(const Code& code) {
  std::vector<std::string> problems;
  Verifier(code, problems).run();
  return problems;
}

}  // namespace gilscope::bytecode
