// tuple: its memory, its slots and its methods.
#include <cstring>

#include "vm/collect.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/function.h"
#include "vm/sequence.h"

namespace gilscope {

Tuple* new_tuple(Process& process, std::uint32_t length) {
  if (length == 0 && process.empty_tuple) return process.empty_tuple;
  std::size_t extra = length > 1 ? (length - 1) * sizeof(Value) : 0;
  Tuple* tuple = allocate<Tuple>(process, process.types.tuple, extra);
  tuple->length = length;
  return tuple;
}

Tuple* new_tuple(Process& process, const Value* items, std::uint32_t length) {
  Tuple* tuple = new_tuple(process, length);
  if (length) std::memcpy(static_cast<void*>(tuple->items), items, length * sizeof(Value));
  return tuple;
}

namespace {

// CPython's tuplehash: a variant of xxHash, so that sets of tuples iterate in its order.
constexpr std::uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u,
                        kPrime5 = 2870177450012600261u;

void tuple_visit(Object* object, Visitor& visitor) {
  auto* tuple = static_cast<Tuple*>(object);
  visitor.values(tuple->items, tuple->length);
}

Value tuple_hash(Thread& thread, Value self) {
  Tuple* tuple = self.as<Tuple>();
  if (tuple->hash_value) return Value::of(tuple->hash_value);
  std::uint64_t sum = kPrime5;
  for (std::uint32_t i = 0; i < tuple->length; ++i) {
    std::int64_t lane;
    if (!key_hash(thread, tuple->items[i], &lane)) return Value::null();
    sum += static_cast<std::uint64_t>(lane) * kPrime2;
    sum = (sum << 31) | (sum >> 33);
    sum *= kPrime1;
  }
  sum += tuple->length ^ (kPrime5 ^ 3527539u);
  if (sum == ~std::uint64_t{0}) sum = 1546275796u;
  tuple->hash_value = static_cast<std::int64_t>(sum);
  return Value::of(tuple->hash_value);
}

Value tuple_repr(Thread& thread, Value self) {
  Tuple* tuple = self.as<Tuple>();
  if (tuple->length == 0) return Value::of(new_str(*thread.process, "()"));
  if (enter_repr(thread, self)) return Value::of(new_str(*thread.process, "(...)"));
  std::string text = "(";
  bool ok = join_reprs(thread, Items{self}, &text);
  leave_repr(thread, self);
  if (!ok) return Value::null();
  text += tuple->length == 1 ? ",)" : ")";
  return Value::of(new_str(*thread.process, text));
}

Value tuple_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_tuple(other)) return Value::not_implemented();
  return compare_items(thread, Items{self}, Items{other}, op);
}

Value tuple_length(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<Tuple>()->length});
}

Value tuple_getitem(Thread& thread, Value self, Value key) {
  Tuple* tuple = self.as<Tuple>();
  if (key.is_int() && key.integer >= 0 && key.integer < tuple->length)
    return tuple->items[key.integer];
  Process& process = *thread.process;
  std::int64_t start, stop, step, count;
  if (key.is_object() && key.object()->type == process.types.slice) {
    if (!slice_indices(thread, key.as<Slice>(), tuple->length, &start, &stop, &step, &count))
      return Value::null();
    if (count == tuple->length && step == 1 && tuple->type == process.types.tuple) return self;
    Tuple* result = new_tuple(process, static_cast<std::uint32_t>(count));
    for (std::int64_t i = 0; i < count; ++i) result->items[i] = tuple->items[start + i * step];
    return Value::of(result);
  }
  if (!item_position(thread, key, tuple->length, "tuple", &start)) return Value::null();
  return tuple->items[start];
}

