// errors.txt: programs that parse and are wrong all the same, each with CPython's answer.
#include <doctest/doctest.h>

#include "compile_text.h"

using namespace gilscope;
using namespace gilscope::compiler;
using namespace gilscope::compiler::testing;

namespace {

std::string answer_to(const std::string& source) {
  CompileResult result = compile_text(source);
  if (result.ok()) return "no error";
  const Diagnostic& first = result.diagnostics[0];
  return std::to_string(first.line) + " " + std::to_string(first.offset) + " " +
         std::to_string(first.end_line) + " " + std::to_string(first.end_offset) + " " +
         first.message;
}

}  // namespace

TEST_CASE("errors beyond the grammar have CPython's words, line and caret") {
  std::string all = read_file(GILSCOPE_SOURCE_DIR "/tests/unit/compiler/errors.txt");
  const std::string separator = "#---\n";
  int programs = 0;
  for (std::size_t at = all.find(separator); at != std::string::npos;) {
    std::size_t begin = at + separator.size();
    at = all.find(separator, begin);
    std::string program = all.substr(begin, at == std::string::npos ? at : at - begin);
    std::size_t mark = program.rfind("#=");
    REQUIRE(mark != std::string::npos);
    std::size_t answer = program.find(' ', mark) + 1;
    std::string expected = program.substr(answer, program.find('\n', answer) - answer);
    std::string source = program.substr(0, mark);
    CAPTURE(source);
    CHECK(answer_to(source) == expected);
    ++programs;
  }
  CHECK(programs > 100);
}

TEST_CASE("a diagnostic shows the line it speaks of") {
  CompileResult result = compile_text("x = 1\n    \nreturn x\n");
  REQUIRE(!result.ok());
  CHECK(render(result.diagnostics[0], "test.py") ==
        "  File \"test.py\", line 3\n    return x\n    ^^^^^^^^\nSyntaxError: 'return' outside "
        "function\n");
}
