// _functools: partial, reduce, cmp_to_key and the wrapper that lru_cache puts around a function.
#include "vm/call.h"
#include "vm/collect.h"
#include "vm/exec.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/number.h"

namespace gilscope {

void define_functools(Thread& thread, Module* module);  // native_modules.def

namespace {

// --- partial

struct Partial : Object {
  Value function;
  Tuple* args;
  Dict* keywords;
};

void visit_partial(Object* object, Visitor& visitor) {
  auto* self = static_cast<Partial*>(object);
  visitor.value(self->function);
  visitor.object(self->args);
  visitor.object(self->keywords);
}

Tuple* joined(Process& process, Tuple* first, const Value* rest, std::uint32_t count) {
  Tuple* result = new_tuple(process, first->length + count);
  for (std::uint32_t i = 0; i < first->length; ++i) result->items[i] = first->items[i];
  for (std::uint32_t i = 0; i < count; ++i) result->items[first->length + i] = rest[i];
  return result;
}

Value partial_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Tuple* given = args[1].as<Tuple>();
  if (given->length == 0)
    return raise(thread, process.types.TypeError, "type 'partial' takes at least one argument");
  Value function = given->items[0];
  if (!type_of(process, function)->slots.call)
    return raise(thread, process.types.TypeError, "the first argument must be callable");
  auto* self = static_cast<Partial*>(allocate_instance(process, args[0].as<Type>()));
  Tuple* before = process.empty_tuple;
  Dict* keywords = new_dict(process);
  if (function.is_object() && function.object()->type == self->type) {  // partial of a partial
    auto* inner = function.as<Partial>();
    before = inner->args;
    keywords = dict_copy(process, inner->keywords);
    function = inner->function;
  }
  self->function = function;
  self->args = joined(process, before, given->items + 1, given->length - 1);
  if (!dict_update(thread, keywords, args[2].as<Dict>())) return Value::null();
  self->keywords = keywords;
  return Value::of(self);
}

Value partial_call(Thread& thread, Value v, const Value* args, std::uint32_t positional,
                   Tuple* kwnames) {
  Process& process = *thread.process;
  auto* self = v.as<Partial>();
  bool plain = self->keywords->length == 0 && (!kwnames || kwnames->length == 0);
  if (plain) {
    ArgumentBuffer buffer(thread, self->args->length + positional);
    for (std::uint32_t i = 0; i < self->args->length; ++i) buffer[i] = self->args->items[i];
    for (std::uint32_t i = 0; i < positional; ++i) buffer[self->args->length + i] = args[i];
    return call(thread, self->function, buffer.data(), self->args->length + positional);
  }
  Dict* keywords = dict_copy(process, self->keywords);
  for (std::uint32_t i = 0; kwnames && i < kwnames->length; ++i)
    dict_set(process, keywords, kwnames->items[i].as<Str>(), args[positional + i]);
  return call_with_dict(thread, self->function, joined(process, self->args, args, positional),
                        keywords);
}

Value partial_repr(Thread& thread, Value v) {
  Process& process = *thread.process;
  auto* self = v.as<Partial>();
  bool exact = !(self->type->type_flags & kHeapType);
  std::string text = (exact ? "functools." : "") + type_text(v.object()->type) + "(", one;
  if (enter_repr(thread, v)) return Value::of(new_str(process, "..."));
  bool ok = repr_nested(thread, self->function, &one);
  text += one;
  for (std::uint32_t i = 0; ok && i < self->args->length; ++i) {
    ok = repr_nested(thread, self->args->items[i], &one);
    text += ", " + one;
  }
  std::uint32_t at = 0;
  Value key, value;
  while (ok && dict_next(self->keywords, at, key, value)) {
    ok = repr_nested(thread, value, &one);
    text += ", " + to_utf8(key.as<Str>()) + "=" + one;
  }
  leave_repr(thread, v);
  return ok ? Value::of(new_str(process, text + ")")) : Value::null();
}

// (type, (function,), (function, args, keywords, __dict__)): what pickle and copy use.
Value partial_reduce(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* self = args[0].as<Partial>();
  Value state[4] = {self->function, Value::of(self->args), Value::of(self->keywords),
                    Value::none()};
  Value parts[3] = {Value::of(self->type), Value::of(new_tuple(process, &self->function, 1)),
                    Value::of(new_tuple(process, state, 4))};
  return Value::of(new_tuple(process, parts, 3));
}

Value partial_setstate(Thread& thread, const Value* args) {
  Tuple* state = is_tuple(args[1]) ? args[1].as<Tuple>() : nullptr;
  if (!state || state->length != 4 || !is_tuple(state->items[1]) || !is_dict(state->items[2]))
    return raise(thread, thread.process->types.TypeError, "invalid partial state");
  auto* self = args[0].as<Partial>();
  self->function = state->items[0];
  self->args = state->items[1].as<Tuple>();
  self->keywords = state->items[2].as<Dict>();
  return Value::none();
}

constexpr NativeMethod kPartialMethods[] = {
    {"__reduce__", "self, /", partial_reduce},
    {"__setstate__", "self, state, /", partial_setstate},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};
constexpr NativeGetSet kPartialGetSets[] = {
    {"func", [](Thread&, Value v) { return v.as<Partial>()->function; }, nullptr},
    {"args", [](Thread&, Value v) { return Value::of(v.as<Partial>()->args); }, nullptr},
    {"keywords", [](Thread&, Value v) { return Value::of(v.as<Partial>()->keywords); }, nullptr},
};

// --- reduce: slots [function, result so far or Null]

Value reduce_taken(Thread&, Value* slots, Value result) {
  if (result.is_signal()) return result;
  slots[1] = result;
  return Value::none();
}
Value reduce_item(Thread& thread, Value* slots, Value item) {
  if (slots[1].is_null()) {
    slots[1] = item;
    return Value::none();
  }
  Value pair[2] = {slots[1], item};
  return reduce_taken(thread, slots, call(thread, slots[0], pair, 2));
}
Value reduce_finish(Thread& thread, Value* slots) {
  if (!slots[1].is_null()) return slots[1];
  return raise(thread, thread.process->types.TypeError,
               "reduce() of empty iterable with no initial value");
}
constexpr Collector kReduce = {"functools.reduce", reduce_item, reduce_taken, reduce_finish, 20};

Value reduce(Thread& thread, const Value* args) {
  Type* type = type_of(*thread.process, args[1]);
  if (!type->slots.iter && !type->slots.getitem)
    return raise(thread, thread.process->types.TypeError,
                 "reduce() arg 2 must support iteration");
  Value slots[2] = {args[0], args[2]};
  return collect(thread, kReduce, args[1], slots, 2);
}

// --- cmp_to_key: an object that compares by calling the function

struct Comparable : Object {
  Value function;
  Value object;  // Null: the key function itself
};

void visit_comparable(Object* object, Visitor& visitor) {
  visitor.value(static_cast<Comparable*>(object)->function);
  visitor.value(static_cast<Comparable*>(object)->object);
}

Value comparable_call(Thread& thread, Value v, const Value* args, std::uint32_t positional,
                      Tuple* kwnames) {
  std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
  if (total != 1)
    return raise(thread, thread.process->types.TypeError,
                 "K() takes exactly one argument (%u given)", total);
  auto* key = allocate<Comparable>(*thread.process, v.object()->type);
  key->function = v.as<Comparable>()->function;
  key->object = args[0];
  return Value::of(key);
}

Value comparable_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!other.is_object() || other.object()->type != self.object()->type)
    return raise(thread, thread.process->types.TypeError, "other argument must be K instance");
  Value pair[2] = {self.as<Comparable>()->object, other.as<Comparable>()->object};
  Value result = call_nested(thread, self.as<Comparable>()->function, pair, 2);
  if (result.is_null()) return result;
  bool answer;
  if (!compare_nested(thread, result, Value::of(std::int64_t{0}), op, &answer))
    return Value::null();
  return Value::boolean(answer);
}

