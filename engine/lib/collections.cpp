// _collections: deque (deque.cpp), defaultdict, OrderedDict, the getters of namedtuple, and
// Counter's counting.
#include "lib/deque.h"
#include "vm/collect.h"
#include "vm/dict.h"
#include "vm/dict_update.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/number.h"
#include "vm/sequence.h"

namespace gilscope {

void define_collections(Thread& thread, Module* module);  // native_modules.def

namespace {

// --- defaultdict

struct DefaultDict : Dict {
  Value factory;  // None or a callable
};

void visit_default_dict(Object* object, Visitor& visitor) {
  visit_dict(object, visitor);
  visitor.value(static_cast<DefaultDict*>(object)->factory);
}

// What the commonest factories make, without calling them. Null: call.
Value made_at_once(Process& process, Value factory) {
  if (!factory.is_object()) return Value::null();
  const Object* type = factory.object();
  if (type == process.types.list) return Value::of(new_list(process));
  if (type == process.types.int_) return Value::of(std::int64_t{0});
  if (type == process.types.dict) return Value::of(new_dict(process));
  if (type == process.types.set) return Value::of(new_set(process, process.types.set));
  if (type == process.types.float_) return Value::of(0.0);
  if (type == process.types.str) return Value::of(process.empty_str);
  return Value::null();
}

// Frame slots: [self, key].
Value missing_step(Thread& thread, NativeFrame& frame, Value input) {
  Value self = frame.slots[0];
  if (frame.state == 0) {
    frame.state = 1;
    input = call(thread, self.as<DefaultDict>()->factory, nullptr, 0);
  }
  if (input.is_signal()) return input;
  return dict_set(thread, self.as<Dict>(), frame.slots[1], input) ? input : Value::null();
}
constexpr NativeFrameType kMissing = {"defaultdict.__missing__", missing_step};

Value missing(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value factory = args[0].as<DefaultDict>()->factory;
  if (factory.is_none()) return raise_args(thread, process.types.KeyError, &args[1], 1);
  Value made = made_at_once(process, factory);
  if (made.is_null()) return start_frame(thread, kMissing, args, 2);
  return dict_set(thread, args[0].as<Dict>(), args[1], made) ? made : Value::null();
}

Value default_getitem(Thread& thread, Value self, Value key) {
  Value value = dict_get(thread, self.as<Dict>(), key);
  if (!value.is_nothing()) return value;
  if (self.object()->type->type_flags & kHeapType)  // __missing__ may be overridden
    return thread.process->types.dict->slots.getitem(thread, self, key);
  Value args[2] = {self, key};
  return missing(thread, args);
}

Value default_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Tuple* given = args[1].as<Tuple>();
  auto* self = args[0].as<DefaultDict>();
  self->factory = given->length ? given->items[0] : Value::none();
  if (!self->factory.is_none() && !type_of(process, self->factory)->slots.call)
    return raise(thread, process.types.TypeError, "first argument must be callable or None");
  std::uint32_t rest = given->length ? given->length - 1 : 0;
  return dict_update_arguments(thread, self, "defaultdict",
                               new_tuple(process, given->items + 1, rest), args[2]);
}

Value default_new(Thread& thread, const Value* args) {
  auto* self = static_cast<DefaultDict*>(allocate_instance(*thread.process, args[0].as<Type>()));
  self->factory = Value::none();
  return Value::of(self);
}

Value default_repr(Thread& thread, Value self) {
  std::string factory, items;
  if (enter_repr(thread, self)) {
    factory = "...";
  } else {
    bool ok = repr_nested(thread, self.as<DefaultDict>()->factory, &factory);
    leave_repr(thread, self);
    if (!ok) return Value::null();
  }
  Value text = thread.process->types.dict->slots.repr(thread, self);
  if (text.is_signal()) return text;
  std::string name = type_text(self.object()->type);
  return Value::of(
      new_str(*thread.process, name + "(" + factory + ", " + to_utf8(text.as<Str>()) + ")"));
}

Dict* default_copy_of(Process& process, Value self) {
  Type* type = self.object()->type;
  auto* copy = static_cast<DefaultDict*>(allocate_instance(process, type));
  Dict* plain = dict_copy(process, self.as<Dict>());
  copy->entries = plain->entries;
  copy->index = plain->index;
  copy->entry_count = plain->entry_count;
  copy->entry_capacity = plain->entry_capacity;
  copy->length = plain->length;
  copy->index_log2 = plain->index_log2;
  copy->first = plain->first;
  copy->factory = self.as<DefaultDict>()->factory;
  *plain = Dict{*static_cast<Object*>(plain), nullptr, nullptr, 0, 0, 0, 0, 0, 0};
  return copy;
}

Value default_copy(Thread& thread, const Value* args) {
  return Value::of(default_copy_of(*thread.process, args[0]));
}

Value default_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::Or || !is_dict(left) || !is_dict(right))
    return Value::not_implemented();
  bool mine = left.object()->type->slots.binary == default_binary;
  if (mine) {
    Dict* copy = default_copy_of(*thread.process, left);
    return dict_update(thread, copy, right.as<Dict>()) ? Value::of(copy) : Value::null();
  }
  auto* result = default_copy_of(*thread.process, right);
  dict_clear(*thread.process, result);
  bool ok =
      dict_update(thread, result, left.as<Dict>()) && dict_update(thread, result, right.as<Dict>());
  return ok ? Value::of(result) : Value::null();
}

