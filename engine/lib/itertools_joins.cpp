// chain, zip_longest, pairwise, batched.
#include "lib/itertools.h"
#include "vm/collect.h"

namespace gilscope {
namespace {

// --- chain: slot [iterator of iterables or None, the one under way or None]

Value chain_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  frame.awaits_next = false;
  enum { kFresh, kActive, kIterable, kIterator };
  int state = frame.state;
  for (;;) {
    if (state == kFresh || state == kActive) {
      if (state == kActive || !self->slot[1].is_none()) {
        if (state == kFresh) input = next_in_frame(thread, frame, self->slot[1], kActive);
        if (!input.is_nothing()) return input;
        self->slot[1] = Value::none();
      }
      if (self->slot[0].is_none()) return Value::nothing();
      input = next_in_frame(thread, frame, self->slot[0], kIterable);
      if (input.is_pending()) return input;
      state = kIterable;
    }
    if (state == kIterable) {
      if (input.is_null()) return input;
      if (input.is_nothing()) {
        self->slot[0] = Value::none();
        return input;
      }
      frame.state = kIterator;
      input = get_iterator(thread, input);
      if (input.is_pending()) return input;
    }
    if (input.is_null()) return input;
    self->slot[1] = input;
    state = kFresh;
  }
}
constexpr NativeFrameType kChain = {"itertools.chain", chain_step};

Value chain_next(Thread& thread, Value self) {
  IterTool* tool = tool_of(self);
  Value active = tool->slot[1];
  if (!active.is_none() && next_is_native(*thread.process, active)) {
    Value item = iter_next(thread, active);
    if (!item.is_nothing()) return item;
    tool->slot[1] = Value::none();
  }
  return tool_next<kChain>(thread, self);
}

Value chain_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  self->slot[0] = get_iterator(thread, args[1]);
  return Value::of(self);
}

Value chain_from_iterable(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  return attach_iterators(thread, Value::of(self), &args[1], 1, tool_source);
}

constexpr NativeMethod kChainMethods[] = {
    {"from_iterable", "cls, iterable, /", chain_from_iterable, NativeMethod::ClassMethod},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};

// --- zip_longest: slot [tuple of sources, None where exhausted; fill value], number [active ones]

// Frame slots: [self, result]; frame.number: the source under way.
Value zip_longest_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  Tuple* sources = self->slot[0].as<Tuple>();
  frame.awaits_next = false;
  bool waiting = frame.state == 1;
  if (!waiting) {
    if (self->number[0] == 0) return Value::nothing();
    frame.slots[1] = Value::of(new_tuple(*thread.process, sources->length));
  }
  Tuple* result = frame.slots[1].as<Tuple>();
  while (frame.number < sources->length) {
    Value& source = sources->items[frame.number];
    if (!waiting && source.is_none()) {
      result->items[frame.number++] = self->slot[1];
      continue;
    }
    if (!waiting) input = next_in_frame(thread, frame, source, 1);
    waiting = false;
    if (input.is_pending()) return input;
    if (input.is_null()) {
      self->number[0] = 0;
      return input;
    }
    if (input.is_nothing()) {
      source = Value::none();
      if (--self->number[0] == 0) return input;
      input = self->slot[1];
    }
    result->items[frame.number++] = input;
  }
  return frame.slots[1];
}
constexpr NativeFrameType kZipLongest = {"itertools.zip_longest", zip_longest_step};

Value zip_longest_ready(Thread& thread, Value self, Tuple* iterators) {
  tool_of(self)->slot[0] = Value::of(iterators);
  tool_of(self)->number[0] = iterators->length;
  mark_native(*thread.process, self, iterators->items, iterators->length);
  return self;
}
Value zip_longest_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  if (!args[2].is_null()) self->slot[1] = args[2];
  Tuple* iterables = args[1].as<Tuple>();
  return attach_iterators(thread, Value::of(self), iterables->items, iterables->length,
                          zip_longest_ready);
}

// --- pairwise: slot [source, previous item or Null]

Value pairwise_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  Value& previous = self->slot[1];
  frame.awaits_next = false;
  int state = frame.state;
  if (state == 0 && previous.is_null()) input = next_in_frame(thread, frame, self->slot[0], 1);
  if (state == 1 || (state == 0 && previous.is_null())) {
    if (input.is_signal()) return input;
    previous = input;
  }
  if (state <= 1) input = next_in_frame(thread, frame, self->slot[0], 2);
  if (input.is_signal()) return input;
  Value pair[2] = {previous, input};
  previous = input;
  return Value::of(new_tuple(*thread.process, pair, 2));
}
constexpr NativeFrameType kPairwise = {"itertools.pairwise", pairwise_step};

Value pairwise_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  self->slot[1] = Value::null();
  return attach_iterators(thread, Value::of(self), &args[1], 1, tool_native_source);
}

// --- batched: slot [source], number [size, strict]

// Frame slots: [self, list of the batch].
Value batched_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  frame.awaits_next = false;
  bool waiting = frame.state == 1;
  if (!waiting) frame.slots[1] = Value::of(new_list(*thread.process));
  List* batch = frame.slots[1].as<List>();
  while (batch->length < self->number[0]) {
    if (!waiting) input = next_in_frame(thread, frame, self->slot[0], 1);
    waiting = false;
    if (input.is_pending() || input.is_null()) return input;
    if (input.is_nothing()) break;
    list_append(*thread.process, batch, input);
  }
  if (batch->length == 0) return Value::nothing();
  if (self->number[1] && batch->length < self->number[0])
    return raise(thread, thread.process->types.ValueError, "batched(): incomplete batch");
  return Value::of(new_tuple(*thread.process, batch->items, batch->length));
}
constexpr NativeFrameType kBatched = {"itertools.batched", batched_step};

Value batched_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  if (!index_value(thread, args[2], &self->number[0])) return Value::null();
  if (self->number[0] < 1)
    return raise(thread, thread.process->types.ValueError, "n must be at least one");
  bool strict = false;
  if (!args[3].is_null() && !truth_nested(thread, args[3], &strict)) return Value::null();
  self->number[1] = strict;
  return attach_iterators(thread, Value::of(self), &args[1], 1, tool_native_source);
}

constexpr ToolType kTools[] = {
    {"chain", "cls, /, *iterables", chain_new, chain_next, nullptr, kChainMethods,
     std::size(kChainMethods)},
    {"zip_longest", "cls, /, *iterables, fillvalue=None", zip_longest_new, tool_next<kZipLongest>},
    {"pairwise", "cls, iterable, /", pairwise_new, tool_next<kPairwise>},
    {"batched", "cls, iterable, n, *, strict=False", batched_new, tool_next<kBatched>},
};

}  // namespace

void define_itertools_joins(Thread& thread, Module* module) {
  for (const ToolType& tool : kTools) make_tool(thread, module, tool);
}

}  // namespace gilscope
