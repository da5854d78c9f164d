// What JavaScript reads, as JSON: the state of the run and what the program wrote. The names are
// those of EngineState and OutputPiece in web/src/engine.ts.
#pragma once

#include <cstdint>
#include <string>

#include "trace/index.h"
#include "web/run.h"

namespace gilscope::web {

// The place that was clicked last in the timeline.
struct Selection {
  std::uint32_t line = 0;
  std::uint32_t count = 0;  // how many clicks there were
};

// `index` may be null: nothing has run yet.
std::string state_json(const RunReport& report, const TraceIndex* index,
                       const Selection& selection);
std::string output_json(const TraceIndex& index, std::size_t from);

}  // namespace gilscope::web
