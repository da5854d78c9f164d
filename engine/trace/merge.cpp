#include "trace/merge.h"

#include <algorithm>

namespace gilscope {

void EventMerge::flush(Nanos horizon) {
  batch_.clear();
  for (std::vector<Event>& source : sources_) {
    const auto end = std::partition_point(source.begin(), source.end(),
                                          [horizon](const Event& e) { return e.time < horizon; });
    batch_.insert(batch_.end(), source.begin(), end);
    source.erase(source.begin(), end);
  }
  // Stable: at equal times the sources' order and each source's own order stay.
  std::stable_sort(batch_.begin(), batch_.end(),
                   [](const Event& x, const Event& y) { return x.time < y.time; });
  trace_.append_all(batch_);
}

}  // namespace gilscope
