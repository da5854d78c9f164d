// The first diagnostic of every snippet in tests/scripts/syntax_errors/snippets.txt, against what
// CPython 3.12 said about it (recorded by record.py there).
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "syntax/parser.h"

using namespace gilscope;

namespace {

std::string describe(const Diagnostic& d) {
  return std::string(name_of(d.kind)) + ": " + d.message + " @" + std::to_string(d.line) + ":" +
         std::to_string(d.offset) + "-" + std::to_string(d.end_line) + ":" +
         std::to_string(d.end_offset) + " " + d.text;
}

std::string describe(const nlohmann::json& error) {
  return error["kind"].get<std::string>() + ": " + error["message"].get<std::string>() + " @" +
         std::to_string(error["line"].get<int>()) + ":" +
         std::to_string(error["offset"].get<int>()) + "-" +
         std::to_string(error["end_line"].get<int>()) + ":" +
         std::to_string(error["end_offset"].get<int>()) + " " + error["text"].get<std::string>();
}

}  // namespace

TEST_CASE("the first diagnostic has CPython's kind, words, line, caret and text") {
  std::ifstream file(GILSCOPE_SOURCE_DIR "/tests/scripts/syntax_errors/expectations.json");
  nlohmann::json recorded = nlohmann::json::parse(file);
  REQUIRE(recorded["cases"].size() > 1000);
  for (const auto& entry : recorded["cases"]) {
    std::string source = entry["source"];
    CAPTURE(source);
    ParseResult result = parse(source);
    std::string actual = result.ok() ? "no error" : describe(result.diagnostics.front());
    std::string expected = entry["error"].is_null() ? "no error" : describe(entry["error"]);
    CHECK(actual == expected);
  }
}

TEST_CASE("parsing goes on behind a broken statement and reports the next mistakes") {
  ParseResult result = parse(
      "x = = 1\n"
      "def f(a):\n"
      "    if a = 1:\n"
      "        pass\n"
      "    else:\n"
      "        print 'a'\n"
      "    return a\n"
      "class C\n"
      "    y = 1 +\n"
      "z = [1 2]\n");
  std::vector<int> lines;
  for (const Diagnostic& diagnostic : result.diagnostics) lines.push_back(diagnostic.line);
  bool as_expected = lines == std::vector<int>{1, 3, 6, 8, 9, 10};
  CHECK(as_expected);
  CHECK(result.module_ast == nullptr);
}

TEST_CASE("an error of the lexer comes first, whatever stands before it") {
  ParseResult result = parse("a b\nx = 'abc\n");
  REQUIRE(!result.ok());
  CHECK(result.diagnostics[0].message == "unterminated string literal (detected at line 2)");
}

TEST_CASE("a text with a null byte is refused") {
  using namespace std::string_view_literals;
  ParseResult result = parse("x = 1\0\n"sv);
  REQUIRE(!result.ok());
  CHECK(result.diagnostics[0].message == "source code string cannot contain null bytes");
}

TEST_CASE("a diagnostic is shown as CPython shows it") {
  ParseResult result = parse("if True:\n    变量 = foo(a b)\n");
  REQUIRE(!result.ok());
  CHECK(render(result.diagnostics[0], "main.py") ==
        "  File \"main.py\", line 2\n"
        "    变量 = foo(a b)\n"
        "             ^^^\n"
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
}
