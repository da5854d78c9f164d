// The methods of list.
#include <algorithm>

#include "vm/collect.h"
#include "vm/list.h"
#include "vm/sequence.h"
#include "vm/sort.h"

namespace gilscope {
namespace {

Value append(Thread& thread, const Value* args) {
  list_append(*thread.process, args[0].as<List>(), args[1]);
  return Value::none();
}

Value extend(Thread& thread, const Value* args) {
  return list_extend(thread, args[0].as<List>(), args[1]);
}

Value insert(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  std::int64_t at;
  if (!index_value(thread, args[1], &at)) return Value::null();
  if (at < 0) at = std::max<std::int64_t>(at + list->length, 0);
  at = std::min<std::int64_t>(at, list->length);
  thread.charge((list->length - at) / 4);
  list_insert(*thread.process, list, static_cast<std::uint32_t>(at), args[2]);
  return Value::none();
}

Value pop(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  std::int64_t at = -1;
  if (!args[1].is_null() && !index_value(thread, args[1], &at)) return Value::null();
  if (list->length == 0)
    return raise(thread, thread.process->types.IndexError, "pop from empty list");
  if (at < 0) at += list->length;
  if (at < 0 || at >= list->length)
    return raise(thread, thread.process->types.IndexError, "pop index out of range");
  Value item = list->items[at];
  thread.charge((list->length - at) / 4);
  list_erase(list, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1));
  return item;
}

Value remove(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  for (std::uint32_t i = 0; i < list->length; ++i) {
    bool same;
    if (!key_equal(thread, list->items[i], args[1], &same)) return Value::null();
    if (!same) continue;
    if (i < list->length) list_erase(list, i, i + 1);
    return Value::none();
  }
  return raise(thread, thread.process->types.ValueError, "list.remove(x): x not in list");
}

Value index(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  std::int64_t start = 0, stop = list->length;
  if (!args[2].is_null() && !clip_index(thread, args[2], list->length, &start))
    return Value::null();
  if (!args[3].is_null() && !clip_index(thread, args[3], list->length, &stop)) return Value::null();
  for (std::int64_t i = start; i < stop && i < list->length; ++i) {
    bool same;
    if (!key_equal(thread, list->items[i], args[1], &same)) return Value::null();
    if (same) return Value::of(i);
  }
  std::string text;
  if (!repr_nested(thread, args[1], &text)) return Value::null();
  return raise(thread, thread.process->types.ValueError, "%s is not in list", text.c_str());
}

Value count(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  std::int64_t count = 0;
  for (std::uint32_t i = 0; i < list->length; ++i) {
    bool same;
    if (!key_equal(thread, list->items[i], args[1], &same)) return Value::null();
    count += same;
  }
  return Value::of(count);
}

Value reverse(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  std::reverse(list->items, list->items + list->length);
  thread.charge(list->length);
  return Value::none();
}

Value clear(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  if (list->items) thread.process->heap.free_buffer(list->items);
  list->items = nullptr;
  list->length = list->capacity = 0;
  return Value::none();
}

Value copy(Thread& thread, const Value* args) {
  List* list = args[0].as<List>();
  thread.charge(list->length / 2);
  return Value::of(new_list(*thread.process, list->items, list->length));
}

Value reversed(Thread& thread, const Value* args) {
  Value iterator =
      new_sequence_iterator(*thread.process, thread.process->types.list_reverse_iterator, args[0]);
  iterator.as<SequenceIterator>()->index = std::int64_t{args[0].as<List>()->length} - 1;
  return iterator;
}

Value sort(Thread& thread, const Value* args) {
  bool reverse = false;
  if (!args[2].is_null() && !truth_nested(thread, args[2], &reverse)) return Value::null();
  return sort_list(thread, args[0].as<List>(), args[1].is_null() ? Value::none() : args[1],
                   reverse);
}

constexpr NativeMethod kMethods[] = {
    {"append", "self, object, /", append, NativeMethod::Plain, 10},
    {"extend", "self, iterable, /", extend},
    {"insert", "self, index, object, /", insert},
    {"pop", "self, index=-1, /", pop, NativeMethod::Plain, 20},
    {"remove", "self, value, /", remove},
    {"index", "self, value, start=0, stop=9223372036854775807, /", index},
    {"count", "self, value, /", count},
    {"reverse", "self, /", reverse},
    {"clear", "self, /", clear},
    {"copy", "self, /", copy},
    {"sort", "self, /, *, key=None, reverse=False", sort},
    {"__reversed__", "self, /", reversed},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};

}  // namespace

void add_list_methods(Process& process, Type* type) {
  add_methods(process, type, kMethods, std::size(kMethods));
}

}  // namespace gilscope
