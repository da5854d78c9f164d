// How threads and processes begin and end, and how a run ends.
#include <algorithm>
#include <cstdio>

#include "base/check.h"
#include "machine/sim_machine.h"
#include "machine/sim_state.h"
#include "machine/startup.h"
#include "vm/exception.h"
#include "vm/exec.h"
#include "vm/function.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/str.h"
#include "vm/weakref.h"

namespace gilscope {

static constexpr Signal kThreadSignal = Signal{1} << 60;
static constexpr Signal kProcessSignal = Signal{1} << 61;

static ProcessOptions process_options(const MachineOptions& options, const CostTable& costs, const std::string& main) {
  ProcessOptions out;
  out.costs = &costs;
  out.check_every_instruction = options.check_every_instruction;
  out.python_minor = options.python_minor;
  out.heap_limit_bytes = options.limits.heap_bytes;
  out.argv = options.argv;
  out.main_filename = main;
  out.free_threaded = options.gil == GilMode::FreeThreaded;
  if (options.start_method == StartMethod::Spawn) out.start_method = "spawn";
  if (options.start_method == StartMethod::Fork) out.start_method = "fork";
  if (options.start_method == StartMethod::Forkserver) out.start_method = "forkserver";
  return out;
}

SimMachine::SimMachine(SourceLoader& loader, std::vector<NativeModule> modules, const CostTable& costs,
                       const Program& program, const MachineOptions& options)
    : loader_(loader),
      modules_(std::move(modules)),
      costs_(costs),
      options_(options),
      trace_(options.limits.trace_bytes),
      random_(options.seed),
      scheduling_(options.seed ^ 0x5bd1e995u),
      world_(*this, options.seed, options.standard_input),
      cores_(options.cores, nullptr),
      core_free_since_(options.cores, 0) {
  Event start = event_of(EventKind::RunStart, 0, ThreadId{});
  start.a = options.cores;
  start.b = trace_.intern("3." + std::to_string(options.python_minor)).value;
  start.c = trace_.intern(program.filename).value;
  start.d = static_cast<std::int64_t>(options.seed);
  append(start);
  auto vm = std::make_unique<Process>(ProcessId{1}, loader_, modules_, process_options(options_, costs_, program.filename));
  SimProcess& main = new_process(std::move(vm), nullptr, "MainProcess", StartMethod::Main);
  SimThread& thread = new_thread(main, "MainThread", ThreadRole::Main, {});
  push_program(thread.vm, program);
  make_runnable(thread, 0);
  dispatch();
}

SimMachine::~SimMachine() = default;

SimMachine::SimProcess& SimMachine::new_process(std::unique_ptr<Process> vm, SimProcess* parent, std::string name,
                                                StartMethod method) {
  auto process = std::make_unique<SimProcess>();
  process->id = vm->id;
  process->vm = std::move(vm);
  process->parent = parent;
  process->pid = next_pid_++;
  process->name = std::move(name);
  process->switch_interval = options_.switch_interval_ns;
  Nanos time = 0;
  ThreadId starter;
  for (SimThread* thread : cores_) {
    if (!thread || !thread->in_slice) continue;
    time = now(thread->vm);
    starter = thread->vm.id;
  }
  Event start = event_of(EventKind::ProcessStart, time, starter, {}, method);
  start.a = process->id.value;
  start.b = parent ? parent->id.value : 0;
  start.c = trace_.intern(process->name).value;
  start.d = process->pid;
  append(start);
  ++live_processes_;
  processes_.push_back(std::move(process));
  return *processes_.back();
}

SimMachine::SimThread& SimMachine::new_thread(SimProcess& process, std::string name, ThreadRole role, ThreadId parent) {
  auto thread = std::make_unique<SimThread>();
  thread->index = static_cast<std::uint32_t>(threads_.size());
  thread->process = &process;
  thread->name = std::move(name);
  thread->role = role;
  thread->vm.id = ThreadId{thread->index + 1};
  thread->vm.process = process.vm.get();
  thread->vm.kernel = this;
  thread->state = ThreadState::Waking;
  process.threads.push_back(thread->index);
  if (role == ThreadRole::Main) process.main_thread = thread->index;
  process.vm->threads.push_back(&thread->vm);
  Event start = event_of(EventKind::ThreadStart, 0, thread->vm.id, {}, role);
  if (parent) start.time = now(threads_[parent.value - 1]->vm);
  start.a = process.id.value;
  start.b = parent.value;
  start.c = trace_.intern(thread->name).value;
  start.d = thread->vm.id.value;
  append(start);
  ++live_threads_;
  threads_.push_back(std::move(thread));
  return *threads_.back();
}

std::int64_t SimMachine::start_process(Thread& vm, const ProcessStart& start) {
  if (live_processes_ >= options_.limits.processes) {
    raise_os_error(vm, 11, "Resource temporarily unavailable (the playground's limit of processes)", Value::none());
    return 0;
  }
  SimThread& parent = sim(vm);
  vm.charge(latencies_.spawn_ns);
  ProcessId id{static_cast<std::uint32_t>(processes_.size()) + 1};
  auto fresh = std::make_unique<Process>(id, loader_, modules_,
                                         process_options(options_, costs_, vm.process->options.main_filename));
  SimProcess& child = new_process(std::move(fresh), parent.process, start.name, start.method);
  SimThread& thread = new_thread(child, "MainThread", ThreadRole::Main, vm.id);
  push_function_call(thread.vm, start.module, start.function, start.data);
  world_.process_started(parent.process->id.value, child.id.value);
  Nanos birth = start.method == StartMethod::Forkserver ? latencies_.forkserver_birth_ns : latencies_.spawn_birth_ns;
  thread.now = now(vm);
  ++thread.stamp;
  schedule(thread.now + birth, EventType::Start, thread);
  return child.pid;
}

void SimMachine::thread_finished(SimThread& thread, bool raised) {
  SimProcess& process = *thread.process;
  if (process.main_thread == thread.index) {
    main_phase_over(thread, raised);
    return;
  }
  if (raised) {  // threading's own threads report for themselves; this is a bare _thread
    Value exception = take_exception(thread.vm);
    std::string text;
    exit_status_of(thread.vm, exception, &text);
    bool quiet = is_subtype(exception.object()->type, process.vm->types.SystemExit);
    if (!quiet) write(thread.vm, 2, "Exception ignored in thread started by: a function\n" + text);
    settle_clock(thread);
  }
  remove_thread(thread);
  dispatch();
}

// The main thread's program, then the shutdown, then the end of the process.
void SimMachine::main_phase_over(SimThread& thread, bool raised) {
  SimProcess& process = *thread.process;
  if (raised) {
    std::string text;
    Value exception = take_exception(thread.vm);
    process.exit_code = exit_status_of(thread.vm, exception, &text);
    append_uncaught(thread, exception, text);
    if (!text.empty()) write(thread.vm, 2, text);
  }
  if (process.phase++ == 0) {
    thread.vm.handled.exception = Value::none();
    thread.vm.handled_top = nullptr;
    push_shutdown(thread.vm);
    return;
  }
  settle_clock(thread);
  end_process(process, process.exit_code);
  dispatch();
}

// The exception that ends a program. The frames are gone by now, so its stack is the traceback; its
// message stands in the report, where making it has cost its time already.
void SimMachine::append_uncaught(SimThread& thread, Value exception, const std::string& report) {
  Type* type = exception.object()->type;
  if (is_subtype(type, thread.process->vm->types.SystemExit)) return;
  StackId stack;
  for (Value at = exception.as<Exception>()->traceback; !at.is_none();) {
    const auto* entry = at.as<Traceback>();
    const bytecode::Code& code = *entry->code->source;
    stack = trace_.intern_stack(stack, code.qualname, code.filename, entry->line);
    at = entry->next;
  }
  const std::string name = to_utf8(type->qualname ? type->qualname : type->name);
  std::string message;
  if (std::size_t line = ("\n" + report).rfind("\n" + name + ": "); line != std::string::npos) {
    message = report.substr(line + name.size() + 2);
    message.resize(std::min(message.size(), message.find('\n')));
  }
  Event event = event_for(thread, EventKind::ExceptionUncaught);
  event.stack = stack.value;
  event.a = trace_.intern(name).value;
  event.b = trace_.intern(message).value;
  append(event);
}

// The thread is gone from the machine: core, GIL, queues.
void SimMachine::remove_thread(SimThread& thread) {
  SimProcess& process = *thread.process;
  Nanos time = thread.now;
  if (thread.has_gil) release_gil(thread, GilReleaseReason::Finished);
  process.gil.forget(thread.vm.id);
  if (process.forced == thread.index + 1) process.forced = 0;
  leave_core(thread, CoreOffReason::Finished);
  if (thread.state == ThreadState::Parked && thread.waits_for) std::erase(waiters_[thread.waits_for], &thread);
  std::erase(runnable_, &thread);
  append(event_for(thread, EventKind::ThreadEnd));
  process.cpu_time += thread.cpu_time;
  thread.state = ThreadState::Finished;
  std::erase(process.threads, thread.index);
  std::erase(process.vm->threads, &thread.vm);
  --live_threads_;
  std::uint64_t number = thread.index + 1;
  bool running = thread.in_slice;
  if (!running) threads_[thread.index].reset();
  retry_signal(kThreadSignal | number, time);
}

void SimMachine::end_process(SimProcess& process, int exit_code) {
  if (process.ended) return;
  process.ended = true;
  process.exit_code = exit_code;
  Nanos time = horizon_;
  for (SimThread* thread : cores_) {
    if (thread && (thread->in_slice || thread->process == &process)) time = std::max(time, now(thread->vm));
  }
  forget_operations(process);
  std::vector<std::uint32_t> threads = process.threads;
  for (std::uint32_t index : threads) {
    SimThread& thread = *threads_[index];
    thread.now = std::max(thread.now, time);
    thread.vm.clock = 0;
    remove_thread(thread);
  }
  Event end = event_of(EventKind::ProcessEnd, time, ThreadId{});
  end.a = process.id.value;
  end.d = exit_code;
  append(end);
  --live_processes_;
  leaving_.push_back(&process);
  world_.process_ended(process.id.value);
  std::vector<Signal> signals;
  signals.swap(changed_);
  for (Signal signal : signals) retry_signal(signal, time);
  if (process.parent) {
    retry_signal(kProcessSignal | process.parent->id.value, time + latencies_.exit_ns);
    return;
  }
  exit_status_ = exit_code < 0 ? 128 - exit_code : exit_code;
  horizon_ = std::max(horizon_, time);
  end_run(RunState::Finished, "");
}

// --- the end of a run

void SimMachine::end_run(RunState state, std::string message) {
  if (state_ != RunState::Running) return;
  if (state != RunState::Finished) horizon_ = std::max(horizon_, latest_);
  state_ = state;
  message_ = std::move(message);
  Nanos time = horizon_;
  for (SimThread* thread : cores_) {
    if (thread) time = std::max(time, now(thread->vm));
  }
  horizon_ = time;
  if (state != RunState::Finished && exit_status_ == 0) exit_status_ = state == RunState::Stopped ? 130 : 70;
  // What is still there ends with the run, so that every span of the trace has an end.
  for (auto& process : processes_) {
    if (process->ended) continue;
    std::vector<std::uint32_t> threads = process->threads;
    for (std::uint32_t index : threads) {
      SimThread& thread = *threads_[index];
      thread.now = time;
      thread.vm.clock = 0;
      leave_core(thread, CoreOffReason::Finished);
      append(event_for(thread, EventKind::ThreadEnd));
    }
    Event end = event_of(EventKind::ProcessEnd, time, ThreadId{});
    end.a = process->id.value;
    end.d = exit_status_;
    append(end);
  }
  Event end = event_of(EventKind::RunEnd, time, ThreadId{});
  end.d = exit_status_;
  append(end);
  if (trace_.full()) trace_.begin_closing();
  flush_trace();
}

// The innermost line of the user's own; nobody looks for an endless loop in the library. Null if there is none.
static const StackEntry* own_entry(const StackEntry* entries, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!entries[i].code->source->filename.starts_with('<')) return &entries[i];
  }
  return nullptr;
}

