// What list, tuple, range and deque have in common: reading an index, the texts of repr, comparing
// item by item, and the rules of `+` and `*`.
#pragma once

#include <initializer_list>
#include <string>

#include "vm/containers.h"
#include "vm/keys.h"
#include "vm/native.h"
#include "vm/operations.h"

namespace gilscope {

// Type::operators of a built-in type.
inline std::uint32_t operator_bits(std::initializer_list<BinaryOperator> operators) {
  std::uint32_t bits = 0;
  for (BinaryOperator op : operators) bits |= 1u << static_cast<unsigned>(op);
  return bits;
}

inline constexpr std::int64_t kMaxLength = 0x7fffffff;

// True for ints and for what defines __index__.
bool has_index(Process& process, Value v);

// The position that `key` names, negative ones counted from the end. False: exception pending,
// "list indices must be integers or slices, not str" or "list index out of range".
bool item_position(Thread& thread, Value key, std::int64_t length, const char* type_word,
                   std::int64_t* out);

// The same for assignments, whose IndexError is "list assignment index out of range".
bool assignment_position(Thread& thread, Value key, std::int64_t length, const char* type_word,
                         std::int64_t* out);

// start and stop of list.index() and the like: clipped to [0, length].
bool clip_index(Thread& thread, Value v, std::int64_t length, std::int64_t* out);

// A view of items that may move or shrink while Python code runs: it is read anew at each step.
struct Items {
  Value object;  // a List or a Tuple
  std::uint32_t length() const {
    return is_list(object) ? object.as<List>()->length : object.as<Tuple>()->length;
  }
  Value at(std::uint32_t i) const {
    return is_list(object) ? object.as<List>()->items[i] : object.as<Tuple>()->items[i];
  }
};

// "a, b, c". False: exception pending.
bool join_reprs(Thread& thread, const Items& items, std::string* out);
// The six comparisons of two lists or of two tuples.
Value compare_items(Thread& thread, const Items& left, const Items& right, Comparison op);
// The answer of a comparison of two int64.
bool holds(Comparison op, std::int64_t left, std::int64_t right);

// May the other operand of a sequence's `+` or `*` still know what to do (__radd__, __rmul__)?
bool may_reflect(Value other);
// How often to repeat `length` items: clipped at 0, MemoryError when the result cannot be held.
// False: exception pending.
bool repeat_count(Thread& thread, Value count, std::uint32_t length, std::int64_t* out);

}  // namespace gilscope
