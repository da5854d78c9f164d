// Union, intersection, difference and their like, in setobject.c's order of steps: it decides in
// which order the results iterate.
#include "vm/collect.h"
#include "vm/dict.h"
#include "vm/keys.h"
#include "vm/sequence.h"
#include "vm/set.h"

namespace gilscope {
namespace {

Set* empty_like(Process& process, Set* set) {
  bool frozen = set->type->type_flags & kFrozenSetSubclass;
  return new_set(process, frozen ? process.types.frozenset : process.types.set);
}

void swap_tables(Set* a, Set* b) {
  std::swap(a->table, b->table);
  std::swap(a->mask, b->mask);
  std::swap(a->fill, b->fill);
  std::swap(a->length, b->length);
}

// Deleted places make searches long: more than a quarter of them is too many.
void shrink(Process& process, Set* set) {
  if (set->fill - set->length <= set->mask / 4) return;
  set_resize(process, set, set->length > 50000 ? set->length * 2 : set->length * 4);
}

// --- with another set; each answers false when an exception is pending

bool intersect(Thread& thread, Set* set, Set* other, Set* into) {
  if (other->length > set->length) std::swap(set, other);
  std::uint32_t at = 0;
  SetEntry entry;
  while (set_next_entry(other, at, entry)) {
    std::int64_t found;
    if (!set_find(thread, set, entry.key, entry.hash, &found)) return false;
    if (found >= 0 && !set_add_hashed(thread, into, entry.key, entry.hash)) return false;
  }
  return true;
}

bool remove_all(Thread& thread, Set* set, Set* other) {
  if (set == other) {
    set_clear(*thread.process, set);
    return true;
  }
  if ((other->length >> 3) > set->length) {
    Set* common = new_set(*thread.process, thread.process->types.set);
    if (!intersect(thread, set, other, common)) return false;
    other = common;
  }
  std::uint32_t at = 0;
  SetEntry entry;
  bool found;
  while (set_next_entry(other, at, entry))
    if (!set_discard_hashed(thread, set, entry.key, entry.hash, &found)) return false;
  shrink(*thread.process, set);
  return true;
}

Set* difference(Thread& thread, Set* set, Set* other) {
  if ((set->length >> 2) > other->length) {
    Set* copy = set_copy(thread, set);
    return remove_all(thread, copy, other) ? copy : nullptr;
  }
  Set* into = empty_like(*thread.process, set);
  std::uint32_t at = 0;
  SetEntry entry;
  while (set_next_entry(set, at, entry)) {
    std::int64_t found;
    if (!set_find(thread, other, entry.key, entry.hash, &found)) return nullptr;
    if (found < 0 && !set_add_hashed(thread, into, entry.key, entry.hash)) return nullptr;
  }
  return into;
}

bool toggle_all(Thread& thread, Set* set, Set* other) {
  if (set == other) {
    set_clear(*thread.process, set);
    return true;
  }
  std::uint32_t at = 0;
  SetEntry entry;
  while (set_next_entry(other, at, entry)) {
    bool found;
    if (!set_discard_hashed(thread, set, entry.key, entry.hash, &found)) return false;
    if (!found && !set_add_hashed(thread, set, entry.key, entry.hash)) return false;
  }
  return true;
}

Set* symmetric_difference(Thread& thread, Set* set, Set* other) {
  Set* result = set_copy(thread, other);
  if (set->type->type_flags & kFrozenSetSubclass) result->type = thread.process->types.frozenset;
  if (!(set->type->type_flags & kFrozenSetSubclass)) result->type = thread.process->types.set;
  return toggle_all(thread, result, set) ? result : nullptr;
}

bool is_subset(Thread& thread, Set* set, Set* other, bool* out) {
  *out = false;
  if (set->length > other->length) return true;
  std::uint32_t at = 0;
  SetEntry entry;
  while (set_next_entry(set, at, entry)) {
    std::int64_t found;
    if (!set_find(thread, other, entry.key, entry.hash, &found)) return false;
    if (found < 0) return true;
  }
  *out = true;
  return true;
}

Value value_of(Set* set) {
  return set ? Value::of(set) : Value::null();
}

}  // namespace

Value set_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_set(other)) return Value::not_implemented();
  Set *a = self.as<Set>(), *b = other.as<Set>();
  bool answer = false, ok = true;
  switch (op) {
    case Comparison::Equal:
    case Comparison::NotEqual:
      if (a->length == b->length) ok = is_subset(thread, a, b, &answer);
      if (op == Comparison::NotEqual) answer = !answer;
      break;
    case Comparison::Less:
      if (a->length < b->length) ok = is_subset(thread, a, b, &answer);
      break;
    case Comparison::LessEqual: ok = is_subset(thread, a, b, &answer); break;
    case Comparison::Greater:
      if (a->length > b->length) ok = is_subset(thread, b, a, &answer);
      break;
    case Comparison::GreaterEqual: ok = is_subset(thread, b, a, &answer); break;
  }
  return ok ? Value::boolean(answer) : Value::null();
}