static constexpr std::uint32_t kWhereDepthMax = 64;

// Whom to name at the end of a run: the thread that runs, or else the first one, if it is in the user's own code.
SimMachine::SimThread* SimMachine::whom_to_name() {
  Nanos second = kForever;
  SimThread* running = next_to_run(&second);
  StackEntry entries[kWhereDepthMax];
  if (running && own_entry(entries, stack_of(running->vm, entries, kWhereDepthMax))) return running;
  for (auto& thread : threads_) {
    if (!thread || thread->state == ThreadState::Finished) continue;
    if (own_entry(entries, stack_of(thread->vm, entries, kWhereDepthMax))) return thread.get();
  }
  return running;
}

std::string SimMachine::where(SimThread& thread) {
  StackEntry entries[kWhereDepthMax];
  std::uint32_t count = stack_of(thread.vm, entries, kWhereDepthMax);
  if (!count) return thread.name;
  const StackEntry* own = own_entry(entries, count);
  const StackEntry& entry = own ? *own : entries[0];
  const bytecode::Code& code = *entry.code->source;
  return "line " + std::to_string(entry.line) + " of " + code.filename + ", in " + code.name + " (" + thread.name + ")";
}

void SimMachine::reach_limit(const char* name, std::int64_t limit, const std::string& text, bool tell_place) {
  std::string place;
  Event event = event_of(EventKind::LimitReached, horizon_, ThreadId{});
  if (SimThread* thread = whom_to_name()) {
    if (tell_place) place = " at " + where(*thread);
    event = event_for(*thread, EventKind::LimitReached);
    event.time = std::max({event.time, horizon_, latest_});
  }
  event.a = trace_.intern(name).value;
  event.d = limit;
  for (SimThread* thread : cores_) {
    if (thread) event.time = std::max(event.time, now(thread->vm));
  }
  if (trace_.full()) trace_.begin_closing();
  append(event);
  end_run(RunState::LimitReached, text + place);
}

