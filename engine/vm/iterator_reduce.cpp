// How iterators are copied and pickled: __reduce__ answers the call that makes such an iterator again, as far as it has come.
// Iterators over dicts and sets give what is left as a list; adapters give their sources, which are iterators themselves.
#include <iterator>
#include <vector>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/dict.h"
#include "vm/iterating.h"
#include "vm/number.h"
#include "vm/set.h"
#include "vm/str.h"

namespace gilscope {
namespace {

Value builtin(Process& process, const char* name) {
  return dict_get(process.builtins, intern(process, name));
}

Value tuple_of(Process& process, const Value* items, std::uint32_t count) {
  return Value::of(new_tuple(process, items, count));
}

// (function, arguments) or (function, arguments, state)
Value recipe(Process& process, Value function, const Value* arguments, std::uint32_t count,
             Value state = Value::null()) {
  Value parts[3] = {function, tuple_of(process, arguments, count), state};
  return tuple_of(process, parts, state.is_null() ? 2 : 3);
}

Value iter_of_rest(Process& process, List* rest) {
  Value argument = Value::of(rest);
  return recipe(process, builtin(process, "iter"), &argument, 1);
}

// A copy of the iterator walks on; the original stays where it is.
Value reduce_dict(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* iterator = args[0].as<DictIterator>();
  auto* copy = allocate<DictIterator>(process, iterator->type);
  copy->dict = iterator->dict;
  copy->position = iterator->position;
  copy->expected_length = iterator->expected_length;
  copy->kind = iterator->kind;
  List* rest = new_list(process);
  for (;;) {
    Value item = iterator->type->slots.next(thread, Value::of(copy));
    if (item.is_null()) return item;
    if (item.is_nothing()) return iter_of_rest(process, rest);
    list_append(process, rest, item);
  }
}

Value reduce_set(Thread& thread, const Value* args) {
  auto* iterator = args[0].as<SetIterator>();
  List* rest = new_list(*thread.process);
  std::uint32_t at = iterator->position;
  Value key;
  while (iterator->set && set_next(iterator->set, at, key))
    list_append(*thread.process, rest, key);
  return iter_of_rest(*thread.process, rest);
}

Value reduce_list_back(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* iterator = args[0].as<SequenceIterator>();
  if (iterator->sequence.is_none()) return iter_of_rest(process, new_list(process));
  return recipe(process, builtin(process, "reversed"), &iterator->sequence, 1,
                Value::of(iterator->index));
}

Value setstate_list_back(Thread& thread, const Value* args) {
  auto* iterator = args[0].as<SequenceIterator>();
  std::int64_t index;
  if (!index_value(thread, args[1], &index)) return Value::null();
  if (!is_list(iterator->sequence)) return Value::none();
  std::int64_t last = std::int64_t{iterator->sequence.as<List>()->length} - 1;
  iterator->index = std::min(std::max<std::int64_t>(index, -1), last);
  return Value::none();
}

Value reduce_callable(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* iterator = args[0].as<SequenceIterator>();
  if (iterator->sequence.is_none()) {
    Value empty = Value::of(process.empty_tuple);
    return recipe(process, builtin(process, "iter"), &empty, 1);
  }
  Value arguments[] = {iterator->sequence, iterator->other};
  return recipe(process, builtin(process, "iter"), arguments, 2);
}

// --- enumerate, zip, map, filter, reversed

Value type_of_self(const Value* args) {
  return Value::of(args[0].object()->type);
}

Value reduce_enumerate(Thread& thread, const Value* args) {
  auto* adapter = args[0].as<AdapterIterator>();
  Value arguments[] = {adapter->source, adapter->counter};
  return recipe(*thread.process, type_of_self(args), arguments, 2);
}

Value reduce_zip(Thread& thread, const Value* args) {
  auto* adapter = args[0].as<AdapterIterator>();
  Tuple* sources = adapter->source.as<Tuple>();
  Value state = adapter->function.is_true() ? adapter->function : Value::null();
  return recipe(*thread.process, type_of_self(args), sources->items, sources->length, state);
}

Value setstate_zip(Thread& thread, const Value* args) {
  bool strict;
  if (!truth_nested(thread, args[1], &strict)) return Value::null();
  args[0].as<AdapterIterator>()->function = Value::boolean(strict);
  return Value::none();
}

Value reduce_map(Thread& thread, const Value* args) {
  auto* adapter = args[0].as<AdapterIterator>();
  std::vector<Value> arguments = {adapter->function};
  if (is_tuple(adapter->source)) {
    Tuple* sources = adapter->source.as<Tuple>();
    arguments.insert(arguments.end(), sources->items, sources->items + sources->length);
  } else {
    arguments.push_back(adapter->source);
  }
  return recipe(*thread.process, type_of_self(args), arguments.data(),
                static_cast<std::uint32_t>(arguments.size()));
}

Value reduce_filter(Thread& thread, const Value* args) {
  auto* adapter = args[0].as<AdapterIterator>();
  Value arguments[] = {adapter->function, adapter->source};
  return recipe(*thread.process, type_of_self(args), arguments, 2);
}

Value reduce_reversed(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* adapter = args[0].as<AdapterIterator>();
  if (adapter->counter.integer >= 0)
    return recipe(process, type_of_self(args), &adapter->source, 1, adapter->counter);
  Value empty = Value::of(process.empty_tuple);
  return recipe(process, type_of_self(args), &empty, 1);
}

Value setstate_reversed(Thread& thread, const Value* args) {
  auto* adapter = args[0].as<AdapterIterator>();
  std::int64_t index;
  if (!index_value(thread, args[1], &index)) return Value::null();
  Frame* before = thread.top;
  Value length = finish_nested(thread, before, gilscope::length(thread, adapter->source));
  if (length.is_null()) return length;
  adapter->counter =
      Value::of(std::min(std::max<std::int64_t>(index, -1), length.integer - 1));
  return Value::none();
}

template <NativeBody reduce>
void add(Process& process, Type* type) {
  static constexpr NativeMethod kMethods[] = {{"__reduce__", "self, /", reduce}};
  add_methods(process, type, kMethods, 1);
}

template <NativeBody reduce, NativeBody setstate>
void add(Process& process, Type* type) {
  static constexpr NativeMethod kMethods[] = {{"__reduce__", "self, /", reduce},
                                              {"__setstate__", "self, state, /", setstate}};
  add_methods(process, type, kMethods, 2);
}

}  // namespace

void define_iterator_reduce(Process& process) {
  const Types& types = process.types;
  for (Type* type : {types.dict_key_iterator, types.dict_value_iterator, types.dict_item_iterator,
                     types.dict_reverse_iterator})
    add<reduce_dict>(process, type);
  add<reduce_set>(process, types.set_iterator);
  add<reduce_list_back, setstate_list_back>(process, types.list_reverse_iterator);
  add<reduce_callable>(process, types.callable_iterator);
  add<reduce_enumerate>(process, types.enumerate);
  add<reduce_zip, setstate_zip>(process, types.zip);
  add<reduce_map>(process, types.map);
  add<reduce_filter>(process, types.filter);
  add<reduce_reversed, setstate_reversed>(process, types.reversed);
}

}  // namespace gilscope
