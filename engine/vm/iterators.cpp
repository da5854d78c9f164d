// The iterators that walk a sequence by index (lists, tuples, str, bytes, __getitem__ sequences)
// and iter(callable, sentinel).
#include "vm/bytes.h"
#include "vm/define.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/str.h"

namespace gilscope {

Value new_sequence_iterator(Process& process, Type* type, Value sequence) {
  auto* iterator = allocate<SequenceIterator>(process, type);
  iterator->sequence = sequence;
  iterator->other = Value::none();
  return Value::of(iterator);
}

namespace {

void visit(Object* object, Visitor& visitor) {
  auto* iterator = static_cast<SequenceIterator*>(object);
  visitor.value(iterator->sequence);
  visitor.value(iterator->other);
}

Value end(SequenceIterator* iterator) {
  iterator->sequence = Value::none();
  return Value::nothing();
}

Value list_next(Thread&, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  List* list = iterator->sequence.as<List>();
  if (iterator->index < list->length) return list->items[iterator->index++];
  return end(iterator);
}

Value list_previous(Thread&, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  List* list = iterator->sequence.as<List>();
  if (iterator->index >= 0 && iterator->index < list->length) return list->items[iterator->index--];
  return end(iterator);
}

Value tuple_next(Thread&, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  Tuple* tuple = iterator->sequence.as<Tuple>();
  if (iterator->index < tuple->length) return tuple->items[iterator->index++];
  return end(iterator);
}

Value str_next(Thread& thread, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  Str* text = iterator->sequence.as<Str>();
  if (iterator->index >= text->length) return end(iterator);
  Process& process = *thread.process;
  auto at = static_cast<std::uint32_t>(iterator->index++);
  char32_t point = text->at(at);
  if (point < 256 && process.latin1[point]) return Value::of(process.latin1[point]);
  return Value::of(str_slice(process, text, at, at + 1));
}

Value bytes_next(Thread&, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  Bytes* bytes = iterator->sequence.as<Bytes>();
  if (iterator->index >= bytes->length) return end(iterator);
  return Value::of(std::int64_t{bytes->data()[iterator->index++]});
}

Value bytearray_next(Thread&, Value self) {
  auto* iterator = self.as<SequenceIterator>();
  if (iterator->sequence.is_none()) return Value::nothing();
  auto* bytes = iterator->sequence.as<ByteArray>();
  if (iterator->index >= bytes->length) return end(iterator);
  return Value::of(std::int64_t{bytes->items[iterator->index++]});
}

// --- __getitem__ sequences: IndexError and StopIteration end them

Value item_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* iterator = frame.slots[0].as<SequenceIterator>();
  if (frame.state == 0) {
    frame.state = 1;
    input = get_item(thread, iterator->sequence, Value::of(iterator->index));
    if (input.is_pending()) return input;
  }
  if (!input.is_null()) {
    ++iterator->index;
    return input;
  }
  const Types& types = thread.process->types;
  if (!pending_is(thread, types.IndexError) && !pending_is(thread, types.StopIteration))
    return input;
  take_exception(thread);
  return end(iterator);
}
constexpr NativeFrameType kItemFrame = {"iterator.__next__", item_step};

Value sequence_next(Thread& thread, Value self) {
  if (self.as<SequenceIterator>()->sequence.is_none()) return Value::nothing();
  return start_frame(thread, kItemFrame, &self, 1);
}

// --- iter(callable, sentinel)

Value call_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* iterator = frame.slots[0].as<SequenceIterator>();
  if (frame.state == 0) {
    frame.state = 1;
    frame.awaits_next = true;  // a StopIteration of the callable ends the iteration
    input = call(thread, iterator->sequence, nullptr, 0);
    if (input.is_pending()) return input;
  }
  frame.awaits_next = false;
  if (input.is_nothing()) return end(iterator);
  if (input.is_null()) {
    if (!pending_is(thread, thread.process->types.StopIteration)) return input;
    take_exception(thread);
    return end(iterator);
  }
  bool same;
  if (!key_equal(thread, iterator->other, input, &same)) return Value::null();
  return same ? end(iterator) : input;
}
constexpr NativeFrameType kCallFrame = {"callable_iterator.__next__", call_step};

