// product, permutations, combinations, combinations_with_replacement: over pools read in advance.
#include <algorithm>

#include "lib/itertools.h"

namespace gilscope {
namespace {

// slot [pools or pool: a tuple; indices: a list of ints; last result or None; the cycles of
// permutations]; number [length of results, finished].

std::int64_t& index_at(IterTool* self, std::int64_t i) {
  return self->slot[1].as<List>()->items[i].integer;
}

List* new_indices(Process& process, std::int64_t count) {
  List* list = new_list(process, static_cast<std::uint32_t>(count));
  for (std::int64_t i = 0; i < count; ++i) list_append(process, list, Value::of(i));
  return list;
}

// --- product

Value product_result(Thread& thread, IterTool* self) {
  Tuple* pools = self->slot[0].as<Tuple>();
  Tuple* result = new_tuple(*thread.process, pools->length);
  for (std::uint32_t i = 0; i < pools->length; ++i)
    result->items[i] = pools->items[i].as<Tuple>()->items[index_at(self, i)];
  return Value::of(result);
}

Value product_next(Thread& thread, Value v) {
  IterTool* self = tool_of(v);
  Tuple* pools = self->slot[0].as<Tuple>();
  if (self->number[1]) return Value::nothing();
  if (!self->number[0]) {  // the first
    self->number[0] = 1;
    return product_result(thread, self);
  }
  for (std::int64_t i = std::int64_t{pools->length} - 1; i >= 0; --i) {
    if (++index_at(self, i) < pools->items[i].as<Tuple>()->length)
      return product_result(thread, self);
    index_at(self, i) = 0;
  }
  self->number[1] = 1;
  return Value::nothing();
}

Value product_ready(Thread& thread, IterTool* self, Tuple* given, std::int64_t repeat) {
  Process& process = *thread.process;
  Tuple* pools = new_tuple(process, static_cast<std::uint32_t>(given->length * repeat));
  for (std::uint32_t i = 0; i < pools->length; ++i) {
    pools->items[i] = given->items[i % given->length];
    if (pools->items[i].as<Tuple>()->length == 0) self->number[1] = 1;
  }
  self->slot[0] = Value::of(pools);
  self->slot[1] = Value::of(new_indices(process, pools->length));
  for (std::uint32_t i = 0; i < pools->length; ++i) index_at(self, i) = 0;
  return Value::of(self);
}

// Frame slots: [self, tuple of iterables, which become pools]; number: repeat; state: done + 1.
Value product_new_step(Thread& thread, NativeFrame& frame, Value input) {
  Tuple* pools = frame.slots[1].as<Tuple>();
  if (frame.state > 0) {
    if (input.is_null()) return input;
    pools->items[frame.state - 1] = input;
  }
  while (static_cast<std::uint32_t>(frame.state) < pools->length) {
    input = tuple_of(thread, pools->items[frame.state++]);
    if (input.is_signal()) return input;
    pools->items[frame.state - 1] = input;
  }
  return product_ready(thread, tool_of(frame.slots[0]), pools, frame.number);
}
constexpr NativeFrameType kProductNew = {"itertools.product", product_new_step};

Value product_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::int64_t repeat = 1;
  if (!args[2].is_null() && !index_value(thread, args[2], &repeat)) return Value::null();
  if (repeat < 0)
    return raise(thread, process.types.ValueError, "repeat argument cannot be negative");
  Tuple* given = args[1].as<Tuple>();
  if (repeat > (1 << 20) || given->length * repeat > (1 << 20))
    return raise(thread, process.types.OverflowError, "repeat argument too large");
  Value slots[2] = {Value::of(new_tool(process, args[0])),
                    Value::of(new_tuple(process, given->items, given->length))};
  push_native_frame(thread, kProductNew, slots, 2)->number = repeat;
  return Value::pending();
}

// --- those over one pool

Value chosen(Thread& thread, IterTool* self) {
  Tuple* pool = self->slot[0].as<Tuple>();
  auto count = static_cast<std::uint32_t>(self->number[0]);
  Tuple* result = new_tuple(*thread.process, count);
  for (std::uint32_t i = 0; i < count; ++i) result->items[i] = pool->items[index_at(self, i)];
  return Value::of(result);
}

// The first answer is the indices as they are. Nothing: to be worked out.
Value first_time(Thread& thread, IterTool* self) {
  if (self->number[1]) return Value::nothing();
  self->number[2] = 1;
  return chosen(thread, self);
}

Value finished(IterTool* self) {
  self->number[1] = 1;
  return Value::nothing();
}

Value permutations_next(Thread& thread, Value v) {
  IterTool* self = tool_of(v);
  if (self->number[1] || !self->number[2]) return first_time(thread, self);
  std::int64_t n = self->slot[0].as<Tuple>()->length, r = self->number[0];
  Value* indices = self->slot[1].as<List>()->items;
  Value* cycles = self->slot[3].as<List>()->items;
  for (std::int64_t i = r - 1; i >= 0; --i) {
    if (--cycles[i].integer == 0) {
      std::rotate(indices + i, indices + i + 1, indices + n);
      cycles[i].integer = n - i;
    } else {
      std::swap(indices[i], indices[n - cycles[i].integer]);
      return chosen(thread, self);
    }
  }
  return finished(self);
}

Value combinations_next(Thread& thread, Value v) {
  IterTool* self = tool_of(v);
  if (self->number[1] || !self->number[2]) return first_time(thread, self);
  std::int64_t n = self->slot[0].as<Tuple>()->length, r = self->number[0], i = r - 1;
  while (i >= 0 && index_at(self, i) == i + n - r) --i;
  if (i < 0) return finished(self);
  ++index_at(self, i);
  for (std::int64_t k = i + 1; k < r; ++k) index_at(self, k) = index_at(self, k - 1) + 1;
  return chosen(thread, self);
}

Value replacements_next(Thread& thread, Value v) {
  IterTool* self = tool_of(v);
  if (self->number[1] || !self->number[2]) return first_time(thread, self);
  std::int64_t n = self->slot[0].as<Tuple>()->length, r = self->number[0], i = r - 1;
  while (i >= 0 && index_at(self, i) == n - 1) --i;
  if (i < 0) return finished(self);
  std::int64_t value = index_at(self, i) + 1;
  for (std::int64_t k = i; k < r; ++k) index_at(self, k) = value;
  return chosen(thread, self);
}

enum class Kind { Permutations, Combinations, Replacements };

template <Kind kind>
Value pool_ready(Thread& thread, IterTool* self, Tuple* pool) {
  Process& process = *thread.process;
  std::int64_t n = pool->length;
  std::int64_t& r = self->number[0];
  if (r < 0) r = n;  // permutations without a length
  self->slot[0] = Value::of(pool);
  self->number[1] = kind == Kind::Replacements ? (n == 0 && r > 0) : r > n;
  if (self->number[1]) return Value::of(self);
  self->slot[1] = Value::of(new_indices(process, kind == Kind::Permutations ? n : r));
  if (kind == Kind::Replacements)
    for (std::int64_t i = 0; i < r; ++i) index_at(self, i) = 0;
  if (kind == Kind::Permutations) {
    List* cycles = new_list(process, static_cast<std::uint32_t>(r));
    for (std::int64_t i = 0; i < r; ++i) list_append(process, cycles, Value::of(n - i));
    self->slot[3] = Value::of(cycles);
  }
  return Value::of(self);
}

template <Kind kind>
Value pool_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = tuple_of(thread, frame.slots[1]);
  }
  if (input.is_signal()) return input;
  return pool_ready<kind>(thread, tool_of(frame.slots[0]), input.as<Tuple>());
}
template <Kind kind>
constexpr NativeFrameType kPoolFrame = {"itertools pool", pool_step<kind>};

