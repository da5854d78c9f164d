#include "bytecode/pack.h"

#include <doctest/doctest.h>

#include <limits>

using namespace gilscope::bytecode;

namespace {

Constant constant(Constant::Kind kind) {
  Constant c;
  c.kind = kind;
  return c;
}

Code sample() {
  auto inner = std::make_shared<Code>();
  inner->name = "inner";
  inner->filename = "文件.py";
  Code code;
  code.name = code.qualname = "f";
  code.first_line = 7;
  code.flags = kOptimized | kFutureAnnotations;
  code.slot_names = {"a", ""};
  code.slot_kinds = {SlotKind::Local, SlotKind::Free};
  code.names = {"print", "x"};
  code.has_docstring = true;
  Constant text = constant(Constant::Kind::Str), low = constant(Constant::Kind::Int), tuple = constant(Constant::Kind::Tuple);
  text.text = std::string("a\0b", 3);
  low.integer = std::numeric_limits<std::int64_t>::min();
  Constant complex = constant(Constant::Kind::Complex);
  complex.real = -0.0;
  complex.imaginary = 1e308;
  Constant nested = constant(Constant::Kind::Code);
  nested.code = inner;
  tuple.items = {low, complex, nested};
  code.constants = {text, tuple};
  code.instructions = {{Opcode::Nop, 0, -1}, {Opcode::Nop, 0, 1 << 30}};
  code.positions = {{1, 2, 0, 9}, {0, 0, 0, 0}};
  code.exceptions = {{0, 1, 1, 2, true}};
  return code;
}

}  // namespace

TEST_CASE("a code comes back from its bytes as it was") {
  const std::string bytes = pack(sample());
  const auto code = unpack(bytes);
  REQUIRE(code);
  CHECK(pack(*code) == bytes);
  CHECK(code->constants[0].text.size() == 3);
  CHECK(code->constants[1].items[0].integer == std::numeric_limits<std::int64_t>::min());
  CHECK(code->constants[1].items[2].code->filename == "文件.py");
  CHECK(code->instructions[0].arg == -1);
  CHECK(code->positions[0].end_line == 2);
  CHECK(code->exceptions[0].push_lasti);
}

TEST_CASE("bytes that were cut off or go on are refused") {
  const std::string bytes = pack(sample());
  for (std::size_t length = 0; length < bytes.size(); ++length) CHECK_FALSE(unpack(std::string_view(bytes).substr(0, length)));
  CHECK_FALSE(unpack(bytes + 'x'));
}
