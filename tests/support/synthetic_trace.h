// Traces made by hand, for tests of trace, view and ui that must not depend on a machine. Each
// imitates what a real program leaves behind, deterministically. TraceScript keeps the facts that
// the event contract demands (release before park, core off, ...); a scenario only says what
// happens when.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/prng.h"
#include "trace/buffer.h"

namespace gilscope::synthetic {

class TraceScript {
 public:
  TraceScript(std::uint32_t cores, std::string_view program) {
    file_ = trace_->intern(program);
    Event e = make(EventKind::RunStart, 0, {});
    e.a = cores;
    e.b = trace_->intern("3.11").value;
    e.c = file_.value;
    events_.push_back(e);
  }

  StackId stack(std::string_view function, std::uint32_t line, StackId caller = {}) {
    return trace_->intern_stack(caller, trace_->intern(function), file_, line);
  }

  ProcessId process(Nanos at, ThreadId starter, ProcessId parent, std::string_view name,
                    StartMethod method) {
    Event e = make(EventKind::ProcessStart, at, starter, {}, method);
    e.a = ++processes_;
    e.b = parent.value;
    e.c = trace_->intern(name).value;
    e.d = 4000 + e.a;
    events_.push_back(e);
    return ProcessId{e.a};
  }
  void process_end(Nanos at, ProcessId process) {
    Event e = make(EventKind::ProcessEnd, at, {});
    e.a = process.value;
    events_.push_back(e);
  }

  ThreadId thread(Nanos at, ProcessId process, ThreadId parent, std::string_view name,
                  ThreadRole role = ThreadRole::Normal) {
    const ThreadId id{++threads_};
    gil_of_.resize(threads_ + 1);
    gil_of_[threads_] = process.value;
    Event e = make(EventKind::ThreadStart, at, id, {}, role);
    e.a = process.value;
    e.b = parent.value;
    e.c = trace_->intern(name).value;
    events_.push_back(e);
    return id;
  }
  void thread_end(Nanos at, ThreadId id, std::uint32_t core) {
    gil_release(at, id, GilReleaseReason::Finished);
    core_off(at, id, core, CoreOffReason::Finished);
    events_.push_back(make(EventKind::ThreadEnd, at, id));
  }

  void core_on(Nanos at, ThreadId id, std::uint32_t core) {
    Event e = make(EventKind::CoreOn, at, id);
    e.a = core;
    events_.push_back(e);
  }
  void core_off(Nanos at, ThreadId id, std::uint32_t core, CoreOffReason reason) {
    Event e = make(EventKind::CoreOff, at, id, {}, reason);
    e.a = core;
    events_.push_back(e);
  }
  void gil_request(Nanos at, ThreadId id, ThreadId holder, StackId stack = {}) {
    Event e = make(EventKind::GilRequest, at, id, stack);
    e.a = gil_of_[id.value];
    e.b = holder.value;
    events_.push_back(e);
  }
  void gil_drop_request(Nanos at, ThreadId id, ThreadId holder) {
    Event e = make(EventKind::GilDropRequest, at, id);
    e.a = gil_of_[id.value];
    e.b = holder.value;
    events_.push_back(e);
  }
  void gil_grant(Nanos at, ThreadId id, StackId stack = {}) {
    Event e = make(EventKind::GilGrant, at, id, stack);
    e.a = gil_of_[id.value];
    events_.push_back(e);
  }
  void gil_release(Nanos at, ThreadId id, GilReleaseReason reason, ThreadId asked_by = {},
                   StackId stack = {}) {
    Event e = make(EventKind::GilRelease, at, id, stack, reason);
    e.a = gil_of_[id.value];
    e.b = asked_by.value;
    events_.push_back(e);
  }

