// Session: source text and options in, a running machine and its trace out: the only door for hosts (command line, desktop, page).
//
//   Session session(Program{"demo.py", text}, options);
//   while (session.step(64) == RunState::Running) { ... draw session.trace() ... }
//
// A SyntaxError is not special: the program's process prints it and ends with status 1, as python3 does; diagnostics() has
// all of them with their places, for editors.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "machine/machine.h"
#include "syntax/diagnostic.h"

namespace gilscope {

struct SessionOptions {
  MachineOptions machine;
  std::string python = "3.12";  // 3.9, 3.11, 3.12, 3.14, 3.14t: see apply_python_version
  // Called with each piece the program writes, fd 1 or 2, when it writes it.
  std::function<void(int fd, std::string_view bytes, Nanos time)> on_output;
  // Where modules that are not in the library come from (the files beside the program); empty: there are none.
  std::function<bool(std::string_view dotted_name, Program* found, bool* is_package)> find_source;
};

// Sets what depends on the version: switch points, GIL, default start method, costs. Error names the versions there are.
Result<SessionOptions> apply_python_version(SessionOptions options, std::string_view version);

class Session {
 public:
  Session(Program program, SessionOptions options);
  ~Session();

  // Goes on for at most `slices` scheduling steps (each about a millisecond of virtual time, or less).
  RunState step(std::uint32_t slices);
  void stop();  // from any thread; takes effect in the next step
  RunState state() const;
  const Trace& trace() const;
  int exit_status() const;  // the program's; 70 after a limit or a deadlock, 130 after stop()
  Nanos now() const;
  std::uint64_t instructions() const;
  std::string message() const;  // why the run ended, when it was not by itself
  const std::vector<Diagnostic>& diagnostics() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gilscope
