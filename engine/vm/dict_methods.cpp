// dict: slots and methods. The table is in dict.cpp, views and iterators in dict_views.cpp.
#include "vm/collect.h"
#include "vm/define.h"
#include "vm/dict.h"
#include "vm/dict_update.h"
#include "vm/function.h"
#include "vm/keys.h"
#include "vm/sequence.h"
#include "vm/type.h"

namespace gilscope {

void visit_dict(Object* object, Visitor& visitor) {
  auto* dict = static_cast<Dict*>(object);
  visitor.buffer(dict->entries);
  visitor.buffer(dict->index);
  for (std::uint32_t i = 0; i < dict->entry_count; ++i) {
    visitor.value(dict->entries[i].key);
    visitor.value(dict->entries[i].value);
  }
}

namespace {

bool add_repr(Thread& thread, Value v, std::string* text) {
  std::string one;
  if (!repr_nested(thread, v, &one)) return false;
  *text += one;
  return true;
}

bool add_entries(Thread& thread, Dict* dict, std::string* text) {
  bool first = true;
  for (std::uint32_t i = 0; i < dict->entry_count; ++i) {
    DictEntry entry = dict->entries[i];
    if (entry.key.is_null()) continue;
    if (!first) *text += ", ";
    first = false;
    if (!add_repr(thread, entry.key, text)) return false;
    *text += ": ";
    if (!add_repr(thread, entry.value, text)) return false;
  }
  return true;
}

Value dict_repr(Thread& thread, Value self) {
  if (enter_repr(thread, self)) return Value::of(new_str(*thread.process, "{...}"));
  std::string text = "{";
  bool ok = add_entries(thread, self.as<Dict>(), &text);
  leave_repr(thread, self);
  if (!ok) return Value::null();
  return Value::of(new_str(*thread.process, text + "}"));
}

Value dict_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_dict(other) || (op != Comparison::Equal && op != Comparison::NotEqual))
    return Value::not_implemented();
  bool same;
  if (!dict_equal(thread, self.as<Dict>(), other.as<Dict>(), &same)) return Value::null();
  return Value::boolean(same == (op == Comparison::Equal));
}

Value dict_length(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<Dict>()->length});
}

Value missing(Thread& thread, Value self, Value key) {
  Process& process = *thread.process;
  if (self.object()->type != process.types.dict) {
    Value method = special_method(thread, self, intern(process, "__missing__"));
    if (method.is_null()) return method;
    if (!method.is_nothing()) return call(thread, method, &key, 1);
  }
  return raise_args(thread, process.types.KeyError, &key, 1);
}

Value dict_getitem(Thread& thread, Value self, Value key) {
  Value value = dict_get(thread, self.as<Dict>(), key);
  return value.is_nothing() ? missing(thread, self, key) : value;
}

Value dict_setitem(Thread& thread, Value self, Value key, Value value) {
  if (!value.is_null())
    return dict_set(thread, self.as<Dict>(), key, value) ? Value::none() : Value::null();
  Value removed = dict_remove(thread, self.as<Dict>(), key);
  if (removed.is_nothing()) return raise_args(thread, thread.process->types.KeyError, &key, 1);
  return removed.is_null() ? removed : Value::none();
}

Value dict_contains(Thread& thread, Value self, Value key) {
  Value value = dict_get(thread, self.as<Dict>(), key);
  return value.is_null() ? value : Value::boolean(!value.is_nothing());
}

Value dict_iter(Thread& thread, Value self) {
  return new_dict_iterator(*thread.process, self.as<Dict>(), DictIteration::Keys);
}

Value dict_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::Or || !is_dict(left) || !is_dict(right))
    return Value::not_implemented();
  Dict* result = dict_copy(*thread.process, left.as<Dict>());
  return dict_update(thread, result, right.as<Dict>()) ? Value::of(result) : Value::null();
}

Value dict_inplace(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::Or && op != BinaryOperator::InplaceOr) return Value::not_implemented();
  return dict_update_with(thread, left.as<Dict>(), right, Value::none(), left);
}

Value dict_new(Thread& thread, const Value* args) {
  return Value::of(new_dict_of(*thread.process, args[0].as<Type>()));
}

Value dict_init(Thread& thread, const Value* args) {
  return dict_update_arguments(thread, args[0].as<Dict>(), "dict", args[1].as<Tuple>(), args[2]);
}

Value update(Thread& thread, const Value* args) {
  return dict_update_arguments(thread, args[0].as<Dict>(), "update", args[1].as<Tuple>(), args[2]);
}

Value get(Thread& thread, const Value* args) {
  Value value = dict_get(thread, args[0].as<Dict>(), args[1]);
  if (!value.is_nothing()) return value;
  return args[2].is_null() ? Value::none() : args[2];
}

Value setdefault(Thread& thread, const Value* args) {
  Dict* dict = args[0].as<Dict>();
  std::int64_t hash;
  DictPlace place;
  if (!key_hash(thread, args[1], &hash) || !dict_find(thread, dict, args[1], hash, &place))
    return Value::null();
  if (place.entry >= 0) return dict->entries[place.entry].value;
  Value value = args[2].is_null() ? Value::none() : args[2];
  dict_insert_new(*thread.process, dict, args[1], hash, value);
  return value;
}

Value pop(Thread& thread, const Value* args) {
  Value value = dict_remove(thread, args[0].as<Dict>(), args[1]);
  if (!value.is_nothing()) return value;
  if (!args[2].is_null()) return args[2];
  return raise_args(thread, thread.process->types.KeyError, &args[1], 1);
}

