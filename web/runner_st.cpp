#include <emscripten.h>

#include <utility>

#include "web/runner.h"

namespace gilscope::web {

struct Runner::Machinery {
  std::shared_ptr<Run> run;
};

Runner::Runner() : machinery_(std::make_unique<Machinery>()) {}
Runner::~Runner() = default;

// The run before is simply never advanced again.
void Runner::start(std::shared_ptr<Run> run) {
  machinery_->run = std::move(run);
}

void Runner::work(double budget_ms) {
  Run* run = machinery_->run.get();
  if (!run || budget_ms <= 0) return;
  const double end = emscripten_get_now() + budget_ms;
  while (run->advance() && emscripten_get_now() < end) {
  }
}

}  // namespace gilscope::web
