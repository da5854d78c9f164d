#include "syntax/lexer.h"

#include <doctest/doctest.h>

#include <string>

using namespace gilscope;
using namespace gilscope::syntax;

namespace {

// The tokens' types as text, for short comparisons.
std::string types_of(const std::string& source) {
  static constexpr std::string_view kNames[] = {
#define TOKEN(name, text) #name,
#include "syntax/token_type.def"
#undef TOKEN
  };
  std::string result;
  for (const Token& token : lex(normalize_source(source), false).tokens) {
    if (!result.empty()) result += ' ';
    result += kNames[static_cast<size_t>(token.type)];
  }
  return result;
}

}  // namespace

TEST_CASE("comments and blank lines leave no tokens, indentation does") {
  CHECK(types_of("if x: # why\n\n  # note\n  y\n\nz") ==
        "KwIf Name Colon NewLine Indent Name NewLine Dedent Name NewLine EndMarker");
  CHECK(types_of("(\n  a,\n\nb)") == "LeftParen Name Comma Name RightParen NewLine EndMarker");
}

TEST_CASE("an f-string is split into its texts and the tokens of its fields") {
  CHECK(types_of("f'a{b!r:>{c}}d'") ==
        "FStringStart FStringMiddle LeftBrace Name Exclamation Name Colon FStringMiddle LeftBrace "
        "Name RightBrace FStringMiddle RightBrace FStringMiddle FStringEnd NewLine EndMarker");
  CHECK(types_of("f'{f'{x}'}'") ==
        "FStringStart LeftBrace FStringStart LeftBrace Name RightBrace FStringEnd RightBrace "
        "FStringEnd NewLine EndMarker");
}

TEST_CASE("the longest operator wins") {
  CHECK(types_of("a**=b//c->d...e:=f") ==
        "Name DoubleStarEqual Name DoubleSlash Name Arrow Name Ellipsis Name ColonEqual Name "
        "NewLine EndMarker");
}

TEST_CASE("keywords are told from names that begin like them") {
  CHECK(types_of("in ink is not nota None none lambda_ async await") ==
        "KwIn Name KwIs KwNot Name KwNone Name Name KwAsync KwAwait NewLine EndMarker");
}

TEST_CASE("what is still open at the end of the text is known") {
  LexResult result = lex(normalize_source("foo(\n  [1, 2\n"), false);
  REQUIRE(result.error.when == LexError::When::EndOfFile);
  REQUIRE(result.error.open_brackets.size() == 2);
  CHECK(result.error.open_brackets[1].character == '[');
  CHECK(result.error.open_brackets[1].line == 2);
  CHECK(result.error.open_brackets[1].col == 2);
}
