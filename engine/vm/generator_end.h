// The end of generators, coroutines and asynchronous generators that nobody holds any more.
//
// CPython ends them when the last reference goes: a suspended one gets GeneratorExit, so that its
// finally and with blocks run, and a coroutine that was never started is warned of. Here those
// whose end can show are registered with the finalizers of weakref.h when they are made.
#pragma once

#include "vm/function.h"
#include "vm/process.h"

namespace gilscope {

// Called for every new one.
void watch_generator(Process& process, Generator* generator);
// Whether its death could show, now or later: what is finished needs no watching any more.
inline bool may_end_visibly(const Generator* generator) {
  return generator->state != GeneratorState::Finished;
}
// Whether its death shows as it is now. Allocates nothing: asked in the middle of a collection.
bool ends_visibly(const Generator* generator);
// One that was found dead is warned of, closed, or handed to the loop's hook. Null: exception
// pending.
Value end_generator(Thread& thread, Generator* generator);
// An expression statement has let go of a coroutine that was never awaited: most likely nobody else
// has it, which a collection at the next safe point finds out, so that the warning names this line.
void note_dropped_coroutine(Thread& thread);

}  // namespace gilscope
