// ViewModel: a trace and what the user is looking at: the index, the rows, the time scale, the
// scroll position, the playhead, what is hovered and selected. Panels of ui read it and change it
// through these members only; it never touches a machine. One per trace; a new run gets a new one.
#pragma once

#include <optional>

#include "trace/index.h"
#include "view/picking.h"
#include "view/playhead.h"
#include "view/rows.h"
#include "view/time_scale.h"

namespace gilscope {

class ViewModel {
 public:
  explicit ViewModel(const Trace& trace) : index_(trace) {}

  // Reads what is new in the trace and lays the rows out. Call once per frame, before anything is
  // drawn.
  void update(double lanes_width, double lanes_height, float scale);

  // Reads what is new in the trace without laying anything out, for hosts that show no picture.
  bool extend() { return index_.extend(); }
  // The machine's clock while the program runs, so that the picture goes on where nothing happens.
  void set_clock(Nanos now) { index_.set_clock(now); }

  // Whether stretches in which nobody runs are shown shorter than they were.
  void set_squeezed(bool squeezed) { squeezed_ = squeezed; }
  bool squeezed() const { return squeezed_; }

  // Moves a playing playhead by so many seconds of watching.
  void play(double seconds);

  const TraceIndex& index() const { return index_; }
  Nanos end_time() const { return index_.end_time(); }

  Rows rows;
  TimeScale scale;
  Playhead playhead;
  std::optional<Picked> hovered;
  std::optional<Picked> selected;
  float scroll = 0;  // pixels hidden above

  void scroll_by(float pixels) { scroll += pixels; }
  float lanes_height() const { return lanes_height_; }
  float pixel_scale() const { return pixel_scale_; }

 private:
  TraceIndex index_;
  float lanes_height_ = 0;
  float pixel_scale_ = 1;
  bool squeezed_ = false;
  bool squeezed_now_ = false;  // what the scale was last given
  Nanos squeezed_end_ = 0;     // and for which length of the run
};

}  // namespace gilscope
