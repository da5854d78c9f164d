// SimulatedNetwork: the web as the program sees it: hosts that answer HTTP with latency, bandwidth and failures. httpbin's
// routes behave as the real ones; any other host is a small linked site to crawl. Nothing touches the real network.
#pragma once

#include "base/prng.h"
#include "machine/world.h"

namespace gilscope {

class SimulatedNetwork {
 public:
  explicit SimulatedNetwork(std::uint64_t seed) : random_(seed) {}

  // Fills in op.reply and returns when it is complete, counted from `now`.
  Nanos http(Operation& op, Nanos now);

 private:
  Prng random_;
};

}  // namespace gilscope
