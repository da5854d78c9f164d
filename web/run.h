// Run: one run of the user's program, from its text to its end. A runner advances it slice by
// slice, on the page's thread or on a thread of its own, while the page reads what was published so
// far: the trace (which may be read while it grows, see trace/buffer.h), the counters, and at the
// end the report.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "session/session.h"

namespace gilscope::web {

// What the program is called in tracebacks.
inline constexpr char kFileName[] = "program.py";

enum class Phase : std::uint8_t { Idle, Running, Finished, Stopped, Deadlock, Limit };

// How the run stands. While it runs, only phase and instructions mean anything.
struct RunReport {
  Phase phase = Phase::Idle;
  std::uint64_t instructions = 0;
  std::int64_t exit_status = 0;
  std::string message;                  // why the machine ended the run, if it did
  std::vector<Diagnostic> diagnostics;  // what is wrong with the text
};

class Run {
 public:
  // `options` is one `name=value` per line, see web/bridge.h.
  Run(std::string_view source, std::string_view options);

  // By whoever advances the run: compiles the program first, then runs one slice of about a
  // millisecond. False when the run is over.
  bool advance();

  // From any thread.
  void stop() { stop_ = true; }
  bool is_over() const { return over_.load(std::memory_order_acquire); }
  RunReport report() const;
  // The machine's clock.
  Nanos now() const { return now_.load(std::memory_order_relaxed); }
  // Null until the first slice.
  const Trace* trace() const;

 private:
  void finish(RunState state);

  Program program_;
  SessionOptions options_;
  std::unique_ptr<Session> session_;
  std::atomic<const Trace*> trace_ = nullptr;
  std::atomic<std::uint64_t> instructions_ = 0;
  std::atomic<Nanos> now_ = 0;
  std::atomic<bool> stop_ = false;
  std::atomic<bool> over_ = false;
  RunReport final_report_;  // complete when over_ is set
};

}  // namespace gilscope::web
