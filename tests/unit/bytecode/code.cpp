#include "bytecode/code.h"

#include <doctest/doctest.h>

#include "bytecode/constant_text.h"
#include "bytecode/verifier.h"

using namespace gilscope::bytecode;

namespace {

Code make_code(std::vector<Instruction> instructions, std::uint32_t stack_size) {
  Code code;
  code.name = code.qualname = "f";
  code.filename = "test.py";
  code.stack_size = stack_size;
  code.positions.resize(instructions.size(), Position{1, 1, 0, 1});
  code.instructions = std::move(instructions);
  code.constants.resize(1);
  return code;
}

bool has_problem(const Code& code, const std::string& words) {
  for (const std::string& problem : verify(code)) {
    if (problem.find(words) != std::string::npos) return true;
  }
  return false;
}

Constant number(double value) {
  Constant constant;
  constant.kind = Constant::Kind::Float;
  constant.real = value;
  return constant;
}

Constant text(const char* value) {
  Constant constant;
  constant.kind = Constant::Kind::Str;
  constant.text = value;
  return constant;
}

}  // namespace

TEST_CASE("every opcode has a name and an effect on the stack") {
  for (int i = 0; i < static_cast<int>(Opcode::kCount); ++i) {
    Opcode op = static_cast<Opcode>(i);
    CHECK(std::string(opcode_name(op)) != "");
    CHECK(stack_effect(op, 1, false) < 300);
  }
}

TEST_CASE("effects that depend on the argument follow it") {
  CHECK(stack_effect(Opcode::Call, 3, false) == -4);
  CHECK(stack_effect(Opcode::CallFunctionEx, 0, false) == -2);
  CHECK(stack_effect(Opcode::CallFunctionEx, 1, false) == -3);
  CHECK(stack_effect(Opcode::BuildMap, 2, false) == -3);
  CHECK(stack_effect(Opcode::BuildConstKeyMap, 2, false) == -2);
  CHECK(stack_effect(Opcode::UnpackEx, 1 + (2 << 8), false) == 3);
  CHECK(stack_effect(Opcode::MakeFunction, 1 | 8, false) == -2);
  CHECK(stack_effect(Opcode::FormatValue, 4 | 1, false) == -1);
  CHECK(stack_effect(Opcode::RaiseVarargs, 2, false) == -2);
}

TEST_CASE("a finished for loop pops its iterator") {
  CHECK(stack_effect(Opcode::ForIter, 7, false) == 1);
  CHECK(stack_effect(Opcode::ForIter, 7, true) == -1);
}

TEST_CASE("the verifier accepts a loop") {
  Code code = make_code({{Opcode::LoadConst, 0, 0},
                         {Opcode::GetIter, 0, 0},
                         {Opcode::ForIter, 0, 5},
                         {Opcode::PopTop, 0, 0},
                         {Opcode::JumpBackward, 0, 2},
                         {Opcode::ReturnConst, 0, 0}},
                        2);
  CHECK(verify(code).empty());
}

TEST_CASE("the verifier names what is wrong with a code object") {
  CHECK(has_problem(make_code({{Opcode::LoadConst, 0, 1}, {Opcode::ReturnValue, 0, 0}}, 1),
                    "out of range"));
  CHECK(has_problem(make_code({{Opcode::ReturnValue, 0, 0}}, 1), "stack becomes -1"));
  CHECK(has_problem(make_code({{Opcode::LoadConst, 0, 0}, {Opcode::ReturnValue, 0, 0}}, 0),
                    "stack_size is 0"));
  CHECK(has_problem(make_code({{Opcode::Nop, 0, 0}}, 0), "runs off the end"));
  CHECK(has_problem(make_code({{Opcode::JumpForward, 0, 0}}, 0), "wrong way"));
  Code uneven = make_code({{Opcode::LoadConst, 0, 0},
                           {Opcode::PopJumpIfTrue, 0, 3},
                           {Opcode::LoadConst, 0, 0},
                           {Opcode::ReturnConst, 0, 0}},
                          1);
  CHECK(has_problem(uneven, "reached with"));
}

TEST_CASE("the verifier follows exceptions to their handlers") {
  Code code = make_code({{Opcode::LoadConst, 0, 0},
                         {Opcode::PopTop, 0, 0},
                         {Opcode::ReturnConst, 0, 0},
                         {Opcode::PopTop, 0, 0},
                         {Opcode::ReturnConst, 0, 0}},
                        1);
  code.exceptions.push_back({0, 2, 3, 0, false});
  CHECK(verify(code).empty());
  code.exceptions[0].depth = 1;
  CHECK(has_problem(code, "shallower than its handler"));
}

TEST_CASE("constants print as repr() prints them") {
  CHECK(constant_text(number(100000)) == "100000.0");
  CHECK(constant_text(number(1e16)) == "1e+16");
  CHECK(constant_text(number(0.1)) == "0.1");
  CHECK(constant_text(number(1e-5)) == "1e-05");
  CHECK(constant_text(number(-0.0)) == "-0.0");
  CHECK(constant_text(number(1234.5)) == "1234.5");
  CHECK(constant_text(text("it's")) == "\"it's\"");
  CHECK(constant_text(text("a\n'\"")) == "'a\\n\\'\"'");
  Constant pair;
  pair.kind = Constant::Kind::Tuple;
  pair.items = {text("a")};
  CHECK(constant_text(pair) == "('a',)");
}
