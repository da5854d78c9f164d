// Where each thread stands at a moment: its source line and its state, for marks beside the source.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "view/draw_list.h"
#include "view/picking.h"

namespace gilscope {

struct CurrentLine {
  ThreadId thread;
  SourceLine place;
  ColorRole role = ColorRole::None;
};

// Of the threads that are alive at t and whose line in `file` is known, at most `count_max`.
std::vector<CurrentLine> current_lines(const TraceIndex& index, Nanos t, std::string_view file,
                                       std::size_t count_max = 64);

}  // namespace gilscope