bool SimMachine::check_limits() {
  const Limits& limits = options_.limits;
  Nanos second = kForever;
  SimThread* thread = next_to_run(&second);
  Nanos time = thread ? thread->now : horizon_;
  if (!given_up_.text.empty()) {
    reach_limit(given_up_.what.c_str(), given_up_.limit, given_up_.text, false);
  } else if (time > limits.virtual_time_ns) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%g", static_cast<double>(limits.virtual_time_ns) / 1e9);
    reach_limit("virtual time", limits.virtual_time_ns, std::string("stopped after ") + seconds + " s of virtual time");
  } else if (instructions_ > static_cast<std::uint64_t>(limits.instructions)) {
    reach_limit("instructions", limits.instructions,
                "stopped after " + std::to_string(limits.instructions) + " instructions (an endless loop?)");
  } else if (trace_.full()) {
    reach_limit("trace bytes", static_cast<std::int64_t>(limits.trace_bytes), "stopped: the trace is full");
  } else if (output_bytes_ > limits.output_bytes) {
    reach_limit("output bytes", static_cast<std::int64_t>(limits.output_bytes), "stopped: too much output");
  }
  if (unordered_.size() >= 4096) flush_trace();
  return state_ == RunState::Running;
}

// CPython frees what nobody holds at once, and a __del__ or a weak reference's callback may be what the others wait for (the
// workers of a pool that is dropped without shutdown). Here that comes with a collection, at the latest now.
bool SimMachine::garbage_wakes_somebody() {
  for (auto& process : processes_) {
    if (process->ended) continue;
    SimThread* main = threads_[process->main_thread].get();
    if (!main || main->state != ThreadState::Parked) continue;
    collect_garbage(*process->vm);
    if (!has_doomed(*process->vm)) continue;
    main->now = std::max({main->now, horizon_, latest_});
    run_finalizers(main->vm);
    settle_clock(*main);
    dispatch();
  }
  return !events_.empty() || !runnable_.empty();
}

