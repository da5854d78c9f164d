// Truth, hash, length, items, membership: protocols that ask one operand.
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/number.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

static Value type_error(Thread& thread, Value v, const char* after) {
  return raise(thread, thread.process->types.TypeError, "'%s' object %s",
               type_name(*thread.process, v).c_str(), after);
}

Value truth(Thread& thread, Value v) {
  switch (v.tag) {
    case Tag::Bool: return v;
    case Tag::None: return Value::boolean(false);
    case Tag::Int: return Value::boolean(v.integer != 0);
    case Tag::Float: return Value::boolean(v.number != 0);
    case Tag::Object: break;
    default: return Value::boolean(true);
  }
  const Slots& slots = v.object()->type->slots;
  if (slots.boolean) return slots.boolean(thread, v);
  if (!slots.length) return Value::boolean(true);
  if (slots.length == python_slot::length) {
    Process& process = *thread.process;
    Value found = type_lookup(process, v.object()->type, process.name_of(Name::len));
    return call_converted(thread, Conversion::LengthTruth, found, v, nullptr, 0);
  }
  Value length = slots.length(thread, v);
  return length.is_int() ? Value::boolean(length.integer != 0) : length;
}

bool truth_nested(Thread& thread, Value v, bool* out) {
  Frame* before = thread.top;
  Value result = finish_nested(thread, before, truth(thread, v));
  *out = result.is_true();
  return !result.is_null();
}

Value hash_not_implemented(Thread& thread, Value self) {
  return raise(thread, thread.process->types.TypeError, "unhashable type: '%s'",
               type_name(*thread.process, self).c_str());
}

Value hash(Thread& thread, Value v) {
  Type* type = type_of(*thread.process, v);
  if (type->slots.hash) return type->slots.hash(thread, v);
  return type->slots.compare ? hash_not_implemented(thread, v) : object_hash(thread, v);
}

bool hash_nested(Thread& thread, Value v, std::int64_t* out) {
  Frame* before = thread.top;
  Value result = finish_nested(thread, before, hash(thread, v));
  if (!result.is_int()) return false;
  *out = result.integer;
  return true;
}

Value length(Thread& thread, Value v) {
  Type* type = type_of(*thread.process, v);
  if (type->slots.length) return type->slots.length(thread, v);
  return raise(thread, thread.process->types.TypeError, "object of type '%s' has no len()",
               type_name(*thread.process, v).c_str());
}

// --- items

static Value class_item(Thread& thread, Value cls, Value key) {
  Process& process = *thread.process;
  Type* type = cls.as<Type>();
  if (type == process.types.type) return new_generic_alias(process, cls, key);
  Value found = type_lookup(process, type, process.name_of(Name::class_getitem));
  if (found.is_nothing())
    return raise(thread, process.types.TypeError, "type '%s' is not subscriptable",
                 type_text(type).c_str());
  Frame* before = thread.top;
  Value bound = finish_nested(thread, before, bind_descriptor(thread, found, Value::null(), type));
  if (bound.is_null()) return bound;
  return call(thread, bound, &key, 1, nullptr);
}

Value get_item(Thread& thread, Value container, Value key) {
  Type* type = type_of(*thread.process, container);
  if (type->slots.getitem) return type->slots.getitem(thread, container, key);
  if (is_type(container)) return class_item(thread, container, key);
  return type_error(thread, container, "is not subscriptable");
}

Value set_item(Thread& thread, Value container, Value key, Value value) {
  Type* type = type_of(*thread.process, container);
  if (type->slots.setitem) return type->slots.setitem(thread, container, key, value);
  if (!value.is_null()) return type_error(thread, container, "does not support item assignment");
  bool sequence = type->slots.getitem && is_integer(key);
  return type_error(thread, container,
                    sequence ? "doesn't support item deletion" : "does not support item deletion");
}

// --- membership

// `in` for containers that can only be iterated. slots: container, item, iterator.
// States: 0 start, 1 has iterator, 2 has next item, 3 has comparison, 4 has its truth.
static Value contains_step(Thread& thread, NativeFrame& frame, Value input) {
  for (;;) {
    switch (frame.state) {
      case 0:
        frame.state = 1;
        input = get_iterator(thread, frame.slots[0]);
        break;
      case 1:
        if (frame.slots[2].is_null()) frame.slots[2] = input;
        frame.state = 2;
        input = iter_next(thread, frame.slots[2]);
        break;
      case 2:
        if (input.is_nothing()) return Value::boolean(false);
        if (identical(input, frame.slots[1])) return Value::boolean(true);
        frame.state = 3;
        input = compare(thread, input, frame.slots[1], Comparison::Equal);
        break;
      case 3:
        frame.state = 4;
        input = truth(thread, input);
        break;
      default:
        if (input.is_true()) return input;
        frame.state = 1;
        break;
    }
    if (input.is_pending() || input.is_null() || input.is_blocked()) return input;
  }
}

Value contains(Thread& thread, Value container, Value item) {
  Process& process = *thread.process;
  Type* type = type_of(process, container);
  if (type->slots.contains) return type->slots.contains(thread, container, item);
  bool iterable = type->slots.iter || type->slots.getitem;
  if (!iterable)
    return raise(thread, process.types.TypeError, "argument of type '%s' is not iterable",
                 type_name(process, container).c_str());
  static const NativeFrameType kContains = {"in", contains_step};
  Value slots[] = {container, item, Value::null()};
  push_native_frame(thread, kContains, slots, 3);
  return Value::pending();
}

}  // namespace gilscope
