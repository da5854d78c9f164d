// Requests to the world that take time or must wait: kept here until they are answered.
#include <algorithm>

#include "machine/sim_machine.h"
#include "machine/sim_state.h"

namespace gilscope {

// Something in the world has changed. Acted upon only after the request that changed it is through: world calls this in the middle.
void SimMachine::changed(Signal signal) { changed_.push_back(signal); }

bool SimMachine::is_own(IoKind kind) {
  switch (kind) {
    case IoKind::ThreadJoin: case IoKind::ProcessWait: case IoKind::ProcessKill: case IoKind::ProcessInfo:
    case IoKind::ProcessExit: case IoKind::Cancel: return true;
    default: return false;
  }
}

// Signals of the machine's own things, apart from the world's by the high bits.
static constexpr Signal kThreadSignal = Signal{1} << 60;
static constexpr Signal kProcessSignal = Signal{1} << 61;
static constexpr int kEtimedout = 110, kEchild = 10, kEsrch = 3;

// Attempts the operation and then lets those that waited for what it changed try again.
Attempt SimMachine::attempt_own(Waiting& waiting, Nanos time) {
  Operation& op = waiting.operation;
  Attempt attempt;
  switch (op.request.kind) {
    case IoKind::ThreadJoin: {
      auto index = static_cast<std::size_t>(op.request.a) - 1;
      bool gone = index >= threads_.size() || !threads_[index] || threads_[index]->state == ThreadState::Finished;
      op.reply.a = gone;
      attempt = gone ? Attempt{true, 0, kForever} : Attempt{false, kThreadSignal | (index + 1), kForever};
      break;
    }
    case IoKind::ProcessWait: {
      SimProcess* found = nullptr;
      bool any = false;
      for (auto& process : processes_) {
        bool mine = process->parent == waiting.process && (op.request.a == -1 || process->pid == op.request.a);
        if (!mine || process->reaped) continue;
        any = true;
        if (process->ended && !found) found = process.get();
      }
      if (!any) {
        op.reply.error = kEchild;
        op.reply.error_text = "No child processes";
        attempt.done = true;
      } else if (found) {
        found->reaped = true;
        op.reply.a = found->pid;
        op.reply.b = found->exit_code;
        attempt.done = true;
      } else {
        attempt.signal = kProcessSignal | waiting.process->id.value;
      }
      break;
    }
    case IoKind::ProcessKill: {
      attempt.done = true;
      op.reply.error = kEsrch;
      op.reply.error_text = "No such process";
      for (auto& process : processes_) {
        if (process->pid != op.request.a || process->ended) continue;
        op.reply.error = 0;
        op.reply.error_text.clear();
        if (op.request.b) end_process(*process, -static_cast<int>(op.request.b));
        break;
      }
      break;
    }
    case IoKind::ProcessInfo:
      op.reply.a = waiting.process->pid;
      op.reply.b = waiting.process->parent ? waiting.process->parent->pid : 4000;
      op.reply.c = options_.cores;
      attempt.done = true;
      break;
    case IoKind::Cancel: {
      auto found = operations_.find(static_cast<std::uint64_t>(op.request.a));
      if (found != operations_.end() && &*found->second != &waiting) operations_.erase(found);
      attempt.done = true;
      break;
    }
    case IoKind::ProcessExit: attempt.done = false; break;
    case IoKind::WaitAny:
      for (const auto& [handle, unused] : op.request.headers) {
        static_cast<void>(unused);
        if (handle.empty() || handle[0] != 'p') continue;
        std::int64_t pid = std::atoll(handle.c_str() + 1);
        for (auto& process : processes_) {
          if (process->pid == pid && process->ended) op.reply.headers.emplace_back(handle, "");
        }
        attempt.signal = kProcessSignal | waiting.process->id.value;
      }
      if (!op.reply.headers.empty()) {
        attempt.done = true;
        break;
      }
      {
        Signal children = attempt.signal;
        attempt = world_.attempt(op, time);
        attempt.signal = children;
      }
      break;
    default: attempt = world_.attempt(op, time); break;
  }
  std::vector<Signal> signals;
  signals.swap(changed_);
  for (Signal signal : signals) retry_signal(signal, time);
  return attempt;
}

void SimMachine::subscribe(Waiting& waiting, const Attempt& attempt) {
  auto add = [&](Signal signal) {
    if (!signal || std::find(waiting.signals.begin(), waiting.signals.end(), signal) != waiting.signals.end()) return;
    waiting.signals.push_back(signal);
    signal_waiters_[signal].push_back(waiting.operation.id);
  };
  add(attempt.signal);
  for (Signal signal : attempt.others) add(signal);
}

// Those that waited for the signal try again, in the order in which they came.
void SimMachine::retry_signal(Signal signal, Nanos time) {
  auto found = signal_waiters_.find(signal);
  if (found == signal_waiters_.end()) return;
  std::vector<std::uint64_t> ids;
  ids.swap(found->second);
  signal_waiters_.erase(found);
  for (std::uint64_t id : ids) {
    auto operation = operations_.find(id);
    if (operation == operations_.end() || operation->second->operation.done) continue;
    std::erase(operation->second->signals, signal);
    try_operation(*operation->second, time);
  }
}

// The time-out has come first: the answer is "nothing" for those that only ask, and an error for the others.
bool SimMachine::give_up(Operation& op) {
  world_.abandon(op);
  bool polls = op.request.kind == IoKind::PipePoll || op.request.kind == IoKind::ThreadJoin ||
               op.request.kind == IoKind::SemaphoreAcquire || op.request.kind == IoKind::PortWait ||
               op.request.kind == IoKind::WaitAny;
  if (!polls) {
    op.reply.error = kEtimedout;
    op.reply.error_text = "timed out";
  }
  return true;
}

// True: it is through, and whoever waited for it knows.
bool SimMachine::try_operation(Waiting& waiting, Nanos time) {
  Operation& op = waiting.operation;
  if (op.done) return true;
  std::uint64_t id = op.id;
  Attempt attempt = attempt_own(waiting, time);
  if (!operations_.count(id)) return true;  // its process has ended meanwhile
  if (!attempt.done && time >= op.deadline) attempt.done = give_up(op);
  if (attempt.done) {
    finish_operation(waiting, time);
    return true;
  }
  subscribe(waiting, attempt);
  Nanos again = std::min(attempt.at, op.deadline);
  if (again != kForever) events_.push({again, next_order_++, EventType::Operation, 0, id});
  return false;
}

void SimMachine::finish_operation(Waiting& waiting, Nanos time) {
  waiting.operation.done = true;
  if (waiting.thread) {
    SimThread* thread = threads_[waiting.thread - 1].get();
    if (thread) wake(*thread, time, Wake::Woken, {});
    return;
  }
  world_.complete_on_port(waiting.port, std::move(waiting.operation.reply),
                          static_cast<std::int64_t>(waiting.operation.id));
  operations_.erase(waiting.operation.id);
  std::vector<Signal> signals;
  signals.swap(changed_);
  for (Signal signal : signals) retry_signal(signal, time);
}

void SimMachine::forget_operations(SimProcess& process) {
  std::erase_if(operations_, [&process](const auto& entry) { return entry.second->process == &process; });
}

}  // namespace gilscope
