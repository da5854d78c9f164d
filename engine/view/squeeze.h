// Squeeze: which stretches of the run are shown shorter than they were. A program that downloads
// for a second computes for a few hundred microseconds; at one scale nobody sees both. Stretches in
// which no thread is on any core can be squeezed, so that what happens around them is seen. It maps
// time to shown time, both in nanoseconds, piecewise linear and always rising; without stretches it
// changes nothing.
#pragma once

#include <vector>

#include "base/nanos.h"
#include "trace/index.h"

namespace gilscope {

class Squeeze {
 public:
  struct Stretch {
    Nanos begin = 0;
    Nanos end = 0;
  };

  Squeeze() = default;
  // Squeezes those idle stretches that take at least a hundredth of the run.
  static Squeeze of(const TraceIndex& index);

  bool empty() const { return stretches_.empty(); }
  const std::vector<Stretch>& stretches() const { return stretches_; }
  double shown_of(double time) const;
  double time_of(double shown) const;

 private:
  struct Knot {  // from here on, shown time runs `slope` times as fast as time
    double time = 0;
    double shown = 0;
    double slope = 1;
  };
  void add(Nanos time, double slope);

  std::vector<Stretch> stretches_;
  std::vector<Knot> knots_;
};

}  // namespace gilscope
