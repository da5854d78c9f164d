#include "bytecode/code.h"

#include "base/check.h"

namespace gilscope::bytecode {
namespace {

struct OpcodeInfo {
  const char* name;
  bool has_arg;
  int pops;
  int pushes;
};

constexpr OpcodeInfo kInfo[] = {
#define OPCODE(name, has_arg, pops, pushes) {#name, has_arg != 0, pops, pushes},
#include "bytecode/opcode.def"
#undef OPCODE
};

const OpcodeInfo& info(Opcode op) {
  GILSCOPE_CHECK(op < Opcode::kCount, "an opcode of the instruction table");
  return kInfo[static_cast<std::size_t>(op)];
}

int bit_count(std::int32_t arg) {
  return __builtin_popcount(static_cast<unsigned>(arg));
}

// What the instructions with a -1 in the table do to the depth.
int variable_effect(Opcode op, std::int32_t arg) {
  switch (op) {
    case Opcode::Call: return -1 - arg;
    case Opcode::CallFunctionEx: return -2 - (arg & 1);
    case Opcode::MakeFunction: return -bit_count(arg & 15);
    case Opcode::BuildTuple:
    case Opcode::BuildList:
    case Opcode::BuildSet:
    case Opcode::BuildString:
    case Opcode::BuildSlice: return 1 - arg;
    case Opcode::BuildMap: return 1 - 2 * arg;
    case Opcode::BuildConstKeyMap: return -arg;
    case Opcode::UnpackSequence: return arg - 1;
    case Opcode::UnpackEx: return (arg & 0xff) + (arg >> 8);
    case Opcode::FormatValue: return (arg & 4) != 0 ? -1 : 0;
    case Opcode::RaiseVarargs: return -arg;
    default: break;
  }
  GILSCOPE_CHECK(false, "an opcode whose effect on the stack depends on its argument");
  return 0;
}

}  // namespace

const char* opcode_name(Opcode op) {
  return info(op).name;
}

bool opcode_has_arg(Opcode op) {
  return info(op).has_arg;
}

bool is_jump(Opcode op) {
  switch (op) {
    case Opcode::JumpForward:
    case Opcode::JumpBackward:
    case Opcode::JumpBackwardNoInterrupt:
    case Opcode::PopJumpIfFalse:
    case Opcode::PopJumpIfTrue:
    case Opcode::PopJumpIfNone:
    case Opcode::PopJumpIfNotNone:
    case Opcode::ForIter:
    case Opcode::Send: return true;
    default: return false;
  }
}

int stack_effect(Opcode op, std::int32_t arg, bool jump) {
  if (op == Opcode::ForIter) return jump ? -1 : 1;
  const OpcodeInfo& entry = info(op);
  if (entry.pops < 0 || entry.pushes < 0) return variable_effect(op, arg);
  return entry.pushes - entry.pops;
}

}  // namespace gilscope::bytecode
