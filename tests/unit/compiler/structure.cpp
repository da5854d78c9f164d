// What holds for every program: checked on CPython's own library and on programs made to be nasty.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <vector>

#include "compile_text.h"

using namespace gilscope;
using namespace gilscope::bytecode;
using namespace gilscope::compiler;
using namespace gilscope::compiler::testing;

namespace {

constexpr const char* kLibrary = "/usr/lib/python3.11";

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

void check_compiles(const std::string& source) {
  CompileResult result = compile_text(source);
  REQUIRE(result.ok());
  CHECK(verify(*result.code).empty());
}

}  // namespace

TEST_CASE("the standard library compiles, verifies, and does so at 2 MB/s or more") {
  if (!std::filesystem::exists(kLibrary)) {
    MESSAGE("no Python library here: nothing was checked");
    return;
  }
  using Clock = std::chrono::steady_clock;
  std::size_t bytes = 0, files = 0;
  double seconds = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kLibrary)) {
    if (entry.path().extension() != ".py") continue;
    // Wrong on purpose.
    if (entry.path().filename().string().rfind("badsyntax", 0) == 0) continue;
    std::string source = read_file(entry.path().string());
    ParseResult parsed = parse(source);
    if (!parsed.ok()) continue;  // The parser's tests say which may be refused.
    CompileOptions options;
    options.filename = entry.path().string();
    options.source = source;
    Clock::time_point start = Clock::now();
    CompileResult result = compiler::compile(*parsed.module_ast, options);
    seconds += std::chrono::duration<double>(Clock::now() - start).count();
    bytes += source.size();
    ++files;
    CHECK_MESSAGE(result.ok(), options.filename);
    if (!result.ok()) continue;
    std::vector<std::string> problems = verify(*result.code);
    CHECK_MESSAGE(problems.empty(), problems[0]);
  }
  CHECK(files > 100);
  MESSAGE(files << " files, " << bytes / seconds / 1e6 << " MB/s");
#ifdef NDEBUG
  CHECK(bytes / seconds > 2e6);
#endif
}

TEST_CASE("chains of any length compile without recursion") {
  check_compiles("x = a" + repeated(" + b", 20000) + "\n");
  check_compiles("x = a" + repeated(".b", 20000) + "\n");
  check_compiles("x = a" + repeated("()", 20000) + "\n");
  check_compiles("x = a" + repeated("[0]", 20000) + "\n");
  check_compiles("x = a" + repeated(" + c.b(1)[2]", 5000) + "\n");
  check_compiles("x: a" + repeated(" | b", 20000) + "\n");
  check_compiles("x = 1" + repeated(" + 1", 20000) + "\n");
  check_compiles("if a:\n  b\n" + repeated("elif a:\n  b\n", 20000) + "else:\n  c\n");
  check_compiles("def f():\n x: int\n if a:\n  b\n" + repeated(" elif a:\n  b\n", 20000));
  check_compiles("from __future__ import annotations\nx: a" + repeated(" + b", 20000) + "\n");
}

TEST_CASE("large displays and calls keep the stack small") {
  CompileResult result =
      compile_text("x = [" + repeated("a, ", 10000) + "]\n" + "y = {" + repeated("a: b, ", 10000) +
                   "}\n" + "f(" + repeated("a, ", 10000) + ")\n");
  REQUIRE(result.ok());
  CHECK(verify(*result.code).empty());
  CHECK(result.code->stack_size < 100);
}

TEST_CASE("a condition or a finally body that is written twice makes one code object") {
  CompileResult result = compile_text(
      "def f():\n"
      " while any(x for x in y): pass\n"
      " try:\n"
      "  return g()\n"
      " finally:\n"
      "  h(lambda: 1)\n");
  REQUIRE(result.ok());
  const Code* f = find_code(*result.code, "f");
  REQUIRE(f != nullptr);
  int nested = 0;
  for (const Constant& constant : f->constants) nested += constant.kind == Constant::Kind::Code;
  CHECK(nested == 2);
}

TEST_CASE("backward jumps look at the eval breaker and await loops do not") {
  CompileResult result = compile_text(
      "async def f():\n"
      " while a:\n"
      "  await b\n");
  REQUIRE(result.ok());
  const Code* f = find_code(*result.code, "f");
  REQUIRE(f != nullptr);
  int await_loops = 0;
  for (const Instruction& instruction : f->instructions) {
    if (instruction.op != Opcode::JumpBackwardNoInterrupt) continue;
    CHECK(f->instructions[instruction.arg].op == Opcode::Send);
    ++await_loops;
  }
  CHECK(await_loops == 1);
  CHECK(count_of(*f, Opcode::JumpBackward) >= 1);
}

TEST_CASE("every instruction that can raise has a line in straight code") {
  CompileResult result = compile_text("def f(a, b):\n return (a +\n   b)\n");
  REQUIRE(result.ok());
  const Code* f = find_code(*result.code, "f");
  REQUIRE(f != nullptr);
  for (std::size_t i = 0; i < f->instructions.size(); ++i) {
    if (f->instructions[i].op != Opcode::BinaryOp) continue;
    CHECK(f->positions[i].line == 2);
    CHECK(f->positions[i].end_line == 3);
    CHECK(f->positions[i].column == 9);
    CHECK(f->positions[i].end_column == 4);
  }
}

TEST_CASE("optimisation levels drop asserts, __debug__ and docstrings") {
  const std::string source = "def f():\n 'doc'\n assert x\n return __debug__\n";
  const Code* plain = nullptr;
  CompileResult zero = compile_text(source, 0), one = compile_text(source, 1),
                two = compile_text(source, 2);
  plain = find_code(*zero.code, "f");
  CHECK(plain->has_docstring);
  CHECK(count_of(*plain, Opcode::LoadAssertionError) == 1);
  const Code* without_asserts = find_code(*one.code, "f");
  CHECK(without_asserts->has_docstring);
  CHECK(count_of(*without_asserts, Opcode::LoadAssertionError) == 0);
  CHECK(!find_code(*two.code, "f")->has_docstring);
}

TEST_CASE("eval mode returns the value and single mode shows it") {
  CompileResult value = compile_text("1 + x", 0, CompileMode::Eval);
  REQUIRE(value.ok());
  CHECK(value.code->instructions.back().op == Opcode::ReturnValue);
  CompileResult shown = compile_text("1 + 1\n", 0, CompileMode::Single);
  REQUIRE(shown.ok());
  CHECK(count_of(*shown.code, Opcode::CallIntrinsic1) == 1);
}

TEST_CASE("a local that a comprehension put aside may be unbound again after it") {
  CompileResult result = compile_text(
      "def f(y, c):\n"
      " if c: x = 1\n"
      " [x for x in y]\n"
      " return x\n");
  REQUIRE(result.ok());
  CHECK(count_of(*find_code(*result.code, "f"), Opcode::LoadFastCheck) == 1);
}
