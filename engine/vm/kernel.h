// Kernel: all that the VM and the library ask of the world outside their process. Implemented by
// the machines (SimMachine: virtual time; HostMachine: the real thing). One blocking primitive,
// park, on wait ids; locks, conditions, queues, executors are built on it in Python, as CPython
// builds them on one lock type.
//
// Blocking: the native frame's step calls park (or native_work, or io with an answer of Blocked)
// and returns Value::blocked(). The machine stops running the thread, and when the wait is over
// runs it again: the step is called with input None, and thread.wake says why. A step must look at
// the world again after a wake-up: it owns nothing by being woken.
//
// Cross-process objects (pipes, semaphores, shared memory), files and the network are reached by
// io().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/nanos.h"
#include "trace/event.h"
#include "vm/thread.h"

namespace gilscope {

using WaitId = std::uint64_t;  // 0: nothing ever unparks it (sleep)

struct Wait {  // what the trace and the deadlock report say about a wait
  Cause cause = Cause::Unknown;
  std::string name;  // "db": the lock's or queue's name; may be empty
  ThreadId owner;    // who holds it, where known
};

// One request to the world. Which words mean what says io.def, by kind.
enum class IoKind : std::uint8_t {
#define IO(Name, sentence) Name,
#include "vm/io.def"
#undef IO
};

struct IoRequest {
  IoKind kind{};
  std::int64_t a = 0, b = 0, c = 0;
  double seconds = -1;      // time-out; negative: none
  std::string text, text2;  // path, URL, method, host
  std::string data;         // bytes to send or write
  std::vector<std::pair<std::string, std::string>> headers;
};

struct IoReply {
  std::int32_t error = 0;  // 0, or an errno value (CPython's Linux numbers)
  std::string error_text;
  std::int64_t a = 0, b = 0, c = 0;
  std::string text, data;
  std::vector<std::pair<std::string, std::string>> headers;
  std::int64_t ticket = 0;            // of the request this answers, in a completion taken from a port
  std::vector<IoReply> completions;   // PortWait
};

enum class IoStatus : std::uint8_t {
  Done,     // reply is filled in
  Blocked,  // return Value::blocked(), and call io again with the same request when stepped again
};

struct ThreadStart {
  Value callable;
  Tuple* args;
  Dict* kwargs;  // may be null
  std::string name;
  bool daemon = false;
};

struct ProcessStart {  // spawn and forkserver: a fresh interpreter that calls module.function(data)
  StartMethod method{};
  std::string module, function, data;
  std::string name;
};

class Kernel {
 public:
  virtual ~Kernel() = default;

  // The clock of the thread that asks, nanoseconds since the start of the run.
  virtual Nanos now(Thread& thread) = 0;
  // Time spent on a core by the thread, or by all threads of its process.
  virtual Nanos cpu_time(Thread& thread, bool whole_process) = 0;
  // A wait id that no one else has.
  virtual WaitId new_wait_id(Thread& thread) = 0;
  // The thread waits until an unpark of `id` reaches it or `deadline` (kForever: none) passes.
  virtual void park(Thread& thread, WaitId id, Nanos deadline, const Wait& wait) = 0;
  // Wakes up to `count` of the waiters of `id`, the longest waiting first; returns how many.
  virtual std::uint32_t unpark(Thread& thread, WaitId id, std::uint32_t count) = 0;
  // Native work of `duration` that starts now; with or without the GIL. Then return
  // Value::blocked().
  virtual void native_work(Thread& thread, Nanos duration, NativeMode mode,
                           std::string_view what) = 0;
  // Starts a thread; returns its id, or none with an exception set (limit of threads reached).
  virtual ThreadId start_thread(Thread& thread, const ThreadStart& start) = 0;
  // fork: answers twice, like fork(2): None of it in C++ -- the child is a copy whose pending
  // native call returns 0. Returns the child's pid, or 0 with an exception set.
  virtual std::int64_t fork(Thread& thread, std::string_view name) = 0;
  virtual std::int64_t start_process(Thread& thread, const ProcessStart& start) = 0;
  // With `port` 0: blocking. With a port: starts it, answers Done with reply.a = ticket, and posts
  // the reply to the port.
  virtual IoStatus io(Thread& thread, const IoRequest& request, IoReply& reply,
                      WaitId port = 0) = 0;
  // Appends an event to the trace: time, thread and stack are filled in here.
  virtual void emit(Thread& thread, Event event, std::string_view name = {}) = 0;
  // A text of the trace's string table, for the words of an Event.
  virtual std::uint32_t intern(Thread& thread, std::string_view text) = 0;
  // What the program prints: fd 1 or 2.
  virtual void write(Thread& thread, int fd, std::string_view bytes) = 0;
  // 64 random bits from the run's seed (os.urandom, unseeded random).
  virtual std::uint64_t random_bits(Thread& thread) = 0;
  // sys.setswitchinterval, for the GIL of the thread's process; negative: only asks. Returns the one in force.
  virtual Nanos switch_interval(Thread& thread, Nanos interval) = 0;
  // Ends the run, soon after: a library module has seen that the program would go on forever without doing anything.
  // `what` is the limit's name, `text` what the user is told.
  virtual void give_up(Thread& thread, std::string_view what, std::int64_t limit, std::string_view text) = 0;
};

}  // namespace gilscope
