// LegendPanel: what the colours mean, in one wrapped line. Only the roles that occur in the run are
// shown, so that a beginner is not told of eighteen things at once.
#pragma once

#include <string>
#include <vector>

#include "ui/slice_renderer.h"
#include "view/timeline.h"
#include "view/view_model.h"

namespace gilscope {

class LegendPanel {
 public:
  // The height it needs at this width.
  float height(const ViewModel& view, float width, const Look& look);
  void draw(const ViewModel& view, ImVec2 size, const Look& look, SliceRenderer& slices);

 private:
  struct Entry {
    ColorRole role;
    MarkKind mark;  // where the role is None
    std::string text;
    float x = 0, y = 0;
  };
  void list_entries(const ViewModel& view, const Look& look);
  void lay_out(const ViewModel& view, float width, const Look& look);

  std::vector<Entry> entries_;
  float height_ = 0;
};

}  // namespace gilscope
