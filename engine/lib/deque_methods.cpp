// The methods of deque.
#include <algorithm>

#include "lib/deque.h"
#include "vm/collect.h"
#include "vm/number.h"
#include "vm/sequence.h"

namespace gilscope {
namespace {

Value append(Thread& thread, const Value* args) {
  deque_append(*thread.process, deque_of(args[0]), args[1]);
  return Value::none();
}
Value appendleft(Thread& thread, const Value* args) {
  deque_append_left(*thread.process, deque_of(args[0]), args[1]);
  return Value::none();
}
Value pop(Thread& thread, const Value* args) {
  if (deque_of(args[0])->length) return deque_pop(deque_of(args[0]));
  return raise(thread, thread.process->types.IndexError, "pop from an empty deque");
}
Value popleft(Thread& thread, const Value* args) {
  if (deque_of(args[0])->length) return deque_pop_left(deque_of(args[0]));
  return raise(thread, thread.process->types.IndexError, "pop from an empty deque");
}
Value extend(Thread& thread, const Value* args) {
  return deque_extend(thread, deque_of(args[0]), args[1], false);
}
Value extendleft(Thread& thread, const Value* args) {
  return deque_extend(thread, deque_of(args[0]), args[1], true);
}
Value clear(Thread& thread, const Value* args) {
  deque_clear(*thread.process, deque_of(args[0]));
  return Value::none();
}
Value rotate(Thread& thread, const Value* args) {
  std::int64_t count = 1;
  if (!args[1].is_null() && !index_value(thread, args[1], &count)) return Value::null();
  deque_rotate(deque_of(args[0]), count);
  return Value::none();
}
Value reverse(Thread&, const Value* args) {
  Deque* deque = deque_of(args[0]);
  for (std::uint32_t i = 0; i + 1 < deque->length - i; ++i)
    std::swap(deque->at(i), deque->at(deque->length - 1 - i));
  return Value::none();
}

Value copy(Thread& thread, const Value* args) {
  return Value::of(deque_copy(*thread.process, deque_of(args[0])));
}

Value mutated(Thread& thread) {
  return raise(thread, thread.process->types.RuntimeError, "deque mutated during iteration");
}

// Place of `item` in [start, stop) or -1; -2: exception pending.
std::int64_t find(Thread& thread, Deque* deque, Value item, std::int64_t start, std::int64_t stop) {
  std::uint32_t version = deque->version;
  for (std::int64_t i = start; i < stop && i < deque->length; ++i) {
    bool same;
    if (!key_equal(thread, deque->at(static_cast<std::uint32_t>(i)), item, &same)) return -2;
    if (deque->version != version) {
      mutated(thread);
      return -2;
    }
    if (same) return i;
  }
  return -1;
}

Value index(Thread& thread, const Value* args) {
  Deque* deque = deque_of(args[0]);
  std::int64_t start = 0, stop = deque->length;
  if (!args[2].is_null() && !clip_index(thread, args[2], deque->length, &start))
    return Value::null();
  if (!args[3].is_null() && !clip_index(thread, args[3], deque->length, &stop))
    return Value::null();
  std::int64_t at = find(thread, deque, args[1], start, stop);
  if (at >= 0) return Value::of(at);
  std::string text;
  if (at == -2 || !repr_nested(thread, args[1], &text)) return Value::null();
  return raise(thread, thread.process->types.ValueError, "%s is not in deque", text.c_str());
}

Value count(Thread& thread, const Value* args) {
  Deque* deque = deque_of(args[0]);
  std::int64_t found = 0;
  for (std::int64_t at = -1;;) {
    at = find(thread, deque, args[1], at + 1, deque->length);
    if (at == -2) return Value::null();
    if (at < 0) return Value::of(found);
    ++found;
  }
}

Value remove(Thread& thread, const Value* args) {
  Deque* deque = deque_of(args[0]);
  std::int64_t at = find(thread, deque, args[1], 0, deque->length);
  std::string text;
  if (at == -2) return Value::null();
  if (at >= 0) {
    deque_erase(deque, static_cast<std::uint32_t>(at));
    return Value::none();
  }
  if (!repr_nested(thread, args[1], &text)) return Value::null();
  return raise(thread, thread.process->types.ValueError, "%s is not in deque", text.c_str());
}

Value insert(Thread& thread, const Value* args) {
  Deque* deque = deque_of(args[0]);
  std::int64_t at;
  if (!index_value(thread, args[1], &at)) return Value::null();
  if (deque->length == deque->maximum)
    return raise(thread, thread.process->types.IndexError, "deque already at its maximum size");
  if (at < 0) at = std::max<std::int64_t>(at + deque->length, 0);
  at = std::min<std::int64_t>(at, deque->length);
  deque_append(*thread.process, deque, args[2]);
  for (std::uint32_t i = deque->length - 1; i > at; --i) deque->at(i) = deque->at(i - 1);
  deque->at(static_cast<std::uint32_t>(at)) = args[2];
  return Value::none();
}

// (type, (items, maxlen)): what pickle and copy use.
Value reduce(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Deque* deque = deque_of(args[0]);
  Value given[2] = {Value::of(deque_items(process, deque)), Value::of(deque->maximum)};
  Value parts[2] = {Value::of(deque->type),
                    Value::of(new_tuple(process, given, deque->maximum < 0 ? 1 : 2))};
  return Value::of(new_tuple(process, parts, 2));
}

Value maximum(Thread&, Value self) {
  std::int64_t maximum = deque_of(self)->maximum;
  return maximum < 0 ? Value::none() : Value::of(maximum);
}

constexpr NativeMethod kMethods[] = {
    {"append", "self, item, /", append, NativeMethod::Plain, 15},
    {"appendleft", "self, item, /", appendleft, NativeMethod::Plain, 15},
    {"pop", "self, /", pop, NativeMethod::Plain, 15},
    {"popleft", "self, /", popleft, NativeMethod::Plain, 15},
    {"extend", "self, iterable, /", extend},
    {"extendleft", "self, iterable, /", extendleft},
    {"clear", "self, /", clear},
    {"rotate", "self, n=1, /", rotate},
    {"reverse", "self, /", reverse},
    {"copy", "self, /", copy},
    {"__copy__", "self, /", copy},
    {"index", "self, value, start=0, stop=9223372036854775807, /", index},
    {"count", "self, value, /", count},
    {"remove", "self, value, /", remove},
    {"insert", "self, index, value, /", insert},
    {"__reduce__", "self, /", reduce},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};
constexpr NativeGetSet kGetSets[] = {{"maxlen", maximum, nullptr}};

}  // namespace

void add_deque_methods(Process& process, Type* type) {
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
}

}  // namespace gilscope
