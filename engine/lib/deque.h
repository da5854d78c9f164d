// collections.deque: a ring buffer. The methods are in deque_methods.cpp.
#pragma once

#include "vm/containers.h"
#include "vm/native.h"

namespace gilscope {

struct Deque : Object {
  Value* items;  // heap buffer of `capacity`, a power of two, or null
  std::uint32_t capacity;
  std::uint32_t head;  // place of item 0
  std::uint32_t length;
  std::uint32_t version;  // changes with every item added or removed: iterators check
  std::int64_t maximum;   // maxlen; -1: none

  Value& at(std::uint32_t i) { return items[(head + i) & (capacity - 1)]; }
};

inline Deque* deque_of(Value v) {
  return v.as<Deque>();
}

Deque* new_deque(Process& process, Type* type, std::int64_t maximum);
void deque_append(Process& process, Deque* deque, Value item);
void deque_append_left(Process& process, Deque* deque, Value item);
Value deque_pop(Deque* deque);       // not empty
Value deque_pop_left(Deque* deque);  // not empty
void deque_clear(Process& process, Deque* deque);
void deque_rotate(Deque* deque, std::int64_t count);  // to the right
Deque* deque_copy(Process& process, Deque* deque);    // of the same class
List* deque_items(Process& process, Deque* deque);
// Appends all items of `iterable` at the right, or each at the left. None, Null or Pending.
Value deque_extend(Thread& thread, Deque* deque, Value iterable, bool left);
// Removes item i.
void deque_erase(Deque* deque, std::uint32_t i);

bool is_deque(Value v);
void add_deque_methods(Process& process, Type* type);
void define_deque(Thread& thread, Module* module);

}  // namespace gilscope
