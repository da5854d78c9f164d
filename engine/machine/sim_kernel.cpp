// What the VM asks of the simulated machine: the Kernel calls.
#include <algorithm>

#include "base/check.h"
#include "machine/sim_machine.h"
#include "machine/sim_state.h"
#include "vm/exception.h"
#include "vm/exec.h"

namespace gilscope {

SimMachine::SimThread& SimMachine::sim(Thread& thread) { return *threads_[thread.id.value - 1]; }

Nanos SimMachine::now(Thread& thread) {
  SimThread& own = sim(thread);
  return own.now + (thread.clock >> kClockShift) / kUnitsPerNano;
}

Nanos SimMachine::cpu_time(Thread& vm, bool whole_process) {
  auto of = [this](SimThread& thread) {
    Nanos running = thread.core >= 0 ? now(thread.vm) - thread.core_since : 0;
    return thread.cpu_time + running;
  };
  SimThread& own = sim(vm);
  if (!whole_process) return of(own);
  Nanos sum = own.process->cpu_time;
  for (std::uint32_t index : own.process->threads) sum += of(*threads_[index]);
  return sum;
}

Event SimMachine::event_for(SimThread& thread, EventKind kind, std::uint8_t reason) {
  Nanos time = thread.now + (thread.vm.clock >> kClockShift) / kUnitsPerNano;
  return event_of(kind, time, thread.vm.id, stack_of_thread(thread), reason);
}

// What stands on the thread's Python stack, as one number: each frame's code and place in it. Addresses of frames would not do,
// as a frame of another caller may come to lie where this one lay.
static std::uint64_t key_of_stack(const Thread& thread, std::uint32_t depth_max) {
  std::uint64_t key = 0;
  std::uint32_t count = 0;
  for (const Frame* frame = thread.top; frame && count < depth_max; frame = frame->previous) {
    if (frame->kind != FrameKind::Python || frame->hidden) continue;
    const auto* python = static_cast<const PythonFrame*>(frame);
    auto place = static_cast<std::uint64_t>(python->ip - python->code->instructions);
    key = (key ^ reinterpret_cast<std::uintptr_t>(python->code->source)) * 0x9e3779b97f4a7c15ull;
    key = (key ^ key >> 29 ^ place) * 0xbf58476d1ce4e5b9ull;
    ++count;
  }
  return count ? key | 1 : 0;
}

// The thread's Python stack as the trace's StackId. Cheap while it stands where it stood.
StackId SimMachine::stack_of_thread(SimThread& thread) {
  constexpr std::uint32_t kDepthMax = 64;
  const std::uint64_t key = key_of_stack(thread.vm, kDepthMax);
  if (key == thread.stack_key) return thread.stack;
  StackEntry entries[kDepthMax];
  std::uint32_t count = stack_of(thread.vm, entries, kDepthMax);
  StackId stack;
  for (std::uint32_t i = count; i-- > 0;) {
    const bytecode::Code& code = *entries[i].code->source;
    stack = trace_.intern_stack(stack, code.qualname, code.filename, entries[i].line);
  }
  thread.stack_key = key;
  thread.stack = stack;
  return stack;
}

void SimMachine::park(Thread& vm, WaitId id, Nanos deadline, const Wait& wait) {
  SimThread& thread = sim(vm);
  settle_clock(thread);
  thread.waits_for = id;
  thread.wait = wait;
  release_gil(thread, GilReleaseReason::Blocked);
  Event park = event_for(thread, EventKind::Park, static_cast<std::uint8_t>(wait.cause));
  park.a = trace_.intern(wait.name).value;
  park.b = wait.owner.value;
  park.c = static_cast<std::uint32_t>(id);
  park.d = deadline;
  append(park);
  leave_core(thread, CoreOffReason::Blocked);
  thread.state = ThreadState::Parked;
  ++thread.stamp;
  if (id) waiters_[id].push_back(&thread);
  if (deadline != kForever) schedule(std::max(deadline, thread.now), EventType::Timeout, thread);
}

std::uint32_t SimMachine::unpark(Thread& vm, WaitId id, std::uint32_t count) {
  auto found = waiters_.find(id);
  if (found == waiters_.end()) return 0;
  Nanos time = now(vm);
  std::uint32_t woken = 0;
  while (woken < count && !found->second.empty()) {
    SimThread& thread = *found->second.front();
    found->second.pop_front();
    wake(thread, time, Wake::Woken, vm.id);
    ++woken;
  }
  if (found->second.empty()) waiters_.erase(found);
  // The caller runs on, but no further than to the moment at which the woken one may want something.
  vm.deadline = std::min(vm.deadline, vm.clock + clock_of(latencies_.wake_ns));
  return woken;
}

void SimMachine::native_work(Thread& vm, Nanos duration, NativeMode mode, std::string_view what) {
  SimThread& thread = sim(vm);
  settle_clock(thread);
  if (mode == NativeMode::WithoutGil) release_gil(thread, GilReleaseReason::Native);
  Event begin = event_for(thread, EventKind::NativeBegin, static_cast<std::uint8_t>(mode));
  begin.a = trace_.intern(what).value;
  begin.d = duration;
  append(begin);
  thread.state = mode == NativeMode::WithGil ? ThreadState::NativeWithGil : ThreadState::NativeFree;
  ++thread.stamp;
  schedule(thread.now + std::max<Nanos>(duration, 0), EventType::NativeDone, thread);
}

ThreadId SimMachine::start_thread(Thread& vm, const ThreadStart& start) {
  if (live_threads_ >= options_.limits.threads) {
    raise(vm, vm.process->types.RuntimeError, "can't start new thread (the playground's limit is %u threads)",
          options_.limits.threads);
    return {};
  }
  SimThread& parent = sim(vm);
  vm.charge(latencies_.thread_start_ns);
  ThreadRole role = start.daemon ? ThreadRole::Daemon : ThreadRole::Normal;
  SimThread& thread = new_thread(*parent.process, start.name, role, vm.id);
  thread.now = now(vm);
  start_call(thread.vm, start.callable, start.args, start.kwargs);
  ++thread.stamp;
  schedule(thread.now + latencies_.thread_birth_ns, EventType::Start, thread);
  vm.deadline = std::min(vm.deadline, vm.clock + clock_of(latencies_.thread_birth_ns));
  return thread.vm.id;
}

std::int64_t SimMachine::fork(Thread& vm, std::string_view name) {
  SimThread& parent = sim(vm);
  if (vm.nested) {
    raise(vm, vm.process->types.RuntimeError, "cannot fork inside a comparison, hash or repr that built-in code calls");
    return 0;
  }
  if (live_processes_ >= options_.limits.processes) {
    raise_os_error(vm, 11, "Resource temporarily unavailable (the playground's limit of processes)", Value::none());
    return 0;
  }
  vm.charge(latencies_.fork_ns);
  ProcessId id{static_cast<std::uint32_t>(processes_.size()) + 1};
  Thread child_vm;
  child_vm.id = ThreadId{static_cast<std::uint32_t>(threads_.size()) + 1};
  child_vm.kernel = this;
  // The copy is made into a stand-in and then moved to its place: the process knows its thread by address.
  std::unique_ptr<Process> copy = fork_process(*vm.process, id, vm, child_vm);
  SimProcess& child = new_process(std::move(copy), parent.process, std::string(name), StartMethod::Fork);
  child.phase = parent.process->phase;
  child.switch_interval = parent.process->switch_interval;
  SimThread& thread = new_thread(child, "MainThread", ThreadRole::Main, vm.id);
  Thread fresh = thread.vm;
  thread.vm = child_vm;
  thread.vm.id = fresh.id;
  child.vm->threads.assign(1, &thread.vm);
  thread.now = now(vm);
  thread.vm.clock = 0;
  world_.process_started(parent.process->id.value, child.id.value);
  ++thread.stamp;
  schedule(thread.now + latencies_.fork_birth_ns, EventType::Start, thread);
  vm.deadline = std::min(vm.deadline, vm.clock + clock_of(latencies_.fork_birth_ns));
  return child.pid;
}

IoStatus SimMachine::io(Thread& vm, const IoRequest& request, IoReply& reply, WaitId port) {
  SimThread& thread = sim(vm);
  if (thread.operation && !port) {  // stepped again: is it done?
    auto found = operations_.find(thread.operation);
    GILSCOPE_CHECK(found != operations_.end(), "a blocked thread's operation is kept until it has the answer");
    thread.operation = 0;
    reply = std::move(found->second->operation.reply);
    operations_.erase(found);
    return IoStatus::Done;
  }
  Nanos time = now(vm);
  bool message = request.kind == IoKind::PipeSend || request.kind == IoKind::PipeReceive;
  if (message) {
    auto bytes = static_cast<Nanos>(request.data.size());
    vm.charge(latencies_.pipe_ns + bytes * latencies_.pipe_byte_ps / 1000);
  }
  auto waiting = std::make_unique<Waiting>();
  std::uint64_t id = next_operation_++;
  waiting->operation.id = id;
  waiting->operation.process = thread.process->id.value;
  waiting->operation.request = request;
  waiting->process = thread.process;
  if (request.seconds >= 0) waiting->operation.deadline = time + static_cast<Nanos>(request.seconds * 1e9);
  Waiting& kept = *waiting;
  operations_[id] = std::move(waiting);
  if (port) {
    kept.port = static_cast<std::int64_t>(port);
    try_operation(kept, time);
    reply = IoReply{};
    reply.a = static_cast<std::int64_t>(id);
    return IoStatus::Done;
  }
  Attempt attempt = attempt_own(kept, time);
  if (!operations_.count(id)) return IoStatus::Blocked;  // it has ended its own process
  // A mere look (a time-out of 0) that finds nothing is answered at once: nobody goes to sleep for it.
  if (!attempt.done && request.seconds == 0) attempt.done = give_up(kept.operation);
  bool leaves = request.kind == IoKind::ProcessExit;
  if (attempt.done && !leaves) {
    reply = std::move(kept.operation.reply);
    operations_.erase(id);
    return IoStatus::Done;
  }
  if (leaves) {
    int code = static_cast<int>(request.a);
    operations_.erase(id);
    settle_clock(thread);
    end_process(*thread.process, code);
    return IoStatus::Blocked;
  }
  thread.operation = id;
  kept.thread = thread.index + 1;
  Wait wait;
  switch (request.kind) {
    case IoKind::Http: case IoKind::Resolve: case IoKind::SocketConnect: case IoKind::SocketAccept:
    case IoKind::SocketReceive: case IoKind::SocketSend: case IoKind::DatagramReceive: case IoKind::DatagramSend:
      wait.cause = Cause::Network;
      break;
    case IoKind::PipeSend: case IoKind::PipeReceive: case IoKind::PipePoll: case IoKind::WaitAny:
      wait.cause = Cause::Pipe;
      break;
    case IoKind::PortWait: wait.cause = Cause::Selector; break;
    case IoKind::SemaphoreAcquire: wait.cause = Cause::Semaphore; break;
    case IoKind::ProcessWait: wait.cause = Cause::ChildProcess; break;
    case IoKind::ThreadJoin: wait.cause = Cause::Join; break;
    case IoKind::ReadLine: wait.cause = Cause::Stdin; break;
    default: wait.cause = Cause::File; break;
  }
  wait.name = request.text2.empty() ? request.text : request.text2;
  if (request.kind == IoKind::PortWait) wait.name.clear();
  if (request.kind == IoKind::SemaphoreAcquire) {  // multiprocessing's objects say what they are
#define GILSCOPE_CAUSE(Name, text_, wait_class, sentence) \
  if (request.text == #Name) wait.cause = Cause::Name;
#include "trace/reason.def"
    wait.name = request.text2;
  }
  park(vm, 0, kForever, wait);
  subscribe(kept, attempt);
  Nanos again = std::min(attempt.at, kept.operation.deadline);
  if (again != kForever) {
    events_.push({again, next_order_++, EventType::Operation, thread.index, id});
  }
  return IoStatus::Blocked;
}

void SimMachine::emit(Thread& vm, Event event, std::string_view name) {
  SimThread& thread = sim(vm);
  Event full = event_for(thread, event.kind, event.reason);
  full.a = event.a;
  full.b = event.b;
  full.c = event.c;
  full.d = event.d;
  if (!name.empty()) {
    StringId id = trace_.intern(name);
    switch (event.kind) {  // the word that holds the name, by event.def
      case EventKind::TaskStart: case EventKind::TaskName: case EventKind::TaskAwait: full.b = id.value; break;
      case EventKind::ThreadName: full.c = id.value; break;
      default: full.a = id.value; break;
    }
  }
  if (event.kind == EventKind::QueuePut || event.kind == EventKind::QueueGet) full.d = number_of_item(thread, full, name);
  append(full);
}

// Which item a put or a get is about, so that the trace can lead from one to the other. Queues of multiprocessing are one
// for all processes; all others belong to their process. 0: unknown (what a priority queue gives back, what fork copied).
std::int64_t SimMachine::number_of_item(SimThread& thread, const Event& event, std::string_view name) {
  const bool shared = name.starts_with("mp.");
  if (name.find("PriorityQueue") != std::string_view::npos) return 0;
  std::deque<std::int64_t>& items = queued_items_[{shared ? 0 : thread.process->id.value, event.a}];
  if (event.kind == EventKind::QueuePut) {
    items.push_back(++last_item_);
    return last_item_;
  }
  if (items.empty()) return 0;
  const bool last_first = name.find("LifoQueue") != std::string_view::npos;
  const std::int64_t item = last_first ? items.back() : items.front();
  last_first ? items.pop_back() : items.pop_front();
  return item;
}

void SimMachine::write(Thread& vm, int fd, std::string_view bytes) {
  SimThread& thread = sim(vm);
  Nanos time = now(vm);
  output_bytes_ += bytes.size();
  if (on_output) on_output(fd, bytes, time);
  // The bytes go to the trace's store now, the event when its time has come.
  auto offset = static_cast<std::int64_t>(trace_.output_bytes().size());
  trace_.append_output_bytes(bytes);
  Event output = event_for(thread, EventKind::Output,
                           static_cast<std::uint8_t>(fd == 2 ? OutputStream::Stderr : OutputStream::Stdout));
  output.a = static_cast<std::uint32_t>(bytes.size());
  output.b = thread.process->id.value;
  output.d = offset;
  append(output);
}

void SimMachine::give_up(Thread&, std::string_view what, std::int64_t limit, std::string_view text) {
  if (given_up_.text.empty()) given_up_ = {std::string(what), limit, std::string(text)};
}

Nanos SimMachine::switch_interval(Thread& vm, Nanos interval) {
  SimProcess& process = *sim(vm).process;
  if (interval >= 0) {
    process.switch_interval = std::max<Nanos>(interval, 1000);
    Event event = event_for(sim(vm), EventKind::SwitchInterval);
    event.a = process.id.value;
    event.d = process.switch_interval;
    append(event);
  }
  return process.switch_interval;
}

}  // namespace gilscope
