#include "view/time_scale.h"

#include <algorithm>
#include <cmath>

namespace gilscope {
namespace {

constexpr double kMargin = 0.03;  // of the run, free space at its right end

// The smallest 1, 2 or 5 times a power of ten that is at least `nanos`.
Nanos nice_step(double nanos) {
  Nanos power = 1;
  while (static_cast<double>(power) * 10 <= nanos) power *= 10;
  for (Nanos factor : {1, 2, 5, 10}) {
    if (static_cast<double>(power * factor) >= nanos) return power * factor;
  }
  return power * 10;
}

std::string tick_label(Nanos at, Nanos step) {
  if (at == 0) return "0";
  struct Unit {
    Nanos size;
    const char* name;
  };
  constexpr Unit kUnits[] = {
      {kSecond, " s"}, {kMillisecond, " ms"}, {kMicrosecond, " µs"}, {1, " ns"}};
  // The unit of the moment when its step needs few decimals there, else the step's own unit.
  for (const Unit& unit : kUnits) {
    if (at < unit.size && unit.size > 1) continue;
    Nanos divisor = unit.size;
    int decimals = 0;
    while (divisor > 1 && step % divisor != 0) {
      divisor /= 10;
      ++decimals;
    }
    std::string text = std::to_string(at / unit.size);
    if (decimals > 0) {
      const std::string fraction = std::to_string(at % unit.size / divisor);
      text +=
          "." + std::string(static_cast<std::size_t>(decimals) - fraction.size(), '0') + fraction;
    }
    return text + unit.name;
  }
  return {};
}

}  // namespace

Nanos TimeScale::time_at(double x) const {
  return static_cast<Nanos>(std::llround(begin_ + x * nanos_per_pixel_));
}

double TimeScale::nanos_per_pixel_max() const {
  const double run = std::max(static_cast<double>(run_end_), 100.0);
  return run * (1 + kMargin) / width_;
}

bool TimeScale::shows_all() const {
  return nanos_per_pixel_ >= nanos_per_pixel_max() * 0.999;
}

void TimeScale::resize(double width, Nanos run_end) {
  width = std::max(width, 1.0);
  const bool all = fresh_ || shows_all();
  fresh_ = false;
  width_ = width;
  run_end_ = run_end;
  if (all) nanos_per_pixel_ = nanos_per_pixel_max();
  clamp();
}

void TimeScale::show(Nanos begin, Nanos end) {
  begin_ = static_cast<double>(begin);
  nanos_per_pixel_ = std::max(static_cast<double>(end - begin), 1.0) * (1 + kMargin) / width_;
  clamp();
}

void TimeScale::pan(double pixels) {
  begin_ -= pixels * nanos_per_pixel_;
  clamp();
}

void TimeScale::zoom(double factor, double x) {
  const double at = begin_ + x * nanos_per_pixel_;
  nanos_per_pixel_ = std::clamp(nanos_per_pixel_ / factor, kNanosPerPixelMin,
                                std::max(kNanosPerPixelMin, nanos_per_pixel_max()));
  begin_ = at - x * nanos_per_pixel_;
  clamp();
}

void TimeScale::follow(Nanos t) {
  const double x = x_of(t);
  if (x < 0 || x > width_ * 0.9) begin_ = static_cast<double>(t) - width_ * 0.2 * nanos_per_pixel_;
  clamp();
}

void TimeScale::clamp() {
  nanos_per_pixel_ = std::clamp(nanos_per_pixel_, kNanosPerPixelMin,
                                std::max(kNanosPerPixelMin, nanos_per_pixel_max()));
  const double last = static_cast<double>(run_end_) * (1 + kMargin) - width_ * nanos_per_pixel_;
  begin_ = std::clamp(begin_, 0.0, std::max(0.0, last));
}

std::vector<Tick> TimeScale::ticks(double spacing) const {
  const Nanos major = nice_step(spacing * nanos_per_pixel_);
  Nanos leading = major;
  while (leading % 10 == 0) leading /= 10;
  const Nanos minor = major >= 10 ? (leading == 2 ? major / 4 : major / 5) : major;
  std::vector<Tick> ticks;
  const Nanos first = static_cast<Nanos>(begin_) / minor * minor;
  for (Nanos at = first; static_cast<double>(at) <= end(); at += minor) {
    Tick tick;
    tick.at = at;
    tick.x = x_of(at);
    tick.major = at % major == 0;
    if (tick.major) tick.label = tick_label(at, major);
    ticks.push_back(std::move(tick));
  }
  return ticks;
}

}  // namespace gilscope
