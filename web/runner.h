// Runner: drives one run after the other for the page. The single-threaded bundle (runner_st.cpp)
// computes in slices inside work(); the multi-threaded one (runner_mt.cpp) has a thread of its own
// for that. Called on the page's thread; never blocks it.
#pragma once

#include <memory>

#include "web/run.h"

namespace gilscope::web {

class Runner {
 public:
  Runner();
  ~Runner();

  // Takes up this run; the one before, if it is not over, is stopped.
  void start(std::shared_ptr<Run> run);
  // Computes for about `budget_ms`, where nobody else does.
  void work(double budget_ms);

 private:
  struct Machinery;
  std::unique_ptr<Machinery> machinery_;
};

}  // namespace gilscope::web