  // A thread gets a core and the GIL at once.
  void start(Nanos at, ThreadId id, std::uint32_t core, StackId stack = {}) {
    core_on(at, id, core);
    gil_grant(at, id, stack);
  }
  // A blocking call of a thread that runs with the GIL, and the return from it.
  void block(Nanos at, ThreadId id, std::uint32_t core, Cause cause, std::string_view name,
             StackId stack, ThreadId owner = {}, Nanos deadline = kForever) {
    gil_release(at, id, GilReleaseReason::Blocked, {}, stack);
    Event e = make(EventKind::Park, at, id, stack, cause);
    e.a = trace_->intern(name).value;
    e.b = owner.value;
    e.d = deadline;
    events_.push_back(e);
    core_off(at, id, core, CoreOffReason::Blocked);
  }
  void unblock(Nanos at, ThreadId id, std::uint32_t core, StackId stack = {}, ThreadId waker = {},
               UnparkReason reason = UnparkReason::Woken) {
    Event e = make(EventKind::Unpark, at, id, stack, reason);
    e.a = waker.value;
    events_.push_back(e);
    start(at, id, core, stack);
  }

  void native(Nanos begin, Nanos end, ThreadId id, std::string_view name, NativeMode mode) {
    Event e = make(EventKind::NativeBegin, begin, id, {}, mode);
    e.a = trace_->intern(name).value;
    e.d = end - begin;
    events_.push_back(e);
    events_.push_back(make(EventKind::NativeEnd, end, id));
  }

  TaskId task(Nanos at, ThreadId thread, std::string_view name, std::string_view coroutine,
              TaskId parent, StackId stack) {
    Event e = make(EventKind::TaskStart, at, thread, stack);
    e.a = ++tasks_;
    e.b = trace_->intern(name).value;
    e.c = trace_->intern(coroutine).value;
    e.d = parent.value;
    events_.push_back(e);
    return TaskId{e.a};
  }
  void loop_start(Nanos at, ThreadId thread) {
    events_.push_back(make(EventKind::LoopStart, at, thread));
  }
  void task_switch(Nanos at, ThreadId thread, TaskId task) {
    Event e = make(EventKind::TaskSwitch, at, thread);
    e.a = task.value;
    events_.push_back(e);
  }
  void task_await(Nanos at, ThreadId thread, TaskId task, Cause cause, std::string_view name,
                  StackId stack) {
    Event e = make(EventKind::TaskAwait, at, thread, stack, cause);
    e.a = task.value;
    e.b = trace_->intern(name).value;
    events_.push_back(e);
  }
  void task_wake(Nanos at, ThreadId thread, TaskId task) {
    Event e = make(EventKind::TaskWake, at, thread);
    e.a = task.value;
    events_.push_back(e);
  }
  void task_end(Nanos at, ThreadId thread, TaskId task) {
    Event e = make(EventKind::TaskEnd, at, thread, {}, TaskOutcome::Returned);
    e.a = task.value;
    events_.push_back(e);
  }
  void request(Nanos begin, Nanos end, ThreadId thread, TaskId task, std::string_view url) {
    Event e = make(EventKind::RequestStart, begin, thread);
    e.a = trace_->intern(url).value;
    e.b = task.value;
    e.d = ++requests_;
    events_.push_back(e);
    Event answer = make(EventKind::RequestEnd, end, thread);
    answer.a = 200;
    answer.c = 412;
    answer.d = e.d;
    events_.push_back(answer);
  }
  void message(Nanos sent, ThreadId from, ProcessId from_process, Nanos received, ThreadId to,
               ProcessId to_process, std::uint32_t bytes) {
    Event send = make(EventKind::MessageSend, sent, from);
    send.a = trace_->intern("pool").value;
    send.b = to_process.value;
    send.c = bytes;
    send.d = ++messages_;
    events_.push_back(send);
    Event receive = make(EventKind::MessageReceive, received, to);
    receive.a = send.a;
    receive.b = from_process.value;
    receive.c = bytes;
    receive.d = send.d;
    events_.push_back(receive);
  }
  void mark(Nanos at, ThreadId thread, EventKind kind, std::string_view a, std::string_view b = "",
            StackId stack = {}) {
    Event e = make(kind, at, thread, stack);
    e.a = trace_->intern(a).value;
    e.b = b.empty() ? 0 : trace_->intern(b).value;
    events_.push_back(e);
  }
  void print(Nanos at, ThreadId thread, ProcessId process, std::string_view text, StackId stack) {
    outputs_.push_back({make(EventKind::Output, at, thread, stack), process, std::string(text)});
    events_.push_back(outputs_.back().event);
    events_.back().d = static_cast<std::int64_t>(outputs_.size() - 1);
  }