Value set_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (!is_set(left) || !is_set(right)) return Value::not_implemented();
  Set *a = left.as<Set>(), *b = right.as<Set>();
  thread.charge((a->length + b->length) * 8);
  switch (op) {
    case BinaryOperator::Or: {
      Set* result = set_copy(thread, a);
      return set_merge(thread, result, b) ? Value::of(result) : Value::null();
    }
    case BinaryOperator::And: {
      if (a == b) return Value::of(set_copy(thread, a));
      Set* result = empty_like(*thread.process, a);
      return intersect(thread, a, b, result) ? Value::of(result) : Value::null();
    }
    case BinaryOperator::Subtract: return value_of(difference(thread, a, b));
    case BinaryOperator::Xor: return value_of(symmetric_difference(thread, a, b));
    default: return Value::not_implemented();
  }
}

Value set_inplace(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (!is_set(right)) return Value::not_implemented();
  Set *a = left.as<Set>(), *b = right.as<Set>();
  thread.charge(b->length * 8);
  switch (op) {
    case BinaryOperator::Or:
    case BinaryOperator::InplaceOr: return set_merge(thread, a, b) ? left : Value::null();
    case BinaryOperator::And:
    case BinaryOperator::InplaceAnd: {
      Set* result = new_set(*thread.process, thread.process->types.set);
      if (!intersect(thread, a, b, result)) return Value::null();
      swap_tables(a, result);
      return left;
    }
    case BinaryOperator::Subtract:
    case BinaryOperator::InplaceSubtract: return remove_all(thread, a, b) ? left : Value::null();
    case BinaryOperator::Xor:
    case BinaryOperator::InplaceXor: return toggle_all(thread, a, b) ? left : Value::null();
    default: return Value::not_implemented();
  }
}

// --- the methods, which take any iterables, several for most

