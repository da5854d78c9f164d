// What the files of the module itertools share. Each iterator type is a ToolType: how it is made,
// and a step function that finds its next item. The step is that of a native frame; where nothing
// in it can need Python code it runs at once, on a frame that is not on the stack.
#pragma once

#include <new>

#include "vm/containers.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/keys.h"

namespace gilscope {

struct IterTool : Object {
  Value slot[4];           // sources, functions, what is kept between items
  std::int64_t number[3];  // counters
};

inline IterTool* tool_of(Value v) {
  return v.as<IterTool>();
}

struct ToolType {
  const char* name;
  const char* signature;
  NativeBody make;
  Value (*next)(Thread&, Value self);
  Value (*repr)(Thread&, Value self) = nullptr;
  const NativeMethod* methods = nullptr;
  std::size_t method_count = 0;
  bool native = false;  // next never needs a frame
};

Type* make_tool(Thread& thread, Module* module, const ToolType& tool);

inline IterTool* new_tool(Process& process, Value type) {
  auto* tool = static_cast<IterTool*>(allocate_instance(process, type.as<Type>()));
  for (Value& slot : tool->slot) slot = Value::none();
  return tool;
}

// Frame slots: [self, three for the step's own use].
inline constexpr std::uint32_t kToolSlots = 4;

template <const NativeFrameType& frame_type>
Value tool_next(Thread& thread, Value self) {
  if (!(self.object()->flags & kNativeIterator)) {
    Value slots[kToolSlots] = {self};
    return start_frame(thread, frame_type, slots, kToolSlots);
  }
  alignas(NativeFrame) unsigned char room[sizeof(NativeFrame) + kToolSlots * sizeof(Value)];
  auto* frame = new (room) NativeFrame();
  Value* slots = frame->slots;
  for (std::uint32_t i = 0; i < kToolSlots; ++i) new (slots + i) Value();
  slots[0] = self;
  return frame_type.step(thread, *frame, Value::null());
}

// sources of an iterator with a single one: slot[0]
Value tool_source(Thread& thread, Value self, Tuple* iterators);         // its step calls functions
Value tool_native_source(Thread& thread, Value self, Tuple* iterators);  // it does not

void define_itertools_endless(Thread& thread, Module* module);  // count, cycle, repeat
void define_itertools_filters(Thread& thread, Module* module);  // islice, takewhile, compress, ...
void define_itertools_joins(Thread& thread, Module* module);    // chain, zip_longest, pairwise, ...
void define_itertools_groups(Thread& thread, Module* module);   // groupby, tee
void define_itertools_combinatorics(Thread& thread, Module* module);  // product, permutations, ...

}  // namespace gilscope
