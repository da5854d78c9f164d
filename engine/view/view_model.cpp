#include "view/view_model.h"

#include <algorithm>

namespace gilscope {
namespace {

constexpr double kDeadlockMargin = 0.12;  // room for the waits that never end

}  // namespace

void ViewModel::update(double lanes_width, double lanes_height, float pixel_scale) {
  index_.extend();
  lanes_height_ = static_cast<float>(lanes_height);
  pixel_scale_ = pixel_scale;
  rows.update(index_, pixel_scale, lanes_height_);
  scale.resize(lanes_width, index_.end_time());
  scale.set_margin(index_.deadlocked() ? kDeadlockMargin : TimeScale::kMarginDefault);
  const bool outgrown = squeezed_ && squeezed_end_ != index_.end_time();
  if (squeezed_ != squeezed_now_ || outgrown) {
    scale.set_squeeze(squeezed_ ? Squeeze::of(index_) : Squeeze());
    if (squeezed_ != squeezed_now_) playhead.forget_speed();
    squeezed_now_ = squeezed_;
    squeezed_end_ = index_.end_time();
  }
  playhead.set_run_end(index_.end_time(), scale.shown_run());
  scroll = std::clamp(scroll, 0.0f, std::max(0.0f, rows.height() - lanes_height_));
}

void ViewModel::play(double seconds) {
  if (!playhead.playing()) return;
  const double shown = playhead.speed() * std::min(seconds, 0.25);
  playhead.move_to(scale.advanced(playhead.at(), shown));
  scale.follow(playhead.at());
}

}  // namespace gilscope
