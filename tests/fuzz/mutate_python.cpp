#include "tests/fuzz/mutate_python.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <random>
#include <vector>

namespace gilscope::fuzz {

namespace {

using Random = std::mt19937_64;
using Pieces = std::vector<std::string>;

const char* const kWords[] = {
    "None", "True", "False", "...", "0", "1", "-1", "2**70", "1e308", "float('nan')", "1j", "''", "'x'", "b'y'", "f'{x!r:>{w}}'",
    "()", "[]", "{}", "set()", "(1, 2)", "[1, 'a', None]", "{'k': 1}", "range(3)", "lambda x: x", "object()", "type", "int", "str",
    "list", "dict", "print", "len", "iter", "next", "super()", "self", "x", "*x", "**x", "x.y", "x[0]", "x[1:2]", "x()", "x(1, y=2)",
    "await x", "yield", "yield x", "yield from x", "not x", "x if y else z", "(x := 1)", "[i for i in x]", "{i: i for i in x}",
    "(i async for i in x)", "+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "~", "==", "!=", "<", "is", "is not",
    "in", "not in", "and", "or", "=", "+=", ":=", "->", ":", ",", ";", ".", "(", ")", "[", "]", "{", "}", "del", "pass", "break",
    "continue", "return", "raise", "raise x from None", "global x", "nonlocal x", "import threading", "import asyncio",
    "from multiprocessing import Pool", "assert x", "__init__", "__del__", "__eq__", "__hash__", "__getattr__", "__iter__",
    "__next__", "__enter__", "__exit__", "__await__", "__slots__", "__class__"};

const char* const kHeads[] = {"if x:", "while x:", "for x in y:", "async for x in y:", "with x as y:", "async with x:", "def f(*a, **k):",
                              "async def f(x=1, /, *, y):", "class C(B):", "try:", "except* E as e:", "finally:", "else:", "match x:",
                              "case [1, *rest] | {'k': v}:", "@x", "def g[T](a: T) -> T:"};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

Pieces tokens_of(std::string_view text) {
  Pieces result;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t start = i;
    char c = text[i];
    if (is_word(c)) {
      while (i < text.size() && is_word(text[i])) ++i;
    } else if (c == '\n' || c == ' ') {
      while (i < text.size() && (text[i] == ' ' || (i == start && text[i] == '\n'))) ++i;
    } else if (c == '"' || c == '\'') {
      for (++i; i < text.size() && text[i] != c && text[i] != '\n'; ++i) i += text[i] == '\\';
      i = std::min(i + 1, text.size());
    } else {
      ++i;
    }
    result.emplace_back(text.substr(start, i - start));
  }
  return result;
}

Pieces lines_of(std::string_view text) {
  Pieces result;
  while (!text.empty()) {
    std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    result.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return result;
}

std::string joined(const Pieces& pieces) {
  std::string result;
  for (const std::string& piece : pieces) result += piece;
  return result;
}

std::string word(Random& random) {
  return kWords[random() % std::size(kWords)];
}

void mutate_tokens(Pieces& tokens, Random& random) {
  std::size_t i = random() % tokens.size(), j = random() % tokens.size();
  switch (random() % 6) {
    case 0: tokens[i] = word(random); break;
    case 1: tokens[i] = tokens[j]; break;
    case 2: std::swap(tokens[i], tokens[j]); break;
    case 3: tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i)); break;
    case 4: tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i), " " + word(random) + " "); break;
    default: {  // a stretch of tokens once more, elsewhere
      Pieces stretch(tokens.begin() + static_cast<std::ptrdiff_t>(i),
                     tokens.begin() + static_cast<std::ptrdiff_t>(std::min(i + 1 + random() % 8, tokens.size())));
      tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(j), stretch.begin(), stretch.end());
    }
  }
}

std::string indent_of(const std::string& line) {
  return line.substr(0, std::min(line.find_first_not_of(' '), line.size()));
}

void mutate_lines(Pieces& lines, Random& random) {
  std::size_t i = random() % lines.size(), j = random() % lines.size();
  auto at = [&](std::size_t k) { return lines.begin() + static_cast<std::ptrdiff_t>(k); };
  switch (random() % 6) {
    case 0: lines.erase(at(i)); break;
    case 1: lines.insert(at(j), lines[i]); break;
    case 2: std::swap(lines[i], lines[j]); break;
    case 3: lines[i].insert(0, random() % 2 ? "    " : "  "); break;
    case 4: lines[i].erase(0, std::min<std::size_t>(lines[i].size(), 4)); break;
    default: {  // the line becomes the body of a new block
      std::string indent = indent_of(lines[i]);
      lines[i].insert(0, "    ");
      lines.insert(at(i), indent + kHeads[random() % std::size(kHeads)] + "\n");
    }
  }
}

}  // namespace

std::string mutate_python(std::string_view text, std::uint64_t seed) {
  Random random(seed);
  std::string result(text);
  for (std::uint64_t rounds = 1 + random() % 4; rounds-- > 0;) {
    Pieces pieces = random() % 3 ? tokens_of(result) : lines_of(result);
    if (pieces.empty()) return word(random) + "\n";
    if (pieces.back().back() == '\n' && random() % 2) mutate_lines(pieces, random);
    else mutate_tokens(pieces, random);
    result = joined(pieces);
  }
  return result;
}

std::string cross_python(std::string_view one, std::string_view other, std::uint64_t seed) {
  Random random(seed);
  Pieces a = lines_of(one), b = lines_of(other), result;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    Pieces& from = j >= b.size() || (i < a.size() && random() % 2) ? a : b;
    std::size_t& at = &from == &a ? i : j;
    std::size_t end = std::min(at + 1 + random() % 12, from.size());
    if (random() % 3) result.insert(result.end(), from.begin() + static_cast<std::ptrdiff_t>(at), from.begin() + static_cast<std::ptrdiff_t>(end));
    at = end;
  }
  return joined(result);
}

}  // namespace gilscope::fuzz
