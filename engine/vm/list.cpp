// list: its memory and its slots. The methods are in list_methods.cpp, sorting in sort.cpp.
#include "vm/list.h"

#include <cstring>

#include "vm/collect.h"
#include "vm/define.h"
#include "vm/function.h"
#include "vm/sequence.h"
#include "vm/type.h"

namespace gilscope {

List* new_list(Process& process, std::uint32_t capacity) {
  List* list = allocate<List>(process, process.types.list);
  if (capacity) list_reserve(process, list, capacity);
  return list;
}

List* new_list(Process& process, const Value* items, std::uint32_t length) {
  List* list = new_list(process, length);
  if (length) std::memcpy(static_cast<void*>(list->items), items, length * sizeof(Value));
  list->length = length;
  return list;
}

void list_reserve(Process& process, List* list, std::uint32_t capacity) {
  if (capacity <= list->capacity) return;
  std::uint32_t grown = list->capacity + list->capacity / 2;
  if (list->capacity && capacity < grown) capacity = grown;
  if (capacity < 4) capacity = 4;
  auto* items = static_cast<Value*>(process.heap.allocate(capacity * sizeof(Value)));
  if (list->length)
    std::memcpy(static_cast<void*>(items), list->items, list->length * sizeof(Value));
  if (list->items) process.heap.free_buffer(list->items);
  list->items = items;
  list->capacity = capacity;
}

void list_append(Process& process, List* list, Value item) {
  if (list->length == list->capacity) list_reserve(process, list, list->length + 1);
  list->items[list->length++] = item;
}

void list_insert(Process& process, List* list, std::uint32_t index, Value item) {
  if (list->length == list->capacity) list_reserve(process, list, list->length + 1);
  std::memmove(static_cast<void*>(list->items + index + 1), list->items + index,
               (list->length - index) * sizeof(Value));
  list->items[index] = item;
  ++list->length;
}

void list_erase(List* list, std::uint32_t start, std::uint32_t end) {
  std::memmove(static_cast<void*>(list->items + start), list->items + end,
               (list->length - end) * sizeof(Value));
  list->length -= end - start;
}

namespace {

void list_visit(Object* object, Visitor& visitor) {
  auto* list = static_cast<List*>(object);
  visitor.buffer(list->items);
  visitor.values(list->items, list->length);
}

Value list_repr(Thread& thread, Value self) {
  if (self.as<List>()->length == 0) return Value::of(new_str(*thread.process, "[]"));
  if (enter_repr(thread, self)) return Value::of(new_str(*thread.process, "[...]"));
  std::string text = "[";
  bool ok = join_reprs(thread, Items{self}, &text);
  leave_repr(thread, self);
  if (!ok) return Value::null();
  return Value::of(new_str(*thread.process, text + "]"));
}

Value list_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_list(other)) return Value::not_implemented();
  return compare_items(thread, Items{self}, Items{other}, op);
}

Value list_length(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<List>()->length});
}

Value list_getitem(Thread& thread, Value self, Value key) {
  List* list = self.as<List>();
  if (key.is_int() && key.integer >= 0 && key.integer < list->length)
    return list->items[key.integer];
  Process& process = *thread.process;
  std::int64_t start, stop, step, count;
  if (key.is_object() && key.object()->type == process.types.slice) {
    if (!slice_indices(thread, key.as<Slice>(), list->length, &start, &stop, &step, &count))
      return Value::null();
    List* result = new_list(process, static_cast<std::uint32_t>(count));
    if (step == 1 && count)
      std::memcpy(static_cast<void*>(result->items), list->items + start, count * sizeof(Value));
    for (std::int64_t i = 0; step != 1 && i < count; ++i)
      result->items[i] = list->items[start + i * step];
    result->length = static_cast<std::uint32_t>(count);
    return Value::of(result);
  }
  if (!item_position(thread, key, list->length, "list", &start)) return Value::null();
  return list->items[start];
}

// --- item and slice assignment

void replace_slice(Process& process, List* list, std::uint32_t start, std::uint32_t end,
                   const Value* items, std::uint32_t count) {
  std::uint32_t removed = end - start;
  if (count > removed) list_reserve(process, list, list->length + (count - removed));
  if (count != removed && list->items)
    std::memmove(static_cast<void*>(list->items + start + count), list->items + end,
                 (list->length - end) * sizeof(Value));
  if (count) std::memcpy(static_cast<void*>(list->items + start), items, count * sizeof(Value));
  list->length = list->length - removed + count;
}

