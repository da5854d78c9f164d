#include "compiler/fold.h"

#include <doctest/doctest.h>

#include "bytecode/constant_text.h"
#include "compile_text.h"
#include "compiler/unparse.h"

using namespace gilscope;
using namespace gilscope::compiler;

namespace {

// The constant an expression folds to, or "run time".
std::string folded(const std::string& source) {
  ParseOptions options;
  options.mode = ParseMode::Eval;
  ParseResult parsed = parse(source, options);
  REQUIRE(parsed.ok());
  std::optional<Constant> constant = Folder(true).fold(*parsed.expression_ast->body);
  return constant ? bytecode::constant_text(*constant) : "run time";
}

std::string unparsed(const std::string& source) {
  ParseOptions options;
  options.mode = ParseMode::Eval;
  ParseResult parsed = parse(source, options);
  REQUIRE(parsed.ok());
  return unparse(*parsed.expression_ast->body);
}

}  // namespace

TEST_CASE("arithmetic on constants is done once") {
  CHECK(folded("60 * 60 * 24") == "86400");
  CHECK(folded("-7 // 2") == "-4");
  CHECK(folded("-7 % 3") == "2");
  CHECK(folded("7 % -3") == "-2");
  CHECK(folded("1 / 4") == "0.25");
  CHECK(folded("-5.5 % 3") == "0.5");
  CHECK(folded("1 << 62 << 1") == "0x8000000000000000");
  CHECK(folded("2 ** 64 - 1") == "0xffffffffffffffff");
  CHECK(folded("-(2 ** 63)") == "-9223372036854775808");
  CHECK(folded("~5 & 0xff | 1 ^ 3") == "250");
  CHECK(folded("-1 >> 200") == "-1");
  CHECK(folded("True & False") == "False");
  CHECK(folded("True + True") == "2");
  CHECK(folded("not 0.0") == "True");
  CHECK(folded("1 - 2j") == "(1-2j)");
  CHECK(folded("__debug__") == "True");
}

TEST_CASE("literals of any size keep their value") {
  CHECK(folded("123456789012345678901234567890") == "0x18ee90ff6c373e0ee4e3f0ad2");
  CHECK(folded("0xFFFF_FFFF_FFFF_FFFF_F") == "0xfffffffffffffffff");
  CHECK(folded("0o7777777777777777777777777") == "0x7ffffffffffffffffff");
  CHECK(folded("0b1" + std::string(70, '0')) == "0x400000000000000000");
}

TEST_CASE("sequences of constants fold, long ones do not") {
  CHECK(folded("'ab' * 2 + 'c'") == "'ababc'");
  CHECK(folded("(1, (2, 'x')) + (3,)") == "(1, (2, 'x'), 3)");
  CHECK(folded("'abc'[-1]") == "'c'");
  CHECK(folded("b'abc'[0]") == "97");
  CHECK(folded("(1, 2)[1]") == "2");
  CHECK(folded("'x' * 5000") == "run time");
  CHECK(folded("(0,) * 300") == "run time");
}

TEST_CASE("what raises or would be slow is left to the run time") {
  CHECK(folded("1 / 0") == "run time");
  CHECK(folded("1 % 0") == "run time");
  CHECK(folded("1 << -1") == "run time");
  CHECK(folded("2 ** 1000") == "run time");
  CHECK(folded("10 ** 10 ** 8") == "run time");
  CHECK(folded("'a' + 1") == "run time");
  CHECK(folded("'abc'[5]") == "run time");
  CHECK(folded("2 ** -1") == "run time");
}

TEST_CASE("annotations that stay texts read as CPython writes them") {
  for (const char* text : {"list[int] | None",
                           "a.b.c[d, e]",
                           "(a, b)",
                           "()",
                           "(a,)",
                           "[a, *b]",
                           "{a: b, **c}",
                           "{a}",
                           "lambda x, /, y=1, *a, z, **k: x",
                           "lambda: 0",
                           "lambda*, x: 1",
                           "(yield)",
                           "a if b else c",
                           "not a",
                           "a and b or c",
                           "(a or b) and c",
                           "a < b <= c",
                           "-x ** (-y)",
                           "(-x) ** y",
                           "(a + b) * c",
                           "a ** b ** c",
                           "(a ** b) ** c",
                           "a - (b - c)",
                           "f(a, *b, c=d, **e)",
                           "f(x for x in y)",
                           "[x for x in y if z]",
                           "{k: v for k, v in z}",
                           "1 .real",
                           "1.5.real",
                           "...",
                           "None",
                           "b'x'",
                           "x[1:2, ::3]",
                           "(x := 1)",
                           "1e+300",
                           "2j",
                           "f'{a!r:>{b}} {{x}}'",
                           "f'{ {1}}'",
                           "not (a, b)"}) {
    CHECK(unparsed(text) == text);
  }
}
