// Scheduling: events, cores, the GIL. See sim_machine.h for the idea.
#include "machine/sim_machine.h"

#include <algorithm>

#include "base/check.h"
#include "machine/sim_state.h"

namespace gilscope {

// Few events wait for more of their kind before they go to the trace, but not so long that somebody who watches would notice.
static constexpr std::size_t kFlushEvents = 512;
static constexpr std::uint32_t kFlushSlices = 64;
static constexpr Nanos kSliceMax = kMillisecond;  // of one call of run(): bounds how long the caller waits, and garbage

RunState SimMachine::step(std::uint32_t slices) {
  while (slices-- > 0 && state_ == RunState::Running) {
    ++slices_since_flush_;
    for (SimProcess* process : leaving_) process->vm.reset();
    leaving_.clear();
    if (stop_requested_.load(std::memory_order_relaxed)) {
      SimThread* thread = whom_to_name();
      end_run(RunState::Stopped, thread ? "stopped at " + where(*thread) : "stopped");
      break;
    }
    Nanos second = kForever;
    SimThread* thread = next_to_run(&second);
    Nanos event_time = events_.empty() ? kForever : events_.top().time;
    if (!thread && event_time == kForever) {
      if (garbage_wakes_somebody()) continue;
      report_deadlock();
      break;
    }
    if (!thread || event_time <= thread->now) {
      Pending event = events_.top();
      events_.pop();
      handle(event);
      if (event_time > options_.limits.virtual_time_ns && !check_limits()) break;
      continue;
    }
    Nanos limit = second == kForever ? kForever : second + kLookahead;
    run_slice(*thread, std::min({event_time, limit, thread->now + kSliceMax}));
    if (!check_limits()) break;
  }
  if (state_ == RunState::Running) flush_trace();
  return state_;
}

// The running thread whose clock is furthest behind; `second` gets the next one's clock.
SimMachine::SimThread* SimMachine::next_to_run(Nanos* second) {
  SimThread* best = nullptr;
  for (SimThread* thread : cores_) {
    if (!thread || thread->state != ThreadState::OnCore) continue;
    bool earlier = !best || thread->now < best->now || (thread->now == best->now && thread->index < best->index);
    if (earlier) {
      if (best) *second = std::min(*second, best->now);
      best = thread;
    } else {
      *second = std::min(*second, thread->now);
    }
  }
  return best;
}

void SimMachine::settle_clock(SimThread& thread) {
  std::int64_t units = thread.vm.clock >> kClockShift;
  instructions_ += static_cast<std::uint64_t>(thread.vm.clock & ((std::int64_t{1} << kClockShift) - 1));
  thread.now += units / kUnitsPerNano;
  thread.vm.clock = (units % kUnitsPerNano) << kClockShift;
}

void SimMachine::run_slice(SimThread& thread, Nanos horizon) {
  if (runnable_.empty() == false) horizon = std::min(horizon, thread.slice_start + latencies_.time_slice_ns);
  Nanos budget = std::max<Nanos>(horizon - thread.now, 1);
  thread.in_slice = true;
  Stop stop = run(thread.vm, budget);
  thread.in_slice = false;
  settle_clock(thread);
  switch (stop) {
    case Stop::Budget: break;
    case Stop::Blocked:
      GILSCOPE_CHECK(thread.state != ThreadState::OnCore, "a thread that stops as blocked has parked");
      dispatch();
      return;
    case Stop::Finished: thread_finished(thread, false); return;
    case Stop::Raised: thread_finished(thread, true); return;
  }
  if (thread.state != ThreadState::OnCore) {  // killed by what it did itself
    dispatch();
    return;
  }
  drop_gil_if_asked(thread);
  preempt_if_due(thread);
}

void SimMachine::schedule(Nanos time, EventType type, SimThread& thread) {
  events_.push({time, next_order_++, type, thread.index, thread.stamp});
}

void SimMachine::handle(const Pending& event) {
  horizon_ = std::max(horizon_, event.time);
  if (event.type == EventType::Operation) {
    auto found = operations_.find(event.stamp);
    if (found != operations_.end()) try_operation(*found->second, event.time);
    dispatch();
    return;
  }
  SimThread* thread = threads_[event.thread].get();
  if (!thread || thread->stamp != event.stamp) return;
  switch (event.type) {
    case EventType::Start: case EventType::Wake: make_runnable(*thread, event.time); break;
    case EventType::Timeout: {
      auto& queue = waiters_[thread->waits_for];
      std::erase(queue, thread);
      if (queue.empty()) waiters_.erase(thread->waits_for);
      thread->vm.wake = Wake::TimedOut;
      Event unpark = event_for(*thread, EventKind::Unpark, static_cast<std::uint8_t>(UnparkReason::TimedOut));
      unpark.time = event.time;
      append(unpark);
      make_runnable(*thread, event.time);
      break;
    }
    case EventType::GilInterval: {
      Gil& gil = thread->process->gil;
      thread->now = event.time;
      if (!gil.locked()) {
        make_runnable(*thread, event.time);
        break;
      }
      if (gil.interval_expired(thread->vm.id)) {
        Event request = event_for(*thread, EventKind::GilDropRequest);
        request.a = thread->process->id.value;
        request.b = gil.holder().value;
        append(request);
      }
      schedule(event.time + thread->process->switch_interval, EventType::GilInterval, *thread);
      SimThread* holder = threads_[gil.holder().value - 1].get();
      if (holder && holder->state == ThreadState::OnCore && holder->now >= event.time) drop_gil_if_asked(*holder);
      break;
    }
    case EventType::GilWake: make_runnable(*thread, event.time); break;
    case EventType::NativeDone: {
      thread->now = event.time;
      append(event_for(*thread, EventKind::NativeEnd));
      bool kept = thread->state == ThreadState::NativeWithGil || options_.gil == GilMode::FreeThreaded;
      thread->state = ThreadState::OnCore;
      thread->vm.wake = Wake::TimedOut;
      if (kept) {
        drop_gil_if_asked(*thread);
        preempt_if_due(*thread);
      } else {
        acquire_gil(*thread);
      }
      break;
    }
    case EventType::Operation: break;
  }
  dispatch();
}

void SimMachine::make_runnable(SimThread& thread, Nanos time) {
  ++thread.stamp;
  thread.now = std::max(thread.now, time);
  thread.state = ThreadState::Runnable;
  runnable_.push_back(&thread);
}

// Gives free cores to runnable threads, the longest waiting first.
void SimMachine::dispatch() {
  while (!runnable_.empty() && state_ == RunState::Running) {
    auto free = std::find(cores_.begin(), cores_.end(), nullptr);
    if (free == cores_.end()) return;
    SimThread& thread = *runnable_.front();
    runnable_.pop_front();
    auto core = static_cast<std::size_t>(free - cores_.begin());
    *free = &thread;
    thread.core = static_cast<int>(core);
    thread.now = thread.slice_start = thread.core_since = std::max(thread.now, core_free_since_[core]);
    Event on = event_for(thread, EventKind::CoreOn);
    on.a = static_cast<std::uint32_t>(core);
    append(on);
    thread.state = ThreadState::OnCore;
    if (!thread.has_gil) acquire_gil(thread);
  }
}

void SimMachine::leave_core(SimThread& thread, CoreOffReason reason) {
  if (thread.core < 0) return;
  Event off = event_for(thread, EventKind::CoreOff, static_cast<std::uint8_t>(reason));
  off.a = static_cast<std::uint32_t>(thread.core);
  append(off);
  thread.cpu_time += thread.now - thread.core_since;
  cores_[static_cast<std::size_t>(thread.core)] = nullptr;
  core_free_since_[static_cast<std::size_t>(thread.core)] = thread.now;
  thread.core = -1;
}

void SimMachine::acquire_gil(SimThread& thread) {
  if (options_.gil == GilMode::FreeThreaded) return;
  SimProcess& process = *thread.process;
  Gil& gil = process.gil;
  if (gil.try_take(thread.vm.id)) {
    thread.has_gil = true;
    thread.wants_gil = false;
    ++thread.stamp;  // its interval timer is stale now
    Event grant = event_for(thread, EventKind::GilGrant);
    grant.a = process.id.value;
    append(grant);
    if (!process.forced || process.forced == thread.index + 1) return;
    // The thread that was made to drop it has waited for just this switch; now it queues up again.
    SimThread& dropper = *threads_[process.forced - 1];
    process.forced = 0;
    dropper.now = std::max(dropper.now, thread.now);
    dropper.state = ThreadState::WantsGil;
    gil.wait(dropper.vm.id);
    ++dropper.stamp;
    schedule(dropper.now + process.switch_interval, EventType::GilInterval, dropper);
    return;
  }
  if (!thread.wants_gil) {
    Event request = event_for(thread, EventKind::GilRequest);
    request.a = process.id.value;
    request.b = gil.holder().value;
    append(request);
    thread.wants_gil = true;
  }
  gil.wait(thread.vm.id);
  leave_core(thread, CoreOffReason::WantsGil);
  thread.state = ThreadState::WantsGil;
  ++thread.stamp;
  schedule(thread.now + process.switch_interval, EventType::GilInterval, thread);
}

void SimMachine::release_gil(SimThread& thread, GilReleaseReason reason) {
  if (!thread.has_gil) return;
  Gil& gil = thread.process->gil;
  Event release = event_for(thread, EventKind::GilRelease, static_cast<std::uint8_t>(reason));
  release.a = thread.process->id.value;
  if (reason == GilReleaseReason::DropRequest) release.b = gil.drop_requested_by().value;
  append(release);
  thread.has_gil = false;
  gil.release();
  // Whom the condition variable wakes is the operating system's choice, not ours: drawn from the seed.
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < gil.waiters().size(); ++i) {
    if (!gil.waiters()[i].signalled) candidates.push_back(i);
  }
  if (candidates.empty()) return;
  std::size_t chosen = candidates[candidates.size() == 1 ? 0 : scheduling_.below(candidates.size())];
  SimThread& next = *threads_[gil.waiters()[chosen].thread.value - 1];
  gil.signal(chosen);
  ++next.stamp;
  schedule(thread.now + latencies_.wake_ns, EventType::GilWake, next);
}

