// The slots of classes that define dunders in Python: each looks its dunder up along the mro and
// calls it. Results that must be checked or converted pass through a native frame
// (special_call.cpp).
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

static Value find(Thread& thread, Value self, Name name) {
  Process& process = *thread.process;
  return type_lookup(process, type_of(process, self), process.name_of(name));
}

static Value missing(Thread& thread, Value self, Name name) {
  return raise_attribute_error(thread, self, thread.process->name_of(name));
}

static Value simple(Thread& thread, Value self, Name name, Conversion conversion,
                    const Value* args = nullptr, std::uint32_t count = 0) {
  Value found = find(thread, self, name);
  if (found.is_nothing()) return missing(thread, self, name);
  return call_converted(thread, conversion, found, self, args, count);
}

static bool is_native_method(Process& process, Value found) {
  if (!found.is_object()) return false;
  Type* type = found.object()->type;
  return type == process.types.slot_wrapper || type == process.types.method_descriptor;
}

namespace python_slot {

// slots: self, name. States: 0 start, 1 __getattribute__ answered, 2 __getattr__ answered.
static Value getattr_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  Value self = frame.slots[0];
  if (frame.state == 0) {
    frame.state = 1;
    Value found = find(thread, self, Name::getattribute);
    bool native = is_native_method(process, found) &&
                  found.as<NativeFunction>()->owner == process.types.object;
    if (native) {
      input = generic_find_attribute(thread, self, frame.slots[1].as<Str>());
    } else {
      input = call_found(thread, found, self, &frame.slots[1], 1);
    }
    if (input.is_pending()) return input;
  }
  if (frame.state == 2) return input;
  bool absent =
      input.is_nothing() || (input.is_null() && pending_is(thread, process.types.AttributeError));
  if (!absent) return input;
  Value fallback = find(thread, self, Name::getattr);
  if (fallback.is_nothing()) {
    return input.is_nothing() ? raise_attribute_error(thread, self, frame.slots[1].as<Str>())
                              : input;
  }
  if (input.is_null()) take_exception(thread);
  frame.state = 2;
  return call_found(thread, fallback, self, &frame.slots[1], 1);
}

Value getattr(Thread& thread, Value self, Str* name) {
  Process& process = *thread.process;
  Value found = find(thread, self, Name::getattribute);
  bool plain =
      is_native_method(process, found) && found.as<NativeFunction>()->owner == process.types.object;
  if (plain) {  // only __getattr__ is ours: the common case needs no frame
    if (!name->interned) name = intern(process, name);
    Value descriptor = type_lookup(process, type_of(process, self), name);
    bool may_run_python = descriptor.is_object() && descriptor.object()->type->slots.descr_get &&
                          (descriptor.object()->type == process.types.property ||
                           (descriptor.object()->type->type_flags & kHeapType));
    if (!may_run_python) {
      Value value = generic_find_attribute(thread, self, name);
      bool absent = value.is_nothing() ||
                    (value.is_null() && pending_is(thread, process.types.AttributeError));
      if (!absent) return value;
      Value fallback = find(thread, self, Name::getattr);
      if (fallback.is_nothing()) return raise_attribute_error(thread, self, name);
      if (value.is_null()) take_exception(thread);
      Value argument = Value::of(name);
      return call_found(thread, fallback, self, &argument, 1);
    }
  }
  static const NativeFrameType kGetAttr = {"__getattr__", getattr_step};
  Value slots[] = {self, Value::of(name)};
  push_native_frame(thread, kGetAttr, slots, 2);
  return Value::pending();
}

Value setattr(Thread& thread, Value self, Str* name, Value value) {
  bool deleting = value.is_null();
  Value found = find(thread, self, deleting ? Name::delattr : Name::setattr);
  Value args[] = {Value::of(name), value};
  return call_converted(thread, Conversion::Discard, found, self, args, deleting ? 1 : 2);
}

Value call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
           Tuple* kwnames) {
  Value found = find(thread, self, Name::call);
  if (found.is_nothing()) return missing(thread, self, Name::call);
  return call_found(thread, found, self, args, positional, kwnames);
}