void delete_slice(List* list, std::int64_t start, std::int64_t step, std::int64_t count) {
  if (count == 0) return;
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  std::int64_t to = start;
  for (std::int64_t i = start, k = 0; i < list->length; ++i) {
    if (k < count && i == start + k * step)
      ++k;
    else
      list->items[to++] = list->items[i];
  }
  list->length = static_cast<std::uint32_t>(to);
}

Value store_slice(Thread& thread, List* list, Slice* slice, List* from) {
  Process& process = *thread.process;
  std::int64_t start, stop, step, count;
  if (!slice_indices(thread, slice, list->length, &start, &stop, &step, &count))
    return Value::null();
  if (from == list) from = new_list(process, list->items, list->length);
  if (step == 1) {
    if (stop < start) stop = start;
    replace_slice(process, list, static_cast<std::uint32_t>(start),
                  static_cast<std::uint32_t>(stop), from->items, from->length);
    return Value::none();
  }
  if (from->length != count)
    return raise(thread, process.types.ValueError,
                 "attempt to assign sequence of size %u to extended slice of size %lld",
                 from->length, static_cast<long long>(count));
  for (std::int64_t i = 0; i < count; ++i) list->items[start + i * step] = from->items[i];
  return Value::none();
}

Value store_slice_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = list_of(thread, frame.slots[2]);
  }
  if (input.is_signal()) return input;
  return store_slice(thread, frame.slots[0].as<List>(), frame.slots[1].as<Slice>(),
                     input.as<List>());
}
constexpr NativeFrameType kStoreSliceFrame = {"list.__setitem__", store_slice_step};

Value assign_slice(Thread& thread, Value self, Value key, Value value) {
  Process& process = *thread.process;
  List* list = self.as<List>();
  if (value.is_null()) {
    std::int64_t start, stop, step, count;
    if (!slice_indices(thread, key.as<Slice>(), list->length, &start, &stop, &step, &count))
      return Value::null();
    delete_slice(list, start, step, count);
    return Value::none();
  }
  if (value.is_object() && value.object()->type == process.types.list)
    return store_slice(thread, list, key.as<Slice>(), value.as<List>());
  Type* type = type_of(process, value);
  if (!type->slots.iter && !type->slots.getitem) {
    bool extended = !key.as<Slice>()->step.is_none();
    return raise(
        thread, process.types.TypeError,
        extended ? "must assign iterable to extended slice" : "can only assign an iterable");
  }
  Value slots[3] = {self, key, value};
  push_native_frame(thread, kStoreSliceFrame, slots, 3);
  return Value::pending();
}

Value list_setitem(Thread& thread, Value self, Value key, Value value) {
  List* list = self.as<List>();
  if (key.is_int() && key.integer >= 0 && key.integer < list->length && !value.is_null()) {
    list->items[key.integer] = value;
    return Value::none();
  }
  if (key.is_object() && key.object()->type == thread.process->types.slice)
    return assign_slice(thread, self, key, value);
  std::int64_t at;
  if (!assignment_position(thread, key, list->length, "list", &at)) return Value::null();
  if (at >= list->length)
    return raise(thread, thread.process->types.IndexError, "list assignment index out of range");
  if (value.is_null())
    list_erase(list, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1));
  else
    list->items[at] = value;
  return Value::none();
}