void SimMachine::report_deadlock() {
  horizon_ = std::max(horizon_, latest_);
  Event deadlock = event_of(EventKind::Deadlock, horizon_, ThreadId{});
  std::string text = "deadlock: nothing can run any more";
  std::vector<Event> members;
  for (auto& thread : threads_) {
    if (!thread || thread->state == ThreadState::Finished) continue;
    Event member = event_of(EventKind::DeadlockMember, horizon_, thread->vm.id, stack_of_thread(*thread),
                            thread->wait.cause);
    member.a = trace_.intern(thread->wait.name).value;
    member.b = thread->wait.owner.value;
    member.c = static_cast<std::uint32_t>(thread->waits_for);
    members.push_back(member);
    text += "\n  " + thread->name + " waits for " + std::string(cause_text(thread->wait.cause));
    if (!thread->wait.name.empty()) text += " '" + thread->wait.name + "'";
    SimThread* owner = thread->wait.owner ? threads_[thread->wait.owner.value - 1].get() : nullptr;
    if (owner) text += " held by " + owner->name;
    text += ", " + where(*thread);
  }
  deadlock.a = trace_.intern(text).value;
  deadlock.b = static_cast<std::uint32_t>(members.size());
  append(deadlock);
  for (const Event& member : members) append(member);
  end_run(RunState::Deadlock, text);
}

}  // namespace gilscope
