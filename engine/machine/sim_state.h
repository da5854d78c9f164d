// The machine's own records of a process and a thread. For the sim_*.cpp files only.
#pragma once

#include "machine/sim_machine.h"

namespace gilscope {

struct SimMachine::SimProcess {
  ProcessId id;
  std::unique_ptr<Process> vm;
  Gil gil;
  Nanos switch_interval = 5 * kMillisecond;
  std::int64_t pid = 0;
  SimProcess* parent = nullptr;
  std::string name;
  std::uint32_t main_thread = 0;  // index into threads_
  std::vector<std::uint32_t> threads;
  std::uint32_t forced = 0;       // thread + 1 that waits for the switch it was asked for
  int phase = 0;                  // of the main thread's life: program, shutdown
  int exit_code = 0;
  bool ended = false;
  bool reaped = false;
  Nanos cpu_time = 0;             // of its ended threads
};

struct SimMachine::SimThread {
  Thread vm;
  SimProcess* process = nullptr;
  std::uint32_t index = 0;  // into threads_; id is index + 1
  ThreadState state = ThreadState::Runnable;
  Nanos now = 0;            // its clock, without what vm.clock has gained in the present slice
  int core = -1;
  bool has_gil = false;
  bool wants_gil = false;   // has emitted gil_request without a grant
  bool in_slice = false;    // run() is on the C++ stack
  std::uint64_t stamp = 0;  // events with an older one are stale
  WaitId waits_for = 0;
  ThreadId waker;
  Wait wait;
  std::uint64_t operation = 0;  // the request it waits for
  Nanos slice_start = 0;
  Nanos core_since = 0;     // on the present core
  Nanos cpu_time = 0;       // on cores before that
  std::string name;
  ThreadRole role = ThreadRole::Normal;
  StackId stack;            // of the frames that `stack_key` stands for
  std::uint64_t stack_key = 0;
};

struct SimMachine::Waiting {
  Operation operation;
  SimProcess* process = nullptr;
  std::uint32_t thread = 0;  // index + 1 of the thread that is blocked; 0: goes to the port
  std::int64_t port = 0;
  std::uint64_t stamp = 0;   // of its timer
  std::vector<Signal> signals = {};  // those that will make it try again
};

}  // namespace gilscope
