// islice, takewhile, dropwhile, filterfalse, compress, starmap, accumulate.
#include "lib/itertools.h"

namespace gilscope {
namespace {

// --- islice: slot [source or None, how many have been taken], number [index of the next wanted,
// stop or -1, step]

Value islice_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  std::int64_t &wanted = self->number[0], stop = self->number[1];
  std::int64_t& taken = self->slot[1].integer;
  frame.awaits_next = false;
  bool waiting = frame.state == 1;
  while (!self->slot[0].is_none()) {
    if (!waiting) {
      if (taken >= wanted && stop >= 0 && taken >= stop) break;
      input = next_in_frame(thread, frame, self->slot[0], 1);
    }
    waiting = false;
    if (input.is_pending() || input.is_null()) return input;
    if (input.is_nothing()) break;
    if (taken++ < wanted) continue;  // skipped
    bool over = __builtin_add_overflow(wanted, self->number[2], &wanted);
    if (over || (stop >= 0 && wanted > stop)) wanted = stop;
    return input;
  }
  self->slot[0] = Value::none();
  return Value::nothing();
}
constexpr NativeFrameType kIslice = {"itertools.islice", islice_step};

// False: exception pending.
bool islice_bound(Thread& thread, Value v, const char* what, std::int64_t low, std::int64_t* out) {
  if (v.is_none()) return true;
  bool ok = is_integer(v) && to_int64(v, out) && *out >= low;
  if (!ok) raise(thread, thread.process->types.ValueError, "%s", what);
  return ok;
}

Value islice_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Tuple* given = args[1].as<Tuple>();
  if (given->length < 2 || given->length > 4)
    return raise(thread, process.types.TypeError,
                 given->length < 2 ? "islice expected at least 2 arguments, got %u"
                                   : "islice expected at most 4 arguments, got %u",
                 given->length);
  IterTool* self = new_tool(process, args[0]);
  self->slot[1] = Value::of(std::int64_t{0});
  self->number[1] = -1;
  self->number[2] = 1;
  constexpr char kStop[] =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr char kIndices[] =
      "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr char kStep[] = "Step for islice() must be a positive integer or None.";
  Value* items = given->items;
  if (given->length == 2) {
    if (!islice_bound(thread, items[1], kStop, 0, &self->number[1])) return Value::null();
  } else {
    if (!islice_bound(thread, items[1], kIndices, 0, &self->number[0]) ||
        !islice_bound(thread, items[2], kIndices, 0, &self->number[1]))
      return Value::null();
    if (given->length == 4 && !islice_bound(thread, items[3], kStep, 1, &self->number[2]))
      return Value::null();
  }
  return attach_iterators(thread, Value::of(self), items, 1, tool_native_source);
}

// --- what a predicate decides: slot [source, predicate], number [past the prefix]

enum class Keep { TakeWhile, DropWhile, FilterFalse };

// Frame slots: [self, item under test].
template <Keep kind>
Value tested_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  frame.awaits_next = false;
  int state = frame.state;
  if (kind == Keep::TakeWhile && self->number[0]) return Value::nothing();
  for (;;) {
    if (state == 0) input = next_in_frame(thread, frame, self->slot[0], 1);
    if (state <= 1) {
      if (input.is_signal()) return input;
      if (kind == Keep::DropWhile && self->number[0]) return input;
      frame.slots[1] = input;
      frame.state = 2;
      if (!self->slot[1].is_none()) input = call(thread, self->slot[1], &input, 1);
      if (input.is_pending()) return input;
    }
    if (state <= 2) {
      if (input.is_null()) return input;
      frame.state = 3;
      input = truth(thread, input);
      if (input.is_pending()) return input;
    }
    if (input.is_null()) return input;
    bool yes = input.is_true();
    if (kind == Keep::TakeWhile) {
      if (!yes) self->number[0] = 1;
      return yes ? frame.slots[1] : Value::nothing();
    }
    if (!yes) {
      if (kind == Keep::DropWhile) self->number[0] = 1;
      return frame.slots[1];
    }
    state = 0;
  }
}
constexpr NativeFrameType kTakeWhile = {"itertools.takewhile", tested_step<Keep::TakeWhile>};
constexpr NativeFrameType kDropWhile = {"itertools.dropwhile", tested_step<Keep::DropWhile>};
constexpr NativeFrameType kFilterFalse = {"itertools.filterfalse", tested_step<Keep::FilterFalse>};