Value callable_next(Thread& thread, Value self) {
  if (self.as<SequenceIterator>()->sequence.is_none()) return Value::nothing();
  return start_frame(thread, kCallFrame, &self, 1);
}

// --- __length_hint__

std::int64_t length_of(Process& process, Value sequence) {
  if (is_list(sequence)) return sequence.as<List>()->length;
  if (is_tuple(sequence)) return sequence.as<Tuple>()->length;
  if (is_str(sequence)) return sequence.as<Str>()->length;
  if (is_bytes(sequence)) return sequence.as<Bytes>()->length;
  if (sequence.is_object() && sequence.object()->type == process.types.bytearray)
    return sequence.as<ByteArray>()->length;
  return 0;
}

Value length_hint(Thread& thread, const Value* args) {
  auto* iterator = args[0].as<SequenceIterator>();
  std::int64_t left = length_of(*thread.process, iterator->sequence) - iterator->index;
  return Value::of(left > 0 ? left : 0);
}

Value length_hint_back(Thread& thread, const Value* args) {
  auto* iterator = args[0].as<SequenceIterator>();
  std::int64_t length = length_of(*thread.process, iterator->sequence);
  bool over = iterator->index >= length;
  return Value::of(over ? std::int64_t{0} : iterator->index + 1);
}

// What pickle needs to make the iterator again: (iter, (sequence,), index).
Value reduce(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* iterator = args[0].as<SequenceIterator>();
  Value function = dict_get(process.builtins, intern(process, "iter"));
  Value sequence =
      iterator->sequence.is_none() ? Value::of(process.empty_tuple) : iterator->sequence;
  Value parts[3] = {function, Value::of(new_tuple(process, &sequence, 1)),
                    Value::of(iterator->index)};
  return Value::of(new_tuple(process, parts, iterator->sequence.is_none() ? 2 : 3));
}

Value setstate(Thread& thread, const Value* args) {
  auto* iterator = args[0].as<SequenceIterator>();
  std::int64_t index;
  if (!index_value(thread, args[1], &index)) return Value::null();
  if (!iterator->sequence.is_none()) iterator->index = index < 0 ? 0 : index;
  return Value::none();
}

constexpr NativeMethod kMethods[] = {{"__length_hint__", "self, /", length_hint},
                                     {"__reduce__", "self, /", reduce},
                                     {"__setstate__", "self, state, /", setstate}};
constexpr NativeMethod kBackMethods[] = {{"__length_hint__", "self, /", length_hint_back}};

void define(Process& process, Type* type, Value (*next)(Thread&, Value), bool native) {
  type->slots.visit = visit;
  type->slots.iter = self_iterator;
  if (next) type->slots.next = next;
  if (native) type->type_flags |= kNativeNext;
  if (native && next != list_previous) add_methods(process, type, kMethods, std::size(kMethods));
  if (next == list_previous) add_methods(process, type, kBackMethods, std::size(kBackMethods));
  add_slot_wrappers(process, type);
}

}  // namespace

void define_iterators(Process& process) {
  const Types& types = process.types;
  define(process, types.list_iterator, list_next, true);
  define(process, types.list_reverse_iterator, list_previous, true);
  define(process, types.tuple_iterator, tuple_next, true);
  define(process, types.str_iterator, str_next, true);
  define(process, types.bytes_iterator, bytes_next, true);
  define(process, types.bytearray_iterator, bytearray_next, true);
  define(process, types.sequence_iterator, sequence_next, false);
  define(process, types.callable_iterator, callable_next, false);
  define(process, types.long_range_iterator, long_range_next, true);
}

}  // namespace gilscope
