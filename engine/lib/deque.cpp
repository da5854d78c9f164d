#include "lib/deque.h"

#include "vm/collect.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/number.h"
#include "vm/sequence.h"
#include "vm/type.h"

namespace gilscope {
namespace {

void grow(Process& process, Deque* deque) {
  std::uint32_t capacity = deque->capacity ? deque->capacity * 2 : 8;
  auto* items = static_cast<Value*>(process.heap.allocate(capacity * sizeof(Value)));
  for (std::uint32_t i = 0; i < deque->length; ++i) items[i] = deque->at(i);
  if (deque->items) process.heap.free_buffer(deque->items);
  deque->items = items;
  deque->capacity = capacity;
  deque->head = 0;
}

void visit(Object* object, Visitor& visitor) {
  auto* deque = static_cast<Deque*>(object);
  visitor.buffer(deque->items);
  for (std::uint32_t i = 0; i < deque->length; ++i) visitor.value(deque->at(i));
}

Value length_of(Thread&, Value self) {
  return Value::of(std::int64_t{deque_of(self)->length});
}

Value repr_deque(Thread& thread, Value self) {
  Process& process = *thread.process;
  if (enter_repr(thread, self)) return Value::of(new_str(process, "[...]"));
  Deque* deque = deque_of(self);
  std::string text = type_text(self.object()->type) + "([";
  bool ok = join_reprs(thread, Items{Value::of(deque_items(process, deque))}, &text);
  leave_repr(thread, self);
  if (!ok) return Value::null();
  text += "]";
  if (deque->maximum >= 0) text += ", maxlen=" + std::to_string(deque->maximum);
  return Value::of(new_str(process, text + ")"));
}

Value compare_deques(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_deque(other)) return Value::not_implemented();
  Process& process = *thread.process;
  return compare_items(thread, Items{Value::of(deque_items(process, deque_of(self)))},
                       Items{Value::of(deque_items(process, deque_of(other)))}, op);
}

// False: exception pending.
bool place(Thread& thread, Deque* deque, Value key, std::uint32_t* out) {
  Process& process = *thread.process;
  if (!has_index(process, key)) {
    raise(thread, process.types.TypeError, "sequence index must be integer, not '%s'",
          type_name(process, key).c_str());
    return false;
  }
  std::int64_t at;
  if (!index_value(thread, key, &at)) return false;
  if (at < 0) at += deque->length;
  if (at < 0 || at >= deque->length) {
    raise(thread, process.types.IndexError, "deque index out of range");
    return false;
  }
  *out = static_cast<std::uint32_t>(at);
  return true;
}

Value getitem(Thread& thread, Value self, Value key) {
  std::uint32_t at;
  return place(thread, deque_of(self), key, &at) ? deque_of(self)->at(at) : Value::null();
}

Value setitem(Thread& thread, Value self, Value key, Value value) {
  std::uint32_t at;
  Deque* deque = deque_of(self);
  if (!place(thread, deque, key, &at)) return Value::null();
  if (value.is_null())
    deque_erase(deque, at);
  else
    deque->at(at) = value;
  return Value::none();
}

Value mutated(Thread& thread) {
  return raise(thread, thread.process->types.RuntimeError, "deque mutated during iteration");
}

Value has(Thread& thread, Value self, Value item) {
  Deque* deque = deque_of(self);
  std::uint32_t version = deque->version;
  for (std::uint32_t i = 0; i < deque->length; ++i) {
    bool same;
    if (!key_equal(thread, deque->at(i), item, &same)) return Value::null();
    if (same) return Value::boolean(true);
    if (deque->version != version) return mutated(thread);
  }
  return Value::boolean(false);
}

Value boolean(Thread&, Value self) {
  return Value::boolean(deque_of(self)->length != 0);
}

// --- operators

Value extended(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = deque_extend(thread, deque_of(frame.slots[0]), frame.slots[1], false);
  }
  return input.is_signal() ? input : frame.slots[0];
}
constexpr NativeFrameType kExtended = {"deque +", extended};

// Repeats in place.
bool repeat(Thread& thread, Deque* deque, Value count) {
  std::int64_t times;
  if (!repeat_count(thread, count, deque->length, &times)) return false;
  List* items = deque_items(*thread.process, deque);
  deque_clear(*thread.process, deque);
  for (std::int64_t k = 0; k < times; ++k)
    for (std::uint32_t i = 0; i < items->length; ++i)
      deque_append(*thread.process, deque, items->items[i]);
  return true;
}

