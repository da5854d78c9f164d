// Everything drawn, as data: lanes and their spans as JSON, for tests, for screen readers and for
// whoever wants to compute with them. The same rows, in the same order, as in the timeline.
//   {"end_ns":..., "lanes":[{"kind":"thread","id":2,"name":"Thread-1 (fetch)","process":1,
//     "spans":[{"begin_ns":..,"end_ns":..,"state":"io","cause":"network","name":"https://...",
//               "held_by":"","function":"fetch","line":7}]}]}
#pragma once

#include <string>

#include "trace/index.h"

namespace gilscope {

struct ViewJsonOptions {
  Nanos begin = 0;
  Nanos end = kForever;
  Nanos span_min_ns = 0;            // shorter spans are left out
  std::size_t spans_max = 200'000;  // in all; "truncated" is true where more were there
};

std::string view_json(const TraceIndex& index, const ViewJsonOptions& options = {});

}  // namespace gilscope
