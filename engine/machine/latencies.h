// What the operating system and the interpreter's start-up take, beyond the cost of instructions: data, measured on a real
// machine by benchmarks/measure_costs.py (the figures there, and in CPYTHON.md's table, are medians; see docs/costs.md).
#pragma once

#include "base/nanos.h"

namespace gilscope {

struct Latencies {
  Nanos wake_ns = 12'000;            // from being woken to running, with a core free
  Nanos thread_start_ns = 45'000;    // the caller's share of starting a thread
  Nanos thread_birth_ns = 25'000;    // from then to the new thread's first instruction
  Nanos fork_ns = 700'000;           // the caller's share of fork
  Nanos fork_birth_ns = 400'000;
  Nanos spawn_ns = 1'500'000;        // the caller's share of starting an interpreter
  Nanos spawn_birth_ns = 45'000'000; // a fresh interpreter until its first line; imports come on top
  Nanos forkserver_birth_ns = 9'000'000;
  Nanos exit_ns = 600'000;           // a process's end, as its parent sees it
  Nanos pipe_ns = 8'000;             // a message through a pipe, without its bytes
  Nanos pipe_byte_ps = 250;          // and each byte, in picoseconds
  Nanos time_slice_ns = 4 * kMillisecond;  // when more threads than cores are runnable
};

// Nothing that one process does reaches another sooner than this; how far cores may run ahead of each other.
inline constexpr Nanos kLookahead = 8'000;

}  // namespace gilscope