Value binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  if (op == BinaryOperator::Add && is_deque(left)) {
    if (!is_deque(right)) {
      if (may_reflect(right)) return Value::not_implemented();
      return raise(thread, process.types.TypeError,
                   "can only concatenate deque (not \"%s\") to deque",
                   type_name(process, right).c_str());
    }
    Value slots[2] = {Value::of(deque_copy(process, deque_of(left))), right};
    return start_frame(thread, kExtended, slots, 2);
  }
  if (op != BinaryOperator::Multiply) return Value::not_implemented();
  Value deque = is_deque(left) ? left : right, count = is_deque(left) ? right : left;
  if (!has_index(process, count)) return Value::not_implemented();
  Deque* copy = deque_copy(process, deque_of(deque));
  return repeat(thread, copy, count) ? Value::of(copy) : Value::null();
}

Value inplace(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (op == BinaryOperator::Add || op == BinaryOperator::InplaceAdd) {
    Value slots[2] = {left, right};
    return start_frame(thread, kExtended, slots, 2);
  }
  bool times = op == BinaryOperator::Multiply || op == BinaryOperator::InplaceMultiply;
  if (!times || !has_index(*thread.process, right)) return Value::not_implemented();
  return repeat(thread, deque_of(left), right) ? left : Value::null();
}

// --- the iterators: SequenceIterator with the deque's version in `other`

Value iterate(Thread& thread, Value self, const char* type_name_, std::int64_t from) {
  Process& process = *thread.process;
  Type* type = self.object()->type;
  while (type->type_flags & kHeapType) type = type->base;
  Value iterator_type = dict_get(type->dict, intern(process, type_name_));
  Value iterator = new_sequence_iterator(process, iterator_type.as<Type>(), self);
  iterator.as<SequenceIterator>()->other = Value::of(std::int64_t{deque_of(self)->version});
  iterator.as<SequenceIterator>()->index = from;
  return iterator;
}

Value iter(Thread& thread, Value self) {
  return iterate(thread, self, "_iterator", 0);
}
Value reversed(Thread& thread, const Value* args) {
  return iterate(thread, args[0], "_reverse_iterator", std::int64_t{deque_of(args[0])->length} - 1);
}

template <int step>
Value next(Thread& thread, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  Deque* deque = deque_of(iterator->sequence);
  if (iterator->other.integer != deque->version) {
    iterator->sequence = Value::none();
    return mutated(thread);
  }
  if (iterator->index < 0 || iterator->index >= deque->length) {
    iterator->sequence = Value::none();
    return Value::nothing();
  }
  Value item = deque->at(static_cast<std::uint32_t>(iterator->index));
  iterator->index += step;
  return item;
}

void define_iterator(Process& process, Type* owner, const char* name, const char* key,
                     Value (*next_of)(Thread&, Value)) {
  Type* type = make_native_type(process, name, "_collections", process.types.object,
                                sizeof(SequenceIterator), kDisallowInstantiation | kNativeNext);
  type->slots.visit = process.types.list_iterator->slots.visit;
  type->slots.iter = self_iterator;
  type->slots.next = next_of;
  add_slot_wrappers(process, type);
  dict_set(process, owner->dict, intern(process, key), Value::of(type));
}

// --- construction

Value new_of(Thread& thread, const Value* args) {
  return Value::of(new_deque(*thread.process, args[0].as<Type>(), -1));
}

Value init(Thread& thread, const Value* args) {
  Deque* deque = deque_of(args[0]);
  std::int64_t maximum = -1;
  if (!args[2].is_null() && !args[2].is_none()) {
    if (!is_integer(args[2]))
      return raise(thread, thread.process->types.TypeError, "an integer is required");
    if (!index_value(thread, args[2], &maximum)) return Value::null();
    if (maximum < 0)
      return raise(thread, thread.process->types.ValueError, "maxlen must be non-negative");
  }
  deque->maximum = maximum;
  if (deque->length) deque_clear(*thread.process, deque);
  return args[1].is_null() ? Value::none() : deque_extend(thread, deque, args[1], false);
}

constexpr NativeMethod kMethods[] = {{"__reversed__", "self, /", reversed}};

}  // namespace

bool is_deque(Value v) {
  return v.is_object() && v.object()->type->slots.visit == visit;
}

Deque* new_deque(Process& process, Type* type, std::int64_t maximum) {
  auto* deque = static_cast<Deque*>(allocate_instance(process, type));
  deque->maximum = maximum;
  return deque;
}

