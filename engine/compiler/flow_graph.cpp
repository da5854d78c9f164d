#include "compiler/flow_graph.h"

namespace gilscope::compiler {

bool is_block_setup(Opcode op) {
  return op == kSetupFinally || op == kSetupCleanup || op == kSetupWith;
}

bool is_unconditional_jump(Opcode op) {
  return op == kJump || op == kJumpNoInterrupt || op == Opcode::JumpForward ||
         op == Opcode::JumpBackward || op == Opcode::JumpBackwardNoInterrupt;
}

bool is_conditional_jump(Opcode op) {
  if (op == kJumpIfFalse || op == kJumpIfTrue) return true;
  switch (op) {
    case Opcode::PopJumpIfFalse:
    case Opcode::PopJumpIfTrue:
    case Opcode::PopJumpIfNone:
    case Opcode::PopJumpIfNotNone:
    case Opcode::ForIter:
    case Opcode::Send: return true;
    default: return false;
  }
}

bool leaves_scope(Opcode op) {
  switch (op) {
    case Opcode::ReturnValue:
    case Opcode::ReturnConst:
    case Opcode::RaiseVarargs:
    case Opcode::Reraise: return true;
    default: return false;
  }
}

}  // namespace gilscope::compiler
