// Calling: how arguments reach functions of every kind. call() of operations.h is the general door;
// the interpreter has its own fast path for plain Python functions and falls back on these.
#pragma once

#include <vector>

#include "vm/function.h"

namespace gilscope {

// A short-lived argument array on the C++ stack, or in the heap when long. No collection can happen
// while it lives.
class ArgumentBuffer {
 public:
  ArgumentBuffer(Thread& thread, std::uint32_t count)
      : heap_(count > kInline ? &thread.process->heap : nullptr),
        data_(heap_ ? static_cast<Value*>(heap_->allocate(count * sizeof(Value))) : inline_) {}
  ~ArgumentBuffer() {
    if (heap_) heap_->free_buffer(data_);
  }
  ArgumentBuffer(const ArgumentBuffer&) = delete;
  ArgumentBuffer& operator=(const ArgumentBuffer&) = delete;
  Value& operator[](std::uint32_t i) { return data_[i]; }
  Value* data() { return data_; }

 private:
  static constexpr std::uint32_t kInline = 12;
  Heap* heap_;
  Value inline_[kInline];
  Value* data_;
};

// args[0..positional) and then the values of kwnames.
Value call_native(Thread& thread, NativeFunction* function, const Value* args,
                  std::uint32_t positional, Tuple* kwnames);

// f(*args, **kwargs): `args` a tuple, `kwargs` a dict or null.
Value call_with_dict(Thread& thread, Value callable, Tuple* args, Dict* kwargs);

}  // namespace gilscope