Value comparable_object(Thread& thread, Value v) {
  Value object = v.as<Comparable>()->object;
  if (!object.is_null()) return object;
  return raise(thread, thread.process->types.AttributeError, "object");
}

Value cmp_to_key(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value module = dict_get(process.modules, intern(process, "_functools"));
  if (module.is_nothing())
    return raise(thread, process.types.RuntimeError, "the module _functools is gone");
  Value type = dict_get(module.as<Module>()->dict, intern(process, "_KeyWrapper"));
  auto* key = allocate<Comparable>(process, type.as<Type>());
  key->function = args[0];
  return Value::of(key);
}

constexpr NativeGetSet kComparableGetSets[] = {{"obj", comparable_object, nullptr}};

// --- lru_cache: the oldest use stands first in `cache`, because a hit moves its entry to the end

struct LruCache : Object {
  Value function;
  Value info_type;  // what cache_info() answers with
  Value mark;       // separates positional from keyword arguments in a key
  Dict* cache;
  std::int64_t maximum;  // -1: no limit
  std::int64_t hits, misses;
  bool typed;
};

void visit_cache(Object* object, Visitor& visitor) {
  auto* self = static_cast<LruCache*>(object);
  visitor.value(self->function);
  visitor.value(self->info_type);
  visitor.value(self->mark);
  visitor.object(self->cache);
}

