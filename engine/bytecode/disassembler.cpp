// disassemble(): a listing in the manner of CPython's `dis`, for tests and bug reports.
#include <cinttypes>
#include <cstdio>
#include <set>

#include "bytecode/code.h"
#include "bytecode/constant_text.h"

namespace gilscope::bytecode {
namespace {

const char* binary_operator_text(std::int32_t arg) {
  static constexpr const char* kTexts[] = {
      "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
      "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="};
  return arg >= 0 && arg < static_cast<std::int32_t>(BinaryOperator::kCount) ? kTexts[arg] : "?";
}

const char* intrinsic1_text(std::int32_t arg) {
  static constexpr const char* kTexts[] = {
      "Print",       "ImportStar", "StopIterationError", "AsyncGenWrap", "UnaryPositive",
      "ListToTuple", "TypeVar",    "ParamSpec",          "TypeVarTuple", "SubscriptGeneric",
      "TypeAlias"};
  return arg >= 0 && arg <= static_cast<std::int32_t>(Intrinsic1::TypeAlias) ? kTexts[arg] : "?";
}

const char* intrinsic2_text(std::int32_t arg) {
  static constexpr const char* kTexts[] = {"PrepReraiseStar", "TypeVarWithBound",
                                           "TypeVarWithConstraints", "SetFunctionTypeParams"};
  return arg >= 0 && arg <= static_cast<std::int32_t>(Intrinsic2::SetFunctionTypeParams)
             ? kTexts[arg]
             : "?";
}

template <typename List>
bool has(const List& list, std::int32_t index) {
  return index >= 0 && static_cast<std::size_t>(index) < list.size();
}

}  // namespace

std::string argument_text(const Code& code, const Instruction& instruction) {
  std::int32_t arg = instruction.arg;
  if (is_jump(instruction.op)) return "(to " + std::to_string(arg) + ")";
  switch (instruction.op) {
    case Opcode::LoadConst:
    case Opcode::ReturnConst:
    case Opcode::KwNames:
      return has(code.constants, arg) ? "(" + constant_text(code.constants[arg]) + ")" : "(?)";
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
    case Opcode::LoadFromDictOrDeref:
      return has(code.slot_names, arg) ? "(" + code.slot_names[arg] + ")" : "(?)";
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
    case Opcode::ImportFrom: return has(code.names, arg) ? "(" + code.names[arg] + ")" : "(?)";
    case Opcode::BinaryOp: return std::string("(") + binary_operator_text(arg) + ")";
    case Opcode::CallIntrinsic1: return std::string("(") + intrinsic1_text(arg) + ")";
    case Opcode::CallIntrinsic2: return std::string("(") + intrinsic2_text(arg) + ")";
    case Opcode::CompareOp: {
      static constexpr const char* kTexts[] = {"<", "<=", "==", "!=", ">", ">="};
      return arg >= 0 && arg < 6 ? std::string("(") + kTexts[arg] + ")" : "(?)";
    }
    default: return "";
  }
}

namespace {

std::string instruction_line(const Code& code, std::size_t index, bool new_line, bool is_target) {
  const Instruction& instruction = code.instructions[index];
  char buffer[64];
  std::string line = new_line ? std::to_string(code.positions[index].line) : "";
  std::snprintf(buffer, sizeof buffer, "%5s %s %4zu ", line.c_str(), is_target ? ">>" : "  ",
                index);
  std::string out = buffer;
  if (!opcode_has_arg(instruction.op)) return out + opcode_name(instruction.op) + "\n";
  std::snprintf(buffer, sizeof buffer, "%-24s %" PRId32, opcode_name(instruction.op),
                instruction.arg);
  out += buffer;
  std::string meaning = argument_text(code, instruction);
  return out + (meaning.empty() ? "" : " " + meaning) + "\n";
}

void append_listing(const Code& code, std::string& out) {
  std::set<std::int32_t> targets;
  for (const Instruction& instruction : code.instructions) {
    if (is_jump(instruction.op)) targets.insert(instruction.arg);
  }
  for (const ExceptionEntry& entry : code.exceptions) {
    targets.insert(static_cast<std::int32_t>(entry.target));
  }
  std::int32_t last_line = -1;
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    std::int32_t line = i < code.positions.size() ? code.positions[i].line : 0;
    bool is_new = line != last_line && line > 0;
    if (is_new) last_line = line;
    out += instruction_line(code, i, is_new, targets.count(static_cast<std::int32_t>(i)) != 0);
  }
  if (!code.exceptions.empty()) out += "ExceptionTable:\n";
  for (const ExceptionEntry& entry : code.exceptions) {
    char buffer[96];
    std::snprintf(buffer, sizeof buffer, "  %u to %u -> %u [%u]%s\n", entry.start, entry.end - 1,
                  entry.target, entry.depth, entry.push_lasti ? " lasti" : "");
    out += buffer;
  }
  for (const Constant& constant : code.constants) {
    if (constant.kind != Constant::Kind::Code) continue;
    out += "\nDisassembly of " + constant.code->qualname + ":\n";
    append_listing(*constant.code, out);
  }
}

}  // namespace

std::string disassemble(const Code& code) {
  std::string out;
  append_listing(code, out);
  return out;
}

}  // namespace gilscope::bytecode
