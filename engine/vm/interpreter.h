// The interpreter loop's door for the rest of the VM. run() of thread.h is what machines call.
//
// The loop keeps the running frame's registers (instruction pointer, stack pointer, clock) in C++
// locals and writes them back whenever it calls out ("sync"). The clock: true clock = acc +
// clock_prefix[index after the current instruction]; a taken jump adds its clock_delta,
// straight-line code adds nothing.
//
// Results travel in one of two ways: an operation answers at once, or it pushed a frame and answers
// Pending; then the loop goes on with whatever frame is on top, and each frame that ends delivers
// its result to the frame below (see Landing).
#pragma once

#include "vm/thread.h"

namespace gilscope {

enum class Exit : std::uint8_t {
  Budget,    // at a safe point, the clock has reached the deadline
  Blocked,   // a native frame parked the thread
  Returned,  // a Boundary received Thread::result (popped)
  Raised,    // a Boundary received Thread::exception (popped)
};

// Runs whatever is on top of the thread. `input` goes to a native frame that had started before.
Exit interpret(Thread& thread);

}  // namespace gilscope
