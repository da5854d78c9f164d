// SimMachine: runs a program on a simulated computer: virtual time, N cores, an operating system that gives runnable threads a
// core and time slices, a GIL per process. Deterministic: the same program and options give the same trace, bit for bit.
//
// How time passes. Every thread that is on a core has a clock of its own; everything that will happen at a known moment (time-outs,
// ends of sleeps, answers of the network, switch intervals) is an event in one queue. The machine always goes on with what is
// earliest: the first event, or the running thread whose clock is furthest behind, which then runs up to the next event or a little
// (kLookahead) beyond the other running threads' clocks. Whatever one process does to another takes effect at least that much
// later, so nothing ever arrives in anybody's past. Ties break by order of creation.
//
// A thread's life: Runnable (wants a core) -> OnCore -> (asks for the GIL) runs bytecode; leaves the core when it waits for the GIL,
// parks, or its time slice is over and others want the core.
#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <queue>
#include <unordered_map>

#include "machine/gil.h"
#include "machine/latencies.h"
#include "machine/machine.h"
#include "machine/world.h"

namespace gilscope {

class SimMachine final : public Machine, private Kernel, private World::Listener {
 public:
  SimMachine(SourceLoader& loader, std::vector<NativeModule> modules, const CostTable& costs, const Program& program,
             const MachineOptions& options);
  ~SimMachine() override;

  RunState step(std::uint32_t slices) override;
  void stop() override { stop_requested_.store(true); }
  RunState state() const override { return state_; }
  const Trace& trace() const override { return trace_; }
  int exit_status() const override { return exit_status_; }
  Nanos now() const override;
  std::uint64_t instructions() const override { return instructions_; }
  std::string message() const override { return message_; }

  // Called with what the program writes, as it writes it (fd 1 or 2).
  std::function<void(int fd, std::string_view bytes, Nanos time)> on_output;

 private:
  struct SimProcess;
  struct SimThread;
  enum class ThreadState : std::uint8_t {
    Runnable, OnCore, WantsGil, ForcedSwitch, Parked, Waking, NativeWithGil, NativeFree, Finished
  };
  enum class EventType : std::uint8_t { Wake, Timeout, GilInterval, GilWake, NativeDone, Start, Operation };
  struct Pending {  // an entry of the event queue
    Nanos time;
    std::uint64_t order;  // of insertion: the tie-break
    EventType type;
    std::uint32_t thread;
    std::uint64_t stamp;  // must equal the thread's, or the event is stale
  };
  struct Later {
    bool operator()(const Pending& a, const Pending& b) const {
      return a.time != b.time ? a.time > b.time : a.order > b.order;
    }
  };

  // --- scheduling (sim_machine.cpp)
  void run_slice(SimThread& thread, Nanos horizon);
  void handle(const Pending& event);
  void schedule(Nanos time, EventType type, SimThread& thread);
  void make_runnable(SimThread& thread, Nanos time);
  void dispatch();
  void leave_core(SimThread& thread, CoreOffReason reason);
  void acquire_gil(SimThread& thread);
  void release_gil(SimThread& thread, GilReleaseReason reason);
  void drop_gil_if_asked(SimThread& thread);
  void preempt_if_due(SimThread& thread);
  void block(SimThread& thread, GilReleaseReason reason);
  void wake(SimThread& thread, Nanos time, Wake reason, ThreadId waker);
  SimThread* next_to_run(Nanos* second);
  Nanos settled_until() const;
  void flush_trace();

  // --- lives of threads and processes (sim_lives.cpp)
  SimThread& new_thread(SimProcess& process, std::string name, ThreadRole role, ThreadId parent);
  SimProcess& new_process(std::unique_ptr<Process> vm, SimProcess* parent, std::string name, StartMethod method);
  void thread_finished(SimThread& thread, bool raised);
  void main_phase_over(SimThread& thread, bool raised);
  void append_uncaught(SimThread& thread, Value exception, const std::string& report);
  void end_process(SimProcess& process, int exit_code);
  void remove_thread(SimThread& thread);
  bool garbage_wakes_somebody();
  void report_deadlock();
  std::int64_t number_of_item(SimThread& thread, const Event& event, std::string_view name);
  void end_run(RunState state, std::string message);
  void reach_limit(const char* name, std::int64_t limit, const std::string& text, bool tell_place = true);
  bool check_limits();
  SimThread* whom_to_name();
  std::string where(SimThread& thread);

