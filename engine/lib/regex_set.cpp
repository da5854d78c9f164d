// Sets of characters, folding of cases, and the check of programs.
#include <algorithm>

#include "lib/regex_matcher.h"
#include "vm/unicode.h"

namespace gilscope {
namespace {

bool ascii_alphanumeric(char32_t c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z' && c < 128);
}

bool in_one_category(char32_t c, std::uint32_t category) {
  switch (category) {
    case kRegexDigit: return unicode::properties(c) & unicode::kDecimal;
    case kRegexSpace: return unicode::is_space(c);
    case kRegexWord:
      return c == '_' || (unicode::properties(c) & (unicode::kAlpha | unicode::kDecimal |
                                                    unicode::kDigit | unicode::kNumeric));
    case kRegexDigitAscii: return c >= '0' && c <= '9';
    case kRegexSpaceAscii: return c == ' ' || (c >= '\t' && c <= '\r');
    default: return c == '_' || ascii_alphanumeric(c);
  }
}

// The mapping where it is to one character; else c itself.
char32_t map_one(unicode::Mapping mapping, char32_t c) {
  char32_t mapped[3];
  return unicode::map_case(mapping, c, mapped) == 1 ? mapped[0] : c;
}

char32_t fold_unicode(char32_t c) {
  if (c < 128) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  switch (c) {  // pairs without single-character mappings between them
    case 0x130: return 'i';
    case 0x1fd3: return 0x390;
    case 0x1fe3: return 0x3b0;
    case 0xfb05: return 0xfb06;
    default: return map_one(unicode::Mapping::Lower, map_one(unicode::Mapping::Upper, c));
  }
}

// Adds what stands for the characters of `range`, in runs.
void add_folded(std::vector<RegexRange>& out, RegexRange range, RegexFold fold) {
  for (std::uint32_t c = range.first; c <= range.last; ++c) {
    std::uint32_t folded = regex_fold(c, fold);
    if (!out.empty() && out.back().last + 1 == folded)
      out.back().last = folded;
    else
      out.push_back({folded, folded});
  }
}

std::vector<RegexRange> merged(std::vector<RegexRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const RegexRange& a, const RegexRange& b) { return a.first < b.first; });
  std::vector<RegexRange> result;
  for (const RegexRange& range : ranges) {
    if (!result.empty() && range.first <= result.back().last + 1)
      result.back().last = std::max(result.back().last, range.last);
    else
      result.push_back(range);
  }
  return result;
}

constexpr std::uint32_t kNegated = 0x80000000u, kHeaderWords = 10;

bool slow_has(const std::uint32_t* set, char32_t c) {
  std::uint32_t header = set[0];
  c = regex_fold(c, static_cast<RegexFold>(header >> 16 & 3));
  bool found = regex_in_category(c, header & 0xffff);
  std::uint32_t low = 0, high = set[9];
  const std::uint32_t* ranges = set + kHeaderWords;
  while (!found && low < high) {
    std::uint32_t middle = low + (high - low) / 2;
    if (c > ranges[2 * middle + 1])
      low = middle + 1;
    else if (c < ranges[2 * middle])
      high = middle;
    else
      found = true;
  }
  return found != ((header & kNegated) != 0);
}

std::uint32_t operands_of(std::uint32_t op) {
  static constexpr std::uint8_t kOperands[] = {
#define REGEX_OP(name, operands) operands,
#include "lib/regex.def"
#undef REGEX_OP
  };
  return op < std::size(kOperands) ? kOperands[op] : kRegexNoLimit;
}

}  // namespace

char32_t regex_fold(char32_t c, RegexFold fold) {
  if (fold == RegexFold::None) return c;
  if (fold == RegexFold::Ascii) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return fold_unicode(c);
}

bool regex_in_category(char32_t c, std::uint32_t categories) {
  for (std::uint32_t bit = 0; bit < 2 * kRegexComplementShift; ++bit) {
    if (!(categories >> bit & 1)) continue;
    bool complement = bit >= kRegexComplementShift;
    if (in_one_category(c, 1u << (complement ? bit - kRegexComplementShift : bit)) != complement)
      return true;
  }
  return false;
}

bool regex_set_has(const std::uint32_t* set, char32_t c) {
  return c < 256 ? set[1 + c / 32] >> (c % 32) & 1 : slow_has(set, c);
}

std::vector<std::uint32_t> regex_set(std::vector<RegexRange> ranges, std::uint32_t categories,
                                     RegexFold fold, bool negated) {
  if (fold != RegexFold::None) {
    std::vector<RegexRange> folded;
    for (const RegexRange& range : ranges) add_folded(folded, range, fold);
    ranges = folded;
  }
  ranges = merged(ranges);
  auto count = static_cast<std::uint32_t>(ranges.size());
  std::vector<std::uint32_t> words = {
      kHeaderWords + 2 * count,
      categories | static_cast<std::uint32_t>(fold) << 16 | (negated ? kNegated : 0)};
  words.resize(1 + kHeaderWords);
  words[kHeaderWords] = count;
  for (const RegexRange& range : ranges) {
    words.push_back(range.first);
    words.push_back(range.last);
  }
  for (char32_t c = 0; c < 256; ++c)
    if (slow_has(words.data() + 1, c)) words[2 + c / 32] |= 1u << (c % 32);
  return words;
}

bool regex_valid(const std::vector<std::uint32_t>& program, std::uint32_t groups,
                 std::uint32_t slots) {
  std::size_t size = program.size();
  std::vector<std::uint32_t> targets;
  std::vector<bool> begins(size);  // where instructions begin
  for (std::size_t ip = 0; ip < size;) {
    begins[ip] = true;
    std::uint32_t operands = operands_of(program[ip]);
    if (operands == kRegexNoLimit || ip + operands >= size) return false;
    auto op = static_cast<RegexOp>(program[ip]);
    const std::uint32_t* word = &program[ip];
    auto target = [&](int i) { return targets.push_back(word[i]), word[i] < size; };
    auto slot = [&] { return word[1] < slots; };
    bool good = true;
    if (op == RegexOp::In) {
      if (word[1] < kHeaderWords || ip + 1 + word[1] >= size) return false;
      if (word[1] != kHeaderWords + 2 * word[11]) return false;
      operands += word[1];
    } else if (op == RegexOp::Mark) {
      good = word[1] < 2 * groups;
    } else if (op == RegexOp::Split || op == RegexOp::Jump) {
      good = target(1);
    } else if (op >= RegexOp::RepeatOne && op <= RegexOp::RepeatOnePossessive) {
      good = target(3) && ip + 4 < size && program[ip + 4] >= 2 && program[ip + 4] <= 10;
    } else if (op >= RegexOp::LoopGreedy && op <= RegexOp::LoopPossessive) {
      good = slot() && target(4);
    } else if (op == RegexOp::AssertNot) {
      good = slot() && target(3);
    } else if (op >= RegexOp::LoopEnter && op <= RegexOp::AssertNotLeave) {
      good = slot();
    } else if (op >= RegexOp::GroupRef && op <= RegexOp::GroupRefFoldAscii) {
      good = word[1] < groups;
    } else if (op == RegexOp::GroupRefExists) {
      good = word[1] < groups && target(2);
    }
    if (!good) return false;
    ip += 1 + operands;
  }
  for (std::uint32_t target : targets)
    if (!begins[target]) return false;
  return size > 0 && program[size - 1] == static_cast<std::uint32_t>(RegexOp::Success);
}

}  // namespace gilscope
