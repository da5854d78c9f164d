// TimeScale: which time stands at which x. The mathematics of panning and zooming, nothing else.
// x is in pixels from the left edge of the lanes; time in nanoseconds as a double, which is exact
// to the nanosecond for runs of up to 104 days.
#pragma once

#include <string>
#include <vector>

#include "base/nanos.h"
#include "view/squeeze.h"

namespace gilscope {

struct Tick {
  double x = 0;
  Nanos at = 0;
  bool major = false;
  std::string label;  // of major ticks
};

class TimeScale {
 public:
  static constexpr double kNanosPerPixelMin = 0.5;
  static constexpr double kMarginDefault = 0.03;

  double width() const { return width_; }
  double nanos_per_pixel() const { return nanos_per_pixel_; }  // where nothing is squeezed
  double begin() const { return squeeze_.time_of(begin_); }
  double end() const { return squeeze_.time_of(begin_ + width_ * nanos_per_pixel_); }
  double panned_pixels() const { return begin_ / nanos_per_pixel_; }

  double x_of(Nanos t) const {
    return (squeeze_.shown_of(static_cast<double>(t)) - begin_) / nanos_per_pixel_;
  }
  Nanos time_at(double x) const;
  // The next line after t of a grid of that many pixels, which stands still while the user pans.
  Nanos next_grid_line(Nanos t, double pixels) const;
  // The moment after so many nanoseconds of shown time.
  Nanos advanced(Nanos t, double shown_nanos) const;

  // The lanes' width and the run's length changed; what is shown stays, as far as it can. A view
  // that showed the whole run goes on doing so while the run grows.
  void resize(double width, Nanos run_end);
  // Free space at the right end, as a share of the run.
  void set_margin(double margin);
  void set_squeeze(Squeeze squeeze);
  const Squeeze& squeeze() const { return squeeze_; }
  Nanos shown_run() const { return static_cast<Nanos>(shown_end_); }  // length of the whole picture

  void fit() { show(0, run_end_); }
  void show(Nanos begin, Nanos end);
  void pan(double pixels);
  void zoom(double factor, double x);  // factor > 1 magnifies; the time at x stays where it is
  // Moves so that t is visible, for a playhead that runs out of the picture.
  void follow(Nanos t);

  // Ticks at 1, 2 or 5 times a power of ten, majors at least `spacing` pixels apart; none in
  // squeezed stretches.
  std::vector<Tick> ticks(double spacing) const;

 private:
  void clamp();
  double nanos_per_pixel_max() const;
  bool shows_all() const;
  void add_ticks(std::vector<Tick>& ticks, Nanos from, Nanos to, double spacing) const;

  double width_ = 1;
  double margin_ = kMarginDefault;
  double begin_ = 0;  // in shown time
  double nanos_per_pixel_ = 1;
  Nanos run_end_ = 0;
  double shown_end_ = 0;
  bool fresh_ = true;  // nothing was shown yet
  Squeeze squeeze_;
};

}  // namespace gilscope