// At a safe point: gives the GIL up if a waiter's interval is over, and waits until someone has taken it.
void SimMachine::drop_gil_if_asked(SimThread& thread) {
  SimProcess& process = *thread.process;
  if (!thread.has_gil || !process.gil.drop_requested()) return;
  if (process.gil.waiters().empty()) return;
  release_gil(thread, GilReleaseReason::DropRequest);
  Event request = event_for(thread, EventKind::GilRequest);
  request.a = process.id.value;
  append(request);
  thread.wants_gil = true;
  leave_core(thread, CoreOffReason::WantsGil);
  thread.state = ThreadState::ForcedSwitch;
  process.forced = thread.index + 1;
  dispatch();
}

void SimMachine::preempt_if_due(SimThread& thread) {
  if (runnable_.empty() || thread.state != ThreadState::OnCore) return;
  if (std::find(cores_.begin(), cores_.end(), nullptr) != cores_.end()) return;
  if (thread.now - thread.slice_start < latencies_.time_slice_ns) return;
  leave_core(thread, CoreOffReason::Preempted);
  make_runnable(thread, thread.now);
  dispatch();
}

// The running thread cannot go on: it gives up GIL and core. The caller has set what it waits for.
void SimMachine::block(SimThread& thread, GilReleaseReason reason) {
  settle_clock(thread);
  release_gil(thread, reason);
}

