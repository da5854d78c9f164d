#include "view/playhead.h"

#include <algorithm>

namespace gilscope {
namespace {

constexpr double kSecondsToWatch = 10;
constexpr double kSpeedMin = 1'000;  // a microsecond per second
constexpr double kSpeedMax = 1'000.0 * kSecond;

// The largest 1, 2 or 5 times a power of ten that is not above `speed`.
double nice(double speed) {
  double power = 1;
  while (power * 10 <= speed) power *= 10;
  return speed >= power * 5 ? power * 5 : speed >= power * 2 ? power * 2 : power;
}

}  // namespace

double Playhead::step(double speed, bool up) {
  const double here = nice(speed * 1.0001);
  double power = 1;
  while (power * 10 <= here * 1.0001) power *= 10;
  const int digit = static_cast<int>(here / power + 0.5);
  const double next = up ? (digit == 1   ? 2
                            : digit == 2 ? 5
                                         : 10) *
                               power
                         : (digit == 5   ? 2 * power
                            : digit == 2 ? power
                                         : power / 2);
  return std::clamp(next, kSpeedMin, kSpeedMax);
}

void Playhead::set_run_end(Nanos end, Nanos shown) {
  const bool at_end = !playing_ && at_ >= end_;
  end_ = end;
  if (at_end) at_ = end;
  at_ = std::min(at_, end);
  if (!speed_chosen_) {
    speed_ = std::max(kSpeedMin, nice(static_cast<double>(shown) / kSecondsToWatch));
  }
}

void Playhead::play() {
  if (at() >= end_) at_ = 0;
  speed_chosen_ = true;
  playing_ = end_ > 0;
}

void Playhead::seek(Nanos at) {
  at_ = std::clamp<Nanos>(at, 0, end_);
}

void Playhead::move_to(Nanos t) {
  if (!playing_) return;
  at_ = std::min(t, end_);
  if (at_ == end_) playing_ = false;
}

}  // namespace gilscope