Value cache_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!type_of(process, args[1])->slots.call)
    return raise(thread, process.types.TypeError, "the first argument must be callable");
  auto* self = static_cast<LruCache*>(allocate_instance(process, args[0].as<Type>()));
  self->function = args[1];
  self->maximum = -1;
  if (!args[2].is_none() && !index_value(thread, args[2], &self->maximum)) return Value::null();
  if (!args[2].is_none() && self->maximum < 0) self->maximum = 0;
  self->typed = args[3].is_true();
  self->info_type = args[4];
  self->cache = new_dict(process);
  self->mark = Value::of(allocate_object(process, process.types.object, sizeof(Object)));
  return Value::of(self);
}

Value key_of(Thread& thread, LruCache* self, const Value* args, std::uint32_t positional,
             Tuple* kwnames) {
  bool keywords = kwnames && kwnames->length;
  if (!self->typed && !keywords && positional == 1 && (args[0].is_int() || is_exact_str(args[0])))
    return args[0];
  Process& process = *thread.process;
  if (!self->typed && !keywords) return Value::of(new_tuple(process, args, positional));
  List* parts = new_list(process);
  for (std::uint32_t i = 0; i < positional; ++i) list_append(process, parts, args[i]);
  std::uint32_t total = positional;
  if (keywords) {
    list_append(process, parts, self->mark);
    for (std::uint32_t i = 0; i < kwnames->length; ++i) {
      list_append(process, parts, kwnames->items[i]);
      list_append(process, parts, args[positional + i]);
    }
    total += kwnames->length;
  }
  for (std::uint32_t i = 0; self->typed && i < total; ++i)
    list_append(process, parts, Value::of(type_of(process, args[i])));
  return Value::of(new_tuple(process, parts->items, parts->length));
}

// Drops the entry that was used longest ago. False: exception pending.
bool evict(Thread& thread, LruCache* self) {
  Dict* cache = self->cache;
  std::uint32_t oldest = 0;
  Value key, value;
  if (!dict_next(cache, oldest, key, value)) return true;
  return !dict_remove(thread, cache, key).is_null();
}

Value remember(Thread& thread, LruCache* self, Value key, Value result) {
  if (self->maximum == 0) return result;
  bool full = self->maximum > 0 && self->cache->length >= self->maximum;
  if (full) {
    Value known = dict_get(thread, self->cache, key);  // a recursive call may have stored it
    if (known.is_null()) return known;
    if (known.is_nothing() && !evict(thread, self)) return Value::null();
  }
  return dict_set(thread, self->cache, key, result) ? result : Value::null();
}

// Frame slots: [self, key]; the result of the function comes in.
Value miss_step(Thread& thread, NativeFrame& frame, Value input) {
  if (input.is_signal()) return input;
  return remember(thread, frame.slots[0].as<LruCache>(), frame.slots[1], input);
}
constexpr NativeFrameType kMiss = {"lru_cache", miss_step};

