#include "view/time_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gilscope {
namespace {

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
  return static_cast<Nanos>(std::llround(squeeze_.time_of(begin_ + x * nanos_per_pixel_)));
}

Nanos TimeScale::next_grid_line(Nanos t, double pixels) const {
  const double cell = pixels * nanos_per_pixel_;
  const double shown = squeeze_.shown_of(static_cast<double>(t));
  const double line = (std::floor(shown / cell) + 1) * cell;
  return std::max(t + 1, static_cast<Nanos>(std::llround(squeeze_.time_of(line))));
}

Nanos TimeScale::advanced(Nanos t, double shown_nanos) const {
  const double shown = squeeze_.shown_of(static_cast<double>(t)) + shown_nanos;
  return static_cast<Nanos>(std::llround(squeeze_.time_of(shown)));
}

void TimeScale::set_squeeze(Squeeze squeeze) {
  // The moment in the middle stays there; a view of everything goes on showing everything.
  const bool all = shows_all();
  const double middle = (begin() + end()) / 2;
  squeeze_ = std::move(squeeze);
  shown_end_ = squeeze_.shown_of(static_cast<double>(run_end_));
  if (all) nanos_per_pixel_ = nanos_per_pixel_max();
  begin_ = squeeze_.shown_of(middle) - width_ * nanos_per_pixel_ / 2;
  clamp();
}

void TimeScale::set_margin(double margin) {
  if (margin == margin_) return;
  const bool all = shows_all();
  margin_ = margin;
  if (all) nanos_per_pixel_ = nanos_per_pixel_max();
  clamp();
}

double TimeScale::nanos_per_pixel_max() const {
  const double run = std::max(shown_end_, 100.0);
  return run * (1 + margin_) / width_;
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
  shown_end_ = squeeze_.shown_of(static_cast<double>(run_end));
  if (all) nanos_per_pixel_ = nanos_per_pixel_max();
  clamp();
}

void TimeScale::show(Nanos begin, Nanos end) {
  begin_ = squeeze_.shown_of(static_cast<double>(begin));
  const double length = squeeze_.shown_of(static_cast<double>(end)) - begin_;
  nanos_per_pixel_ = std::max(length, 1.0) * (1 + margin_) / width_;
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
  if (x < 0 || x > width_ * 0.9) {
    begin_ = squeeze_.shown_of(static_cast<double>(t)) - width_ * 0.2 * nanos_per_pixel_;
  }
  clamp();
}

void TimeScale::clamp() {
  nanos_per_pixel_ = std::clamp(nanos_per_pixel_, kNanosPerPixelMin,
                                std::max(kNanosPerPixelMin, nanos_per_pixel_max()));
  const double last = shown_end_ * (1 + margin_) - width_ * nanos_per_pixel_;
  begin_ = std::clamp(begin_, 0.0, std::max(0.0, last));
}

std::vector<Tick> TimeScale::ticks(double spacing) const {
  std::vector<Tick> ticks;
  const auto first = static_cast<Nanos>(begin()), last = static_cast<Nanos>(end());
  Nanos from = first;
  for (const Squeeze::Stretch& stretch : squeeze_.stretches()) {
    if (stretch.begin >= last) break;
    if (stretch.begin > from) add_ticks(ticks, from, stretch.begin, spacing);
    from = std::max(from, stretch.end);
  }
  if (from <= last) add_ticks(ticks, from, last, spacing);
  return ticks;
}

void TimeScale::add_ticks(std::vector<Tick>& ticks, Nanos from, Nanos to, double spacing) const {
  const Nanos major = nice_step(spacing * nanos_per_pixel_);
  Nanos leading = major;
  while (leading % 10 == 0) leading /= 10;
  const Nanos minor = major >= 10 ? (leading == 2 ? major / 4 : major / 5) : major;
  for (Nanos at = (from + minor - 1) / minor * minor; at <= to; at += minor) {
    Tick tick;
    tick.at = at;
    tick.x = x_of(at);
    tick.major = at % major == 0;
    if (tick.major) tick.label = tick_label(at, major);
    ticks.push_back(std::move(tick));
  }
}

}  // namespace gilscope