  // --- Kernel (sim_kernel.cpp)
  Nanos now(Thread& thread) override;
  Nanos cpu_time(Thread& thread, bool whole_process) override;
  WaitId new_wait_id(Thread&) override { return next_wait_id_++; }
  void park(Thread& thread, WaitId id, Nanos deadline, const Wait& wait) override;
  std::uint32_t unpark(Thread& thread, WaitId id, std::uint32_t count) override;
  void native_work(Thread& thread, Nanos duration, NativeMode mode, std::string_view what) override;
  ThreadId start_thread(Thread& thread, const ThreadStart& start) override;
  std::int64_t fork(Thread& thread, std::string_view name) override;
  std::int64_t start_process(Thread& thread, const ProcessStart& start) override;
  IoStatus io(Thread& thread, const IoRequest& request, IoReply& reply, WaitId port) override;
  void emit(Thread& thread, Event event, std::string_view name) override;
  std::uint32_t intern(Thread&, std::string_view text) override { return trace_.intern(text).value; }
  void write(Thread& thread, int fd, std::string_view bytes) override;
  std::uint64_t random_bits(Thread&) override { return random_.next(); }
  Nanos switch_interval(Thread& thread, Nanos interval) override;
  void give_up(Thread& thread, std::string_view what, std::int64_t limit, std::string_view text) override;

  // --- operations of the world (sim_operations.cpp)
  void changed(Signal signal) override;
  struct Waiting;
  bool try_operation(Waiting& waiting, Nanos time);
  void finish_operation(Waiting& waiting, Nanos time);
  Attempt attempt_own(Waiting& waiting, Nanos time);
  bool give_up(Operation& op);
  void subscribe(Waiting& waiting, const Attempt& attempt);
  void retry_signal(Signal signal, Nanos time);
  void forget_operations(SimProcess& process);
  static bool is_own(IoKind kind);

  SimThread& sim(Thread& thread);
  void settle_clock(SimThread& thread);
  StackId stack_of_thread(SimThread& thread);
  Event event_for(SimThread& thread, EventKind kind, std::uint8_t reason = 0);
  void append(const Event& event);

  SourceLoader& loader_;
  std::vector<NativeModule> modules_;
  const CostTable& costs_;
  MachineOptions options_;
  Latencies latencies_;
  Trace trace_;
  std::vector<Event> unordered_;  // emitted, not yet in the trace: sorted by time when nothing earlier can come
  Prng random_;
  Prng scheduling_;
  World world_;

  std::vector<std::unique_ptr<SimProcess>> processes_;
  std::vector<std::unique_ptr<SimThread>> threads_;  // by id - 1; slots of ended threads are emptied
  std::vector<SimThread*> cores_;
  std::vector<Nanos> core_free_since_;
  std::deque<SimThread*> runnable_;
  std::priority_queue<Pending, std::vector<Pending>, Later> events_;
  std::unordered_map<WaitId, std::deque<SimThread*>> waiters_;
  std::map<std::uint64_t, std::unique_ptr<Waiting>> operations_;  // by id: in order of issue
  std::unordered_map<Signal, std::vector<std::uint64_t>> signal_waiters_;
  std::vector<Signal> changed_;
  std::uint64_t next_order_ = 0, next_operation_ = 1;
  WaitId next_wait_id_ = WaitId{1} << 32;
  std::int64_t next_pid_ = 4242;
  std::vector<SimProcess*> leaving_;  // ended: their heaps are freed when no slice is running
  std::uint32_t live_threads_ = 0, live_processes_ = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::deque<std::int64_t>> queued_items_;  // by process and name
  std::int64_t last_item_ = 0;
  Nanos horizon_ = 0;  // nothing earlier can happen any more
  Nanos latest_ = 0;   // of all events: may be in the trace already when nothing is left to happen
  std::uint32_t slices_since_flush_ = 0;
  std::uint64_t instructions_ = 0;
  std::size_t output_bytes_ = 0;
  std::atomic<bool> stop_requested_{false};
  RunState state_ = RunState::Running;
  int exit_status_ = 0;
  std::string message_;
  struct GivenUp {
    std::string what;
    std::int64_t limit = 0;
    std::string text;
  } given_up_;
};

}  // namespace gilscope
