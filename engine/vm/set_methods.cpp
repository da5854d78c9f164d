// set and frozenset: slots and methods. The table is in set.cpp, the operations in
// set_operations.cpp.
#include "vm/collect.h"
#include "vm/define.h"
#include "vm/function.h"
#include "vm/keys.h"
#include "vm/sequence.h"
#include "vm/set.h"
#include "vm/type.h"

namespace gilscope {
namespace {

void visit(Object* object, Visitor& visitor) {
  auto* set = static_cast<Set*>(object);
  visitor.buffer(set->table);
  if (!set->table) return;
  for (std::uint32_t i = 0; i <= set->mask; ++i) visitor.value(set->table[i].key);
}

std::uint64_t shuffle_bits(std::uint64_t h) {
  return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
}

Value frozenset_hash(Thread&, Value self) {
  Set* set = self.as<Set>();
  if (set->hash_value) return Value::of(set->hash_value);
  std::uint64_t hash = 0;
  std::uint32_t at = 0;
  SetEntry entry;
  while (set_next_entry(set, at, entry))
    hash ^= shuffle_bits(static_cast<std::uint64_t>(entry.hash));
  hash ^= (std::uint64_t{set->length} + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  if (hash == ~std::uint64_t{0}) hash = 590923713u;
  set->hash_value = static_cast<std::int64_t>(hash);
  return Value::of(set->hash_value);
}

Value set_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  Set* set = self.as<Set>();
  std::string name = type_text(self.object()->type);
  if (set->length == 0) return Value::of(new_str(process, name + "()"));
  if (enter_repr(thread, self)) return Value::of(new_str(process, name + "(...)"));
  List* list = new_list(process, set->length);
  std::uint32_t at = 0;
  Value key;
  while (set_next(set, at, key)) list_append(process, list, key);
  std::string text = "{";
  bool ok = join_reprs(thread, Items{Value::of(list)}, &text);
  leave_repr(thread, self);
  if (!ok) return Value::null();
  text += "}";
  if (set->type != process.types.set) text = name + "(" + text + ")";
  return Value::of(new_str(process, text));
}

Value set_length(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<Set>()->length});
}

Value has(Thread& thread, Value self, Value key) {
  return set_contains(thread, self.as<Set>(), key);
}

Value iter(Thread& thread, Value self) {
  auto* iterator = allocate<SetIterator>(*thread.process, thread.process->types.set_iterator);
  iterator->set = self.as<Set>();
  iterator->expected_length = iterator->set->length;
  return Value::of(iterator);
}

// --- construction

Value new_of(Thread& thread, const Value* args) {
  return Value::of(new_set(*thread.process, args[0].as<Type>()));
}

Value init(Thread& thread, const Value* args) {
  Set* set = args[0].as<Set>();
  if (set->length) set_clear(*thread.process, set);
  return args[1].is_null() ? Value::none() : set_update(thread, set, args[1]);
}

Value fill_frozenset(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = set_update(thread, frame.slots[0].as<Set>(), frame.slots[1]);
  }
  return input.is_signal() ? input : frame.slots[0];
}
constexpr NativeFrameType kFillFrame = {"frozenset.__new__", fill_frozenset};

Value frozenset_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = args[0].as<Type>();
  bool exact = type == process.types.frozenset;
  if (exact && args[1].is_object() && args[1].object()->type == type) return args[1];
  Value set = Value::of(new_set(process, type));
  if (args[1].is_null()) return set;
  bool at_once = args[1].is_object() && (is_exact_builtin_sequence(process, args[1]) ||
                                         args[1].object()->type == process.types.set);
  if (at_once) return set_update(thread, set.as<Set>(), args[1]).is_null() ? Value::null() : set;
  Value slots[2] = {set, args[1]};
  push_native_frame(thread, kFillFrame, slots, 2);
  return Value::pending();
}

// --- the iterator

void visit_iterator(Object* object, Visitor& visitor) {
  visitor.object(static_cast<SetIterator*>(object)->set);
}

Value self_iter(Thread&, Value self) {
  return self;
}

Value next(Thread& thread, Value self) {
  auto* iterator = self.as<SetIterator>();
  if (!iterator->set) return Value::nothing();
  if (iterator->set->length != iterator->expected_length) {
    iterator->expected_length = ~0u;  // stays in error
    return raise(thread, thread.process->types.RuntimeError, "Set changed size during iteration");
  }
  Value key;
  if (set_next(iterator->set, iterator->position, key)) return key;
  iterator->set = nullptr;
  return Value::nothing();
}

Value length_hint(Thread&, const Value* args) {
  auto* iterator = args[0].as<SetIterator>();
  std::int64_t left = 0;
  std::uint32_t at = iterator->position;
  Value key;
  if (iterator->set && iterator->set->length == iterator->expected_length)
    while (set_next(iterator->set, at, key)) ++left;
  return Value::of(left);
}

constexpr NativeMethod kIteratorMethods[] = {{"__length_hint__", "self, /", length_hint}};

void define_type(Type* type) {
  Slots& slots = type->slots;
  slots.visit = visit;
  slots.repr = set_repr;
  slots.compare = set_compare;
  slots.length = set_length;
  slots.contains = has;
  slots.iter = iter;
  slots.binary = set_binary;
  type->operators = operator_bits(
      {BinaryOperator::Or, BinaryOperator::And, BinaryOperator::Subtract, BinaryOperator::Xor});
}

}  // namespace

void define_set(Process& process) {
  const Types& types = process.types;
  define_type(types.set);
  define_type(types.frozenset);
  types.set->slots.hash = hash_not_implemented;
  types.set->slots.inplace = set_inplace;
  types.set->operators |=
      operator_bits({BinaryOperator::InplaceOr, BinaryOperator::InplaceAnd,
                     BinaryOperator::InplaceSubtract, BinaryOperator::InplaceXor});
  types.frozenset->slots.hash = frozenset_hash;
  set_new(process, types.set, "cls, /, *args, **kwargs", new_of);
  set_init(process, types.set, "self, iterable=(), /", init);
  set_new(process, types.frozenset, "cls, iterable=(), /", frozenset_new);
  add_set_methods(process);
  add_slot_wrappers(process, types.set);
  add_slot_wrappers(process, types.frozenset);
  types.set_iterator->slots.visit = visit_iterator;
  types.set_iterator->slots.iter = self_iter;
  types.set_iterator->slots.next = next;
  types.set_iterator->type_flags |= kNativeNext;
  add_methods(process, types.set_iterator, kIteratorMethods, std::size(kIteratorMethods));
  add_slot_wrappers(process, types.set_iterator);
}

}  // namespace gilscope
