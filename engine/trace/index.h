// TraceIndex: the events of a trace turned into lanes of spans, one lane per thread, GIL, core,
// event loop and task, with the facts about each. It reads the trace in one pass and remembers how
// far it got, so a live view calls extend() each frame and pays only for what is new. Statistics
// and view read the index, and go back to single events only for details (who owns the lock, which
// line). It never writes to the trace.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trace/buffer.h"
#include "trace/lane.h"

namespace gilscope {

// What a thread is doing, as one colour of its lane.
enum class ThreadState : std::uint8_t {
  None,              // not started yet, or ended
  RunningGil,        // runs bytecode: has the GIL and a core
  RunningNativeGil,  // native work that keeps the GIL
  RunningNative,     // native work without the GIL: truly parallel
  RunningFree,  // has a core but no GIL and no native work: free-threaded builds, interpreter's own
  RunnableGil,  // has the GIL but no core: everybody waits for the operating system
  Runnable,     // could run, has no core
  WantsGil,     // waits for the GIL
  Io,           // waits for network, file, pipe
  Lock,         // waits for a lock, a condition, a queue, ...
  Join,         // waits for another thread's or process's end
  Sleep,        // time.sleep
  Idle,         // an event loop with nothing to do
};
inline constexpr int kThreadStates = 13;
std::string_view thread_state_name(ThreadState state);  // snake_case, as in data and exports

enum class TaskState : std::uint8_t { None, Ready, Running, Awaiting };
std::string_view task_state_name(TaskState state);

// GIL, core and loop lanes: Free, or Busy with `who`.
enum class HolderState : std::uint8_t { Free, Busy };

struct ProcessInfo {
  ProcessId id;
  ProcessId parent;
  StringId name;
  StartMethod start_method = StartMethod::Main;
  std::int64_t pid = 0;
  Nanos begin = 0;
  Nanos end = -1;  // -1: still there
  std::int64_t exit_status = 0;
};

// How many tasks of one event loop are in which state, from this moment on.
struct TaskCounts {
  Nanos at = 0;
  std::uint32_t ready = 0;
  std::uint32_t running = 0;
  std::uint32_t awaiting = 0;
};

struct ThreadInfo {
  ThreadId id;
  ProcessId process;
  ThreadId parent;
  StringId name;
  ThreadRole role = ThreadRole::Normal;
  Nanos begin = 0;
  Nanos end = -1;
  Lane lane;  // ThreadState
  Lane loop;  // HolderState, who = task; empty if the thread never ran an event loop
  std::vector<std::uint32_t> instants;  // events worth a mark, by index, in order
  std::vector<TaskId> tasks;
  std::vector<TaskCounts> task_counts;  // in order of time; each holds until the next
  std::uint64_t switches_in = 0;        // how often it got the GIL from another thread
};

struct TaskInfo {
  TaskId id;
  ThreadId thread;
  TaskId parent;
  StringId name;
  StringId coroutine;
  Nanos begin = 0;
  Nanos end = -1;
  TaskOutcome outcome = TaskOutcome::Returned;
  Lane lane;  // TaskState
};

struct GilInfo {
  std::uint32_t id = 0;
  ProcessId process;
  Lane lane;  // HolderState, who = thread
  Nanos switch_interval = 5 * kMillisecond;
  std::uint64_t switches[4] = {};  // by GilReleaseReason; the holder really changed
  std::uint64_t releases[4] = {};  // by GilReleaseReason, whoever came next
  std::uint64_t drop_requests = 0;
};

// No thread is on any core: everybody waits.
struct IdleStretch {
  Nanos begin = 0;
  Nanos end = 0;
};

struct CoreInfo {
  Lane lane;  // HolderState, who = thread
};

// A line from one event to another, drawn as an arrow. For the started kinds both are the child's
// thread_start event, whose parent_t says where the arrow comes from.
enum class ArrowKind : std::uint8_t { Message, QueueItem, ThreadStarted, ProcessStarted };
struct Arrow {
  std::uint32_t from = 0;  // event indices
  std::uint32_t to = 0;
  ArrowKind kind = ArrowKind::Message;
};

struct RequestInfo {
  std::uint32_t begin_event = 0;
  std::uint32_t end_event = 0;  // 0: not answered
};

class TraceIndex {
 public:
  explicit TraceIndex(const Trace& trace) : trace_(trace) {}

  // Reads what was appended since the last call; true if there was anything.
  bool extend();

