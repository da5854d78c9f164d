// The matcher behind the module re: runs a pattern's program (regex.def) over a text, by
// backtracking, with Python's semantics. Used by regex_module.cpp; knows nothing of Python objects.
//
// Nothing recurses: the choices not yet tried stand on a stack of their own, and everything that is
// undone when one of them is taken (groups, loop counters) in a log. Choices remember how long the
// log was.
//
// The caller pays: after every kStepsPerReport steps `report` is told, and may end the search.
// Patterns can need time that is exponential in the length of the text; this is where that ends.
#pragma once

#include <cstdint>
#include <vector>

namespace gilscope {

enum class RegexOp : std::uint32_t {
#define REGEX_OP(name, operands) name,
#include "lib/regex.def"
#undef REGEX_OP
};

enum class RegexPlace : std::uint32_t {
  Beginning,
  BeginningLine,
  End,
  EndLine,
  EndString,
  Boundary,
  NotBoundary,
  BoundaryAscii,
  NotBoundaryAscii
};

inline constexpr std::uint32_t kRegexNoLimit = 0xffffffffu;  // max of an endless repetition

// Kinds of characters in a set; the upper ones are their complements.
enum RegexCategory : std::uint32_t {
  kRegexDigit = 1 << 0,
  kRegexSpace = 1 << 1,
  kRegexWord = 1 << 2,
  kRegexDigitAscii = 1 << 3,
  kRegexSpaceAscii = 1 << 4,
  kRegexWordAscii = 1 << 5,
};
inline constexpr int kRegexComplementShift = 6;

enum class RegexFold : std::uint32_t { None, Ascii, Unicode };

// A set, as it follows In: [categories | fold << 16 | negated << 31] [8 words: a bit for each of
// the first 256 characters, final] [count] [count pairs first, last of folded characters, sorted].
struct RegexRange {
  std::uint32_t first, last;
};
// The set's words without the instruction: [length of what follows, ...].
std::vector<std::uint32_t> regex_set(std::vector<RegexRange> ranges, std::uint32_t categories,
                                     RegexFold fold, bool negated);

bool regex_set_has(const std::uint32_t* set, char32_t c);
bool regex_in_category(char32_t c, std::uint32_t categories);

// The character that stands for all that differ from `c` by case only.
char32_t regex_fold(char32_t c, RegexFold fold);

// Checks that a program stays inside itself, so that no program can make the matcher read
// elsewhere.
bool regex_valid(const std::vector<std::uint32_t>& program, std::uint32_t groups,
                 std::uint32_t slots);

enum class RegexOutcome : std::uint8_t { Matched, NoMatch, Ended };

class RegexReport {
 public:
  virtual bool report(std::int64_t steps) = 0;  // false: end the search

 protected:
  ~RegexReport() = default;
};

inline constexpr std::int64_t kStepsPerReport = 4096;
inline constexpr std::size_t kRegexChoicesMax = std::size_t{4}
                                                << 20;  // beyond: Ended, `out_of_memory`

struct RegexSearch {
  const std::uint32_t* program;
  std::uint32_t groups, slots;
  const void* text;     // the whole of it: what stands before `start` can be looked at
  std::uint32_t width;  // bytes per character: 1, 2, 4
  std::int64_t start, end;
  bool anywhere;      // search; else only at start
  bool whole;         // the match must end at `end`
  bool must_advance;  // an empty match at start does not count
  RegexReport* report;

  // The answer: [begin, end) of the match, then of each group (-1: did not take part).
  std::vector<std::int32_t> marks;
  std::int32_t last_group = -1;  // the group closed last
  std::int64_t steps = 0;        // not yet reported
  bool out_of_memory = false;
};

RegexOutcome regex_search(RegexSearch& search);

}  // namespace gilscope
