#include "web/run.h"

#include <charconv>
#include <utility>

namespace gilscope::web {

namespace {

constexpr std::uint32_t kSlicesPerAdvance = 1;

std::uint64_t whole_number(std::string_view text, std::uint64_t otherwise) {
  std::uint64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "5", "0.5": milliseconds with up to six decimals, as nanoseconds.
Nanos milliseconds(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1, 6);
  Nanos nanos = static_cast<Nanos>(whole_number(text.substr(0, point), 0)) * kMillisecond;
  Nanos unit = kMillisecond;
  for (char digit : decimals) {
    if (digit < '0' || digit > '9') break;
    nanos += (digit - '0') * (unit /= 10);
  }
  return nanos;
}

void set_start_method(MachineOptions& machine, std::string_view name) {
  if (name == "fork") machine.start_method = StartMethod::Fork;
  if (name == "spawn") machine.start_method = StartMethod::Spawn;
  if (name == "forkserver") machine.start_method = StartMethod::Forkserver;
}

void set_option(MachineOptions& machine, std::string_view name, std::string_view value) {
  if (name == "cores") {
    machine.cores = static_cast<std::uint32_t>(whole_number(value, machine.cores));
  } else if (name == "switch_interval_ms") {
    if (const Nanos interval = milliseconds(value)) machine.switch_interval_ns = interval;
  } else if (name == "seed") {
    machine.seed = whole_number(value, machine.seed);
  } else if (name == "start_method") {
    set_start_method(machine, value);
  }
}

template <class Use>
void for_each_option(std::string_view options, Use use) {
  while (!options.empty()) {
    const std::string_view line = options.substr(0, options.find('\n'));
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos) use(line.substr(0, equals), line.substr(equals + 1));
    options.remove_prefix(std::min(options.size(), line.size() + 1));
  }
}

// The version first: it sets defaults that the other options may change.
SessionOptions options_from(std::string_view text) {
  SessionOptions options;
  for_each_option(text, [&](std::string_view name, std::string_view value) {
    if (name != "python") return;
    Result<SessionOptions> versioned = apply_python_version(options, value);
    if (versioned.ok()) options = std::move(versioned.value());
  });
  for_each_option(text, [&](std::string_view name, std::string_view value) {
    set_option(options.machine, name, value);
  });
  options.machine.argv = {kFileName};
  return options;
}

Phase phase_of(RunState state) {
  switch (state) {
    case RunState::Running: return Phase::Running;
    case RunState::Finished: return Phase::Finished;
    case RunState::LimitReached: return Phase::Limit;
    case RunState::Deadlock: return Phase::Deadlock;
    case RunState::Stopped: return Phase::Stopped;
  }
  return Phase::Finished;
}

}  // namespace

Run::Run(std::string_view source, std::string_view options)
    : program_{kFileName, std::string(source)}, options_(options_from(options)) {}

bool Run::advance() {
  if (is_over()) return false;
  if (!session_) {
    session_ = std::make_unique<Session>(program_, options_);
    trace_.store(&session_->trace(), std::memory_order_release);
  }
  if (stop_) session_->stop();
  const RunState state = session_->step(kSlicesPerAdvance);
  instructions_.store(session_->instructions(), std::memory_order_relaxed);
  now_.store(session_->now(), std::memory_order_relaxed);
  if (state != RunState::Running) finish(state);
  return state == RunState::Running;
}

void Run::finish(RunState state) {
  final_report_ = {phase_of(state), session_->instructions(), session_->exit_status(),
                   session_->message(), session_->diagnostics()};
  over_.store(true, std::memory_order_release);
}

RunReport Run::report() const {
  if (is_over()) return final_report_;
  RunReport report;
  report.phase = Phase::Running;
  report.instructions = instructions_.load(std::memory_order_relaxed);
  return report;
}

const Trace* Run::trace() const {
  return trace_.load(std::memory_order_acquire);
}

}  // namespace gilscope::web
