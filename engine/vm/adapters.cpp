// enumerate, zip, map, filter and reversed. Where the source may need Python code, an item is
// fetched by a native frame.
#include "vm/define.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/sequence.h"

namespace gilscope {
namespace {

void visit(Object* object, Visitor& visitor) {
  auto* adapter = static_cast<AdapterIterator*>(object);
  visitor.value(adapter->source);
  visitor.value(adapter->function);
  visitor.value(adapter->counter);
}

AdapterIterator* new_adapter(Process& process, Type* type) {
  auto* adapter = static_cast<AdapterIterator*>(allocate_instance(process, type));
  adapter->source = adapter->function = adapter->counter = Value::none();
  return adapter;
}

Value one_source(Thread& thread, Value adapter, Tuple* sources) {
  adapter.as<AdapterIterator>()->source = sources->items[0];
  if (adapter.object()->type == thread.process->types.enumerate)
    mark_native(*thread.process, adapter, sources->items, 1);
  return adapter;
}
Value all_sources(Thread& thread, Value adapter, Tuple* sources) {
  adapter.as<AdapterIterator>()->source = Value::of(sources);
  if (adapter.object()->type == thread.process->types.zip)
    mark_native(*thread.process, adapter, sources->items, sources->length);
  return adapter;
}

// --- enumerate

Value numbered(Thread& thread, AdapterIterator* adapter, Value item) {
  Process& process = *thread.process;
  Tuple* pair = new_tuple(process, 2);
  pair->items[0] = adapter->counter;
  pair->items[1] = item;
  if (adapter->counter.is_int() && adapter->counter.integer != INT64_MAX)
    ++adapter->counter.integer;
  else
    adapter->counter =
        number_binary(thread, BinaryOperator::Add, adapter->counter, Value::of(std::int64_t{1}));
  return Value::of(pair);
}

Value enumerate_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* adapter = frame.slots[0].as<AdapterIterator>();
  frame.awaits_next = false;
  if (frame.state == 0) input = next_in_frame(thread, frame, adapter->source, 1);
  return input.is_signal() ? input : numbered(thread, adapter, input);
}
constexpr NativeFrameType kEnumerateFrame = {"enumerate.__next__", enumerate_step};

Value enumerate_next(Thread& thread, Value self) {
  auto* adapter = self.as<AdapterIterator>();
  if (!next_is_native(*thread.process, adapter->source))
    return start_frame(thread, kEnumerateFrame, &self, 1);
  Value item = iter_next(thread, adapter->source);
  return item.is_signal() ? item : numbered(thread, adapter, item);
}

Value enumerate_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* adapter = new_adapter(process, args[0].as<Type>());
  adapter->counter = Value::of(std::int64_t{0});
  if (args[2].is_int()) {
    adapter->counter = args[2];
  } else if (!args[2].is_null()) {
    std::int64_t start;
    bool big = is_integer(args[2]) && !to_int64(args[2], &start);
    if (!big && !index_value(thread, args[2], &start)) return Value::null();
    adapter->counter = big ? args[2] : Value::of(start);
  }
  return attach_iterators(thread, Value::of(adapter), &args[1], 1, one_source);
}

// --- zip

Value zip_mismatch(Thread& thread, std::uint32_t at, const char* what) {
  return raise(thread, thread.process->types.ValueError,
               at == 1 ? "zip() argument %u is %s than argument 1"
                       : "zip() argument %u is %s than arguments 1-%u",
               at + 1, what, at);
}

// After source `at` has run dry. In strict mode all others must be at their end too: the frame goes
// on with number counting from `length`.
Value zip_next_at_once(Thread& thread, AdapterIterator* adapter) {
  Tuple* sources = adapter->source.as<Tuple>();
  std::uint32_t count = sources->length;
  if (count == 0) return Value::nothing();
  Tuple* result = new_tuple(*thread.process, count);
  bool strict = adapter->function.is_true();
  for (std::uint32_t i = 0; i < count; ++i) {
    Value source = sources->items[i];
    Value item = source.object()->type->slots.next(thread, source);
    if (item.is_null()) return item;
    if (item.is_nothing()) {
      if (!strict) return item;
      if (i > 0) return zip_mismatch(thread, i, "shorter");
      for (std::uint32_t k = 1; k < count; ++k) {
        item = iter_next(thread, sources->items[k]);
        if (item.is_null()) return item;
        if (!item.is_nothing()) return zip_mismatch(thread, k, "longer");
      }
      return Value::nothing();
    }
    result->items[i] = item;
  }
  return Value::of(result);
}