Value tuple_contains(Thread& thread, Value self, Value item) {
  Tuple* tuple = self.as<Tuple>();
  for (std::uint32_t i = 0; i < tuple->length; ++i) {
    bool same;
    if (!key_equal(thread, tuple->items[i], item, &same)) return Value::null();
    if (same) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value tuple_iter(Thread& thread, Value self) {
  return new_sequence_iterator(*thread.process, thread.process->types.tuple_iterator, self);
}

Value concatenate(Thread& thread, Value left, Value right) {
  Process& process = *thread.process;
  if (!is_tuple(left)) return Value::not_implemented();
  if (!is_tuple(right)) {
    if (may_reflect(right)) return Value::not_implemented();
    return raise(thread, process.types.TypeError,
                 "can only concatenate tuple (not \"%s\") to tuple",
                 type_name(process, right).c_str());
  }
  Tuple *a = left.as<Tuple>(), *b = right.as<Tuple>();
  if (a->length == 0 && b->type == process.types.tuple) return right;
  if (b->length == 0 && a->type == process.types.tuple) return left;
  Tuple* result = new_tuple(process, a->length + b->length);
  for (std::uint32_t i = 0; i < a->length; ++i) result->items[i] = a->items[i];
  for (std::uint32_t i = 0; i < b->length; ++i) result->items[a->length + i] = b->items[i];
  return Value::of(result);
}

Value repeat(Thread& thread, Value left, Value right) {
  Process& process = *thread.process;
  Value sequence = is_tuple(left) ? left : right, number = is_tuple(left) ? right : left;
  if (!has_index(process, number)) {
    if (may_reflect(number)) return Value::not_implemented();
    return raise(thread, process.types.TypeError, "can't multiply sequence by non-int of type '%s'",
                 type_name(process, number).c_str());
  }
  Tuple* tuple = sequence.as<Tuple>();
  std::int64_t count;
  if (!repeat_count(thread, number, tuple->length, &count)) return Value::null();
  if (count == 1 && tuple->type == process.types.tuple) return sequence;
  std::uint32_t length = static_cast<std::uint32_t>(count) * tuple->length;
  Tuple* result = new_tuple(process, length);
  for (std::uint32_t i = 0, from = 0; i < length; ++i) {
    result->items[i] = tuple->items[from];
    if (++from == tuple->length) from = 0;
  }
  return Value::of(result);
}

Value tuple_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  if (op == BinaryOperator::Add || op == BinaryOperator::InplaceAdd)
    return concatenate(thread, left, right);
  if (op == BinaryOperator::Multiply || op == BinaryOperator::InplaceMultiply)
    return repeat(thread, left, right);
  return Value::not_implemented();
}

Value subclass_instance(Thread& thread, Type* type, Tuple* from) {
  std::size_t bytes = from->length * sizeof(Value);
  auto* tuple = static_cast<Tuple*>(allocate_instance(*thread.process, type, bytes));
  tuple->length = from->length;
  if (bytes) std::memcpy(static_cast<void*>(tuple->items), from->items, bytes);
  return Value::of(tuple);
}

Value subclass_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = tuple_of(thread, frame.slots[1]);
  }
  if (input.is_signal()) return input;
  return subclass_instance(thread, frame.slots[0].as<Type>(), input.as<Tuple>());
}
constexpr NativeFrameType kSubclassFrame = {"tuple.__new__", subclass_step};

Value tuple_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = args[0].as<Type>();
  if (type == process.types.tuple) {
    if (args[1].is_null()) return Value::of(new_tuple(process, 0));
    return tuple_of(thread, args[1]);
  }
  if (args[1].is_null()) return subclass_instance(thread, type, new_tuple(process, 0));
  if (args[1].is_object() && args[1].object()->type == process.types.tuple)
    return subclass_instance(thread, type, args[1].as<Tuple>());
  push_native_frame(thread, kSubclassFrame, args, 2);
  return Value::pending();
}

Value tuple_count(Thread& thread, const Value* args) {
  Tuple* tuple = args[0].as<Tuple>();
  std::int64_t count = 0;
  for (std::uint32_t i = 0; i < tuple->length; ++i) {
    bool same;
    if (!key_equal(thread, tuple->items[i], args[1], &same)) return Value::null();
    count += same;
  }
  return Value::of(count);
}

Value tuple_index(Thread& thread, const Value* args) {
  Tuple* tuple = args[0].as<Tuple>();
  std::int64_t start = 0, stop = tuple->length;
  if (!args[2].is_null() && !clip_index(thread, args[2], tuple->length, &start))
    return Value::null();
  if (!args[3].is_null() && !clip_index(thread, args[3], tuple->length, &stop))
    return Value::null();
  for (std::int64_t i = start; i < stop; ++i) {
    bool same;
    if (!key_equal(thread, tuple->items[i], args[1], &same)) return Value::null();
    if (same) return Value::of(i);
  }
  return raise(thread, thread.process->types.ValueError, "tuple.index(x): x not in tuple");
}

Value tuple_getnewargs(Thread& thread, const Value* args) {
  Tuple* tuple = args[0].as<Tuple>();
  Value copy = Value::of(new_tuple(*thread.process, tuple->items, tuple->length));
  return Value::of(new_tuple(*thread.process, &copy, 1));
}

constexpr NativeMethod kMethods[] = {
    {"count", "self, value, /", tuple_count},
    {"index", "self, value, start=0, stop=9223372036854775807, /", tuple_index},
    {"__getnewargs__", "self, /", tuple_getnewargs},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};

}  // namespace

void define_tuple(Process& process) {
  Type* type = process.types.tuple;
  if (!process.empty_tuple) process.empty_tuple = new_tuple(process, 0);
  Slots& slots = type->slots;
  slots.visit = tuple_visit;
  slots.hash = tuple_hash;
  slots.repr = tuple_repr;
  slots.compare = tuple_compare;
  slots.length = tuple_length;
  slots.getitem = tuple_getitem;
  slots.contains = tuple_contains;
  slots.iter = tuple_iter;
  slots.binary = tuple_binary;
  type->operators = operator_bits({BinaryOperator::Add, BinaryOperator::Multiply});
  set_new(process, type, "cls, iterable=(), /", tuple_new);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
