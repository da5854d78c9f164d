#include "vm/unicode.h"

#include <algorithm>
#include <iterator>

namespace gilscope::unicode {

namespace {

struct DigitRun {
  std::uint32_t first;
  std::uint8_t value, count;
};
struct CaseRange {
  std::uint32_t first, last;
  std::int32_t step, delta;
};
struct CaseSpecial {
  std::uint32_t code;
  std::uint32_t to[3];
};

#include "vm/unicode_tables.inc"

struct CaseTable {
  const CaseRange* ranges;
  std::size_t range_count;
  const CaseSpecial* specials;
  std::size_t special_count;
};

constexpr CaseTable kTables[] = {
    {kLowerRanges, std::size(kLowerRanges), kLowerSpecials, std::size(kLowerSpecials)},
    {kUpperRanges, std::size(kUpperRanges), kUpperSpecials, std::size(kUpperSpecials)},
    {kTitleRanges, std::size(kTitleRanges), kTitleSpecials, std::size(kTitleSpecials)},
    {kFoldRanges, std::size(kFoldRanges), kFoldSpecials, std::size(kFoldSpecials)},
};

// 0: the table says nothing about c.
int look_up(const CaseTable& table, char32_t c, char32_t out[3]) {
  const CaseSpecial* special =
      std::lower_bound(table.specials, table.specials + table.special_count, c,
                       [](const CaseSpecial& s, char32_t code) { return s.code < code; });
  if (special != table.specials + table.special_count && special->code == c) {
    int count = 0;
    for (; count < 3 && special->to[count]; ++count) out[count] = special->to[count];
    return count;
  }
  const CaseRange* range =
      std::upper_bound(table.ranges, table.ranges + table.range_count, c,
                       [](char32_t code, const CaseRange& r) { return code < r.first; });
  if (range == table.ranges) return 0;
  --range;
  if (c > range->last || (c - range->first) % static_cast<std::uint32_t>(range->step)) return 0;
  out[0] = static_cast<char32_t>(static_cast<std::int32_t>(c) + range->delta);
  return 1;
}

}  // namespace

const std::array<std::uint16_t, 256> kLatin1Properties = std::to_array(kLatin1);

std::uint16_t slow_properties(char32_t c) {
  if (c >= 0x110000) return 0;
  const std::uint32_t* run = std::upper_bound(std::begin(kRuns), std::end(kRuns), c << 8 | 0xff);
  return kRecords[run[-1] & 0xff];
}

int decimal_value(char32_t c) {
  if (c < 128) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  const std::uint32_t* zero = std::upper_bound(std::begin(kZeros), std::end(kZeros), c);
  char32_t value = c - zero[-1];
  return value < 10 ? static_cast<int>(value) : -1;
}

int digit_value(char32_t c) {
  int decimal = decimal_value(c);
  if (decimal >= 0) return decimal;
  for (const DigitRun& run : kDigitRuns) {
    if (c >= run.first && c < run.first + run.count)
      return run.value + static_cast<int>(c - run.first);
  }
  return -1;
}

int map_case(Mapping mapping, char32_t c, char32_t out[3]) {
  int count = look_up(kTables[static_cast<int>(mapping)], c, out);
  if (!count && mapping == Mapping::Title) count = look_up(kTables[1], c, out);
  if (!count && mapping == Mapping::Fold) count = look_up(kTables[0], c, out);
  if (count) return count;
  out[0] = c;
  return 1;
}

}  // namespace gilscope::unicode