  // Everything so far, in order of time, as a finished trace.
  std::unique_ptr<Trace> finish(Nanos at) {
    events_.push_back(make(EventKind::RunEnd, at, {}));
    std::stable_sort(events_.begin(), events_.end(),
                     [](const Event& x, const Event& y) { return x.time < y.time; });
    for (const Event& event : events_) {
      if (event.kind == EventKind::Output) {
        const Written& written = outputs_[static_cast<std::size_t>(event.d)];
        trace_->append_output(written.event, written.process, OutputStream::Stdout, written.text);
      } else {
        trace_->append(event);
      }
    }
    return std::move(trace_);
  }

 private:
  struct Written {
    Event event;
    ProcessId process;
    std::string text;
  };
  template <class Reason = std::uint8_t>
  static Event make(EventKind kind, Nanos at, ThreadId thread, StackId stack = {},
                    Reason reason = {}) {
    return event_of(kind, at, thread, stack, reason);
  }

  std::unique_ptr<Trace> trace_ = std::make_unique<Trace>();
  StringId file_;
  std::vector<Event> events_;
  std::vector<Written> outputs_;
  std::vector<std::uint32_t> gil_of_;
  std::uint32_t processes_ = 0, threads_ = 0, tasks_ = 0;
  std::int64_t requests_ = 0, messages_ = 0;
};

// Three threads download for one second each; the main thread joins them.
inline std::unique_ptr<Trace> three_downloads() {
  TraceScript s(2, "threads.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  const StackId module = s.stack("<module>", 22);
  s.start(0, main, 0, module);
  Nanos t = 2 * kMillisecond;
  ThreadId worker[3];
  const StackId get = s.stack("requests.get", 7, s.stack("fetch", 7));
  for (int i = 0; i < 3; ++i) {
    const std::string name = "Thread-" + std::to_string(i + 1) + " (fetch)";
    worker[i] = s.thread(t, p, main, name);
    s.block(t, main, 0, Cause::ThreadStart, "_started", module, worker[i]);
    const Nanos begin = t + 60 * kMicrosecond;
    s.start(begin, worker[i], 1, s.stack("fetch", 6));
    s.print(begin + 30 * kMicrosecond, worker[i], p, "开始下载 https://httpbin.org/delay/1\n",
            s.stack("fetch", 6));
    s.block(begin + 2 * kMillisecond, worker[i], 1, Cause::Network, "https://httpbin.org/delay/1",
            get);
    s.request(begin + 2 * kMillisecond, begin + 1002 * kMillisecond, worker[i], {},
              "https://httpbin.org/delay/1");
    t = begin + 2 * kMillisecond;
    s.unblock(t, main, 0, module);
    t += kMillisecond;
  }
  s.block(t, main, 0, Cause::Join, "Thread-1 (fetch)", s.stack("<module>", 26), worker[0]);
  for (int i = 0; i < 3; ++i) {
    const Nanos back = (1004 + 10 * i) * kMillisecond;
    s.unblock(back, worker[i], 1, get);
    s.print(back + kMillisecond, worker[i], p, "https://httpbin.org/delay/1 下载完成，长度: 412\n",
            s.stack("fetch", 8));
    s.thread_end(back + 2 * kMillisecond, worker[i], 1);
  }
  s.unblock(1027 * kMillisecond, main, 0, s.stack("<module>", 28));
  s.print(1028 * kMillisecond, main, p, "总耗时: 1.0284\n", s.stack("<module>", 28));
  s.thread_end(1030 * kMillisecond, main, 0);
  s.process_end(1030 * kMillisecond, p);
  return s.finish(1030 * kMillisecond);
}

// Two CPU-bound threads that pass one GIL to each other every 5 ms.
inline std::unique_ptr<Trace> two_cpu_bound_threads(int slices = 60) {
  TraceScript s(2, "cpu.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  s.start(0, main, 0, s.stack("<module>", 12));
  const ThreadId worker[2] = {s.thread(kMillisecond, p, main, "Thread-1 (count)"),
                              s.thread(2 * kMillisecond, p, main, "Thread-2 (count)")};
  s.core_on(kMillisecond, worker[0], 1);
  s.gil_request(kMillisecond, worker[0], main);
  s.core_off(kMillisecond, worker[0], 1, CoreOffReason::WantsGil);
  s.core_on(2 * kMillisecond, worker[1], 1);
  s.gil_request(2 * kMillisecond, worker[1], main);
  s.core_off(2 * kMillisecond, worker[1], 1, CoreOffReason::WantsGil);
  Nanos t = 3 * kMillisecond;
  s.block(t, main, 0, Cause::Join, "Thread-1 (count)", s.stack("<module>", 16), worker[0]);
  for (int i = 0; i < slices; ++i) {
    const ThreadId runs = worker[i % 2], waits = worker[1 - i % 2];
    const auto core = static_cast<std::uint32_t>(i % 2);
    const StackId loop = s.stack("count", 7);
    s.start(t, runs, core, loop);
    const Nanos end = t + 5 * kMillisecond + 200 * kMicrosecond;
    s.gil_drop_request(t + 5 * kMillisecond, waits, runs);
    if (i + 2 >= slices) {
      s.thread_end(end, runs, core);
    } else {
      s.gil_release(end, runs, GilReleaseReason::DropRequest, waits, loop);
      s.gil_request(end, runs, waits, loop);
      s.core_off(end, runs, core, CoreOffReason::WantsGil);
    }
    t = end;
  }
  s.unblock(t, main, 0, s.stack("<module>", 17));
  s.thread_end(t + kMillisecond, main, 0);
  s.process_end(t + kMillisecond, p);
  return s.finish(t + kMillisecond);
}

// Four jobs in a pool of two processes, with the messages that carry them.
inline std::unique_ptr<Trace> process_pool() {
  TraceScript s(2, "pool.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  s.start(0, main, 0, s.stack("<module>", 9));
  ProcessId worker[2];
  ThreadId thread[2];
  for (int i = 0; i < 2; ++i) {
    const Nanos at = (2 + 4 * i) * kMillisecond;
    worker[i] =
        s.process(at, main, p, "ForkPoolWorker-" + std::to_string(i + 1), StartMethod::Fork);
    thread[i] = s.thread(at, worker[i], main, "MainThread", ThreadRole::Main);
    s.start(at + kMillisecond, thread[i], 1, s.stack("worker", 114));
    s.block(at + 2 * kMillisecond, thread[i], 1, Cause::Pipe, "task queue", s.stack("worker", 114));
  }
  const StackId job = s.stack("cpu_bound_task", 5);
  for (int i = 0; i < 4; ++i) {
    const int w = i % 2;
    const Nanos sent = (10 + i + (i / 2) * 80) * kMillisecond;
    const Nanos begin = 12 * kMillisecond + (i / 2) * 80 * kMillisecond + w * 200 * kMicrosecond;
    if (i < 2) {
      s.message(sent, main, p, begin, thread[w], worker[w], 64);
    }
    s.unblock(begin, thread[w], static_cast<std::uint32_t>(w), job);
    s.block(begin + 79 * kMillisecond, thread[w], static_cast<std::uint32_t>(w), Cause::Pipe,
            "task queue", s.stack("worker", 114));
    if (i >= 2)
      s.message(begin + 79 * kMillisecond, thread[w], worker[w], begin + 79500 * kMicrosecond, main,
                p, 96);
    if (i == 1) {
      s.block(11900 * kMicrosecond, main, 0, Cause::Pipe, "results", s.stack("<module>", 10));
    }
  }
  s.unblock(171500 * kMicrosecond, main, 0, s.stack("<module>", 10));
  for (int i = 0; i < 2; ++i) {
    const Nanos at = 173 * kMillisecond + i * kMillisecond;
    s.unblock(at, thread[i], 1, s.stack("worker", 120));
    s.thread_end(at + 500 * kMicrosecond, thread[i], 1);
    s.process_end(at + 500 * kMicrosecond, worker[i]);
  }
  s.thread_end(176 * kMillisecond, main, 0);
  s.process_end(176 * kMillisecond, p);
  return s.finish(176 * kMillisecond);
}

// asyncio.gather of five downloads on one thread.
inline std::unique_ptr<Trace> asyncio_gather() {
  TraceScript s(2, "aio.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  const StackId run = s.stack("<module>", 17);
  const StackId in_main = s.stack("main", 13, run), in_fetch = s.stack("fetch", 7, run);
  s.start(0, main, 0, run);
  s.loop_start(3 * kMillisecond, main);
  Nanos t = 3 * kMillisecond;
  const TaskId first = s.task(t, main, "Task-1", "main", {}, run);
  s.task_switch(t + 100 * kMicrosecond, main, first);
  TaskId fetch[5];
  for (int i = 0; i < 5; ++i) {
    fetch[i] = s.task(t + (200 + 50 * i) * kMicrosecond, main, "Task-" + std::to_string(i + 2),
                      "fetch", first, in_main);
  }
  s.task_await(t + kMillisecond, main, first, Cause::Gather, "gather", in_main);
  t += kMillisecond;
  for (int i = 0; i < 5; ++i) {
    s.task_switch(t, main, fetch[i]);
    s.request(t + 300 * kMicrosecond, t + 1000 * kMillisecond, main, fetch[i],
              "https://httpbin.org/delay/1");
    s.task_await(t + 400 * kMicrosecond, main, fetch[i], Cause::Network,
                 "https://httpbin.org/delay/1", in_fetch);
    t += 400 * kMicrosecond;
  }
  s.task_switch(t, main, {});
  s.block(t + 50 * kMicrosecond, main, 0, Cause::Selector, "select", run);
  t = 1004 * kMillisecond;
  s.unblock(t, main, 0, run);
  for (int i = 0; i < 5; ++i) {
    s.task_wake(t, main, fetch[i]);
    s.task_switch(t + 100 * kMicrosecond, main, fetch[i]);
    s.task_end(t + 500 * kMicrosecond, main, fetch[i]);
    t += 500 * kMicrosecond;
  }
  s.task_wake(t, main, first);
  s.task_switch(t, main, first);
  s.print(t + 300 * kMicrosecond, main, p, "[412, 412, 412, 412, 412]\n", s.stack("main", 14, run));
  s.task_end(t + 500 * kMicrosecond, main, first);
  s.task_switch(t + 500 * kMicrosecond, main, {});
  s.thread_end(t + 2 * kMillisecond, main, 0);
  s.process_end(t + 2 * kMillisecond, p);
  return s.finish(t + 2 * kMillisecond);
}

// Threads that fight for a lock called 'db', sleep, hash without the GIL, and share one core.
inline std::unique_ptr<Trace> lock_and_native() {
  TraceScript s(2, "bank.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  s.start(0, main, 0, s.stack("<module>", 20));
  const ThreadId a = s.thread(1 * kMillisecond, p, main, "Thread-1 (transfer)");
  const ThreadId b = s.thread(1 * kMillisecond, p, main, "Thread-2 (transfer)");
  const ThreadId c = s.thread(1 * kMillisecond, p, main, "Thread-3 (digest)");
  s.block(2 * kMillisecond, main, 0, Cause::Join, "Thread-1 (transfer)", s.stack("<module>", 24),
          a);
  s.start(2 * kMillisecond, a, 0, s.stack("transfer", 9));
  s.core_on(3 * kMillisecond, b, 1);
  s.gil_request(3 * kMillisecond, b, a, s.stack("transfer", 8));
  s.core_off(3 * kMillisecond, b, 1, CoreOffReason::WantsGil);
  s.block(6 * kMillisecond, a, 0, Cause::Sleep, "sleep", s.stack("transfer", 10), {},
          16 * kMillisecond);
  s.start(6 * kMillisecond, b, 1, s.stack("transfer", 8));
  s.block(7 * kMillisecond, b, 1, Cause::Lock, "db", s.stack("transfer", 8), a);
  s.start(7 * kMillisecond, c, 1, s.stack("digest", 15));
  s.gil_release(8 * kMillisecond, c, GilReleaseReason::Native, {}, s.stack("digest", 16));
  s.native(8 * kMillisecond, 24 * kMillisecond, c, "hashlib.sha256", NativeMode::WithoutGil);
  s.unblock(16 * kMillisecond, a, 0, s.stack("transfer", 11));
  s.unblock(20 * kMillisecond + 1, b, 0, s.stack("transfer", 8), a);
  s.thread_end(20 * kMillisecond, a, 0);
  s.gil_request(24 * kMillisecond, c, b, s.stack("digest", 16));
  s.core_off(24 * kMillisecond, c, 1, CoreOffReason::WantsGil);
  s.native(22 * kMillisecond, 25 * kMillisecond, b, "json.dumps", NativeMode::WithGil);
  s.thread_end(26 * kMillisecond, b, 0);
  s.start(26 * kMillisecond, c, 1, s.stack("digest", 17));
  s.thread_end(28 * kMillisecond, c, 1);
  s.unblock(28 * kMillisecond, main, 0, s.stack("<module>", 27));
  s.thread_end(29 * kMillisecond, main, 0);
  s.process_end(29 * kMillisecond, p);
  return s.finish(29 * kMillisecond);
}

// Two threads, each with the lock that the other one waits for, until the machine gives up.
inline std::unique_ptr<Trace> deadlock() {
  TraceScript s(2, "dead.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId first = s.thread(0, p, {}, "Thread-1", ThreadRole::Main);
  const ThreadId second = s.thread(0, p, first, "Thread-2");
  s.start(0, first, 0, s.stack("one", 3));
  s.block(2 * kMillisecond, first, 0, Cause::Lock, "b", s.stack("one", 6), second);
  s.start(2 * kMillisecond, second, 1, s.stack("two", 8));
  s.block(4 * kMillisecond, second, 1, Cause::Lock, "a", s.stack("two", 10), first);
  s.mark(10 * kMillisecond, {}, EventKind::Deadlock, "deadlock");
  s.mark(10 * kMillisecond, first, EventKind::DeadlockMember, "b");
  s.mark(10 * kMillisecond, second, EventKind::DeadlockMember, "a");
  return s.finish(10 * kMillisecond);
}

// Prints, and a microsecond later raises.
inline std::unique_ptr<Trace> prints_and_fails() {
  TraceScript s(1, "fails.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  s.start(0, main, 0, s.stack("<module>", 1));
  s.print(kMillisecond, main, p, "soon\n", s.stack("<module>", 2));
  s.print(kMillisecond + 500, main, p, "now\n", s.stack("<module>", 3));
  s.mark(kMillisecond + 1000, main, EventKind::ExceptionRaised, "ValueError", "bad",
         s.stack("<module>", 4));
  s.thread_end(2 * kMillisecond, main, 0);
  return s.finish(2 * kMillisecond);
}

// Ten thousand times: 2 us of running, 98 us of sleep.
inline std::unique_ptr<Trace> short_runs() {
  TraceScript s(1, "short.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  const StackId line = s.stack("<module>", 3);
  s.start(0, main, 0, line);
  Nanos t = 0;
  for (int i = 0; i < 10'000; ++i, t += 100 * kMicrosecond) {
    s.block(t + 2 * kMicrosecond, main, 0, Cause::Sleep, "", line);
    s.unblock(t + 100 * kMicrosecond, main, 0, line);
  }
  s.thread_end(t + kMicrosecond, main, 0);
  return s.finish(t + kMicrosecond);
}

// One event loop with so many tasks that sleep for a while; and a thousandth as many threads that
// wait.
inline std::unique_ptr<Trace> many_tasks(int tasks) {
  TraceScript s(4, "many.py");
  const ProcessId p = s.process(0, {}, {}, "MainProcess", StartMethod::Main);
  const ThreadId main = s.thread(0, p, {}, "MainThread", ThreadRole::Main);
  const StackId run = s.stack("<module>", 9), sleep = s.stack("work", 5, run);
  s.start(0, main, 0, run);
  s.loop_start(kMillisecond, main);
  Nanos t = kMillisecond;
  std::vector<TaskId> ids;
  for (int i = 0; i < tasks; ++i, t += 3 * kMicrosecond) {
    ids.push_back(s.task(t, main, "Task-" + std::to_string(i + 1), "work", {}, run));
  }
  for (TaskId id : ids) {
    s.task_switch(t, main, id);
    s.task_await(t + 4 * kMicrosecond, main, id, Cause::Sleep, "", sleep);
    t += 4 * kMicrosecond;
  }
  s.task_switch(t, main, {});
  s.block(t, main, 0, Cause::Selector, "select", run);
  t += kSecond;
  s.unblock(t, main, 0, run);
  for (TaskId id : ids) {
    s.task_wake(t, main, id);
    s.task_switch(t, main, id);
    s.task_end(t + 5 * kMicrosecond, main, id);
    t += 5 * kMicrosecond;
  }
  s.task_switch(t, main, {});
  for (int i = 0; i < tasks / 10; ++i) {
    const ThreadId thread = s.thread(t, p, main, "Thread-" + std::to_string(i + 1));
    s.gil_request(t, thread, main);
    t += 50 * kMicrosecond;
  }
  s.thread_end(t, main, 0);
  return s.finish(t);
}

// About `events` events of `threads` threads that pass one GIL around, in slices of random length.
inline std::unique_ptr<Trace> many_events(std::size_t events, std::uint32_t threads = 8) {
  auto trace = std::make_unique<Trace>(std::size_t{1} << 31);
  Prng random(1);
  const auto add = [&](EventKind kind, Nanos at, std::uint32_t thread, std::uint32_t a,
                       std::uint32_t b = 0, std::uint32_t c = 0) {
    Event e = event_of(kind, at, ThreadId{thread});
    e.a = a;
    e.b = b;
    e.c = c;
    trace->append(e);
  };
  add(EventKind::RunStart, 0, 0, 1);
  add(EventKind::ProcessStart, 0, 0, 1, 0, trace->intern("MainProcess").value);
  for (std::uint32_t i = 1; i <= threads; ++i) {
    add(EventKind::ThreadStart, 0, i, 1, 0, trace->intern("Thread-" + std::to_string(i)).value);
    add(EventKind::GilRequest, 0, i, 1);
  }
  Nanos t = 0;
  for (std::uint32_t turn = 0; trace->size() + 5 < events; ++turn) {
    const std::uint32_t thread = 1 + static_cast<std::uint32_t>(random.below(threads));
    add(EventKind::CoreOn, t, thread, 0);
    add(EventKind::GilGrant, t, thread, 1);
    t += 1000 + static_cast<Nanos>(random.below(9000));
    add(EventKind::GilRelease, t, thread, 1);
    add(EventKind::GilRequest, t, thread, 1);
    add(EventKind::CoreOff, t, thread, 0);
  }
  add(EventKind::RunEnd, t, 0, 0);
  return trace;
}

}  // namespace gilscope::synthetic
