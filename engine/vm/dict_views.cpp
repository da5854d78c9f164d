// dict.keys(), dict.values(), dict.items(): views, and the set operations of keys and items.
#include "vm/collect.h"
#include "vm/dict.h"
#include "vm/keys.h"
#include "vm/sequence.h"
#include "vm/type.h"

namespace gilscope {
namespace {

void visit(Object* object, Visitor& visitor) {
  visitor.object(static_cast<DictView*>(object)->dict);
}

Dict* dict_of(Value view) {
  return view.as<DictView>()->dict;
}
// By what they do: OrderedDict's views are types of their own.
bool is_keys(Process& process, Value v) {
  return v.is_object() && v.object()->type->slots.iter == process.types.dict_keys->slots.iter;
}
bool is_items(Process& process, Value v) {
  return v.is_object() && v.object()->type->slots.iter == process.types.dict_items->slots.iter;
}
bool is_set_view(Process& process, Value v) {
  return is_keys(process, v) || is_items(process, v);
}

Value view_length(Thread&, Value self) {
  return Value::of(std::int64_t{dict_of(self)->length});
}

template <DictIteration kind>
Value iter(Thread& thread, Value self) {
  return new_dict_iterator(*thread.process, dict_of(self), kind);
}

template <DictIteration kind>
Value reversed(Thread& thread, const Value* args) {
  return new_dict_reverse_iterator(*thread.process, dict_of(args[0]), kind);
}

Value mapping(Thread& thread, Value self) {
  auto* proxy = allocate<MappingProxy>(*thread.process, thread.process->types.mappingproxy);
  proxy->mapping = Value::of(dict_of(self));
  return Value::of(proxy);
}

List* as_list(Process& process, Value view) {
  Dict* dict = dict_of(view);
  List* list = new_list(process, dict->length);
  auto* iter = view.object()->type->slots.iter;
  std::uint32_t at = 0;
  Value key, value;
  while (dict_next(dict, at, key, value))
    list_append(process, list,
                iter == process.types.dict_keys->slots.iter     ? key
                : iter == process.types.dict_values->slots.iter ? value
                                                                : new_pair(process, key, value));
  return list;
}

Value view_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  if (enter_repr(thread, self)) return Value::of(new_str(process, "..."));
  std::string text = type_text(self.object()->type) + "([";
  bool ok = join_reprs(thread, Items{Value::of(as_list(process, self))}, &text);
  leave_repr(thread, self);
  if (!ok) return Value::null();
  return Value::of(new_str(process, text + "])"));
}

// --- membership

Value keys_contain(Thread& thread, Value self, Value key) {
  Value value = dict_get(thread, dict_of(self), key);
  return value.is_null() ? value : Value::boolean(!value.is_nothing());
}

Value items_contain(Thread& thread, Value self, Value item) {
  if (!is_tuple(item) || item.as<Tuple>()->length != 2) return Value::boolean(false);
  Value value = dict_get(thread, dict_of(self), item.as<Tuple>()->items[0]);
  if (value.is_null()) return value;
  bool same = false;
  if (!value.is_nothing() && !key_equal(thread, value, item.as<Tuple>()->items[1], &same))
    return Value::null();
  return Value::boolean(same);
}

Value view_contains(Thread& thread, Value view, Value item) {
  return is_keys(*thread.process, view) ? keys_contain(thread, view, item)
                                        : items_contain(thread, view, item);
}

// Are all items of the view in `other`, a set or a view? -1: exception pending.
int all_in(Thread& thread, List* items, Value other) {
  for (std::uint32_t i = 0; i < items->length; ++i) {
    Value found = is_set(other) ? set_contains(thread, other.as<Set>(), items->items[i])
                                : view_contains(thread, other, items->items[i]);
    if (found.is_null()) return -1;
    if (!found.is_true()) return 0;
  }
  return 1;
}

List* items_of(Process& process, Value v) {
  if (!is_set(v)) return as_list(process, v);
  List* list = new_list(process, v.as<Set>()->length);
  std::uint32_t at = 0;
  Value key;
  while (set_next(v.as<Set>(), at, key)) list_append(process, list, key);
  return list;
}

Value compare_views(Thread& thread, Value self, Value other, Comparison op) {
  Process& process = *thread.process;
  if (!is_set(other) && !is_set_view(process, other)) return Value::not_implemented();
  std::int64_t mine = dict_of(self)->length;
  std::int64_t others = is_set(other) ? other.as<Set>()->length : dict_of(other)->length;
  int within = 0;
  switch (op) {
    case Comparison::Equal:
    case Comparison::NotEqual:
      if (mine == others) within = all_in(thread, as_list(process, self), other);
      break;
    case Comparison::Less:
    case Comparison::LessEqual:
      if (holds(op, mine, others)) within = all_in(thread, as_list(process, self), other);
      break;
    default:
      if (holds(op, mine, others)) within = all_in(thread, items_of(process, other), self);
  }
  if (within < 0) return Value::null();
  return Value::boolean((within != 0) != (op == Comparison::NotEqual));
}

// --- set operations: the result is a set

// Slots: [result set, the view or a set that answers `in`].
Value keep_common(Thread& thread, Value* slots, Value item) {
  Value found = view_contains(thread, slots[1], item);
  if (found.is_null()) return found;
  if (found.is_true() && !set_add(thread, slots[0].as<Set>(), item)) return Value::null();
  return Value::none();
}
Value drop(Thread& thread, Value* slots, Value item) {
  bool found;
  return set_discard(thread, slots[0].as<Set>(), item, &found) ? Value::none() : Value::null();
}
Value toggle(Thread& thread, Value* slots, Value item) {
  bool found;
  Set* seen = slots[1].as<Set>();
  Value again = set_contains(thread, seen, item);  // repeated items of a plain iterable count once
  if (again.is_null()) return again;
  if (again.is_true()) return Value::none();
  if (!set_add(thread, seen, item)) return Value::null();
  Set* set = slots[0].as<Set>();
  if (!set_discard(thread, set, item, &found)) return Value::null();
  if (!found && !set_add(thread, set, item)) return Value::null();
  return Value::none();
}
Value add(Thread& thread, Value* slots, Value item) {
  return set_add(thread, slots[0].as<Set>(), item) ? Value::none() : Value::null();
}
Value result(Thread&, Value* slots) {
  return slots[0];
}
constexpr Collector kCommon = {"keys & other", keep_common, nullptr, result, 40};
constexpr Collector kDrop = {"keys - other", drop, nullptr, result, 40};
constexpr Collector kToggle = {"keys ^ other", toggle, nullptr, result, 60};
constexpr Collector kAdd = {"keys | other", add, nullptr, result, 40};

Set* set_of_view(Thread& thread, Value view) {
  Process& process = *thread.process;
  Set* set = new_set(process, process.types.set);
  List* list = as_list(process, view);
  for (std::uint32_t i = 0; i < list->length; ++i)
    if (!set_add(thread, set, list->items[i])) return nullptr;
  return set;
}

// `other - view`: the items of any iterable that are not in the view.
Value keep_foreign(Thread& thread, Value* slots, Value item) {
  Value found = view_contains(thread, slots[1], item);
  if (found.is_null()) return found;
  if (!found.is_true() && !set_add(thread, slots[0].as<Set>(), item)) return Value::null();
  return Value::none();
}
constexpr Collector kForeign = {"other - keys", keep_foreign, nullptr, result, 40};

Value binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  bool mine = is_set_view(process, left);
  Value view = mine ? left : right, other = mine ? right : left;
  Value slots[2] = {Value::of(new_set(process, process.types.set)), view};
  if (op == BinaryOperator::And) return collect(thread, kCommon, other, slots, 2);
  if (op == BinaryOperator::Subtract && !mine) return collect(thread, kForeign, other, slots, 2);
  if (op != BinaryOperator::Or && op != BinaryOperator::Subtract && op != BinaryOperator::Xor)
    return Value::not_implemented();
  slots[1] = slots[0];
  Set* set = set_of_view(thread, view);
  if (!set) return Value::null();
  slots[0] = Value::of(set);
  if (op == BinaryOperator::Or) return collect(thread, kAdd, other, slots, 1);
  if (op == BinaryOperator::Subtract) return collect(thread, kDrop, other, slots, 1);
  return collect(thread, kToggle, other, slots, 2);
}

