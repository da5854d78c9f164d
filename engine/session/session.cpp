#include "session/session.h"

#include "lib/native_modules.h"
#include "machine/cost_tables.h"
#include "machine/sim_machine.h"
#include "session/source_loader.h"

namespace gilscope {

Result<SessionOptions> apply_python_version(SessionOptions options, std::string_view version) {
  MachineOptions& machine = options.machine;
  machine.gil = GilMode::Normal;
  machine.check_every_instruction = false;
  machine.start_method = StartMethod::Fork;
  if (version == "3.9") {
    machine.python_minor = 9;
    machine.check_every_instruction = true;
  } else if (version == "3.11") {
    machine.python_minor = 11;
  } else if (version == "3.12") {
    machine.python_minor = 12;
  } else if (version == "3.14" || version == "3.14t") {
    machine.python_minor = 14;
    machine.start_method = StartMethod::Forkserver;
  } else {
    return Error{"unknown Python version '" + std::string(version) + "': choose 3.9, 3.11, 3.12, 3.14 or 3.14t"};
  }
  if (version == "3.14t") {
    machine.gil = GilMode::FreeThreaded;
    machine.check_every_instruction = true;
  }
  options.python = version;
  return options;
}

struct Session::Parts {
  explicit Parts(FindSource find_source) : loader(std::move(find_source)) {}
  Loader loader;
  std::unique_ptr<SimMachine> machine;
};

Session::Session(Program program, SessionOptions options) : parts_(new Parts(std::move(options.find_source))) {
  const MachineOptions& machine = options.machine;
  const CostTable& costs = cost_table(machine.python_minor, machine.gil == GilMode::FreeThreaded);
  parts_->machine = std::make_unique<SimMachine>(parts_->loader, native_modules(), costs, program, machine);
  parts_->machine->on_output = std::move(options.on_output);
}

Session::~Session() = default;

RunState Session::step(std::uint32_t slices) { return parts_->machine->step(slices); }
void Session::stop() { parts_->machine->stop(); }
RunState Session::state() const { return parts_->machine->state(); }
const Trace& Session::trace() const { return parts_->machine->trace(); }
int Session::exit_status() const { return parts_->machine->exit_status(); }
Nanos Session::now() const { return parts_->machine->now(); }
std::uint64_t Session::instructions() const { return parts_->machine->instructions(); }
std::string Session::message() const { return parts_->machine->message(); }
const std::vector<Diagnostic>& Session::diagnostics() const { return parts_->loader.diagnostics(); }

}  // namespace gilscope
