// Frames: activations of Python functions and of native functions that call back into Python. They
// lie on a thread's own stack in the heap (or inside a generator), never on the C++ stack, so a
// thread can be suspended between any two instructions and resumed later.
//
// The protocol between frames
// - A frame returns one Value to `previous`. What a Python frame does with it says its `landing`:
// push it (the
//   usual), drop it, turn it into a truth value, ... (interpreter.cpp).
// - A native function that needs Python to run pushes a NativeFrame (push_native_frame) and returns
//   Value::pending(). The interpreter then calls frame->ops->step(thread, *frame, input) again and
//   again:
//     first with input Null and state 0,
//     then with the result of whatever the step itself started (a call, iter_next, getattr, ...
//     that answered Pending); Nothing when an iterator was exhausted; Null with Thread::exception
//     set when it raised.
//   step answers with its result, Null (exception pending), Pending (it pushed another frame: it
//   will be stepped again with that one's result) or Blocked (it parked the thread: stepped again,
//   with input None, after the wake-up; Thread::wake tells why).
// - All that a NativeFrame needs to remember across steps is in `state` and in its `slots`; both
// survive
//   collection and fork. C++ locals of step do not survive a Pending or a Blocked.
// Example: sum() in builtins_iteration.cpp.
#pragma once

#include "vm/object.h"

namespace gilscope {

struct CodeObject;
struct Function;
struct Generator;
struct NativeFrame;
struct ExecInstruction;

enum class FrameKind : std::uint8_t {
  Python,
  Native,
  Boundary
};  // Boundary: run() or call_nested returns to C++ here.

// What the receiving Python frame does with the result of a frame that one of its instructions
// pushed.
enum class Landing : std::uint8_t {
  Push,     // onto the value stack
  Discard,  // a statement such as STORE_ATTR
  Bool,     // result of __bool__/__contains__ ...: check, convert, push
  NotBool,  // the same, negated
  ForIter,  // next item, or the loop is over
  Method,   // LOAD_METHOD: the attribute, then null
  Init,     // __init__: must be None; the instance is on the stack already
  Send,     // yielded value of SEND, or its end
  Unpack,   // a tuple: its items go onto the stack, the first on top
  Truth,  // result of __bool__ for a conditional jump: replaces the top; the jump is executed again
};

struct Frame {
  Frame* previous;
  FrameKind kind;
  Landing landing;      // Python frames only
  bool in_generator;    // lives in a Generator, not on the thread's stack
  bool hidden;          // not shown in tracebacks (frozen helpers that stand for C code)
  std::uint32_t bytes;  // of the whole frame on the thread's stack
};

struct PythonFrame : Frame {
  CodeObject* code;
  Function* function;  // null in modules, class bodies, eval
  Dict* globals;
  Dict* builtins;
  Value locals;               // the locals mapping of modules and class bodies; Null in functions
  Generator* generator;       // whose frame this is, or null
  const ExecInstruction* ip;  // the instruction being executed (it called); goes on after it
  Value* sp;                  // one past the top of its value stack
  Value* stack;               // first value slot, right after the fast slots
  Object* frame_object;       // a FrameObject someone holds (sys._getframe, tracebacks), or null
  Value slots[1];             // fast slots, then the value stack
};

struct NativeFrameType {
  const char* name;  // for bug reports
  Value (*step)(Thread&, NativeFrame&, Value input);
};

struct NativeFrame : Frame {
  const NativeFrameType* ops;
  std::int32_t state;
  std::uint32_t slot_count;
  std::int64_t number;  // free for use
  bool started;         // step has been called
  bool awaits_next;     // the pushed callee is a __next__: StopIteration reaches step as Nothing
  Value slots[1];
};

// Pushes a frame with `slot_count` slots copied from `initial` (or all Null when initial is null).
NativeFrame* push_native_frame(Thread& thread, const NativeFrameType& ops, const Value* initial,
                               std::uint32_t slot_count);

}  // namespace gilscope
