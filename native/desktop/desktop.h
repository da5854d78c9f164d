// Desktop: the whole native window: options and Run at the top left, the editor, the output, and
// the timeline that the browser has too. F5 or Ctrl+Enter runs, Ctrl+S saves; a file that changes
// on disk is read and run again.
#pragma once

#include <string>

#include "native/desktop/runner.h"
#include "native/desktop/source_file.h"
#include "ui/app.h"
#include "ui/editor_panel.h"
#include "ui/output_panel.h"
#include "ui/window.h"

namespace gilscope::desktop {

class Desktop {
 public:
  Desktop(std::string path, RunOptions options);

  // Shows the file, or says why it cannot be read; then runs it if asked to.
  void open(bool run);
  void set_language(Language language) { app_.set_language(language); }
  void set_dark(bool dark) { app_.set_dark(dark); }

  // One frame; begin_frame of the window has been called.
  void frame(Window& window, double now_seconds);
  bool wants_frame() const { return runner_.running() || app_.wants_frame(); }
  Runner& runner() { return runner_; }
  bool running() const { return runner_.running(); }
  App& app() { return app_; }
  const EditorPanel& editor() const { return editor_; }
  // What reading, watching or writing the file has to say; may be empty.
  const std::string& file_notice() const { return file_notice_; }

 private:
  void run();
  void save();
  void look_at_file(double now_seconds);
  void handle_keys();
  void draw_side(ImVec2 at, ImVec2 size);
  void draw_toolbar();
  void draw_run_button(const Look& look);
  void draw_splitter(ImVec2 at, float height, float window_width);

  SourceFile file_;
  RunOptions options_;
  Runner runner_;
  App app_;
  EditorPanel editor_;
  OutputPanel output_;
  std::string file_notice_;
  float side_share_ = 0.36f;
  float seconds_ = 0;
  bool dirty_title_ = true;
};

}  // namespace gilscope::desktop