// (type, (factory,), None, None, iter(items)): what pickle and copy use.
Value default_reduce(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* self = args[0].as<DefaultDict>();
  Value parts[5] = {Value::of(self->type), Value::of(process.empty_tuple), Value::none(),
                    Value::none(), new_dict_iterator(process, self, DictIteration::Items)};
  if (!self->factory.is_none()) parts[1] = Value::of(new_tuple(process, &self->factory, 1));
  return Value::of(new_tuple(process, parts, 5));
}

bool set_factory(Thread&, Value self, Value value) {
  self.as<DefaultDict>()->factory = value.is_null() ? Value::none() : value;
  return true;
}

constexpr NativeMethod kDefaultMethods[] = {
    {"__missing__", "self, key, /", missing},
    {"copy", "self, /", default_copy},
    {"__copy__", "self, /", default_copy},
    {"__reduce__", "self, /", default_reduce},
};
constexpr NativeGetSet kDefaultGetSets[] = {
    {"default_factory", [](Thread&, Value self) { return self.as<DefaultDict>()->factory; },
     set_factory},
};

// --- OrderedDict's moves; the rest of it is Python

Value ordered_new(Thread& thread, const Value* args) {
  return Value::of(allocate_instance(*thread.process, args[0].as<Type>()));
}

// _popitem(last): the pair, or None when empty.
Value ordered_popitem(Thread& thread, const Value* args) {
  Dict* dict = args[0].as<Dict>();
  if (dict->length == 0) return Value::none();
  std::uint32_t at = args[1].is_true() ? dict->entry_count - 1 : dict->first;
  while (dict->entries[at].key.is_null()) --at;
  DictEntry entry = dict->entries[at];
  DictPlace place;
  if (!dict_find(thread, dict, entry.key, entry.hash, &place)) return Value::null();
  dict_erase(dict, place);
  return new_pair(*thread.process, entry.key, entry.value);
}

// _move(key, last): False when there is no such key.
Value ordered_move(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Dict* dict = args[0].as<Dict>();
  std::int64_t hash;
  DictPlace place;
  if (!key_hash(thread, args[1], &hash) || !dict_find(thread, dict, args[1], hash, &place))
    return Value::null();
  if (place.entry < 0) return Value::boolean(false);
  DictEntry moved = dict->entries[place.entry];
  if (args[2].is_true()) {
    dict_erase(dict, place);
    dict_insert_new(process, dict, moved.key, moved.hash, moved.value);
    return Value::boolean(true);
  }
  Dict* rest = dict_copy(process, dict);
  dict_clear(process, dict);
  dict_insert_new(process, dict, moved.key, moved.hash, moved.value);
  for (std::uint32_t i = 0; i < rest->entry_count; ++i) {
    const DictEntry& entry = rest->entries[i];
    if (entry.key.is_null() || identical(entry.key, moved.key)) continue;
    dict_insert_new(process, dict, entry.key, entry.hash, entry.value);
  }
  return Value::boolean(true);
}

// Its views print as odict_keys([...]); their types stand in the dict of the type.
Value ordered_view(Thread& thread, Value self, const char* type_key) {
  Process& process = *thread.process;
  Type* type = self.object()->type;
  while (type->type_flags & kHeapType) type = type->base;
  Value view_type = dict_get(type->dict, intern(process, type_key));
  auto* view = allocate<DictView>(process, view_type.as<Type>());
  view->dict = self.as<Dict>();
  return Value::of(view);
}
Value ordered_keys(Thread& thread, const Value* args) {
  return ordered_view(thread, args[0], "_keys");
}
Value ordered_values(Thread& thread, const Value* args) {
  return ordered_view(thread, args[0], "_values");
}
Value ordered_items(Thread& thread, const Value* args) {
  return ordered_view(thread, args[0], "_items");
}

void add_view_type(Process& process, Type* owner, const char* key, const char* name, Type* base) {
  Type* type =
      make_native_type(process, name, "builtins", base, sizeof(DictView), kDisallowInstantiation);
  type->slots = base->slots;
  type->operators = base->operators;
  add_slot_wrappers(process, type);
  dict_set(process, owner->dict, intern(process, key), Value::of(type));
}

constexpr NativeMethod kOrderedMethods[] = {
    {"keys", "self, /", ordered_keys},
    {"values", "self, /", ordered_values},
    {"items", "self, /", ordered_items},
    {"_popitem", "self, last, /", ordered_popitem},
    {"_move", "self, key, last, /", ordered_move},
};

// --- namedtuple's fields: a descriptor that gives item `index` of a tuple

struct TupleGetter : Object {
  std::int64_t index;
  Value doc;
};

void visit_getter(Object* object, Visitor& visitor) {
  visitor.value(static_cast<TupleGetter*>(object)->doc);
}