Value popitem(Thread& thread, const Value* args) {
  Dict* dict = args[0].as<Dict>();
  Process& process = *thread.process;
  if (dict->length == 0) {
    Value text = Value::of(new_str(process, "popitem(): dictionary is empty"));
    return raise_args(thread, process.types.KeyError, &text, 1);
  }
  std::uint32_t at = dict->entry_count - 1;
  while (dict->entries[at].key.is_null()) --at;
  DictEntry entry = dict->entries[at];
  DictPlace place;
  if (!dict_find(thread, dict, entry.key, entry.hash, &place)) return Value::null();
  dict_erase(dict, place);
  // The slots of the removed entries stay taken until the next rebuild, so room shrinks with them.
  dict->entry_capacity -= dict->entry_count - at;
  dict->entry_count = at;
  if (dict->first > at) dict->first = at;
  return new_pair(process, entry.key, entry.value);
}

Value clear(Thread& thread, const Value* args) {
  dict_clear(*thread.process, args[0].as<Dict>());
  return Value::none();
}

Value copy(Thread& thread, const Value* args) {
  thread.charge(args[0].as<Dict>()->length * 2);
  return Value::of(dict_copy(*thread.process, args[0].as<Dict>()));
}

template <DictIteration kind>
Value view(Thread& thread, const Value* args) {
  const Types& types = thread.process->types;
  Type* type = kind == DictIteration::Keys     ? types.dict_keys
               : kind == DictIteration::Values ? types.dict_values
                                               : types.dict_items;
  auto* view = allocate<DictView>(*thread.process, type);
  view->dict = args[0].as<Dict>();
  return Value::of(view);
}

Value reversed(Thread& thread, const Value* args) {
  return new_dict_reverse_iterator(*thread.process, args[0].as<Dict>(), DictIteration::Keys);
}

// --- fromkeys

Value set_key(Thread& thread, Value* slots, Value key) {
  return dict_set(thread, slots[0].as<Dict>(), key, slots[1]) ? Value::none() : Value::null();
}
Value set_item_of(Thread& thread, Value* slots, Value key) {
  return set_item(thread, slots[0], key, slots[1]);
}
Value go_on(Thread&, Value*, Value result) {
  return result.is_null() ? result : Value::none();
}
Value first_slot(Thread&, Value* slots) {
  return slots[0];
}
constexpr Collector kFromKeys = {"dict.fromkeys", set_key, nullptr, first_slot, 20};
constexpr Collector kFromKeysOf = {"dict.fromkeys", set_item_of, go_on, first_slot, 40};

Value fromkeys_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = call(thread, frame.slots[0], nullptr, 0);
    if (input.is_signal()) return input;
  }
  if (input.is_null() || frame.state == 2) return input;
  frame.state = 2;
  Value slots[2] = {input, frame.slots[2]};
  return collect(thread, kFromKeysOf, frame.slots[1], slots, 2);
}
constexpr NativeFrameType kFromKeysFrame = {"dict.fromkeys", fromkeys_step};

Value fromkeys(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value value = args[2].is_null() ? Value::none() : args[2];
  if (args[0].object() == process.types.dict) {
    Value slots[2] = {Value::of(new_dict(process)), value};
    return collect(thread, kFromKeys, args[1], slots, 2);
  }
  Value slots[3] = {args[0], args[1], value};
  push_native_frame(thread, kFromKeysFrame, slots, 3);
  return Value::pending();
}

constexpr NativeMethod kMethods[] = {
    {"get", "self, key, default=None, /", get, NativeMethod::Plain, 15},
    {"setdefault", "self, key, default=None, /", setdefault},
    {"pop", "self, key, default=None, /", pop},
    {"popitem", "self, /", popitem},
    {"keys", "self, /", view<DictIteration::Keys>, NativeMethod::Plain, 25},
    {"values", "self, /", view<DictIteration::Values>, NativeMethod::Plain, 25},
    {"items", "self, /", view<DictIteration::Items>, NativeMethod::Plain, 25},
    {"update", "self, /, *args, **kwargs", update},
    {"clear", "self, /", clear},
    {"copy", "self, /", copy},
    {"fromkeys", "cls, iterable, value=None, /", fromkeys, NativeMethod::ClassMethod},
    {"__reversed__", "self, /", reversed},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};

}  // namespace

void add_dict_methods(Process& process, Type* type) {
  add_methods(process, type, kMethods, std::size(kMethods));
}

void define_dict(Process& process) {
  Type* type = process.types.dict;
  Slots& slots = type->slots;
  slots.visit = visit_dict;
  slots.hash = hash_not_implemented;
  slots.repr = dict_repr;
  slots.compare = dict_compare;
  slots.length = dict_length;
  slots.getitem = dict_getitem;
  slots.setitem = dict_setitem;
  slots.contains = dict_contains;
  slots.iter = dict_iter;
  slots.binary = dict_binary;
  slots.inplace = dict_inplace;
  type->operators = operator_bits({BinaryOperator::Or, BinaryOperator::InplaceOr});
  set_new(process, type, "cls, /, *args, **kwargs", dict_new);
  set_init(process, type, "self, /, *args, **kwargs", dict_init);
  add_dict_methods(process, type);
  add_slot_wrappers(process, type);
  define_dict_views(process);
  define_dict_iterators(process);
}

}  // namespace gilscope
