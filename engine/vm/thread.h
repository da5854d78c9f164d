// Thread: one thread of the simulated program, as the VM sees it. Owned by the machine; belongs to
// one process. The machine calls run() on it; whatever it waits for, it waits in the machine.
//
// The clock. Costs of instructions are summed per stretch of straight-line code, not per
// instruction: `clock` grows in units of 1/16 ns in its upper 40 bits, and counts instructions in
// its lower 24 bits. When it reaches `deadline` the next safe point (loop back-edge, function
// entry, return of a native call) stops the run. All that is deterministic: the same in every
// build.
#pragma once

#include "base/ids.h"
#include "base/nanos.h"
#include "trace/event.h"
#include "vm/frame.h"

namespace gilscope {

class Kernel;
struct Exception;

enum class Stop : std::uint8_t {
  Budget,    // the clock reached the deadline; nothing else to say
  Blocked,   // parked, or doing native work or I/O: run again when the machine says so
  Finished,  // the bottom frame returned Thread::result
  Raised,    // Thread::exception escaped the bottom frame
};

enum class Wake : std::uint8_t { Woken, TimedOut, Interrupted };

inline constexpr int kClockShift = 24;  // bits for the instruction count
inline constexpr std::int64_t kUnitsPerNano = 16;
inline constexpr std::int64_t clock_of(Nanos ns) {
  return (ns * kUnitsPerNano) << kClockShift;
}

struct StackChunk {  // a piece of the thread's frame stack, a heap buffer
  StackChunk* previous;
  std::uint32_t bytes;
  std::uint32_t used;
};

struct HandledException {  // a link of the chain that sys.exc_info() walks: one per running
                           // generator plus the thread's
  Value exception;         // None (or Null) or the exception being handled
  HandledException* previous;
};

struct Thread {
  Process* process = nullptr;
  Kernel* kernel = nullptr;
  ThreadId id;
  Frame* top = nullptr;
  StackChunk* chunk = nullptr;
  std::int64_t clock = 0;
  std::int64_t deadline = 0;
  Value exception;   // the one being raised, or Null
  Value result;      // of Stop::Finished
  Value stop_value;  // what a generator returned when a native frame or SEND receives Nothing
  HandledException handled;                 // the thread's own link
  HandledException* handled_top = nullptr;  // innermost running generator's link; null: `handled`
  std::uint32_t depth = 0;                  // Python frames, against the recursion limit
  std::uint32_t native_depth = 0;           // native_depth.h
  std::uint32_t nested = 0;  // > 0 inside call_nested: cannot block, does not collect
  Wake wake = Wake::Woken;
  bool async_exception_set = false;  // KeyboardInterrupt, stop: raised at the next safe point
  bool stop_requested = false;       // the run is being ended: unwinds everything
  Value async_exception;
  Value object;          // the _thread / threading.Thread object, for naming
  Value context;         // contextvars
  Value async_hooks[2];  // sys.set_asyncgen_hooks: firstiter, finalizer
  std::uint64_t io_ticket = 0;

  // Adds the cost of native work done right now, on this core, with the GIL held.
  void charge(Nanos ns) { clock += clock_of(ns); }
};

// The link whose exception is being handled right now: PUSH_EXC_INFO and POP_EXCEPT change it. To
// walk outwards (generators' links first, then the thread's own): link->previous, and after null
// the thread's `handled`.
inline HandledException& innermost_handled(Thread& thread) {
  return thread.handled_top ? *thread.handled_top : thread.handled;
}

// Runs until the clock is `budget` further or something else stops it. See Stop.
Stop run(Thread& thread, Nanos budget);

// Starts a call in a fresh thread: pushes the bottom frame; run() does the rest.
bool start_call(Thread& thread, Value callable, Tuple* args, Dict* kwargs);

// The stack of the thread as the trace wants it, innermost first; also for tracebacks of blocked
// threads.
struct StackEntry {
  CodeObject* code;
  std::int32_t line;
};
std::uint32_t stack_of(const Thread& thread, StackEntry* out, std::uint32_t max);

}  // namespace gilscope