Value find_common(Thread& thread, Value* slots, Value item) {
  Value found = view_contains(thread, slots[0], item);
  if (found.is_null() || !found.is_true()) return found.is_null() ? found : Value::none();
  slots[1] = Value::boolean(false);
  return Value::nothing();
}
Value second(Thread&, Value* slots) {
  return slots[1];
}
constexpr Collector kDisjoint = {"keys.isdisjoint", find_common, nullptr, second, 40};

Value isdisjoint(Thread& thread, const Value* args) {
  Value slots[2] = {args[0], Value::boolean(true)};
  return collect(thread, kDisjoint, args[1], slots, 2);
}

template <DictIteration kind>
void define(Process& process, Type* type) {
  static constexpr NativeMethod kCommonMethods[] = {{"__reversed__", "self, /", reversed<kind>}};
  static constexpr NativeMethod kSetMethods[] = {{"isdisjoint", "self, other, /", isdisjoint}};
  static constexpr NativeGetSet kGetSets[] = {{"mapping", mapping, nullptr}};
  Slots& slots = type->slots;
  slots.visit = visit;
  slots.length = view_length;
  slots.iter = iter<kind>;
  slots.repr = view_repr;
  if (kind != DictIteration::Values) {
    slots.compare = compare_views;
    slots.hash = hash_not_implemented;
    slots.binary = binary;
    type->operators = operator_bits(
        {BinaryOperator::Or, BinaryOperator::And, BinaryOperator::Subtract, BinaryOperator::Xor});
    slots.contains = kind == DictIteration::Keys ? keys_contain : items_contain;
    add_methods(process, type, kSetMethods, std::size(kSetMethods));
  }
  add_methods(process, type, kCommonMethods, std::size(kCommonMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace

void define_dict_views(Process& process) {
  define<DictIteration::Keys>(process, process.types.dict_keys);
  define<DictIteration::Values>(process, process.types.dict_values);
  define<DictIteration::Items>(process, process.types.dict_items);
}

}  // namespace gilscope
