#include "native/desktop/runner.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "session/session.h"
#include "view/picking.h"
#include "view/texts.h"

namespace gilscope::desktop {
namespace {

constexpr std::uint32_t kSlicesPerLook = 16;  // at the clock

SessionOptions session_options(const std::string& path, const RunOptions& options) {
  SessionOptions session;
  session.machine.cores = static_cast<std::uint32_t>(options.cores);
  session.machine.argv = {path};
  return session;
}

unsigned line_of_error(const Session& session, const std::string& path) {
  const Trace& trace = session.trace();
  for (std::size_t i = trace.size(); i-- > 0;) {
    if (trace[i].kind != EventKind::ExceptionUncaught) continue;
    const SourceLine place = source_place(trace, trace[i].stack_id());
    if (place.file == path) return place.line;
  }
  const bool failed = session.exit_status() != 0 && !session.diagnostics().empty();
  return failed ? static_cast<unsigned>(session.diagnostics()[0].line) : 0;
}

}  // namespace

struct Runner::State {
  std::unique_ptr<Session> session;
  std::string notice;
  unsigned error_line = 0;
  std::string path;
  bool ended = false;
};

Runner::Runner() : state_(std::make_unique<State>()) {}
Runner::~Runner() = default;

void Runner::start(const std::string& path, std::string_view source, const RunOptions& options) {
  *state_ = State();
  state_->path = path;
  auto session = apply_python_version(session_options(path, options), options.python);
  if (!session.ok()) {
    state_->notice = session.error();
    return;
  }
  state_->session =
      std::make_unique<Session>(Program{path, std::string(source)}, std::move(session.value()));
}

void Runner::stop() {
  if (state_->session) state_->session->stop();
}

void Runner::work(double milliseconds) {
  if (!running()) return;
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::chrono::duration<double, std::milli>(milliseconds);
  while (state_->session->step(kSlicesPerLook) == RunState::Running && Clock::now() < until) {
  }
  if (running()) return;
  state_->notice = state_->session->message();
  state_->error_line = line_of_error(*state_->session, state_->path);
  state_->ended = true;
}

bool Runner::running() const {
  return state_->session && state_->session->state() == RunState::Running;
}

Nanos Runner::now() const {
  return state_->session ? state_->session->now() : 0;
}

const Trace* Runner::trace() const {
  return state_->session ? &state_->session->trace() : nullptr;
}

const std::string& Runner::notice() const {
  return state_->notice;
}
bool Runner::take_ended() {
  return std::exchange(state_->ended, false);
}

std::string Runner::report() const {
  if (!state_->session) return {};
  std::string text = "ran " + state_->path + ": " + duration_text(state_->session->now()) +
                     " of virtual time, exit status " +
                     std::to_string(state_->session->exit_status());
  if (!state_->notice.empty()) text += ", " + state_->notice;
  return text;
}

unsigned Runner::error_line() const {
  return state_->error_line;
}

}  // namespace gilscope::desktop
