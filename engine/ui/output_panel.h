// OutputPanel: what the program wrote, each line with its moment in the run and the thread that
// wrote it. What is written after the playhead is pale; a click on a line moves the playhead there.
#pragma once

#include <string>
#include <vector>

#include "ui/theme.h"
#include "view/view_model.h"

namespace gilscope {

class OutputPanel {
 public:
  void reset();
  // `notice`: what the machine has to say at the end (a traceback, a syntax error, a limit).
  void draw(ViewModel* view, ImVec2 size, const Look& look, const std::string& notice);

 private:
  struct Line {
    std::string text;
    Nanos at = 0;
    std::uint32_t thread = 0;
    bool is_error = false;
  };
  void read_new(const TraceIndex& index);

  std::vector<Line> lines_;
  std::size_t read_ = 0;
  bool open_line_ = false;  // the last line has not ended yet
};

}  // namespace gilscope