Value list_contains(Thread& thread, Value self, Value item) {
  List* list = self.as<List>();
  for (std::uint32_t i = 0; i < list->length; ++i) {
    bool same;
    if (!key_equal(thread, list->items[i], item, &same)) return Value::null();
    if (same) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value list_iter(Thread& thread, Value self) {
  return new_sequence_iterator(*thread.process, thread.process->types.list_iterator, self);
}

// --- operators

Value concatenate(Thread& thread, Value left, Value right) {
  Process& process = *thread.process;
  if (!is_list(left)) return Value::not_implemented();
  if (!is_list(right)) {
    if (may_reflect(right)) return Value::not_implemented();
    return raise(thread, process.types.TypeError, "can only concatenate list (not \"%s\") to list",
                 type_name(process, right).c_str());
  }
  List *a = left.as<List>(), *b = right.as<List>();
  List* result = new_list(process, a->length + b->length);
  if (a->length)
    std::memcpy(static_cast<void*>(result->items), a->items, a->length * sizeof(Value));
  if (b->length)
    std::memcpy(static_cast<void*>(result->items + a->length), b->items, b->length * sizeof(Value));
  result->length = a->length + b->length;
  thread.charge(result->length / 2);
  return Value::of(result);
}

// The items `count` times; `into` may be the list itself.
void repeat_into(Process& process, List* into, const List* from, std::int64_t count) {
  std::uint32_t length = from->length, total = static_cast<std::uint32_t>(count) * length;
  list_reserve(process, into, total);
  if (length == 1) {
    Value item = from->items[0];
    for (std::uint32_t i = 0; i < total; ++i) into->items[i] = item;
  } else {
    for (std::int64_t k = 0; k < count; ++k)
      std::memmove(static_cast<void*>(into->items + k * length), from->items,
                   length * sizeof(Value));
  }
  into->length = total;
}

Value not_a_count(Thread& thread, Value number) {
  if (may_reflect(number)) return Value::not_implemented();
  return raise(thread, thread.process->types.TypeError,
               "can't multiply sequence by non-int of type '%s'",
               type_name(*thread.process, number).c_str());
}

Value repeat(Thread& thread, Value left, Value right) {
  Process& process = *thread.process;
  Value sequence = is_list(left) ? left : right, number = is_list(left) ? right : left;
  if (!has_index(process, number)) return not_a_count(thread, number);
  List* list = sequence.as<List>();
  std::int64_t count;
  if (!repeat_count(thread, number, list->length, &count)) return Value::null();
  List* result = new_list(process);
  if (list->length) repeat_into(process, result, list, count);
  thread.charge(result->length);
  return Value::of(result);
}

Value list_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (op == BinaryOperator::Add || op == BinaryOperator::InplaceAdd)
    return concatenate(thread, left, right);
  if (op == BinaryOperator::Multiply || op == BinaryOperator::InplaceMultiply)
    return repeat(thread, left, right);
  return Value::not_implemented();
}

// `list += iterable` gives the list, whatever the loop answers.
Value extend_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = list_extend(thread, frame.slots[0].as<List>(), frame.slots[1]);
  }
  return input.is_signal() ? input : frame.slots[0];
}
constexpr NativeFrameType kExtendFrame = {"list.__iadd__", extend_step};

Value list_inplace(Thread& thread, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  List* list = left.as<List>();
  if (op == BinaryOperator::Add || op == BinaryOperator::InplaceAdd) {
    if (is_exact_builtin_sequence(process, right))
      return list_extend(thread, list, right).is_null() ? Value::null() : left;
    Value slots[2] = {left, right};
    push_native_frame(thread, kExtendFrame, slots, 2);
    return Value::pending();
  }
  if (op == BinaryOperator::Multiply || op == BinaryOperator::InplaceMultiply) {
    if (!has_index(process, right)) return not_a_count(thread, right);
    std::int64_t count;
    if (!repeat_count(thread, right, list->length, &count)) return Value::null();
    if (count == 0)
      list->length = 0;
    else if (list->length)
      repeat_into(process, list, list, count);
    return left;
  }
  return Value::not_implemented();
}

Value list_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = args[0].as<Type>();
  if (type == process.types.list) return Value::of(new_list(process));
  return Value::of(allocate_instance(process, type));
}

Value list_init(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  list->length = 0;
  if (args[1].is_null()) return Value::none();
  return list_extend(thread, list, args[1]);
}

}  // namespace

void define_list(Process& process) {
  Type* type = process.types.list;
  Slots& slots = type->slots;
  slots.visit = list_visit;
  slots.hash = hash_not_implemented;
  slots.repr = list_repr;
  slots.compare = list_compare;
  slots.length = list_length;
  slots.getitem = list_getitem;
  slots.setitem = list_setitem;
  slots.contains = list_contains;
  slots.iter = list_iter;
  slots.binary = list_binary;
  slots.inplace = list_inplace;
  type->operators = operator_bits({BinaryOperator::Add, BinaryOperator::Multiply,
                                   BinaryOperator::InplaceAdd, BinaryOperator::InplaceMultiply});
  set_new(process, type, "cls, /, *args, **kwargs", list_new);
  set_init(process, type, "self, iterable=(), /", list_init);
  add_list_methods(process, type);
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
