// Small helpers of native frames that iterate.
#pragma once

#include "vm/collect.h"
#include "vm/frame.h"
#include "vm/native.h"
#include "vm/operations.h"

namespace gilscope {

// iter_next from within a step: the answer, or Pending with the frame set to receive it in `state`.
// A StopIteration of a Python-level __next__ then reaches the frame as Nothing. The step must reset
// awaits_next when it is entered again.
inline Value next_in_frame(Thread& thread, NativeFrame& frame, Value iterator, std::int32_t state) {
  frame.state = state;
  frame.awaits_next = true;
  Value item = iter_next(thread, iterator);
  if (item.is_pending()) return item;
  frame.awaits_next = false;
  if (!item.is_null() || !pending_is(thread, thread.process->types.StopIteration)) return item;
  take_exception(thread);
  return Value::nothing();
}

// Pushes a frame and says Pending.
inline Value start_frame(Thread& thread, const NativeFrameType& type, const Value* slots,
                         std::uint32_t count) {
  push_native_frame(thread, type, slots, count);
  return Value::pending();
}

// Calls iter() on each of `iterables`, then answers ready(thread, object, iterators): how adapters
// are made. In a native frame where an __iter__ may be Python code.
using IteratorsReady = Value (*)(Thread& thread, Value object, Tuple* iterators);
Value attach_iterators(Thread& thread, Value object, const Value* iterables, std::uint32_t count,
                       IteratorsReady ready);
// Marks `object`, an iterator over `sources`, as native when all of them are.
void mark_native(Process& process, Value object, const Value* sources, std::uint32_t count);

inline Value self_iterator(Thread&, Value self) {
  return self;
}

Value long_range_next(Thread& thread, Value self);  // range.cpp

inline bool is_slice(Process& process, Value v) {
  return v.is_object() && v.object()->type == process.types.slice;
}

}  // namespace gilscope
