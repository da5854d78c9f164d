#include "view/overview.h"

#include <algorithm>

namespace gilscope {
namespace {

constexpr std::size_t kThreadsMax = 64;  // more would cost more than the strip tells

}  // namespace

const std::vector<OverviewColumn>& Overview::columns(const TraceIndex& index, std::size_t count) {
  const Nanos end = index.end_time();
  // While the run grows, its old picture serves until it is noticeably longer.
  const bool fresh = index.finished() ? end_ == end : end_ >= 0 && end <= end_ + end_ / 32;
  if (columns_.size() == count && fresh) return columns_;
  end_ = end;
  columns_.assign(count, {});
  if (end <= 0 || count == 0) return columns_;
  const std::size_t threads = std::min(index.threads().size(), kThreadsMax);
  const auto n = static_cast<Nanos>(count);
  for (Nanos i = 0; i < n; ++i) {
    const Nanos from = end / n * i, to = i + 1 == n ? end : end / n * (i + 1);
    if (to <= from) continue;
    Nanos busy = 0, wants = 0;
    for (const CoreInfo& core : index.cores()) {
      busy += core.lane.times(from, to)[static_cast<int>(HolderState::Busy)];
    }
    for (std::size_t t = 0; t < threads; ++t) {
      wants += index.threads()[t].lane.times(from, to)[static_cast<int>(ThreadState::WantsGil)];
    }
    const auto length = static_cast<float>(to - from);
    const auto cores = static_cast<float>(std::max<std::size_t>(1, index.cores().size()));
    OverviewColumn& column = columns_[static_cast<std::size_t>(i)];
    column.busy = static_cast<float>(busy) / length / cores;
    column.wants_gil = std::min(1.0f, static_cast<float>(wants) / length);
  }
  return columns_;
}

}  // namespace gilscope