// slots: [adapter, result]; number: the source under way; state 2: checking that all are exhausted.
Value zip_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* adapter = frame.slots[0].as<AdapterIterator>();
  Tuple* sources = adapter->source.as<Tuple>();
  Tuple* result = frame.slots[1].as<Tuple>();
  std::uint32_t count = sources->length;
  frame.awaits_next = false;
  bool first = frame.state == 0;
  while (frame.number < count) {
    auto at = static_cast<std::uint32_t>(frame.number);
    int state = frame.state == 2 ? 2 : 1;
    if (first) input = next_in_frame(thread, frame, sources->items[at], state);
    first = true;  // only a resumed step begins with an item that was asked for before
    if (input.is_pending() || input.is_null() || input.is_blocked()) return input;
    if (frame.state == 2) {
      if (!input.is_nothing()) return zip_mismatch(thread, at, "longer");
      ++frame.number;
      continue;
    }
    if (input.is_nothing()) {
      if (!adapter->function.is_true()) return input;
      if (at > 0) return zip_mismatch(thread, at, "shorter");
      frame.state = 2;
      frame.number = 1;
      continue;
    }
    result->items[at] = input;
    ++frame.number;
  }
  return frame.state == 2 ? Value::nothing() : frame.slots[1];
}
constexpr NativeFrameType kZipFrame = {"zip.__next__", zip_step};

Value zip_next(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* adapter = self.as<AdapterIterator>();
  if (adapter->flags & kNativeIterator) return zip_next_at_once(thread, adapter);
  Tuple* sources = adapter->source.as<Tuple>();
  if (sources->length == 0) return Value::nothing();
  Value slots[2] = {self, Value::of(new_tuple(process, sources->length))};
  return start_frame(thread, kZipFrame, slots, 2);
}

Value zip_new(Thread& thread, const Value* args) {
  auto* adapter = new_adapter(*thread.process, args[0].as<Type>());
  bool strict = false;
  if (!args[2].is_null() && !truth_nested(thread, args[2], &strict)) return Value::null();
  adapter->function = Value::boolean(strict);
  Tuple* iterables = args[1].as<Tuple>();
  return attach_iterators(thread, Value::of(adapter), iterables->items, iterables->length,
                          all_sources);
}

// --- map: slots [adapter, arguments of the next call]; number: the source under way

Value map_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* adapter = frame.slots[0].as<AdapterIterator>();
  frame.awaits_next = false;
  if (frame.state == 2) return input;
  bool fresh = frame.state == 0;
  if (frame.slots[1].is_none()) {
    if (fresh) input = next_in_frame(thread, frame, adapter->source, 1);
    if (input.is_signal()) return input;
    frame.state = 2;
    return call(thread, adapter->function, &input, 1);
  }
  Tuple* sources = adapter->source.as<Tuple>();
  Tuple* arguments = frame.slots[1].as<Tuple>();
  for (;;) {
    auto at = static_cast<std::uint32_t>(frame.number);
    if (fresh) input = next_in_frame(thread, frame, sources->items[at], 1);
    if (input.is_signal()) return input;
    fresh = true;
    arguments->items[at] = input;
    if (++frame.number == sources->length) break;
  }
  frame.state = 2;
  return call(thread, adapter->function, arguments->items, arguments->length);
}
constexpr NativeFrameType kMapFrame = {"map.__next__", map_step};

Value map_next(Thread& thread, Value self) {
  auto* adapter = self.as<AdapterIterator>();
  bool single = adapter->source.object()->type != thread.process->types.tuple;
  Value slots[2] = {self, Value::none()};
  if (!single)
    slots[1] = Value::of(new_tuple(*thread.process, adapter->source.as<Tuple>()->length));
  return start_frame(thread, kMapFrame, slots, 2);
}

Value map_new(Thread& thread, const Value* args) {
  Tuple* given = args[1].as<Tuple>();
  if (given->length < 2)
    return raise(thread, thread.process->types.TypeError,
                 "map() must have at least two arguments.");
  auto* adapter = new_adapter(*thread.process, args[0].as<Type>());
  adapter->function = given->items[0];
  bool single = given->length == 2;
  return attach_iterators(thread, Value::of(adapter), given->items + 1, given->length - 1,
                          single ? one_source : all_sources);
}

// --- filter: slots [adapter, item under test]