  const Trace& trace() const { return trace_; }
  // Up to where the run is known: the last event read or, while it goes on, the clock if that is
  // later.
  Nanos end_time() const { return finished_ ? end_time_ : std::max(end_time_, clock_); }
  // The machine's clock of a run that goes on: what is open lasts at least until then.
  void set_clock(Nanos now) { clock_ = now; }
  bool finished() const { return finished_; }  // run_end was read

  const std::vector<ProcessInfo>& processes() const { return processes_; }
  const std::vector<ThreadInfo>& threads() const { return threads_; }
  const std::vector<TaskInfo>& tasks() const { return tasks_; }
  const std::vector<GilInfo>& gils() const { return gils_; }
  const std::vector<CoreInfo>& cores() const { return cores_; }
  const std::vector<Arrow>& arrows() const { return arrows_; }  // in order of `to`
  const std::vector<RequestInfo>& requests() const { return requests_; }
  const std::vector<std::uint32_t>& outputs() const { return outputs_; }  // output events
  const std::vector<std::uint32_t>& notices() const { return notices_; }  // limits, deadlocks
  bool deadlocked() const { return deadlocked_; }  // the waits at the end never end
  bool has_instant(EventKind kind) const {         // any thread's, anywhere in the run
    return instant_kinds_ >> static_cast<int>(kind) & 1;
  }

  const std::vector<IdleStretch>& idle_stretches() const { return idle_; }

  // Null where the id is unknown.
  const ProcessInfo* process(ProcessId id) const;
  const ThreadInfo* thread(ThreadId id) const;
  const TaskInfo* task(TaskId id) const;
  const GilInfo* gil(std::uint32_t id) const;

  // The counts in force at t; all zero before the first task.
  static TaskCounts task_counts_at(const ThreadInfo& thread, Nanos t);

  std::string_view name_of(ThreadId id) const;  // "" where unknown
  std::string_view name_of(TaskId id) const;

  // Time during which at least one core was busy, and the sum over all cores, up to end_time().
  Nanos any_core_busy_ns() const;
  Nanos all_cores_busy_ns() const;

 private:
  // The facts about a thread from which its state follows.
  struct Facts {
    std::uint16_t core = 0;  // core + 1
    bool parked = false;
    bool has_gil = false;
    bool wants_gil = false;
    bool native = false;
    bool ended = false;
    Cause cause = Cause::Unknown;
    NativeMode native_mode = NativeMode::WithGil;
    std::uint32_t gil = 0;
  };
  void read(const Event& event, std::uint32_t index);
  void read_run(const Event& event, std::uint32_t index);
  bool read_thread(const Event& event, std::uint32_t index);
  bool read_gil(const Event& event, std::uint32_t index);
  bool read_task(const Event& event, std::uint32_t index);
  void read_data(const Event& event, std::uint32_t index);
  void set_core(const Event& event, std::uint32_t index, std::uint32_t who);
  void push_instant(const Event& event, std::uint32_t index);
  void push_thread_state(const Event& event, std::uint32_t index, bool distinct = false);
  void push_task_state(const Event& event, std::uint32_t index, TaskId task, TaskState state);
  void count_task(Nanos at, ThreadInfo& thread, TaskState before, TaskState after);
  ThreadInfo& thread_at(ThreadId id);
  GilInfo& gil_at(std::uint32_t id, ThreadId user);
  static ThreadState state_of(const Facts& facts);

  const Trace& trace_;
  std::size_t read_ = 0;
  Nanos end_time_ = 0;  // of the last event read
  Nanos clock_ = 0;
  bool finished_ = false;
  bool deadlocked_ = false;
  std::uint64_t instant_kinds_ = 0;  // a bit per EventKind

  std::vector<ProcessInfo> processes_;
  std::vector<ThreadInfo> threads_;
  std::vector<Facts> facts_;  // beside threads_
  std::vector<TaskInfo> tasks_;
  std::vector<GilInfo> gils_;
  std::vector<std::uint8_t> last_release_;  // beside gils_: reason of the last release
  std::vector<std::uint32_t> last_holder_;  // beside gils_
  std::vector<CoreInfo> cores_;
  std::vector<Arrow> arrows_;
  std::vector<RequestInfo> requests_;
  std::vector<std::uint32_t> outputs_;
  std::vector<std::uint32_t> notices_;
  std::vector<std::uint32_t> process_at_, thread_at_, task_at_, gil_at_;  // id -> position + 1
  std::unordered_map<std::int64_t, std::uint32_t> messages_, items_, open_requests_;

  std::uint32_t busy_cores_ = 0;
  Nanos busy_since_ = 0;
  Nanos idle_since_ = 0;
  std::vector<IdleStretch> idle_;
  Nanos any_busy_ = 0;
};

}  // namespace gilscope
