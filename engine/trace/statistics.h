// Statistics of a trace: how much time went where. The numbers behind `gilscope --stats` and the
// statistics panel. Everything comes from the index's lanes, whose sums are kept while it is built.
//
// Definitions (times in ns, up to the trace's last event):
//  wall_ns          time of the last event.
//  core_busy_ns     per core: time with a thread on it.
//  parallelism      mean number of busy cores while at least one is busy: all core_busy_ns together
//                   divided by the time in which any core is busy. 1.0: never two at once. 0:
//                   nothing ran.
//  gil_held_ns      per thread: time it has a GIL, on a core or not, in bytecode or native work.
//  gil_wait_ns      per thread: time it is ready to run Python and waits for the GIL.
//  io_ns            per thread: waiting for network, files, pipes, and, in an event loop, for any
//  of
//                   its sockets and timers (that part is also given alone, as idle_ns).
//  lock_ns          per thread: waiting for locks, conditions, events, semaphores, barriers,
//  queues,
//                   futures, and for the end of threads and processes (that part also as join_ns).
//  sleep_ns         per thread: time.sleep.
//  native_ns        per thread: native work on a core without the GIL.
//  runnable_ns      per thread: ready to run but no core free (runnable_gil: while having the GIL).
//  gil_switches     how often a GIL passed from one thread to another, by the reason of the release
//                   before: drop_request, blocked (a blocking call), native, finished.
//  waits            per cause: how many waits of threads and of tasks, and how long in all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trace/index.h"

namespace gilscope {

struct ThreadStatistics {
  ThreadId thread;
  ProcessId process;
  StringId name;
  Nanos life_ns = 0;
  Nanos running_ns = 0;  // on a core
  Nanos gil_held_ns = 0;
  Nanos gil_wait_ns = 0;
  Nanos io_ns = 0;
  Nanos idle_ns = 0;
  Nanos lock_ns = 0;
  Nanos join_ns = 0;
  Nanos sleep_ns = 0;
  Nanos native_ns = 0;
  Nanos runnable_ns = 0;
  std::uint64_t switches_in = 0;
};

struct WaitStatistics {
  Cause cause = Cause::Unknown;
  std::uint64_t thread_waits = 0;
  Nanos thread_ns = 0;
  std::uint64_t task_waits = 0;
  Nanos task_ns = 0;
};

struct Statistics {
  Nanos wall_ns = 0;
  Nanos any_core_busy_ns = 0;
  Nanos all_cores_busy_ns = 0;
  std::int64_t exit_status = 0;
  std::uint64_t processes = 0;
  std::uint64_t tasks = 0;
  std::uint64_t gil_switches[4] = {};  // by GilReleaseReason
  std::uint64_t gil_releases[4] = {};
  std::uint64_t drop_requests = 0;
  std::vector<Nanos> core_busy_ns;
  std::vector<ThreadStatistics> threads;
  std::vector<WaitStatistics> waits;  // causes that occurred, in the order of reason.def

  // parallelism * 10^6, as an integer so that every platform writes the same digits.
  std::int64_t parallelism_millionths() const;
};

Statistics statistics_of(const TraceIndex& index);

// The JSON object of `--stats`; `instructions` is what the machine counted.
std::string statistics_json(const TraceIndex& index, const Statistics& statistics,
                            std::uint64_t instructions);

}  // namespace gilscope
