#include "syntax/parser.h"

#include <doctest/doctest.h>

#include <string>

#include "syntax/dump.h"

using namespace gilscope;

namespace {

std::string repeat(const std::string& text, int count) {
  std::string result;
  for (int i = 0; i < count; i++) result += text;
  return result;
}

std::string dump_of(const std::string& source, bool attributes = false) {
  ParseResult result = parse(source);
  if (!result.ok()) return "error: " + result.diagnostics[0].message;
  return dump(*result.module_ast, attributes);
}

std::string expression_dump(const std::string& source) {
  ParseOptions options;
  options.mode = ParseMode::Eval;
  ParseResult result = parse(source, options);
  if (!result.ok()) return "error: " + result.diagnostics[0].message;
  return dump(*result.expression_ast->body);
}

}  // namespace

TEST_CASE("eval mode gives one expression") {
  CHECK(expression_dump("  1 + x  ") ==
        "BinOp(left=Constant(value=1), op=Add(), right=Name(id='x', ctx=Load()))");
  CHECK(expression_dump("x = 1") == "error: invalid syntax");
  CHECK(expression_dump("") == "error: invalid syntax");
}

TEST_CASE("positions are lines from 1 and byte columns from 0") {
  CHECK(dump_of("变量 = 1", true) ==
        "Module(body=[Assign(targets=[Name(id='变量', ctx=Store(), lineno=1, col_offset=0, "
        "end_lineno=1, end_col_offset=6)], value=Constant(value=1, lineno=1, col_offset=9, "
        "end_lineno=1, end_col_offset=10), lineno=1, col_offset=0, end_lineno=1, "
        "end_col_offset=10)], type_ignores=[])");
}

TEST_CASE("numbers of all kinds have their values") {
  CHECK(expression_dump("1_000, 0x_ff, 0b11, 0o17, 1.5e3, .5, 2j, 12345678901234567890") ==
        "Tuple(elts=[Constant(value=1000), Constant(value=255), Constant(value=3), "
        "Constant(value=15), Constant(value=1500.0), Constant(value=0.5), Constant(value=2j), "
        "Constant(value=12345678901234567890)], ctx=Load())");
}

TEST_CASE("strings side by side are joined and escapes decoded") {
  CHECK(expression_dump(R"('a\x41\u4e2d\n' "b" r'\d' 'x\
y')") == "Constant(value='aA中\\nb\\\\dxy')");
  CHECK(expression_dump(R"(b'\x00\377' b"z")") == "Constant(value=b'\\x00\\xffz')");
  CHECK(expression_dump(R"('\N{SNOWMAN}\N{CJK UNIFIED IDEOGRAPH-4E2D}')") ==
        "Constant(value='☃中')");
}

TEST_CASE("f-strings nest as PEP 701 allows") {
  CHECK(expression_dump(R"(f"{x!r:>{w}} {f"{y=}"}")") ==
        "JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=114, "
        "format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', "
        "ctx=Load()), conversion=-1)])), Constant(value=' '), FormattedValue(value=JoinedStr("
        "values=[Constant(value='y='), FormattedValue(value=Name(id='y', ctx=Load()), "
        "conversion=114)]), conversion=-1)])");
  CHECK(expression_dump(R"(f"{{{x}}}")") ==
        "JoinedStr(values=[Constant(value='{'), FormattedValue(value=Name(id='x', ctx=Load()), "
        "conversion=-1), Constant(value='}')])");
}

TEST_CASE("match, case and type are names where no statement of theirs stands") {
  CHECK(dump_of("match = case = type = 1").find("error") == std::string::npos);
  CHECK(dump_of("match(x)\nmatch[x]\nmatch * x\ntype(x)\nprint(match, case)\n").find("Match(") ==
        std::string::npos);
  CHECK(dump_of("match (x):\n  case [1, *_, {'k': v, **r}] | C(a=1) as w if g: pass\n")
            .find("MatchAs(pattern=MatchOr(") != std::string::npos);
  CHECK(dump_of("type X[T: int, *Ts, **P] = list[T]\n").find("TypeAlias(") != std::string::npos);
}

TEST_CASE("full-width letters name the same variable as ASCII ones") {
  CHECK(dump_of("ａｂ１ = 1") == dump_of("ab1 = 1"));
}

TEST_CASE("line ends, form feeds, byte order mark and tabs are read as CPython reads them") {
  std::string plain = dump_of("if x:\n    y\nz\n");
  CHECK(dump_of("\xEF\xBB\xBFif x:\r\n    y\r\nz") == plain);
  CHECK(dump_of("if x:\r    y\rz\r") == plain);
  CHECK(dump_of("if x:\n\f    y\n\f\nz\n") == plain);
  CHECK(dump_of("if x:\n\ty\nz\n") == plain);
  CHECK(dump_of("if x:\\\n y\nz\n") == plain);
}

TEST_CASE("long chains parse without deep recursion") {
  CHECK(parse("x = " + repeat("a + ", 50000) + "a\n").ok());
  CHECK(parse("x = a" + repeat(".b", 50000) + "\n").ok());
  CHECK(parse("x = a" + repeat("(1)", 50000) + "\n").ok());
  CHECK(parse("x = [" + repeat("1, ", 50000) + "]\n").ok());
  CHECK(parse("x = a" + repeat(" and a", 50000) + "\n").ok());
  CHECK(parse("x = a" + repeat(" < a", 50000) + "\n").ok());
  CHECK(parse(repeat("a = ", 50000) + "1\n").ok());
  CHECK(parse("x = " + repeat("'a' ", 50000) + "\n").ok());
  CHECK(parse("if a: pass\n" + repeat("elif a: pass\n", 20000)).ok());
}

TEST_CASE("deep nesting is refused with a message, never with a crash") {
  auto message = [](const std::string& source) {
    ParseResult result = parse(source);
    return result.ok() ? std::string("no error") : result.diagnostics[0].message;
  };
  CHECK(message(repeat("(", 150) + "1" + repeat(")", 150)) == "no error");
  CHECK(message(repeat("(", 1000) + "1" + repeat(")", 1000)) == "too many nested parentheses");
  CHECK(message(repeat("[", 100000)) == "too many nested parentheses");
  CHECK(message(repeat("not ", 100000) + "x") == "too many nested expressions or blocks");
  CHECK(message(repeat("-", 100000) + "x") == "too many nested expressions or blocks");
  CHECK(message(repeat("lambda: ", 100000) + "x") == "too many nested expressions or blocks");
  CHECK(message("x" + repeat(" if x else x", 100000)) == "too many nested expressions or blocks");
  CHECK(message("x" + repeat(" ** x", 100000)) == "too many nested expressions or blocks");
  std::string blocks;
  for (int i = 0; i < 150; i++) blocks += std::string(static_cast<size_t>(i), ' ') + "if x:\n";
  CHECK(message(blocks) == "too many levels of indentation");
  // The search for the error's words must not get lost in what is nested either.
  CHECK(!parse(repeat("(", 190) + "a b" + repeat(")", 190)).ok());
  CHECK(!parse(repeat("{", 190) + "a b" + repeat("}", 190)).ok());
  CHECK(!parse(repeat("f(a, [", 90) + "a b" + repeat("])", 90)).ok());
  CHECK(!parse(repeat("not ", 900) + "a b").ok());
  CHECK(!parse(repeat("f'{", 40) + "a b" + repeat("}'", 40)).ok());
}
