// What instructions and native calls cost in virtual time, per CPython version: data for the
// simulated machine. Measured on a real CPython by benchmarks/measure_costs.py, never invented; see
// machine/cost_tables.
#pragma once

#include <cstdint>

#include "bytecode/code.h"

namespace gilscope {

struct CostTable {
  // Per bytecode instruction, in 1/16 ns (thread.h kUnitsPerNano).
  std::uint16_t instruction[static_cast<int>(bytecode::Opcode::kCount)];
  std::uint16_t
      hidden_percent;  // instructions of frozen helpers that stand for C code cost this share
};

}  // namespace gilscope
