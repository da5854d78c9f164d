// Runner: one run of the user's program after the other, for the page. The single-threaded bundle
// (runner_st.cpp) computes in slices inside work(); the multi-threaded one (runner_mt.cpp) has a
// thread of its own, and work() only looks at what it published. Called on the page's thread; never
// blocks.
//
// The trace may be read while the program runs (trace/buffer.h): it belongs to the run, which lives
// as long as somebody holds it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "trace/buffer.h"

namespace gilscope::web {

enum class Phase : std::uint8_t { Idle, Running, Finished, Stopped, Failed, Limit };

// What ended the run, if not its own end.
struct Problem {
  std::string kind;  // "SyntaxError", "ZeroDivisionError", ...; empty: none
  std::string message;
  std::int32_t line = 0, column = 0, end_line = 0, end_column = 0;
};

struct RunState {
  Phase phase = Phase::Idle;
  std::uint64_t instructions = 0;
  std::int64_t exit_status = 0;
  Problem problem;
  std::string limit;  // the sentence of the limit that ended the run
};

class Run;

class Runner {
 public:
  Runner();
  ~Runner();

  // Ends the run before, if any. `options` is the JSON of web/bridge.h.
  void start(std::string_view source, std::string_view options);
  void stop();
  // True while the program runs.
  bool work(double budget_ms);

  RunState state() const;
  // Null before the first run. The pointer changes with every start.
  std::shared_ptr<const Trace> trace() const;

 private:
  struct Machinery;
  std::unique_ptr<Machinery> machinery_;
};

}  // namespace gilscope::web