Deque* deque_copy(Process& process, Deque* deque) {
  Deque* copy = new_deque(process, deque->type, deque->maximum);
  for (std::uint32_t i = 0; i < deque->length; ++i) deque_append(process, copy, deque->at(i));
  return copy;
}

void deque_append(Process& process, Deque* deque, Value item) {
  if (deque->maximum == 0) return;
  if (deque->length == deque->maximum) deque_pop_left(deque);
  if (deque->length == deque->capacity) grow(process, deque);
  deque->at(deque->length++) = item;
  ++deque->version;
}

void deque_append_left(Process& process, Deque* deque, Value item) {
  if (deque->maximum == 0) return;
  if (deque->length == deque->maximum) deque_pop(deque);
  if (deque->length == deque->capacity) grow(process, deque);
  deque->head = (deque->head + deque->capacity - 1) & (deque->capacity - 1);
  deque->items[deque->head] = item;
  ++deque->length;
  ++deque->version;
}

Value deque_pop(Deque* deque) {
  ++deque->version;
  return deque->at(--deque->length);
}

Value deque_pop_left(Deque* deque) {
  ++deque->version;
  Value item = deque->items[deque->head];
  deque->head = (deque->head + 1) & (deque->capacity - 1);
  --deque->length;
  return item;
}

void deque_clear(Process& process, Deque* deque) {
  if (deque->items) process.heap.free_buffer(deque->items);
  deque->items = nullptr;
  deque->capacity = deque->length = deque->head = 0;
  ++deque->version;
}

void deque_rotate(Deque* deque, std::int64_t count) {
  if (deque->length < 2) return;
  count %= deque->length;
  if (count < 0) count += deque->length;
  for (; count > 0; --count) {
    Value item = deque->at(deque->length - 1);
    deque->head = (deque->head + deque->capacity - 1) & (deque->capacity - 1);
    deque->items[deque->head] = item;
  }
  ++deque->version;
}

List* deque_items(Process& process, Deque* deque) {
  List* list = new_list(process, deque->length);
  for (std::uint32_t i = 0; i < deque->length; ++i) list_append(process, list, deque->at(i));
  return list;
}

void deque_erase(Deque* deque, std::uint32_t i) {
  for (; i + 1 < deque->length; ++i) deque->at(i) = deque->at(i + 1);
  --deque->length;
  ++deque->version;
}

namespace {

template <bool left>
Value take(Thread& thread, Value* slots, Value item) {
  Process& process = *thread.process;
  if (left)
    deque_append_left(process, deque_of(slots[0]), item);
  else
    deque_append(process, deque_of(slots[0]), item);
  return process.heap.over_limit() ? raise_memory_error(thread) : Value::none();
}
Value no_result(Thread&, Value*) {
  return Value::none();
}
constexpr Collector kExtend = {"deque.extend", take<false>, nullptr, no_result, 10};
constexpr Collector kExtendLeft = {"deque.extendleft", take<true>, nullptr, no_result, 10};

}  // namespace

Value deque_extend(Thread& thread, Deque* deque, Value iterable, bool left) {
  Value self = Value::of(deque);
  if (is_deque(iterable))  // itself, perhaps
    iterable = Value::of(deque_items(*thread.process, deque_of(iterable)));
  return collect(thread, left ? kExtendLeft : kExtend, iterable, &self, 1);
}

void define_deque(Thread& thread, Module* module) {
  Process& process = *thread.process;
  Type* type = make_native_type(process, "deque", "collections", process.types.object,
                                sizeof(Deque), kBaseType | kSequencePattern);
  Slots& slots = type->slots;
  slots.visit = visit;
  slots.hash = hash_not_implemented;
  slots.repr = repr_deque;
  slots.compare = compare_deques;
  slots.length = length_of;
  slots.boolean = boolean;
  slots.getitem = getitem;
  slots.setitem = setitem;
  slots.contains = has;
  slots.iter = iter;
  slots.binary = binary;
  slots.inplace = inplace;
  type->operators = operator_bits({BinaryOperator::Add, BinaryOperator::Multiply,
                                   BinaryOperator::InplaceAdd, BinaryOperator::InplaceMultiply});
  set_new(process, type, "cls, /, *args, **kwargs", new_of);
  set_init(process, type, "self, iterable=(), maxlen=None", init);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_deque_methods(process, type);
  add_slot_wrappers(process, type);
  define_iterator(process, type, "_deque_iterator", "_iterator", next<1>);
  define_iterator(process, type, "_deque_reverse_iterator", "_reverse_iterator", next<-1>);
  set_attribute(process, module, "deque", Value::of(type));
}

}  // namespace gilscope