Value getter_new(Thread& thread, const Value* args) {
  auto* self = static_cast<TupleGetter*>(allocate_instance(*thread.process, args[0].as<Type>()));
  if (!index_value(thread, args[1], &self->index)) return Value::null();
  self->doc = args[2];
  return Value::of(self);
}

Value getter_get(Thread& thread, Value v, Value instance, Value) {
  if (instance.is_null() || instance.is_none()) return v;
  std::int64_t index = v.as<TupleGetter>()->index;
  if (is_tuple(instance) && index < instance.as<Tuple>()->length)
    return instance.as<Tuple>()->items[index];
  return raise(thread, thread.process->types.TypeError,
               "descriptor for index '%lld' for tuple subclasses doesn't apply to '%s' object",
               static_cast<long long>(index), type_name(*thread.process, instance).c_str());
}

Value getter_set(Thread& thread, Value, Value, Value value) {
  return raise(thread, thread.process->types.AttributeError,
               value.is_null() ? "can't delete attribute" : "can't set attribute");
}

constexpr NativeGetSet kGetterGetSets[] = {
    {"__doc__", [](Thread&, Value v) { return v.as<TupleGetter>()->doc; },
     [](Thread&, Value v, Value doc) {
       v.as<TupleGetter>()->doc = doc.is_null() ? Value::none() : doc;
       return true;
     }}};

// --- Counter

Value count_item(Thread& thread, Value* slots, Value item) {
  Dict* dict = slots[0].as<Dict>();
  std::int64_t hash;
  DictPlace place;
  if (!key_hash(thread, item, &hash) || !dict_find(thread, dict, item, hash, &place))
    return Value::null();
  Value one = Value::of(std::int64_t{1});
  if (place.entry < 0) {
    dict_insert_new(*thread.process, dict, item, hash, one);
    return Value::none();
  }
  Value& count = dict->entries[place.entry].value;
  if (count.is_int() && count.integer != INT64_MAX) {
    ++count.integer;
    return Value::none();
  }
  Value sum = number_binary(thread, BinaryOperator::Add, count, one);
  if (sum.is_null()) return sum;
  if (sum.is_not_implemented())
    return raise(thread, thread.process->types.TypeError, "counts must be numbers");
  count = sum;
  return Value::none();
}
Value no_result(Thread&, Value*) {
  return Value::none();
}
constexpr Collector kCount = {"Counter.update", count_item, nullptr, no_result, 35};

Value count_elements(Thread& thread, const Value* args) {
  if (!is_dict(args[0]))
    return raise(thread, thread.process->types.TypeError, "_count_elements() needs a dict");
  return collect(thread, kCount, args[1], args, 1);
}

constexpr NativeMethod kFunctions[] = {{"_count_elements", "mapping, iterable, /", count_elements}};

// A subclass of dict with its slots.
Type* make_dict_type(Process& process, const char* name, std::size_t size, std::uint32_t flags) {
  Type* type =
      make_native_type(process, name, "collections", process.types.dict, size, kBaseType | flags);
  type->slots = process.types.dict->slots;
  type->operators = process.types.dict->operators;
  return type;
}

}  // namespace

void define_collections(Thread& thread, Module* module) {
  Process& process = *thread.process;
  define_deque(thread, module);

  Type* type = make_dict_type(process, "defaultdict", sizeof(DefaultDict), 0);
  type->slots.visit = visit_default_dict;
  type->slots.getitem = default_getitem;
  type->slots.repr = default_repr;
  type->slots.binary = default_binary;
  set_new(process, type, "cls, /, *args, **kwargs", default_new);
  set_init(process, type, "self, /, *args, **kwargs", default_init);
  add_methods(process, type, kDefaultMethods, std::size(kDefaultMethods));
  add_getsets(process, type, kDefaultGetSets, std::size(kDefaultGetSets));
  add_slot_wrappers(process, type);
  set_attribute(process, module, "defaultdict", Value::of(type));

  type = make_dict_type(process, "_OrderedDict", sizeof(Dict), 0);
  set_new(process, type, "cls, /, *args, **kwargs", ordered_new);
  add_methods(process, type, kOrderedMethods, std::size(kOrderedMethods));
  add_slot_wrappers(process, type);
  add_view_type(process, type, "_keys", "odict_keys", process.types.dict_keys);
  add_view_type(process, type, "_values", "odict_values", process.types.dict_values);
  add_view_type(process, type, "_items", "odict_items", process.types.dict_items);
  set_attribute(process, module, "_OrderedDict", Value::of(type));

  type = make_native_type(process, "_tuplegetter", "collections", process.types.object,
                          sizeof(TupleGetter), 0);
  type->slots.visit = visit_getter;
  type->slots.descr_get = getter_get;
  type->slots.descr_set = getter_set;
  set_new(process, type, "cls, index, doc, /", getter_new);
  add_getsets(process, type, kGetterGetSets, std::size(kGetterGetSets));
  add_slot_wrappers(process, type);
  set_attribute(process, module, "_tuplegetter", Value::of(type));
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