Value cache_call(Thread& thread, Value v, const Value* args, std::uint32_t positional,
                 Tuple* kwnames) {
  auto* self = v.as<LruCache>();
  thread.charge(40);
  if (self->maximum == 0) {
    ++self->misses;
    return call(thread, self->function, args, positional, kwnames);
  }
  Value key = key_of(thread, self, args, positional, kwnames);
  Value known = self->maximum < 0 ? dict_get(thread, self->cache, key)
                                  : dict_remove(thread, self->cache, key);
  if (known.is_null()) return known;
  if (!known.is_nothing()) {
    ++self->hits;
    if (self->maximum > 0 && !dict_set(thread, self->cache, key, known)) return Value::null();
    return known;
  }
  ++self->misses;
  Value slots[2] = {v, key};
  push_native_frame(thread, kMiss, slots, 2);
  Value result = call(thread, self->function, args, positional, kwnames);
  if (result.is_pending()) return result;
  pop_frame(thread);
  return result.is_null() ? result : remember(thread, self, key, result);
}

Value cache_get(Thread& thread, Value self, Value instance, Value) {
  if (instance.is_null() || instance.is_none()) return self;
  return new_method(*thread.process, self, instance);
}

Value cache_info(Thread& thread, const Value* args) {
  auto* self = args[0].as<LruCache>();
  Value numbers[4] = {Value::of(self->hits), Value::of(self->misses),
                      self->maximum < 0 ? Value::none() : Value::of(self->maximum),
                      Value::of(std::int64_t{self->cache->length})};
  return call(thread, self->info_type, numbers, 4);
}

Value cache_clear(Thread& thread, const Value* args) {
  auto* self = args[0].as<LruCache>();
  dict_clear(*thread.process, self->cache);
  self->hits = self->misses = 0;
  return Value::none();
}

Value cache_copy(Thread&, const Value* args) {
  return args[0];
}

constexpr NativeMethod kCacheMethods[] = {
    {"cache_info", "self, /", cache_info},
    {"cache_clear", "self, /", cache_clear},
    {"__copy__", "self, /", cache_copy},
    {"__deepcopy__", "self, memo, /", cache_copy},
};

constexpr NativeMethod kFunctions[] = {
    {"reduce", "function, iterable, initial=None, /", reduce},
    {"cmp_to_key", "mycmp", cmp_to_key},
};

void define_partial(Process& process, Module* module) {
  Type* type = make_native_type(process, "partial", "functools", process.types.object,
                                sizeof(Partial), kBaseType | kHasAttributes);
  type->slots.visit = visit_partial;
  type->slots.call = partial_call;
  type->slots.repr = partial_repr;
  set_new(process, type, "cls, /, *args, **keywords", partial_new);
  add_methods(process, type, kPartialMethods, std::size(kPartialMethods));
  add_getsets(process, type, kPartialGetSets, std::size(kPartialGetSets));
  add_slot_wrappers(process, type);
  set_attribute(process, module, "partial", Value::of(type));
}

void define_comparable(Process& process, Module* module) {
  Type* type = make_native_type(process, "KeyWrapper", "functools", process.types.object,
                                sizeof(Comparable), kDisallowInstantiation);
  type->slots.visit = visit_comparable;
  type->slots.call = comparable_call;
  type->slots.compare = comparable_compare;
  add_getsets(process, type, kComparableGetSets, std::size(kComparableGetSets));
  add_slot_wrappers(process, type);
  set_attribute(process, module, "_KeyWrapper", Value::of(type));
}

void define_cache(Process& process, Module* module) {
  Type* type = make_native_type(process, "_lru_cache_wrapper", "functools", process.types.object,
                                sizeof(LruCache), kHasAttributes | kMethodDescriptor);
  type->slots.visit = visit_cache;
  type->slots.call = cache_call;
  type->slots.descr_get = cache_get;
  set_new(process, type, "cls, user_function, maxsize, typed, cache_info_type", cache_new);
  add_methods(process, type, kCacheMethods, std::size(kCacheMethods));
  add_slot_wrappers(process, type);
  set_attribute(process, module, "_lru_cache_wrapper", Value::of(type));
}

}  // namespace

void define_functools(Thread& thread, Module* module) {
  Process& process = *thread.process;
  define_partial(process, module);
  define_comparable(process, module);
  define_cache(process, module);
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
