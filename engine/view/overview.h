// Overview: the whole run in a narrow strip, one column per few pixels: how many cores were busy,
// and what share of the threads wanted a GIL. Computed again only when its width or the run
// changes.
#pragma once

#include <vector>

#include "trace/index.h"

namespace gilscope {

struct OverviewColumn {
  float busy = 0;       // share of the cores' time, 0 to 1
  float wants_gil = 0;  // mean number of threads that waited for a GIL, at most 1 here
};

class Overview {
 public:
  const std::vector<OverviewColumn>& columns(const TraceIndex& index, std::size_t count);

 private:
  std::vector<OverviewColumn> columns_;
  Nanos end_ = -1;
};

}  // namespace gilscope
