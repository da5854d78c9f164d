#include "view/view_model.h"

#include <algorithm>

namespace gilscope {

void ViewModel::update(double lanes_width, double lanes_height, float pixel_scale) {
  index_.extend();
  lanes_height_ = static_cast<float>(lanes_height);
  pixel_scale_ = pixel_scale;
  rows.update(index_, pixel_scale, lanes_height_);
  scale.resize(lanes_width, index_.end_time());
  playhead.set_run_end(index_.end_time());
  scroll = std::clamp(scroll, 0.0f, std::max(0.0f, rows.height() - lanes_height_));
}

}  // namespace gilscope
