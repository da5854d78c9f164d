// App: everything that is painted about a trace, the same on the desktop and in the browser:
// transport, overview, timeline, statistics, legend. The host owns the trace and the machine; it
// says which trace, which language and theme, calls draw() once per frame between ImGui's NewFrame
// and Render, and does what take_intents() returns.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/intents.h"
#include "ui/legend_panel.h"
#include "ui/slice_renderer.h"
#include "ui/statistics_panel.h"
#include "ui/theme.h"
#include "ui/timeline_panel.h"
#include "view/view_model.h"

namespace gilscope {

class App {
 public:
  // The trace must outlive the app or the next set_trace. Null shows the empty state. The trace may
  // still grow; `running` says so to the user.
  void set_trace(const Trace* trace);
  void set_running(bool running) { running_ = running; }
  // The program's text, for the line in the tooltip.
  void set_source(std::string_view source);
  void set_language(Language language) { language_ = language; }
  void set_dark(bool dark) { theme_ = dark ? &dark_theme() : &light_theme(); }
  void set_pixel_scale(float scale) { scale_ = scale; }
  void show_statistics(bool show) { statistics_wanted_ = show; }

  bool is_dark() const { return theme_->dark; }
  Language language() const { return language_; }
  Look look() const { return {*theme_, language_, scale_}; }
  // Null while there is no trace. Hosts use it for the playhead and the selection.
  ViewModel* view() { return view_.get(); }
  const std::string& renderer_error() const { return slices_.error(); }

  // Once per frame, before anything is drawn: takes over the theme and advances the playhead.
  void begin_frame(float seconds);
  // Fills the current ImGui window from the cursor on, `size` large.
  void draw(ImVec2 size);
  // A whole ImGui window without decoration at this place, with draw() in it.
  void draw_window(ImVec2 at, ImVec2 size);

  // Top left corner of the lanes on the screen, as last drawn: view()'s coordinates count from
  // there.
  ImVec2 lanes_origin() const { return timeline_.lanes_origin(); }

  Intents take_intents();
  // Whether the picture changes by itself: something plays or the program runs. Hosts that draw on
  // demand also draw after input (and one frame more, since ImGui settles in two).
  bool wants_frame() const;

 private:
  void draw_empty(ImVec2 size);

  std::unique_ptr<ViewModel> view_;
  std::vector<std::string> source_lines_;
  const Theme* theme_ = &dark_theme();
  Language language_ = Language::English;
  float scale_ = 1;
  bool running_ = false;
  std::optional<bool> statistics_wanted_;  // empty: where there is plenty of room
  const Theme* applied_theme_ = nullptr;
  float applied_scale_ = 0;

  SliceRenderer slices_;
  TimelinePanel timeline_;
  LegendPanel legend_;
  StatisticsPanel statistics_;
  Intents intents_;
};

}  // namespace gilscope
