// The iteration part of operations.h: iter(), next(), and making lists and tuples of iterables.
#include <cstring>

#include "vm/collect.h"
#include "vm/operations.h"
#include "vm/sequence.h"

namespace gilscope {

Value get_iterator(Thread& thread, Value iterable) {
  Process& process = *thread.process;
  Type* type = type_of(process, iterable);
  if (type->slots.iter) {
    Value iterator = type->slots.iter(thread, iterable);
    if (!iterator.is_signal() && !type_of(process, iterator)->slots.next)
      return raise(thread, process.types.TypeError, "iter() returned non-iterator of type '%s'",
                   type_name(process, iterator).c_str());
    return iterator;
  }
  bool is_mapping = type->type_flags & (kDictSubclass | kMappingPattern);
  if (type->slots.getitem && !is_mapping) {
    auto* iterator = allocate<SequenceIterator>(process, process.types.sequence_iterator);
    iterator->sequence = iterable;
    iterator->other = Value::none();
    return Value::of(iterator);
  }
  return raise(thread, process.types.TypeError, "'%s' object is not iterable",
               type_name(process, iterable).c_str());
}

Value iter_next(Thread& thread, Value iterator) {
  Process& process = *thread.process;
  Type* type = type_of(process, iterator);
  if (type->slots.next) return type->slots.next(thread, iterator);
  return raise(thread, process.types.TypeError, "'%s' object is not an iterator",
               type_name(process, iterator).c_str());
}

namespace {

Value append_item(Thread& thread, Value* slots, Value item) {
  Process& process = *thread.process;
  list_append(process, slots[0].as<List>(), item);
  if (process.heap.over_limit()) return raise_memory_error(thread);
  return Value::none();
}
Value finish_none(Thread&, Value*) {
  return Value::none();
}
Value finish_list(Thread&, Value* slots) {
  return slots[0];
}
Value finish_tuple(Thread& thread, Value* slots) {
  List* list = slots[0].as<List>();
  return Value::of(new_tuple(*thread.process, list->items, list->length));
}

constexpr Collector kExtend = {"list.extend", append_item, nullptr, finish_none, 8};
constexpr Collector kListOf = {"list", append_item, nullptr, finish_list, 8};
constexpr Collector kTupleOf = {"tuple", append_item, nullptr, finish_tuple, 8};

void append_all(Process& process, List* list, const Value* items, std::uint32_t count) {
  if (!count) return;
  std::uint32_t start = list->length;
  list_reserve(process, list, start + count);
  std::memcpy(static_cast<void*>(list->items + start), items, count * sizeof(Value));
  list->length = start + count;
}

// Appends what needs no frame. 1: done, 0: needs the loop, -1: exception pending.
int extend_at_once(Thread& thread, List* list, Value iterable) {
  if (!iterable.is_object()) return 0;
  Process& process = *thread.process;
  Type* type = iterable.object()->type;
  const Types& types = process.types;
  if (type == types.list || type == types.tuple) {
    Items items{iterable};
    thread.charge(items.length() / 2);
    if (type == types.list && iterable.as<List>() == list) {
      std::uint32_t count = list->length;
      list_reserve(process, list, count * 2);
      std::memcpy(static_cast<void*>(list->items + count), list->items, count * sizeof(Value));
      list->length = count * 2;
      return 1;
    }
    append_all(process, list,
               type == types.list ? iterable.as<List>()->items : iterable.as<Tuple>()->items,
               items.length());
    return 1;
  }
  if (type == types.range) {
    Range* range = iterable.as<Range>();
    if (!range->length.is_int() || !range->start.is_int() || !range->step.is_int()) return 0;
    std::int64_t count = range->length.integer;
    if (!range->stop.is_int()) return 0;
    if (count > kMaxLength - list->length || !process.heap.can_allocate(count * sizeof(Value))) {
      raise_memory_error(thread);
      return -1;
    }
    list_reserve(process, list, list->length + static_cast<std::uint32_t>(count));
    std::uint64_t value = static_cast<std::uint64_t>(range->start.integer);
    for (std::int64_t i = 0; i < count; ++i) {
      list->items[list->length++] = Value::of(static_cast<std::int64_t>(value));
      value += static_cast<std::uint64_t>(range->step.integer);
    }
    thread.charge(count * 12);
    return 1;
  }
  std::uint32_t at = 0;
  Value key, value;
  if (type == types.dict) {
    Dict* dict = iterable.as<Dict>();
    list_reserve(process, list, list->length + dict->length);
    while (dict_next(dict, at, key, value)) list->items[list->length++] = key;
    thread.charge(dict->length * 4);
    return 1;
  }
  if (type == types.set || type == types.frozenset) {
    Set* set = iterable.as<Set>();
    list_reserve(process, list, list->length + set->length);
    while (set_next(set, at, key)) list->items[list->length++] = key;
    thread.charge(set->length * 4);
    return 1;
  }
  return 0;
}

}  // namespace

Value list_extend(Thread& thread, List* list, Value iterable) {
  int done = extend_at_once(thread, list, iterable);
  if (done < 0) return Value::null();
  if (done > 0) return Value::none();
  Value slot = Value::of(list);
  return collect(thread, kExtend, iterable, &slot, 1);
}

List* list_at_once(Thread& thread, Value iterable) {
  List* list = new_list(*thread.process);
  return extend_at_once(thread, list, iterable) > 0 ? list : nullptr;
}

Value list_of(Thread& thread, Value iterable) {
  List* list = new_list(*thread.process);
  int done = extend_at_once(thread, list, iterable);
  if (done < 0) return Value::null();
  if (done > 0) return Value::of(list);
  Value slot = Value::of(list);
  return collect(thread, kListOf, iterable, &slot, 1);
}

Value tuple_of(Thread& thread, Value iterable) {
  Process& process = *thread.process;
  if (iterable.is_object()) {
    if (iterable.object()->type == process.types.tuple) return iterable;
    if (iterable.object()->type == process.types.list)
      return Value::of(new_tuple(process, iterable.as<List>()->items, iterable.as<List>()->length));
  }
  List* list = new_list(process);
  int done = extend_at_once(thread, list, iterable);
  if (done < 0) return Value::null();
  if (done > 0) return Value::of(new_tuple(process, list->items, list->length));
  Value slot = Value::of(list);
  return collect(thread, kTupleOf, iterable, &slot, 1);
}

}  // namespace gilscope
