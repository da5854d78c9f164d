#include "machine/gil.h"

#include <algorithm>

#include "base/check.h"

namespace gilscope {

bool Gil::try_take(ThreadId thread) {
  if (locked()) return false;
  forget(thread);
  holder_ = thread;
  if (last_holder_ != thread) ++switch_number_;
  last_holder_ = thread;
  return true;
}

void Gil::wait(ThreadId thread) {
  for (Waiter& waiter : waiters_) {
    if (waiter.thread != thread) continue;
    waiter.switch_number = switch_number_;
    waiter.signalled = false;
    return;
  }
  waiters_.push_back({thread, switch_number_, false});
}

bool Gil::interval_expired(ThreadId thread) {
  for (Waiter& waiter : waiters_) {
    if (waiter.thread != thread) continue;
    bool starved = locked() && waiter.switch_number == switch_number_;
    waiter.switch_number = switch_number_;
    if (!starved || drop_requested_) return false;
    drop_requested_ = true;
    drop_requested_by_ = thread;
    return true;
  }
  return false;
}

void Gil::release() {
  GILSCOPE_CHECK(locked(), "only a locked GIL can be released");
  holder_ = {};
  drop_requested_ = false;
  drop_requested_by_ = {};
}

void Gil::forget(ThreadId thread) {
  std::erase_if(waiters_, [thread](const Waiter& waiter) { return waiter.thread == thread; });
}

}  // namespace gilscope
