#include "trace/index.h"

#include <algorithm>

#include "base/check.h"

namespace gilscope {
namespace {

constexpr std::uint32_t kIdsMax = 1u << 24;  // more would be a broken trace, not a program

template <class Info>
const Info* lookup(const std::vector<std::uint32_t>& places, const std::vector<Info>& infos,
                   std::uint32_t id) {
  if (id >= places.size() || places[id] == 0) return nullptr;
  return &infos[places[id] - 1];
}

void remember(std::vector<std::uint32_t>& places, std::uint32_t id, std::size_t size) {
  GILSCOPE_CHECK(id < kIdsMax, "small, dense ids in the trace");
  if (id >= places.size()) places.resize(id + 1);
  places[id] = static_cast<std::uint32_t>(size);
}

ThreadState waiting_state(Cause cause) {
  switch (wait_class_of(cause)) {
    case WaitClass::Io: return ThreadState::Io;
    case WaitClass::Lock: return ThreadState::Lock;
    case WaitClass::Join: return ThreadState::Join;
    case WaitClass::Sleep: return ThreadState::Sleep;
    case WaitClass::Idle: return ThreadState::Idle;
  }
  return ThreadState::Lock;
}

Transition transition_of(const Event& event, std::uint32_t index) {
  Transition transition;
  transition.at = event.time;
  transition.event = index;
  return transition;
}

Transition holder(const Event& event, std::uint32_t index, HolderState state, std::uint32_t who) {
  Transition transition = transition_of(event, index);
  transition.state = static_cast<std::uint8_t>(state);
  transition.who = who;
  return transition;
}

}  // namespace

std::string_view thread_state_name(ThreadState state) {
  constexpr std::string_view kNames[kThreadStates] = {"none",
                                                      "running",
                                                      "running_native_gil",
                                                      "running_native",
                                                      "running_free",
                                                      "runnable_gil",
                                                      "runnable",
                                                      "wants_gil",
                                                      "io",
                                                      "lock",
                                                      "join",
                                                      "sleep",
                                                      "idle"};
  return kNames[static_cast<int>(state)];
}

std::string_view task_state_name(TaskState state) {
  constexpr std::string_view kNames[] = {"none", "ready", "running", "awaiting"};
  return kNames[static_cast<int>(state)];
}

bool TraceIndex::extend() {
  const std::size_t size = trace_.size();
  if (read_ == size) return false;
  while (read_ < size) {
    for (const Event& event : trace_.events().run_at(read_)) {
      if (read_ == size) break;
      read(event, static_cast<std::uint32_t>(read_++));
    }
  }
  return true;
}

void TraceIndex::read(const Event& event, std::uint32_t index) {
  GILSCOPE_CHECK(event.time >= end_time_, "events in order of time");
  end_time_ = event.time;
  if (read_thread(event, index) || read_gil(event, index) || read_task(event, index)) return;
  read_run(event, index);
  read_data(event, index);
}

void TraceIndex::read_run(const Event& event, std::uint32_t index) {
  switch (event.kind) {
    case EventKind::RunStart: cores_.resize(std::max<std::size_t>(cores_.size(), event.a)); break;
    case EventKind::RunEnd: finished_ = true; break;
    case EventKind::ProcessStart: {
      ProcessInfo info;
      info.id = ProcessId{event.a};
      info.parent = ProcessId{event.b};
      info.name = StringId{event.c};
      info.start_method = event.reason_as<StartMethod>();
      info.pid = event.d;
      info.begin = event.time;
      processes_.push_back(info);
      remember(process_at_, event.a, processes_.size());
      break;
    }
    case EventKind::ProcessEnd:
      if (event.a < process_at_.size() && process_at_[event.a]) {
        ProcessInfo& info = processes_[process_at_[event.a] - 1];
        info.end = event.time;
        info.exit_status = event.d;
      }
      break;
    case EventKind::Deadlock: deadlocked_ = true; [[fallthrough]];
    case EventKind::LimitReached: notices_.push_back(index); break;
    default: break;
  }
}

// Start and end of threads, cores, waiting and native work. True if the event was one of these.
bool TraceIndex::read_thread(const Event& event, std::uint32_t index) {
  if (event.kind == EventKind::ThreadStart) {
    ThreadInfo& info = thread_at(event.thread_id());
    info.process = ProcessId{event.a};
    info.parent = ThreadId{event.b};
    info.name = StringId{event.c};
    info.role = event.reason_as<ThreadRole>();
    info.begin = event.time;
    if (const ThreadInfo* parent = thread(info.parent)) {
      const bool same = parent->process == info.process;
      arrows_.push_back(
          {index, index, same ? ArrowKind::ThreadStarted : ArrowKind::ProcessStarted});
    }
    push_thread_state(event, index);
    return true;
  }
  if (event.thread == 0) return false;
  switch (event.kind) {
    case EventKind::ThreadName: thread_at(event.thread_id()).name = StringId{event.c}; return true;
    case EventKind::ThreadEnd: {
      ThreadInfo& info = thread_at(event.thread_id());
      info.end = event.time;
      facts_[&info - threads_.data()].ended = true;
      break;
    }
    case EventKind::CoreOn: set_core(event, index, event.thread); break;
    case EventKind::CoreOff: set_core(event, index, 0); break;
    case EventKind::Park: {
      ThreadInfo& info = thread_at(event.thread_id());
      Facts& facts = facts_[&info - threads_.data()];
      facts.parked = true;
      facts.cause = event.reason_as<Cause>();
      push_thread_state(event, index, true);
      return true;
    }
    case EventKind::Unpark: {
      ThreadInfo& info = thread_at(event.thread_id());
      facts_[&info - threads_.data()].parked = false;
      break;
    }
    case EventKind::NativeBegin: {
      ThreadInfo& info = thread_at(event.thread_id());
      Facts& facts = facts_[&info - threads_.data()];
      facts.native = true;
      facts.native_mode = event.reason_as<NativeMode>();
      break;
    }
    case EventKind::NativeEnd: {
      ThreadInfo& info = thread_at(event.thread_id());
      facts_[&info - threads_.data()].native = false;
      break;
    }
    default: return false;
  }
  push_thread_state(event, index);
  return true;
}

bool TraceIndex::read_gil(const Event& event, std::uint32_t index) {
  switch (event.kind) {
    case EventKind::GilRequest:
    case EventKind::GilGrant:
    case EventKind::GilRelease: break;
    case EventKind::GilDropRequest:
      ++gil_at(event.a, event.thread_id()).drop_requests;
      push_instant(event, index);
      return true;
    case EventKind::SwitchInterval:
      gil_at(event.a, event.thread_id()).switch_interval = event.d;
      return true;
    default: return false;
  }
  ThreadInfo& info = thread_at(event.thread_id());
  GilInfo& gil = gil_at(event.a, event.thread_id());
  Facts& facts = facts_[&info - threads_.data()];
  const std::size_t g = &gil - gils_.data();
  if (event.kind == EventKind::GilRequest) {
    facts.wants_gil = true;
    facts.gil = event.a;
  } else if (event.kind == EventKind::GilGrant) {
    facts.wants_gil = false;
    facts.has_gil = true;
    facts.gil = event.a;
    if (last_holder_[g] && last_holder_[g] != event.thread) {
      ++gil.switches[last_release_[g] & 3];
      ++info.switches_in;
    }
    last_holder_[g] = event.thread;
    gil.lane.push(holder(event, index, HolderState::Busy, event.thread), true);
  } else {
    facts.has_gil = false;
    last_release_[g] = event.reason;
    ++gil.releases[event.reason & 3];
    gil.lane.push(holder(event, index, HolderState::Free, 0));
  }
  push_thread_state(event, index);
  return true;
}

bool TraceIndex::read_task(const Event& event, std::uint32_t index) {
  switch (event.kind) {
    case EventKind::LoopStart:
    case EventKind::LoopEnd:
      thread_at(event.thread_id()).loop.push(holder(event, index, HolderState::Free, 0));
      return true;
    case EventKind::TaskStart: {
      TaskInfo info;
      info.id = TaskId{event.a};
      info.thread = event.thread_id();
      info.parent = TaskId{static_cast<std::uint32_t>(event.d)};
      info.name = StringId{event.b};
      info.coroutine = StringId{event.c};
      info.begin = event.time;
      tasks_.push_back(std::move(info));
      remember(task_at_, event.a, tasks_.size());
      thread_at(event.thread_id()).tasks.push_back(TaskId{event.a});
      push_task_state(event, index, TaskId{event.a}, TaskState::Ready);
      return true;
    }
    case EventKind::TaskName:
      if (lookup(task_at_, tasks_, event.a)) {
        tasks_[task_at_[event.a] - 1].name = StringId{event.b};
      }
      return true;
    case EventKind::TaskSwitch: {
      Lane& loop = thread_at(event.thread_id()).loop;
      const std::uint32_t before = loop.empty() ? 0 : loop[loop.size() - 1].who;
      if (before && before != event.a) {
        // A task that was running and neither awaited nor ended has only yielded: it is ready.
        const TaskInfo* task = this->task(TaskId{before});
        const auto running = static_cast<std::uint8_t>(TaskState::Running);
        if (task && !task->lane.empty() && task->lane[task->lane.size() - 1].state == running) {
          push_task_state(event, index, TaskId{before}, TaskState::Ready);
        }
      }
      loop.push(holder(event, index, event.a ? HolderState::Busy : HolderState::Free, event.a));
      if (event.a) push_task_state(event, index, TaskId{event.a}, TaskState::Running);
      return true;
    }
    case EventKind::TaskAwait:
      push_task_state(event, index, TaskId{event.a}, TaskState::Awaiting);
      return true;
    case EventKind::TaskWake:
      push_task_state(event, index, TaskId{event.a}, TaskState::Ready);
      return true;
    case EventKind::TaskEnd:
      if (lookup(task_at_, tasks_, event.a)) {
        TaskInfo& info = tasks_[task_at_[event.a] - 1];
        info.end = event.time;
        info.outcome = event.reason_as<TaskOutcome>();
      }
      push_task_state(event, index, TaskId{event.a}, TaskState::None);
      return true;
    default: return false;
  }
}

// Arrows, requests, output and marks.
void TraceIndex::read_data(const Event& event, std::uint32_t index) {
  const auto arrive = [&](auto& senders, ArrowKind kind) {
    const auto sender = senders.find(event.d);
    if (sender == senders.end()) return;
    arrows_.push_back({sender->second, index, kind});
    senders.erase(sender);
  };
  switch (event.kind) {
    // 0: the machine does not know which one it was.
    case EventKind::MessageSend:
      if (event.d) messages_[event.d] = index;
      break;
    case EventKind::MessageReceive: arrive(messages_, ArrowKind::Message); break;
    case EventKind::QueuePut:
      if (event.d) items_[event.d] = index;
      break;
    case EventKind::QueueGet: arrive(items_, ArrowKind::QueueItem); break;
    case EventKind::RequestStart:
      open_requests_[event.d] = static_cast<std::uint32_t>(requests_.size());
      requests_.push_back({index, 0});
      break;
    case EventKind::RequestEnd: {
      const auto open = open_requests_.find(event.d);
      if (open == open_requests_.end()) break;
      requests_[open->second].end_event = index;
      open_requests_.erase(open);
      break;
    }
    case EventKind::Output: outputs_.push_back(index); break;
    default: break;
  }
  switch (event.kind) {
    case EventKind::Output:
    case EventKind::ExceptionRaised:
    case EventKind::ExceptionUncaught:
    case EventKind::QueuePut:
    case EventKind::QueueGet:
    case EventKind::MessageSend:
    case EventKind::MessageReceive:
    case EventKind::Marker:
    case EventKind::DeadlockMember:
      if (event.thread) push_instant(event, index);
      break;
    default: break;
  }
}

void TraceIndex::push_instant(const Event& event, std::uint32_t index) {
  thread_at(event.thread_id()).instants.push_back(index);
  instant_kinds_ |= std::uint64_t{1} << static_cast<int>(event.kind);
}

void TraceIndex::set_core(const Event& event, std::uint32_t index, std::uint32_t who) {
  if (event.a >= cores_.size()) cores_.resize(event.a + 1);
  Lane& lane = cores_[event.a].lane;
  const bool was_busy = !lane.empty() && lane[lane.size() - 1].who != 0;
  lane.push(holder(event, index, who ? HolderState::Busy : HolderState::Free, who), who != 0);
  ThreadInfo& info = thread_at(event.thread_id());
  facts_[&info - threads_.data()].core = who ? static_cast<std::uint16_t>(event.a + 1) : 0;
  if (was_busy == (who != 0)) return;
  if (who && busy_cores_++ == 0) {
    busy_since_ = event.time;
    if (event.time > idle_since_) idle_.push_back({idle_since_, event.time});
  }
  if (!who && --busy_cores_ == 0) {
    any_busy_ += event.time - busy_since_;
    idle_since_ = event.time;
  }
}

ThreadState TraceIndex::state_of(const Facts& facts) {
  if (facts.ended) return ThreadState::None;
  if (facts.parked) return waiting_state(facts.cause);
  if (facts.wants_gil) return ThreadState::WantsGil;
  if (facts.has_gil) {
    if (!facts.core) return ThreadState::RunnableGil;
    return facts.native ? ThreadState::RunningNativeGil : ThreadState::RunningGil;
  }
  if (!facts.core) return ThreadState::Runnable;
  return facts.native ? ThreadState::RunningNative : ThreadState::RunningFree;
}

void TraceIndex::push_thread_state(const Event& event, std::uint32_t index, bool distinct) {
  // The machine takes a deadlocked program down; what its threads waited for is what counts.
  if (deadlocked_) return;
  ThreadInfo& info = thread_at(event.thread_id());
  const Facts& facts = facts_[&info - threads_.data()];
  Transition transition = transition_of(event, index);
  transition.state = static_cast<std::uint8_t>(state_of(facts));
  if (facts.parked && !facts.ended) transition.cause = static_cast<std::uint8_t>(facts.cause);
  if (!facts.parked) transition.core = facts.core;
  // While a wait goes on, other facts change around it (core_off, gil_release): it stays one span,
  // and its event stays the park.
  if (facts.parked && !distinct && !info.lane.empty()) {
    const Transition& last = info.lane[info.lane.size() - 1];
    if (last.state == transition.state && last.cause == transition.cause) return;
  }
  info.lane.push(transition, distinct);
}

void TraceIndex::push_task_state(const Event& event, std::uint32_t index, TaskId task,
                                 TaskState state) {
  if (deadlocked_ || !lookup(task_at_, tasks_, task.value)) return;
  Transition transition = transition_of(event, index);
  transition.state = static_cast<std::uint8_t>(state);
  if (state == TaskState::Awaiting) transition.cause = event.reason;
  TaskInfo& info = tasks_[task_at_[task.value] - 1];
  const auto before = info.lane.empty() ? std::uint8_t{0} : info.lane[info.lane.size() - 1].state;
  count_task(event.time, thread_at(info.thread), static_cast<TaskState>(before), state);
  info.lane.push(transition, state == TaskState::Awaiting);
}

void TraceIndex::count_task(Nanos at, ThreadInfo& thread, TaskState before, TaskState after) {
  std::vector<TaskCounts>& all = thread.task_counts;
  TaskCounts counts = all.empty() ? TaskCounts() : all.back();
  const auto add = [&](TaskState state, std::uint32_t by) {
    if (state == TaskState::Ready) counts.ready += by;
    if (state == TaskState::Running) counts.running += by;
    if (state == TaskState::Awaiting) counts.awaiting += by;
  };
  add(before, ~std::uint32_t{0});  // one less
  add(after, 1);
  counts.at = at;
  if (!all.empty() && all.back().at == at) {
    all.back() = counts;
  } else {
    all.push_back(counts);
  }
}

TaskCounts TraceIndex::task_counts_at(const ThreadInfo& thread, Nanos t) {
  const auto place = std::partition_point(thread.task_counts.begin(), thread.task_counts.end(),
                                          [t](const TaskCounts& counts) { return counts.at <= t; });
  return place == thread.task_counts.begin() ? TaskCounts() : *(place - 1);
}

// A thread whose start was never told still gets a lane: a cut trace must stay readable.
ThreadInfo& TraceIndex::thread_at(ThreadId id) {
  if (id.value < thread_at_.size() && thread_at_[id.value]) {
    return threads_[thread_at_[id.value] - 1];
  }
  threads_.emplace_back();
  facts_.emplace_back();
  threads_.back().id = id;
  remember(thread_at_, id.value, threads_.size());
  return threads_.back();
}

GilInfo& TraceIndex::gil_at(std::uint32_t id, ThreadId user) {
  if (id < gil_at_.size() && gil_at_[id]) return gils_[gil_at_[id] - 1];
  gils_.emplace_back();
  last_release_.push_back(0);
  last_holder_.push_back(0);
  gils_.back().id = id;
  if (const ThreadInfo* info = thread(user)) gils_.back().process = info->process;
  remember(gil_at_, id, gils_.size());
  return gils_.back();
}

const ProcessInfo* TraceIndex::process(ProcessId id) const {
  return lookup(process_at_, processes_, id.value);
}
const ThreadInfo* TraceIndex::thread(ThreadId id) const {
  return lookup(thread_at_, threads_, id.value);
}
const TaskInfo* TraceIndex::task(TaskId id) const {
  return lookup(task_at_, tasks_, id.value);
}
const GilInfo* TraceIndex::gil(std::uint32_t id) const {
  return lookup(gil_at_, gils_, id);
}

std::string_view TraceIndex::name_of(ThreadId id) const {
  const ThreadInfo* info = thread(id);
  return info ? trace_.text(info->name) : std::string_view();
}

std::string_view TraceIndex::name_of(TaskId id) const {
  const TaskInfo* info = task(id);
  return info ? trace_.text(info->name) : std::string_view();
}

Nanos TraceIndex::any_core_busy_ns() const {
  return any_busy_ + (busy_cores_ ? end_time() - busy_since_ : 0);
}

Nanos TraceIndex::all_cores_busy_ns() const {
  Nanos sum = 0;
  for (const CoreInfo& core : cores_) {
    sum += core.lane.times(0, end_time())[static_cast<int>(HolderState::Busy)];
  }
  return sum;
}

}  // namespace gilscope
