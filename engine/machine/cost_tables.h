// The costs of instructions by Python version. The numbers stand in cost_tables.inc, which benchmarks/measure_costs.py writes.
#pragma once

#include "vm/cost.h"

namespace gilscope {

// `minor` 9, 11, 12, 14; free-threaded 3.14 is slower by the share its documentation gives.
const CostTable& cost_table(int minor, bool free_threaded);

}  // namespace gilscope
