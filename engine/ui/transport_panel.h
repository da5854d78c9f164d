// TransportPanel: the line of buttons over the timeline: to the start, play or pause, to the end,
// speed, zoom, show all, and what the run is doing.
#pragma once

#include "ui/theme.h"
#include "view/view_model.h"

namespace gilscope {

struct TransportState {
  bool running = false;  // the program still runs
  bool* show_statistics = nullptr;
};

void draw_transport(ViewModel& view, const Look& look, const TransportState& state);

}  // namespace gilscope
