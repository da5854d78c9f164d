// Runner: the program of the desktop window on its machine, computed a slice per frame, so that the
// window stays responsive and the timeline grows while the program runs.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "trace/buffer.h"

namespace gilscope::desktop {

struct RunOptions {
  int cores = 4;
  std::string python = "3.11";
};

class Runner {
 public:
  Runner();
  ~Runner();

  // Ends the run before, if any, and forgets its trace.
  void start(const std::string& path, std::string_view source, const RunOptions& options);
  void stop();
  void work(double milliseconds);

  bool running() const;
  Nanos now() const;                  // the machine's clock
  const Trace* trace() const;         // null before the first run
  const std::string& notice() const;  // what the machine had to say at the end; may be empty
  // Where the program went wrong: the syntax error, or the line of the program whose exception
  // ended it or a thread of it. 0: nowhere.
  unsigned error_line() const;
  // True once after a run came to its end; then report() says how, for the terminal.
  bool take_ended();
  std::string report() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gilscope::desktop
