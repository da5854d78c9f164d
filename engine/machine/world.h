// World: what lies outside the simulated processes and is shared by them: completion ports, pipes, semaphores, shared memory,
// the network, the disk. Deterministic: all that happens follows from requests, their times and the seed.
//
// A request is an Operation. attempt() either completes it or says when to try again: at a time, or when something it waits
// for changes (a Signal). The machine keeps the operations, their time-outs and the threads that wait for them.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/prng.h"
#include "vm/kernel.h"

namespace gilscope {

using Signal = std::uint64_t;  // something that changes: a pipe's readable end, a semaphore, ...

struct Operation {
  std::uint64_t id = 0;
  std::uint32_t process = 0;   // who asks
  IoRequest request;
  IoReply reply;
  Nanos deadline = kForever;   // of the request's time-out
  Nanos ready_at = -1;         // set by the first attempt of timed things (network, disk)
  bool done = false;
};

struct Attempt {
  bool done = false;
  Signal signal = 0;           // try again when it changes ...
  Nanos at = kForever;         // ... or at this time
  std::vector<Signal> others = {};  // ... or when one of these changes
};

class SimulatedNetwork;
class SimulatedDisk;
class SimulatedSockets;

class World {
 public:
  // `changed` is called when a signal changes: waiting operations should be tried again.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void changed(Signal signal) = 0;
  };

  World(Listener& listener, std::uint64_t seed, std::string standard_input);
  ~World();

  // Performs the request if it can be performed at `now`. Requests about threads and processes are the machine's.
  Attempt attempt(Operation& operation, Nanos now);
  // The operation is abandoned (time-out, cancellation).
  void abandon(Operation& operation);
  // What a finished started-on-a-port operation does.
  void complete_on_port(std::int64_t port, IoReply reply, std::int64_t ticket);
  // A new process has its parent's pipe ends open; when all that have an end are gone or have closed it, the other side knows.
  void process_started(std::uint32_t parent, std::uint32_t child);
  void process_ended(std::uint32_t process);

 private:
  struct Pipe;
  void close_end(std::uint32_t process, std::int64_t handle);
  struct Semaphore;
  struct Memory;
  struct Port;

  Attempt pipe_receive(Operation& op);
  Attempt pipe_send(Operation& op);
  Attempt semaphore(Operation& op);
  Attempt memory(Operation& op);
  Attempt port_wait(Operation& op);
  Attempt wait_any(Operation& op, Nanos now);
  Attempt timed(Operation& op, Nanos now);
  Attempt read_line(Operation& op);
  Attempt socket(Operation& op, Nanos now);
  bool readable(std::int64_t handle);
  Pipe* pipe_of(std::int64_t handle);
  static Attempt fail(Operation& op, int error, std::string text);
  static Attempt done(Operation&) { return {true, 0, kForever}; }

  Listener& listener_;
  std::uint64_t next_id_ = 3;  // 0..2 are the standard streams
  std::map<std::int64_t, std::shared_ptr<Pipe>> pipes_;  // by either end's handle
  std::map<std::uint32_t, std::set<std::int64_t>> ends_;  // which pipe ends and sockets each process has open
  std::map<std::int64_t, Semaphore> semaphores_;
  std::map<std::int64_t, Memory> memories_;
  std::map<std::int64_t, Port> ports_;
  std::unique_ptr<SimulatedNetwork> network_;
  std::unique_ptr<SimulatedDisk> disk_;
  std::unique_ptr<SimulatedSockets> sockets_;
  std::string standard_input_;
  std::size_t input_position_ = 0;
};

}  // namespace gilscope