Value filter_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* adapter = frame.slots[0].as<AdapterIterator>();
  Process& process = *thread.process;
  bool by_truth =
      adapter->function.is_none() ||
      (adapter->function.is_object() && adapter->function.object() == process.types.bool_);
  frame.awaits_next = false;
  int state = frame.state;
  for (;;) {
    if (state == 0) input = next_in_frame(thread, frame, adapter->source, 1);
    if (state <= 1) {
      if (input.is_signal()) return input;
      frame.slots[1] = input;
      frame.state = 2;
      if (!by_truth) input = call(thread, adapter->function, &input, 1);
      if (input.is_signal()) return input;
    }
    if (state <= 2) {
      if (input.is_null()) return input;
      frame.state = 3;
      input = truth(thread, input);
      if (input.is_signal()) return input;
    }
    if (input.is_null()) return input;
    if (input.is_true()) return frame.slots[1];
    state = 0;
  }
}
constexpr NativeFrameType kFilterFrame = {"filter.__next__", filter_step};

Value filter_next(Thread& thread, Value self) {
  Value slots[2] = {self, Value::none()};
  return start_frame(thread, kFilterFrame, slots, 2);
}

Value filter_new(Thread& thread, const Value* args) {
  auto* adapter = new_adapter(*thread.process, args[0].as<Type>());
  adapter->function = args[1];
  return attach_iterators(thread, Value::of(adapter), &args[2], 1, one_source);
}

// --- reversed: of what has __reversed__, else of a sequence

Value reversed_sequence(Thread& thread, Type* type, Value sequence, Value length) {
  auto* adapter = new_adapter(*thread.process, type);
  adapter->source = sequence;
  adapter->counter = Value::of(length.integer - 1);
  return Value::of(adapter);
}

Value reversed_new_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = gilscope::length(thread, frame.slots[1]);
  }
  if (input.is_signal()) return input;
  return reversed_sequence(thread, frame.slots[0].as<Type>(), frame.slots[1], input);
}
constexpr NativeFrameType kReversedNewFrame = {"reversed.__new__", reversed_new_step};

Value reversed_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value method = special_method(thread, args[1], intern(process, "__reversed__"));
  if (method.is_null()) return method;
  if (!method.is_nothing() && !method.is_none()) return call(thread, method, nullptr, 0);
  Type* type = type_of(process, args[1]);
  bool sequence = type->slots.getitem && type->slots.length && !(type->type_flags & kDictSubclass);
  if (!sequence || method.is_none())
    return raise(thread, process.types.TypeError, "'%s' object is not reversible",
                 type_name(process, args[1]).c_str());
  return start_frame(thread, kReversedNewFrame, args, 2);
}

Value reversed_step(Thread& thread, NativeFrame& frame, Value input) {
  auto* adapter = frame.slots[0].as<AdapterIterator>();
  if (frame.state == 0) {
    frame.state = 1;
    input = get_item(thread, adapter->source, adapter->counter);
    if (input.is_pending()) return input;
  }
  --adapter->counter.integer;
  if (!input.is_null()) return input;
  adapter->counter = Value::of(std::int64_t{-1});
  const Types& types = thread.process->types;
  if (!pending_is(thread, types.IndexError) && !pending_is(thread, types.StopIteration))
    return input;
  take_exception(thread);
  return Value::nothing();
}
constexpr NativeFrameType kReversedFrame = {"reversed.__next__", reversed_step};

Value reversed_next(Thread& thread, Value self) {
  if (self.as<AdapterIterator>()->counter.integer < 0) return Value::nothing();
  return start_frame(thread, kReversedFrame, &self, 1);
}

Value reversed_hint(Thread&, const Value* args) {
  return Value::of(args[0].as<AdapterIterator>()->counter.integer + 1);
}

constexpr NativeMethod kEnumerateMethods[] = {
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod}};
constexpr NativeMethod kReversedMethods[] = {{"__length_hint__", "self, /", reversed_hint}};

void define(Process& process, Type* type, const char* signature, NativeBody make,
            Value (*next)(Thread&, Value)) {
  type->slots.visit = visit;
  type->slots.iter = self_iterator;
  type->slots.next = next;
  set_new(process, type, signature, make);
  add_slot_wrappers(process, type);
}

}  // namespace

void define_adapters(Process& process) {
  const Types& types = process.types;
  add_methods(process, types.enumerate, kEnumerateMethods, std::size(kEnumerateMethods));
  add_methods(process, types.reversed, kReversedMethods, std::size(kReversedMethods));
  define(process, types.enumerate, "cls, iterable, start=0", enumerate_new, enumerate_next);
  define(process, types.zip, "cls, /, *iterables, strict=False", zip_new, zip_next);
  define(process, types.map, "cls, /, *args", map_new, map_next);
  define(process, types.filter, "cls, function, iterable, /", filter_new, filter_next);
  define(process, types.reversed, "cls, sequence, /", reversed_new, reversed_next);
}

}  // namespace gilscope
