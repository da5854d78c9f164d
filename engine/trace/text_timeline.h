// The trace as text, one event per line, with names instead of numbers: what golden tests compare
// and what one reads when a schedule surprises. Generated from event.def.
//   1.204000ms  MainThread  gil_release drop_request gil=1 asked_by=Thread-2  [work:12]
#pragma once

#include <string>

#include "trace/buffer.h"

namespace gilscope {

std::string text_timeline(const Trace& trace);

// "work (crawler.py:12)" of the innermost frame; "" without one.
std::string location_text(const Trace& trace, StackId stack);

}  // namespace gilscope