Value descr_get(Thread& thread, Value self, Value instance, Value owner) {
  Value found = find(thread, self, Name::get);
  if (found.is_nothing()) return self;
  Value args[] = {instance.is_null() ? Value::none() : instance, owner};
  return call_found(thread, found, self, args, 2);
}

Value descr_set(Thread& thread, Value self, Value instance, Value value) {
  bool deleting = value.is_null();
  Value found = find(thread, self, deleting ? Name::delete_ : Name::set);
  if (found.is_nothing()) return missing(thread, self, deleting ? Name::delete_ : Name::set);
  Value args[] = {instance, value};
  return call_converted(thread, Conversion::Discard, found, self, args, deleting ? 1 : 2);
}

Value iter(Thread& thread, Value self) {
  Value found = find(thread, self, Name::iter);
  if (found.is_none())
    return raise(thread, thread.process->types.TypeError, "'%s' object is not iterable",
                 type_name(*thread.process, self).c_str());
  return simple(thread, self, Name::iter, Conversion::Iterator);
}

// StopIteration is how Python code says what Nothing says here.
static Value next_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = call_found(thread, frame.slots[1], frame.slots[0], nullptr, 0);
    if (input.is_pending()) return input;
  }
  if (!input.is_null() || !pending_is(thread, thread.process->types.StopIteration)) return input;
  Value stop = take_exception(thread);
  thread.stop_value = stop.as<Exception>()->field[0];
  return Value::nothing();
}

Value next(Thread& thread, Value self) {
  static const NativeFrameType kNext = {"__next__", next_step};
  Value slots[] = {self, find(thread, self, Name::next)};
  push_native_frame(thread, kNext, slots, 2);
  return Value::pending();
}

Value repr(Thread& thread, Value self) {
  return simple(thread, self, Name::repr, Conversion::Repr);
}
Value str(Thread& thread, Value self) {
  return simple(thread, self, Name::str, Conversion::Str);
}
Value hash(Thread& thread, Value self) {
  Value found = find(thread, self, Name::hash);
  if (found.is_none()) return hash_not_implemented(thread, self);
  return simple(thread, self, Name::hash, Conversion::Hash);
}

Value boolean(Thread& thread, Value self) {
  return simple(thread, self, Name::bool_, Conversion::Bool);
}
Value length(Thread& thread, Value self) {
  return simple(thread, self, Name::len, Conversion::Length);
}
Value getitem(Thread& thread, Value self, Value key) {
  Value found = find(thread, self, Name::getitem);
  if (found.is_nothing()) return missing(thread, self, Name::getitem);
  return call_found(thread, found, self, &key, 1);
}
Value setitem(Thread& thread, Value self, Value key, Value value) {
  bool deleting = value.is_null();
  Value found = find(thread, self, deleting ? Name::delitem : Name::setitem);
  if (found.is_nothing()) return missing(thread, self, deleting ? Name::delitem : Name::setitem);
  Value args[] = {key, value};
  return call_converted(thread, Conversion::Discard, found, self, args, deleting ? 1 : 2);
}
Value contains(Thread& thread, Value self, Value item) {
  Value found = find(thread, self, Name::contains);
  if (found.is_none())
    return raise(thread, thread.process->types.TypeError, "'%s' object is not a container",
                 type_name(*thread.process, self).c_str());
  return simple(thread, self, Name::contains, Conversion::Truth, &item, 1);
}
Value unary(Thread& thread, UnaryOperator op, Value self) {
  return simple(thread, self, unary_dunder(op), Conversion::None);
}
Value index(Thread& thread, Value self) {
  return simple(thread, self, Name::index, Conversion::Index);
}
Value to_int(Thread& thread, Value self) {
  return simple(thread, self, Name::int_, Conversion::Int);
}
Value to_float(Thread& thread, Value self) {
  return simple(thread, self, Name::float_, Conversion::Float);
}
Value await(Thread& thread, Value self) {
  return simple(thread, self, Name::await, Conversion::Await);
}
Value aiter(Thread& thread, Value self) {
  return simple(thread, self, Name::aiter, Conversion::AsyncIterator);
}
Value anext(Thread& thread, Value self) {
  return simple(thread, self, Name::anext, Conversion::None);
}

}  // namespace python_slot

}  // namespace gilscope
