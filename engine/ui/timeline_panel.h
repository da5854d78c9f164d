// TimelinePanel: the overview strip, the ruler, the names at the left, the lanes. Pans and zooms on
// wheel, drag and WASD; tells state, cause and source line under the pointer; moves the playhead;
// a click selects a span and is an intent to show its line. Paints what view computed, no more.
#pragma once

#include <string>
#include <vector>

#include "ui/intents.h"
#include "ui/slice_renderer.h"
#include "ui/theme.h"
#include "view/describe.h"
#include "view/overview.h"
#include "view/timeline.h"
#include "view/view_model.h"

namespace gilscope {

class TimelinePanel {
 public:
  // Fills the rest of the current ImGui window, up to `size`.
  void draw(ViewModel& view, ImVec2 size, const Look& look, SliceRenderer& slices,
            const std::vector<std::string>& source_lines, Intents& intents);

  ImVec2 lanes_origin() const { return lanes_.low; }

 private:
  struct Box {
    ImVec2 low, high;
    float width() const { return high.x - low.x; }
    float height() const { return high.y - low.y; }
    bool contains(ImVec2 p) const {
      return p.x >= low.x && p.x < high.x && p.y >= low.y && p.y < high.y;
    }
  };
  void lay_out(ImVec2 size);
  void handle_lanes(Intents& intents);
  void handle_wheel();
  void handle_keys();
  void handle_ruler();
  void handle_gutter();
  void handle_overview();
  void hover();
  void draw_overview();
  void draw_ruler();
  void draw_pointer_time();
  void draw_rows();
  void draw_gutter();
  float name_x(const Row& row) const;
  float name_size(const Row& row) const;
  float name_end(const Row& row) const;
  bool name_is_cut(const Row& row) const;
  void draw_row_name(const Row& row, float y);
  void draw_lanes();
  bool break_in_sight(const Squeeze::Stretch& stretch, float& x0, float& x1) const;
  void draw_breaks();
  void draw_labels();
  void draw_marks();
  void draw_arrows();
  void draw_relation();
  void draw_playhead();
  void draw_scrollbar();
  void draw_tooltip();
  void draw_hint();
  void begin_tooltip();
  void end_tooltip();
  std::string moment(Nanos at) const;

  ViewModel* view_ = nullptr;
  const Look* look_ = nullptr;
  SliceRenderer* slices_ = nullptr;
  const std::vector<std::string>* source_lines_ = nullptr;
  ImDrawList* list_ = nullptr;
  Box overview_box_, ruler_, gutter_, lanes_;
  SliceFrame frame_;
  DrawList drawn_;
  Overview overview_;
  bool pointer_in_lanes_ = false;
  bool pointer_in_gutter_ = false;
  bool pointer_in_ruler_ = false;
  bool dragged_ = false;
};

// The tooltip's content, which the statistics panel shows for the selection too.
void show_description(const Description& words, ColorRole role, const Look& look,
                      const std::vector<std::string>& source_lines, unsigned line, float width);

}  // namespace gilscope