template <Kind kind>
Value pool_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  IterTool* self = new_tool(process, args[0]);
  std::int64_t& r = self->number[0];
  r = -1;
  bool given = !args[2].is_null() && !args[2].is_none();
  if (given || kind != Kind::Permutations) {
    if (kind == Kind::Permutations && !is_integer(args[2]))
      return raise(thread, process.types.TypeError, "Expected int as r");
    if (!index_value(thread, args[2], &r)) return Value::null();
    if (r < 0) return raise(thread, process.types.ValueError, "r must be non-negative");
    if (r > 1 << 24) return raise_memory_error(thread);
  }
  Value slots[2] = {Value::of(self), args[1]};
  return start_frame(thread, kPoolFrame<kind>, slots, 2);
}

constexpr ToolType kTools[] = {
    {"product", "cls, /, *iterables, repeat=1", product_new, product_next, nullptr, nullptr, 0,
     true},
    {"permutations", "cls, iterable, r=None", pool_new<Kind::Permutations>, permutations_next,
     nullptr, nullptr, 0, true},
    {"combinations", "cls, iterable, r", pool_new<Kind::Combinations>, combinations_next, nullptr,
     nullptr, 0, true},
    {"combinations_with_replacement", "cls, iterable, r", pool_new<Kind::Replacements>,
     replacements_next, nullptr, nullptr, 0, true},
};

}  // namespace

void define_itertools_combinatorics(Thread& thread, Module* module) {
  for (const ToolType& tool : kTools) make_tool(thread, module, tool);
}

}  // namespace gilscope