namespace {

// What a method does with one argument, given as a set or (for union and intersection) item by
// item. frame.slots: [result so far, arguments tuple, self]; frame.number: the argument under way.
enum class Kind : std::int64_t { Update, Intersect, Remove, Toggle };

Value keep_common(Thread& thread, Value* slots, Value item) {
  std::int64_t hash, found;
  if (!key_hash(thread, item, &hash) || !set_find(thread, slots[1].as<Set>(), item, hash, &found))
    return Value::null();
  if (found < 0) return Value::none();
  return set_add_hashed(thread, slots[0].as<Set>(), item, hash) ? Value::none() : Value::null();
}
Value discard_item(Thread& thread, Value* slots, Value item) {
  std::int64_t hash;
  bool found;
  if (!key_hash(thread, item, &hash)) return Value::null();
  return set_discard_hashed(thread, slots[0].as<Set>(), item, hash, &found) ? Value::none()
                                                                            : Value::null();
}
Value into_set(Thread& thread, Value* slots, Value item) {
  return set_add(thread, slots[1].as<Set>(), item) ? Value::none() : Value::null();
}
Value first_slot(Thread&, Value* slots) {
  return slots[0];
}
Value finish_discard(Thread& thread, Value* slots) {
  shrink(*thread.process, slots[0].as<Set>());
  return slots[0];
}
Value finish_toggle(Thread& thread, Value* slots) {
  return toggle_all(thread, slots[0].as<Set>(), slots[1].as<Set>()) ? slots[0] : Value::null();
}
constexpr Collector kCommon = {"set.intersection", keep_common, nullptr, first_slot, 25};
constexpr Collector kDiscard = {"set.difference", discard_item, nullptr, finish_discard, 25};
constexpr Collector kToggle = {"set.symmetric_difference", into_set, nullptr, finish_toggle, 40};

// The set after `kind` with one argument, Null or Pending. Update and Remove work in place.
Value apply(Thread& thread, Kind kind, Set* set, Value argument) {
  Process& process = *thread.process;
  Value self = Value::of(set);
  bool other_is_set = is_set(argument);
  switch (kind) {
    case Kind::Update: {
      Value answer = set_update(thread, set, argument);
      return answer.is_signal() ? answer : self;
    }
    case Kind::Intersect: {
      Set* into = empty_like(process, set);
      if (other_is_set)
        return intersect(thread, set, argument.as<Set>(), into) ? Value::of(into) : Value::null();
      Value slots[2] = {Value::of(into), self};
      return collect(thread, kCommon, argument, slots, 2);
    }
    case Kind::Remove: {
      if (other_is_set) return remove_all(thread, set, argument.as<Set>()) ? self : Value::null();
      return collect(thread, kDiscard, argument, &self, 1);
    }
    case Kind::Toggle: break;
  }
  if (other_is_set) return toggle_all(thread, set, argument.as<Set>()) ? self : Value::null();
  Value slots[2] = {self, Value::of(new_set(process, process.types.set))};
  return collect(thread, kToggle, argument, slots, 2);
}

// slots: [result, arguments, the set to change or None]; state: 2 * next argument + (waiting).
template <Kind kind>
Value fold(Thread& thread, NativeFrame& frame, Value input) {
  Tuple* arguments = frame.slots[1].as<Tuple>();
  if (frame.state > 0) {
    if (input.is_null()) return input;
    if (kind != Kind::Update) frame.slots[0] = input;
  }
  while (frame.number < arguments->length) {
    frame.state = 1;
    Value argument = arguments->items[frame.number++];
    input = apply(thread, kind, frame.slots[0].as<Set>(), argument);
    if (input.is_signal()) return input;
    frame.slots[0] = input;
  }
  if (frame.slots[2].is_none()) return frame.slots[0];
  if (kind == Kind::Intersect) swap_tables(frame.slots[2].as<Set>(), frame.slots[0].as<Set>());
  return Value::none();
}
template <Kind kind>
constexpr NativeFrameType kFoldFrame = {"set method", fold<kind>};

template <Kind kind>
Value run_fold(Thread& thread, Set* start, Value arguments, Value target) {
  Value slots[3] = {Value::of(start), arguments, target};
  push_native_frame(thread, kFoldFrame<kind>, slots, 3);
  return Value::pending();
}

Value union_of(Thread& thread, const Value* args) {
  return run_fold<Kind::Update>(thread, set_copy(thread, args[0].as<Set>()), args[1],
                                Value::none());
}
Value intersection_of(Thread& thread, const Value* args) {
  Set* set = args[0].as<Set>();
  if (args[1].as<Tuple>()->length == 0) set = set_copy(thread, set);
  return run_fold<Kind::Intersect>(thread, set, args[1], Value::none());
}
Value difference_of(Thread& thread, const Value* args) {
  Set* set = args[0].as<Set>();
  Tuple* others = args[1].as<Tuple>();
  if (others->length == 1 && is_set(others->items[0]))
    return value_of(difference(thread, set, others->items[0].as<Set>()));
  return run_fold<Kind::Remove>(thread, set_copy(thread, set), args[1], Value::none());
}
Value update(Thread& thread, const Value* args) {
  Tuple* others = args[1].as<Tuple>();
  if (others->length == 1) return set_update(thread, args[0].as<Set>(), others->items[0]);
  return run_fold<Kind::Update>(thread, args[0].as<Set>(), args[1], args[0]);
}
Value intersection_update(Thread& thread, const Value* args) {
  Set* start =
      args[1].as<Tuple>()->length ? args[0].as<Set>() : set_copy(thread, args[0].as<Set>());
  return run_fold<Kind::Intersect>(thread, start, args[1], args[0]);
}
Value difference_update(Thread& thread, const Value* args) {
  return run_fold<Kind::Remove>(thread, args[0].as<Set>(), args[1], args[0]);
}
Value symmetric_difference_of(Thread& thread, const Value* args) {
  if (is_set(args[1]))
    return value_of(symmetric_difference(thread, args[0].as<Set>(), args[1].as<Set>()));
  Value arguments = Value::of(new_tuple(*thread.process, &args[1], 1));
  return run_fold<Kind::Toggle>(thread, set_copy(thread, args[0].as<Set>()), arguments,
                                Value::none());
}
Value symmetric_difference_update(Thread& thread, const Value* args) {
  Value arguments = Value::of(new_tuple(*thread.process, &args[1], 1));
  return run_fold<Kind::Toggle>(thread, args[0].as<Set>(), arguments, args[0]);
}

// --- issubset, issuperset, isdisjoint: the argument becomes a set first

enum class Question : std::uint8_t { Subset, Superset, Disjoint };

Value answer(Thread& thread, Question question, Set* set, Set* other) {
  bool yes = false;
  if (question == Question::Subset) {
    if (!is_subset(thread, set, other, &yes)) return Value::null();
  } else if (question == Question::Superset) {
    if (!is_subset(thread, other, set, &yes)) return Value::null();
  } else {
    Set* common = new_set(*thread.process, thread.process->types.set);
    if (!intersect(thread, set, other, common)) return Value::null();
    yes = common->length == 0;
  }
  return Value::boolean(yes);
}

template <Question question>
Value ask_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = set_update(thread, frame.slots[1].as<Set>(), frame.slots[2]);
  }
  if (input.is_signal()) return input;
  return answer(thread, question, frame.slots[0].as<Set>(), frame.slots[1].as<Set>());
}
template <Question question>
constexpr NativeFrameType kAskFrame = {"set question", ask_step<question>};

