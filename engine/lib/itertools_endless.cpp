// count, cycle, repeat.
#include "lib/itertools.h"
#include "vm/number.h"

namespace gilscope {
namespace {

bool is_number(Value v) {
  return v.is_int() || v.is_float() || is_integer(v);
}

// --- count: slot [current, step]

// Frame slots: [self, the item to answer once the sum is there].
Value count_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  if (frame.state == 0) {
    frame.state = 1;
    frame.slots[1] = self->slot[0];
    std::int64_t sum;
    if (self->slot[0].is_int() && self->slot[1].is_int() &&
        !__builtin_add_overflow(self->slot[0].integer, self->slot[1].integer, &sum))
      input = Value::of(sum);
    else
      input = binary_operation(thread, BinaryOperator::Add, self->slot[0], self->slot[1]);
  }
  if (input.is_signal()) return input;
  self->slot[0] = input;
  return frame.slots[1];
}
constexpr NativeFrameType kCount = {"itertools.count", count_step};

Value count_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  IterTool* self = new_tool(process, args[0]);
  self->slot[0] = args[1].is_null() ? Value::of(std::int64_t{0}) : args[1];
  self->slot[1] = args[2].is_null() ? Value::of(std::int64_t{1}) : args[2];
  for (int i = 0; i < 2; ++i) {
    Type* type = type_of(process, self->slot[i]);
    bool numeric = type->slots.index || type->slots.to_int || type->slots.to_float ||
                   has_type_flag(self->slot[i], kComplexSubclass);
    if (!is_number(self->slot[i]) && !numeric)
      return raise(thread, process.types.TypeError, "a number is required");
  }
  bool native = is_number(self->slot[0]) && is_number(self->slot[1]);
  if (native && !(self->type->type_flags & kHeapType)) self->flags |= kNativeIterator;
  return Value::of(self);
}

Value count_repr(Thread& thread, Value self) {
  IterTool* tool = tool_of(self);
  std::string current, step, name = type_text(self.object()->type);
  if (!repr_nested(thread, tool->slot[0], &current)) return Value::null();
  bool one = tool->slot[1].is_int() && tool->slot[1].integer == 1;
  if (!one && !repr_nested(thread, tool->slot[1], &step)) return Value::null();
  std::string text = name + "(" + current + (one ? "" : ", " + step) + ")";
  return Value::of(new_str(*thread.process, text));
}

// --- cycle: slot [source or None, saved items], number [next saved]

Value cycle_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  List* saved = self->slot[1].as<List>();
  frame.awaits_next = false;
  if (!self->slot[0].is_none()) {
    if (frame.state == 0) input = next_in_frame(thread, frame, self->slot[0], 1);
    if (input.is_pending() || input.is_null()) return input;
    if (!input.is_nothing()) {
      list_append(*thread.process, saved, input);
      return input;
    }
    self->slot[0] = Value::none();
  }
  if (saved->length == 0) return Value::nothing();
  if (self->number[0] >= saved->length) self->number[0] = 0;
  return saved->items[self->number[0]++];
}
constexpr NativeFrameType kCycle = {"itertools.cycle", cycle_step};

Value cycle_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  self->slot[1] = Value::of(new_list(*thread.process));
  return attach_iterators(thread, Value::of(self), &args[1], 1, tool_native_source);
}

// --- repeat: slot [object], number [left, -1: for ever]

Value repeat_next(Thread&, Value self) {
  IterTool* tool = tool_of(self);
  if (tool->number[0] == 0) return Value::nothing();
  if (tool->number[0] > 0) --tool->number[0];
  return tool->slot[0];
}

Value repeat_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  self->slot[0] = args[1];
  self->number[0] = -1;
  if (!args[2].is_null()) {
    if (!index_value(thread, args[2], &self->number[0])) return Value::null();
    if (self->number[0] < 0) self->number[0] = 0;
  }
  return Value::of(self);
}

Value repeat_repr(Thread& thread, Value self) {
  IterTool* tool = tool_of(self);
  std::string object, name = type_text(self.object()->type);
  if (!repr_nested(thread, tool->slot[0], &object)) return Value::null();
  std::string times = tool->number[0] < 0 ? "" : ", " + std::to_string(tool->number[0]);
  return Value::of(new_str(*thread.process, name + "(" + object + times + ")"));
}

Value repeat_hint(Thread& thread, const Value* args) {
  IterTool* tool = tool_of(args[0]);
  if (tool->number[0] < 0)
    return raise(thread, thread.process->types.TypeError, "len() of unsized object");
  return Value::of(tool->number[0]);
}

constexpr NativeMethod kRepeatMethods[] = {{"__length_hint__", "self, /", repeat_hint}};

constexpr ToolType kTools[] = {
    {"count", "cls, start=0, step=1", count_new, tool_next<kCount>, count_repr},
    {"cycle", "cls, iterable, /", cycle_new, tool_next<kCycle>},
    {"repeat", "cls, object, times=None", repeat_new, repeat_next, repeat_repr, kRepeatMethods, 1,
     true},
};

}  // namespace

void define_itertools_endless(Thread& thread, Module* module) {
  for (const ToolType& tool : kTools) make_tool(thread, module, tool);
}

}  // namespace gilscope
