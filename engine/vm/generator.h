// Generators, coroutines and async generators: a Python frame that outlives its activation.
//
// Resuming pushes the generator's own frame on the thread; a yield pops it and delivers the value
// to the frame below like a call's result. When it returns, the frame below receives Nothing and
// Thread::stop_value, or, if it is a Python frame that expects a plain result (next(), .send()), a
// StopIteration is raised there.
#pragma once

#include "vm/exec.h"

namespace gilscope {

// RETURN_GENERATOR: moves the running frame (the top one) into a new object and pops it.
Generator* make_generator(Thread& thread, PythonFrame* frame);
inline bool is_generator_object(const Types& types, Value v) {
  if (!v.is_object()) return false;
  Type* type = v.object()->type;
  return type == types.generator || type == types.coroutine || type == types.async_generator;
}
// Puts the frame of a suspended generator on top of the thread. The caller places `sent` on its
// stack.
void resume_generator(Thread& thread, Generator* generator);
// After a yield: takes the frame off the thread.
void suspend_generator(Thread& thread, Generator* generator);
// After a return or an escaping exception: takes the frame off and releases it.
void finish_generator(Thread& thread, Generator* generator);

// SEND to what asend(), __anext__() and the like return.
Value async_step_send(Thread& thread, AsyncGeneratorStep* step, Value sent);

// GET_AWAITABLE, GET_AITER, GET_ANEXT.
Value get_awaitable(Thread& thread, Value v, std::int32_t where);
Value get_async_iterator(Thread& thread, Value v);
Value get_async_next(Thread& thread, Value iterator);

}  // namespace gilscope
