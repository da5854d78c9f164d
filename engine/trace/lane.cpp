#include "trace/lane.h"

#include <algorithm>

namespace gilscope {

void Lane::push(const Transition& transition, bool distinct) {
  if (!transitions_.empty()) {
    Transition& last = transitions_.back();
    const bool same = last.state == transition.state && last.who == transition.who &&
                      last.cause == transition.cause && last.core == transition.core;
    if (same && !distinct) return;
    if (last.at == transition.at) {
      last = transition;
      return;
    }
  }
  // A block's sum is taken when the transition after its border comes: only then is the border
  // fixed.
  if (transitions_.size() == sums_.size() * kBlock) {
    StateTimes sum{};
    if (!sums_.empty()) {
      sum = sums_.back();
      const std::size_t first = (sums_.size() - 1) * kBlock;
      for (std::size_t i = first; i < transitions_.size(); ++i) {
        const Nanos end = i + 1 < transitions_.size() ? transitions_[i + 1].at : transition.at;
        sum[transitions_[i].state] += end - transitions_[i].at;
      }
    }
    sums_.push_back(sum);
  }
  transitions_.push_back(transition);
}

Span Lane::span(std::size_t i, Nanos now) const {
  Span span;
  span.what = transitions_[i];
  span.begin = transitions_[i].at;
  span.open = i + 1 == transitions_.size();
  span.end = span.open ? std::max(now, span.begin) : transitions_[i + 1].at;
  return span;
}

std::size_t Lane::first_at_or_after(Nanos t) const {
  const auto place = std::partition_point(transitions_.begin(), transitions_.end(),
                                          [t](const Transition& x) { return x.at < t; });
  return static_cast<std::size_t>(place - transitions_.begin());
}

std::size_t Lane::find(Nanos t) const {
  const auto place = std::partition_point(transitions_.begin(), transitions_.end(),
                                          [t](const Transition& x) { return x.at <= t; });
  if (place == transitions_.begin()) return size();
  return static_cast<std::size_t>(place - transitions_.begin()) - 1;
}

StateTimes Lane::times_before(Nanos t, std::size_t last) const {
  if (last == size()) return {};
  const std::size_t block = last / kBlock;
  StateTimes sum = sums_[block];
  for (std::size_t i = block * kBlock; i < last; ++i) {
    sum[transitions_[i].state] += transitions_[i + 1].at - transitions_[i].at;
  }
  sum[transitions_[last].state] += t - transitions_[last].at;
  return sum;
}

StateTimes Lane::times(Nanos begin, Nanos end) const {
  if (end <= begin) return {};
  StateTimes sum = times_before(end, find(end));
  const StateTimes before = times_before(begin, find(begin));
  for (std::size_t i = 0; i < kLaneStates; ++i) sum[i] -= before[i];
  return sum;
}

// Steps that double, then a binary search in the last of them.
std::size_t Lane::Walk::find(Nanos t) {
  const std::vector<Transition>& all = lane_.transitions_;
  if (!started_) {
    place_ = lane_.find(t);
    started_ = place_ != lane_.size();
    return place_;
  }
  std::size_t step = 1, low = place_;
  while (low + step < all.size() && all[low + step].at <= t) {
    low += step;
    step *= 2;
  }
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(low);
  const auto past = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), low + step));
  const auto place =
      std::partition_point(first, past, [t](const Transition& x) { return x.at <= t; });
  place_ = static_cast<std::size_t>(place - all.begin()) - 1;
  return place_;
}

StateTimes Lane::Walk::times(Nanos begin, Nanos end) {
  if (end <= begin) return {};
  const StateTimes before =
      summed_to_ == begin ? sum_ : lane_.times_before(begin, lane_.find(begin));
  sum_ = lane_.times_before(end, find(end));
  summed_to_ = end;
  StateTimes times = sum_;
  for (std::size_t i = 0; i < kLaneStates; ++i) times[i] -= before[i];
  return times;
}

}  // namespace gilscope
