// EventMerge: puts events of several sources (cores of the simulated machine that run ahead of each
// other, threads of the live one) in one order of time before they enter the trace. Each source
// appends in its own order of time; flush(horizon) moves everything before the horizon to the
// trace, by time, then by source, then by order of emission, so the result does not depend
// on who came first in wall-clock time. Sources must not later append anything before the horizon.
#pragma once

#include <cstdint>
#include <vector>

#include "trace/buffer.h"

namespace gilscope {

class EventMerge {
 public:
  explicit EventMerge(Trace& trace, std::size_t sources = 0) : trace_(trace), sources_(sources) {}

  std::size_t add_source() {
    sources_.emplace_back();
    return sources_.size() - 1;
  }
  void append(std::size_t source, const Event& event) { sources_[source].push_back(event); }

  void flush(Nanos horizon);             // everything with time < horizon
  void flush_all() { flush(kForever); }  // kForever itself never occurs as an event's time

 private:
  Trace& trace_;
  std::vector<std::vector<Event>> sources_;
  std::vector<Event> batch_;
};

}  // namespace gilscope