void SimMachine::wake(SimThread& thread, Nanos time, Wake reason, ThreadId waker) {
  ++thread.stamp;
  thread.state = ThreadState::Waking;
  thread.vm.wake = reason;
  Event unpark = event_for(thread, EventKind::Unpark,
                           static_cast<std::uint8_t>(reason == Wake::Woken      ? UnparkReason::Woken
                                                     : reason == Wake::TimedOut ? UnparkReason::TimedOut
                                                                                : UnparkReason::Interrupted));
  unpark.time = std::max(time, thread.now);
  unpark.a = waker.value;
  append(unpark);
  schedule(unpark.time + latencies_.wake_ns, EventType::Wake, thread);
}

void SimMachine::append(const Event& event) {
  latest_ = std::max(latest_, event.time);
  unordered_.push_back(event);
}

Nanos SimMachine::now() const {
  const Nanos settled = settled_until();
  return settled == kForever ? horizon_ : std::max(horizon_, settled);
}

// Nothing earlier than this can happen any more; kForever when nothing is left to happen.
Nanos SimMachine::settled_until() const {
  if (state_ != RunState::Running) return kForever;
  Nanos settled = events_.empty() ? kForever : events_.top().time;
  for (SimThread* thread : cores_) {
    if (thread && thread->state == ThreadState::OnCore) settled = std::min(settled, thread->now);
  }
  for (SimThread* thread : runnable_) settled = std::min(settled, thread->now);
  return settled;
}

// Moves to the trace what can no longer be preceded by anything. The order in it does not depend on when this is called.
void SimMachine::flush_trace() {
  Nanos safe = settled_until();
  if (unordered_.size() < kFlushEvents && slices_since_flush_ < kFlushSlices && safe != kForever) return;
  slices_since_flush_ = 0;
  std::stable_sort(unordered_.begin(), unordered_.end(),
                   [](const Event& a, const Event& b) { return a.time < b.time; });
  std::size_t count = 0;
  while (count < unordered_.size() && (safe == kForever || unordered_[count].time < safe)) ++count;
  for (std::size_t i = 0; i < count; ++i) trace_.append(unordered_[i]);
  unordered_.erase(unordered_.begin(), unordered_.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace gilscope
