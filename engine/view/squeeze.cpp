#include "view/squeeze.h"

#include <algorithm>

namespace gilscope {
namespace {

constexpr Nanos kPartMin = 100;  // a stretch of less than a hundredth of the run stays
constexpr double kSqueezedPart =
    0.6;  // all squeezed stretches together, of the rest of the picture

}  // namespace

Squeeze Squeeze::of(const TraceIndex& index) {
  Squeeze squeeze;
  const Nanos run = index.end_time();
  Nanos rest = run;
  for (const IdleStretch& idle : index.idle_stretches()) {
    if (idle.end - idle.begin < std::max<Nanos>(1, run / kPartMin)) continue;
    squeeze.stretches_.push_back({idle.begin, idle.end});
    rest -= idle.end - idle.begin;
  }
  if (squeeze.empty()) return squeeze;
  const double each = std::max(1.0, static_cast<double>(rest) * kSqueezedPart /
                                        static_cast<double>(squeeze.stretches_.size()));
  squeeze.knots_.push_back({});
  for (const Stretch& stretch : squeeze.stretches_) {
    const auto length = static_cast<double>(stretch.end - stretch.begin);
    squeeze.add(stretch.begin, std::min(1.0, each / length));
    squeeze.add(stretch.end, 1);
  }
  return squeeze;
}

void Squeeze::add(Nanos time, double slope) {
  const auto at = static_cast<double>(time);
  const double shown = shown_of(at);
  knots_.push_back({at, shown, slope});
}

double Squeeze::shown_of(double time) const {
  const auto place = std::upper_bound(knots_.begin(), knots_.end(), time,
                                      [](double t, const Knot& knot) { return t < knot.time; });
  if (place == knots_.begin()) return time;
  const Knot& knot = *(place - 1);
  return knot.shown + (time - knot.time) * knot.slope;
}

double Squeeze::time_of(double shown) const {
  const auto place = std::upper_bound(knots_.begin(), knots_.end(), shown,
                                      [](double s, const Knot& knot) { return s < knot.shown; });
  if (place == knots_.begin()) return shown;
  const Knot& knot = *(place - 1);
  return knot.time + (shown - knot.shown) / knot.slope;
}

}  // namespace gilscope
