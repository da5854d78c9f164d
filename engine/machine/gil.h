// Gil: the protocol of Python/ceval_gil.c as a pure state machine. It knows no clock, no core and no thread but by id: whoever
// owns it (SimMachine with virtual time, HostMachine with a mutex and a condition variable) tells it what happened and asks what
// follows. One test table drives both uses.
//
// The protocol, in CPython's words
//   take_gil: while locked, wait up to the switch interval; on a time-out with the GIL still locked and no switch since this wait
//     began, set the drop request; then wait again.
//   drop_gil: unlock, signal one waiter. If the drop request was set, wait until some other thread has taken the GIL (forced
//     switch) before asking for it again.
// A waiter that is signalled does not own the GIL: it must wake up and take it, and may find it taken.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"

namespace gilscope {

class Gil {
 public:
  struct Waiter {
    ThreadId thread;
    std::uint64_t switch_number;  // when its present wait began
    bool signalled;
  };

  bool locked() const { return static_cast<bool>(holder_); }
  ThreadId holder() const { return holder_; }
  ThreadId last_holder() const { return last_holder_; }
  bool drop_requested() const { return drop_requested_; }
  ThreadId drop_requested_by() const { return drop_requested_by_; }
  std::uint64_t switches() const { return switch_number_; }
  const std::vector<Waiter>& waiters() const { return waiters_; }

  // Takes it if it is free. A thread that waited stops waiting. False: locked.
  bool try_take(ThreadId thread);
  // The thread begins to wait (or begins its next interval).
  void wait(ThreadId thread);
  // The thread's interval is over. True: the drop request was set by it just now.
  bool interval_expired(ThreadId thread);
  // The holder lets go. Clears the drop request.
  void release();
  // The waiter in place `index` is woken to try; at most one is signalled per release.
  void signal(std::size_t index) { waiters_[index].signalled = true; }
  // A waiter goes away without having taken it (its process ends).
  void forget(ThreadId thread);

 private:
  ThreadId holder_, last_holder_, drop_requested_by_;
  bool drop_requested_ = false;
  std::uint64_t switch_number_ = 0;
  std::vector<Waiter> waiters_;  // the longest waiting first
};

}  // namespace gilscope
