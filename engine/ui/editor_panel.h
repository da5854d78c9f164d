// EditorPanel: Python source to edit, for the desktop (the page has an editor of its own, where
// input methods and screen readers work). Line numbers, colours, indentation that follows, and
// marks at lines: where each thread is at the playhead, and the line of what was clicked in the
// timeline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/python_colors.h"
#include "ui/theme.h"

struct ImGuiInputTextCallbackData;

namespace gilscope {

struct LineMark {
  unsigned line = 0;
  ColorRole role = ColorRole::None;
};

class EditorPanel {
 public:
  const std::string& text() const { return text_; }
  void set_text(std::string text);
  bool changed() const { return changed_; }  // since set_text or mark_saved
  void mark_saved() { changed_ = false; }
  // Scrolls to the line and lights it up for a moment.
  void show_line(unsigned line);
  void set_error_line(unsigned line);
  unsigned error_line() const { return error_line_; }  // 0: none
  unsigned lit_line() const { return lit_ > 0 ? lit_line_ : 0; }

  void draw(ImVec2 size, const Look& look, const std::vector<LineMark>& marks, float seconds);

 private:
  static int on_input(ImGuiInputTextCallbackData* data);
  void insert_asked(ImGuiInputTextCallbackData* data);
  void refresh();
  void draw_source(ImVec2 origin, float line_height, float first, float last, const Look& look);
  void draw_marks(ImVec2 low, float width, float line_height, const Look& look,
                  const std::vector<LineMark>& marks);

  std::string text_;
  std::vector<ColoredRun> runs_;
  std::vector<std::size_t> line_starts_;
  bool stale_ = true;
  bool changed_ = false;
  bool tab_asked_ = false, newline_asked_ = false;
  int cursor_ = 0;
  unsigned scroll_to_ = 0, lit_line_ = 0, error_line_ = 0;
  float lit_ = 0;  // seconds that are left
};

}  // namespace gilscope
