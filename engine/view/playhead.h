// Playhead: the moment the user looks at, and how it moves while playing. Speed is program time per
// second of watching; it begins so that the whole run takes about ten seconds.
#pragma once

#include "base/nanos.h"

namespace gilscope {

class Playhead {
 public:
  Nanos at() const { return static_cast<Nanos>(at_); }
  bool playing() const { return playing_; }
  double speed() const { return speed_; }  // nanoseconds of program per second of watching

  void set_run_end(Nanos end);  // a growing run carries a playhead along that stands at its end
  void play();                  // from the end it begins anew
  void pause() { playing_ = false; }
  void toggle() { playing_ ? pause() : play(); }
  void seek(Nanos at);
  void faster() { speed_ = step(speed_, true); }
  void slower() { speed_ = step(speed_, false); }
  // Moves on by so many seconds of watching; stops at the end of the run.
  void advance(double seconds);

 private:
  static double step(double speed, bool up);  // along 1, 2, 5, 10, 20, 50, ...

  double at_ = 0;
  double speed_ = 0;
  Nanos end_ = 0;
  bool playing_ = false;
  bool speed_chosen_ = false;
};

}  // namespace gilscope
