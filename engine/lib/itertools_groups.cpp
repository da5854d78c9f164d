// groupby and tee: iterators that share a source.
#include "lib/itertools.h"

namespace gilscope {
namespace {

// --- groupby: slot [source, key function or None, current item or Null, its key or Null];
// number [group number]. The key of the group that was handed out stands in the group.
// A group: slot [groupby, key], number [its group number].

enum { kSource, kFunction, kItem, kKey };

Value group_type(IterTool* groupby, Process& process) {
  Type* type = groupby->type;
  while (type->type_flags & kHeapType) type = type->base;
  return dict_get(type->dict, intern(process, "_grouper"));
}

// Fetches the next item and its key. Uses states 1 and 2. Nothing when the source is exhausted;
// None when item and key are there.
Value advance(Thread& thread, NativeFrame& frame, IterTool* groupby, Value input, int state) {
  if (state == 0) input = next_in_frame(thread, frame, groupby->slot[kSource], 1);
  if (state <= 1) {
    if (input.is_signal()) return input;
    groupby->slot[kItem] = input;
    frame.state = 2;
    if (!groupby->slot[kFunction].is_none())
      input = call(thread, groupby->slot[kFunction], &groupby->slot[kItem], 1);
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  groupby->slot[kKey] = input;
  return Value::none();
}

// Frame slots: [self, key of the last group or Null]
Value groupby_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  IterTool* self = tool_of(frame.slots[0]);
  frame.awaits_next = false;
  int state = frame.state;
  if (state == 0) {
    ++self->number[0];  // the group handed out before is over
    frame.slots[1] = self->slot[kKey];
  }
  // number[1]: a group was handed out, so items with its key are to be skipped;
  // number[2]: slot[kItem] already belongs to the next group.
  for (;;) {
    if (state == 0 && self->number[2]) {
      self->number[2] = 0;
    } else {
      input = advance(thread, frame, self, input, state);
      if (!input.is_none()) return input;
      if (self->number[1]) {
        bool same;
        if (!key_equal(thread, frame.slots[1], self->slot[kKey], &same)) return Value::null();
        if (same) {
          state = 0;
          continue;
        }
      }
    }
    break;
  }
  self->number[1] = 1;
  IterTool* group = new_tool(process, group_type(self, process));
  group->slot[0] = frame.slots[0];
  group->slot[1] = self->slot[kKey];
  group->slot[2] = Value::boolean(true);  // the first item is at hand
  group->number[0] = self->number[0];
  Value pair[2] = {self->slot[kKey], Value::of(group)};
  return Value::of(new_tuple(process, pair, 2));
}
constexpr NativeFrameType kGroupBy = {"itertools.groupby", groupby_step};

// Frame slots: [group].
Value group_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* group = tool_of(frame.slots[0]);
  IterTool* groupby = tool_of(group->slot[0]);
  frame.awaits_next = false;
  int state = frame.state;
  if (state == 0) {
    if (group->number[0] != groupby->number[0] || groupby->number[2]) return Value::nothing();
    if (group->slot[2].is_true()) {
      group->slot[2] = Value::boolean(false);
      return groupby->slot[kItem];
    }
  }
  input = advance(thread, frame, groupby, input, state);
  if (!input.is_none()) return input;
  bool same;
  if (!key_equal(thread, group->slot[1], groupby->slot[kKey], &same)) return Value::null();
  if (same) return groupby->slot[kItem];
  groupby->number[2] = 1;
  return Value::nothing();
}
constexpr NativeFrameType kGroup = {"itertools._grouper", group_step};

Value groupby_new(Thread& thread, const Value* args) {
  IterTool* self = new_tool(*thread.process, args[0]);
  self->slot[kFunction] = args[2].is_null() ? Value::none() : args[2];
  self->slot[kItem] = self->slot[kKey] = Value::null();
  return attach_iterators(thread, Value::of(self), &args[1], 1, tool_source);
}

// --- tee. A node: slot [value, next node or None, source], number [has a value]. An iterator: slot
// [node].

Value tee_node_type(Process& process, const Type* tee_type) {
  return dict_get(tee_type->dict, intern(process, "_node"));
}

IterTool* new_node(Process& process, const Type* tee_type, Value source) {
  IterTool* node = new_tool(process, tee_node_type(process, tee_type));
  node->slot[2] = source;
  return node;
}

Value take_node(IterTool* self, IterTool* node) {
  self->slot[0] = node->slot[1];
  return node->slot[0];
}

Value tee_step(Thread& thread, NativeFrame& frame, Value input) {
  IterTool* self = tool_of(frame.slots[0]);
  IterTool* node = tool_of(self->slot[0]);
  frame.awaits_next = false;
  if (node->number[0]) return take_node(self, node);
  if (frame.state == 0) input = next_in_frame(thread, frame, node->slot[2], 1);
  if (input.is_signal()) return input;
  node->slot[0] = input;
  node->slot[1] = Value::of(new_node(*thread.process, self->type, node->slot[2]));
  node->number[0] = 1;
  return take_node(self, node);
}
constexpr NativeFrameType kTee = {"itertools._tee", tee_step};

Value tee_next(Thread& thread, Value self) {
  IterTool* node = tool_of(tool_of(self)->slot[0]);
  if (node->number[0]) return take_node(tool_of(self), node);
  return tool_next<kTee>(thread, self);
}

Value tee_copy(Thread& thread, const Value* args) {
  IterTool* self = tool_of(args[0]);
  IterTool* copy = new_tool(*thread.process, Value::of(self->type));
  copy->slot[0] = self->slot[0];
  copy->flags |= self->flags & kNativeIterator;
  return Value::of(copy);
}

constexpr NativeMethod kTeeMethods[] = {{"__copy__", "self, /", tee_copy}};

// slot[1] of `self`, an unused first iterator: how many are wanted.
Value tee_ready(Thread& thread, Value self, Tuple* iterators) {
  Process& process = *thread.process;
  IterTool* first = tool_of(self);
  auto count = static_cast<std::uint32_t>(first->slot[1].integer);
  Tuple* result = new_tuple(process, count);
  bool again = iterators->items[0].object()->type == first->type;
  first->slot[1] = Value::none();
  if (again)
    first->slot[0] = tool_of(iterators->items[0])->slot[0];
  else
    first->slot[0] = Value::of(new_node(process, first->type, iterators->items[0]));
  mark_native(process, self, iterators->items, 1);
  for (std::uint32_t i = 0; i < count; ++i) result->items[i] = i ? tee_copy(thread, &self) : self;
  return Value::of(result);
}

Value tee(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::int64_t count = 2;
  if (!args[1].is_null() && !index_value(thread, args[1], &count)) return Value::null();
  if (count < 0) return raise(thread, process.types.ValueError, "n must be >= 0");
  if (count > 1 << 20) return raise_memory_error(thread);
  Value module = dict_get(process.modules, intern(process, "itertools"));
  Value type =
      module.is_nothing() ? module : dict_get(module.as<Module>()->dict, intern(process, "_tee"));
  if (type.is_nothing())
    return raise(thread, process.types.RuntimeError, "itertools.tee: the module itertools is gone");
  IterTool* first = new_tool(process, type);
  first->slot[1] = Value::of(count);
  return attach_iterators(thread, Value::of(first), &args[0], 1, tee_ready);
}

constexpr NativeMethod kFunctions[] = {{"tee", "iterable, n=2, /", tee}};

constexpr ToolType kGroupByTool = {"groupby", "cls, iterable, key=None", groupby_new,
                                   tool_next<kGroupBy>};
constexpr ToolType kGroupTool = {"_grouper", "", nullptr, tool_next<kGroup>};
constexpr ToolType kTeeTool = {"_tee", "", nullptr, tee_next, nullptr, kTeeMethods, 1};
constexpr ToolType kNodeTool = {"_tee_dataobject", "", nullptr, nullptr};

}  // namespace

void define_itertools_groups(Thread& thread, Module* module) {
  Process& process = *thread.process;
  auto keep = [&](Type* owner, const char* name, Type* type) {
    dict_set(process, owner->dict, intern(process, name), Value::of(type));
  };
  Type* group = make_tool(thread, module, kGroupTool);
  keep(make_tool(thread, module, kGroupByTool), "_grouper", group);
  Type* node = make_tool(thread, module, kNodeTool);
  keep(make_tool(thread, module, kTeeTool), "_node", node);
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