template <Question question>
Value ask(Thread& thread, const Value* args) {
  if (is_set(args[1])) return answer(thread, question, args[0].as<Set>(), args[1].as<Set>());
  Process& process = *thread.process;
  Value slots[3] = {args[0], Value::of(new_set(process, process.types.set)), args[1]};
  push_native_frame(thread, kAskFrame<question>, slots, 3);
  return Value::pending();
}

// --- single items

Value add(Thread& thread, const Value* args) {
  return set_add(thread, args[0].as<Set>(), args[1]) ? Value::none() : Value::null();
}
Value discard(Thread& thread, const Value* args) {
  bool found;
  return set_discard(thread, args[0].as<Set>(), args[1], &found) ? Value::none() : Value::null();
}
Value remove(Thread& thread, const Value* args) {
  bool found;
  if (!set_discard(thread, args[0].as<Set>(), args[1], &found)) return Value::null();
  if (found) return Value::none();
  return raise_args(thread, thread.process->types.KeyError, &args[1], 1);
}
Value pop(Thread& thread, const Value* args) {
  Set* set = args[0].as<Set>();
  if (set->length == 0) {
    Value text = Value::of(new_str(*thread.process, "pop from an empty set"));
    return raise_args(thread, thread.process->types.KeyError, &text, 1);
  }
  std::uint32_t at = set->finger & set->mask;
  while (set->table[at].key.is_signal()) at = at == set->mask ? 0 : at + 1;
  Value key = set->table[at].key;
  set->table[at] = SetEntry{Value::nothing(), kDeletedHash};
  --set->length;
  set->finger = at + 1;
  return key;
}
Value clear(Thread& thread, const Value* args) {
  set_clear(*thread.process, args[0].as<Set>());
  return Value::none();
}
Value copy(Thread& thread, const Value* args) {
  Set* set = args[0].as<Set>();
  if (set->type == thread.process->types.frozenset) return args[0];
  return Value::of(set_copy(thread, set));
}

constexpr NativeMethod kCommonMethods[] = {
    {"union", "self, /, *others", union_of},
    {"intersection", "self, /, *others", intersection_of},
    {"difference", "self, /, *others", difference_of},
    {"symmetric_difference", "self, other, /", symmetric_difference_of},
    {"issubset", "self, other, /", ask<Question::Subset>},
    {"issuperset", "self, other, /", ask<Question::Superset>},
    {"isdisjoint", "self, other, /", ask<Question::Disjoint>},
    {"copy", "self, /", copy},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};
constexpr NativeMethod kSetMethods[] = {
    {"add", "self, object, /", add, NativeMethod::Plain, 15},
    {"discard", "self, object, /", discard},
    {"remove", "self, object, /", remove},
    {"pop", "self, /", pop},
    {"clear", "self, /", clear},
    {"update", "self, /, *others", update},
    {"intersection_update", "self, /, *others", intersection_update},
    {"difference_update", "self, /, *others", difference_update},
    {"symmetric_difference_update", "self, other, /", symmetric_difference_update},
};

}  // namespace

void add_set_methods(Process& process) {
  for (Type* type : {process.types.set, process.types.frozenset})
    add_methods(process, type, kCommonMethods, std::size(kCommonMethods));
  add_methods(process, process.types.set, kSetMethods, std::size(kSetMethods));
}

}  // namespace gilscope
