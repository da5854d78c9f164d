// Playhead: the moment the user looks at, and how it moves while playing. Speed is program time per
// second of watching; it begins so that the whole run takes about ten seconds.
#pragma once

#include "base/nanos.h"

namespace gilscope {

class Playhead {
 public:
  Nanos at() const { return at_; }
  bool playing() const { return playing_; }
  double speed() const { return speed_; }  // nanoseconds of program per second of watching

  // A growing run carries a playhead along that stands at its end. `shown` is how long the run is
  // to watch, where that differs (squeeze.h): it decides the speed to begin with.
  void set_run_end(Nanos end, Nanos shown);
  void forget_speed() { speed_chosen_ = false; }
  void play();  // from the end it begins anew
  void pause() { playing_ = false; }
  void toggle() { playing_ ? pause() : play(); }
  void seek(Nanos at);
  void faster() { speed_ = step(speed_, true); }
  void slower() { speed_ = step(speed_, false); }
  // While playing: goes on to t, and stops at the end of the run.
  void move_to(Nanos t);

 private:
  static double step(double speed, bool up);  // along 1, 2, 5, 10, 20, 50, ...

  Nanos at_ = 0;
  double speed_ = 0;
  Nanos end_ = 0;
  bool playing_ = false;
  bool speed_chosen_ = false;
};

}  // namespace gilscope
