// StatisticsPanel: the numbers of the run at the right of the timeline: total time, how many cores
// were busy at once, how often and why the GIL changed hands, and where each thread's time went.
// What is selected in the timeline is described at its top, so that it stays readable on a stage.
#pragma once

#include <string>
#include <vector>

#include "trace/statistics.h"
#include "ui/slice_renderer.h"
#include "view/view_model.h"

namespace gilscope {

class StatisticsPanel {
 public:
  void draw(const ViewModel& view, const Look& look, SliceRenderer& slices,
            const std::vector<std::string>& source_lines);
  // The numbers of another trace are wanted from now on.
  void reset() { events_ = 0; }

 private:
  void refresh(const ViewModel& view);
  void draw_summary(const Look& look);
  void draw_switches(const Look& look);
  void draw_waits(const Look& look, bool of_tasks);
  void draw_cores(const Look& look, SliceRenderer& slices);
  void draw_threads(const ViewModel& view, const Look& look, SliceRenderer& slices);

  Statistics statistics_;
  std::size_t events_ = 0;  // how much of the trace the numbers are of
};

}  // namespace gilscope