Value tested_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  self->slot[1] = args[1];
  return attach_iterators(thread, Value::of(self), &args[2], 1, tool_source);
}

// --- compress: slot [data, selectors]

// Frame slots: [self, data item].
Value compress_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  frame.awaits_next = false;
  int state = frame.state;
  for (;;) {
    if (state == 0) input = next_in_frame(thread, frame, self->slot[0], 1);
    if (state <= 1) {
      if (input.is_signal()) return input;
      frame.slots[1] = input;
      input = next_in_frame(thread, frame, self->slot[1], 2);
    }
    if (state <= 2) {
      if (input.is_signal()) return input;
      frame.state = 3;
      input = truth(thread, input);
      if (input.is_pending()) return input;
    }
    if (input.is_null()) return input;
    if (input.is_true()) return frame.slots[1];
    state = 0;
  }
}
constexpr NativeFrameType kCompress = {"itertools.compress", compress_step};

Value compress_ready(Thread&, Value self, Tuple* iterators) {
  tool_of(self)->slot[0] = iterators->items[0];
  tool_of(self)->slot[1] = iterators->items[1];
  return self;
}
Value compress_new(Thread& thread, const Value* args) {
  return attach_iterators(thread, Value::of(new_tool(*thread.process, args[0])), &args[1], 2,
                          compress_ready);
}

// --- starmap: slot [source, function]

Value starmap_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  frame.awaits_next = false;
  if (frame.state == 0) input = next_in_frame(thread, frame, self->slot[0], 1);
  if (input.is_signal() || frame.state == 3) return input;
  if (frame.state == 1) {
    frame.state = 2;
    input = tuple_of(thread, input);
    if (input.is_signal()) return input;
  }
  frame.state = 3;
  return call(thread, self->slot[1], input.as<Tuple>()->items, input.as<Tuple>()->length);
}
constexpr NativeFrameType kStarmap = {"itertools.starmap", starmap_step};

// --- accumulate: slot [source, function or None, total or Null, initial or Null]

Value accumulate_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  Value& total = self->slot[2];
  frame.awaits_next = false;
  if (frame.state == 0) {
    if (!self->slot[3].is_null()) {
      total = self->slot[3];
      self->slot[3] = Value::null();
      return total;
    }
    input = next_in_frame(thread, frame, self->slot[0], 1);
  }
  if (input.is_signal()) return input;
  if (frame.state == 1) {
    if (total.is_null()) return total = input;
    frame.state = 2;
    Value pair[2] = {total, input};
    input = self->slot[1].is_none() ? binary_operation(thread, BinaryOperator::Add, total, input)
                                    : call(thread, self->slot[1], pair, 2);
    if (input.is_signal()) return input;
  }
  return total = input;
}
constexpr NativeFrameType kAccumulate = {"itertools.accumulate", accumulate_step};

Value accumulate_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  if (!args[2].is_null()) self->slot[1] = args[2];
  self->slot[2] = Value::null();
  self->slot[3] = args[3].is_none() ? Value::null() : args[3];
  return attach_iterators(thread, Value::of(self), &args[1], 1, tool_source);
}

constexpr ToolType kTools[] = {
    {"islice", "cls, /, *args", islice_new, tool_next<kIslice>},
    {"takewhile", "cls, predicate, iterable, /", tested_new, tool_next<kTakeWhile>},
    {"dropwhile", "cls, predicate, iterable, /", tested_new, tool_next<kDropWhile>},
    {"filterfalse", "cls, function, iterable, /", tested_new, tool_next<kFilterFalse>},
    {"compress", "cls, data, selectors", compress_new, tool_next<kCompress>},
    {"starmap", "cls, function, iterable, /", tested_new, tool_next<kStarmap>},
    {"accumulate", "cls, iterable, func=None, *, initial=None", accumulate_new,
     tool_next<kAccumulate>},
};

}  // namespace

void define_itertools_filters(Thread& thread, Module* module) {
  for (const ToolType& tool : kTools) make_tool(thread, module, tool);
}

}  // namespace gilscope
