#include "machine/cost_tables.h"

#include <array>

namespace gilscope {

namespace {

using bytecode::Opcode;

// Hundredths of a nanosecond per instruction on CPython 3.11. See cost_tables.inc for where they come from.
struct Measured {
  Opcode op;
  std::uint16_t hundredths;
};

constexpr Measured kMeasured[] = {
#include "machine/cost_tables.inc"
};

constexpr std::uint16_t kOther = 900;  // an instruction that is not in the table: about the mean

constexpr CostTable make_table(std::uint32_t percent) {
  CostTable table{};
  for (auto& units : table.instruction) units = static_cast<std::uint16_t>(kOther * percent * 16 / 10000);
  for (const Measured& measured : kMeasured) {
    table.instruction[static_cast<int>(measured.op)] =
        static_cast<std::uint16_t>(std::uint32_t{measured.hundredths} * percent * 16 / 10000);
  }
  table.hidden_percent = 30;
  return table;
}

// Relative speed of pure Python code by version, from the releases' own measurements (pyperformance, "What's New"): 3.11 is 1.25
// times as fast as 3.10, which was about as fast as 3.9; 3.12 gained 5 %, 3.14 another 5 %; 3.14t loses 1-8 %.
const CostTable kTables[] = {make_table(128), make_table(100), make_table(95), make_table(90), make_table(97)};

}  // namespace

const CostTable& cost_table(int minor, bool free_threaded) {
  if (free_threaded) return kTables[4];
  return minor <= 10 ? kTables[0] : minor == 11 ? kTables[1] : minor <= 13 ? kTables[2] : kTables[3];
}

}  // namespace gilscope
