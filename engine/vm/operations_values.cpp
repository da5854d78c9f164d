// Truth, hash, length, items, membership: protocols that ask one operand.
#include "vm/collect.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/native_depth.h"
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
  NativeDepth depth(thread);
  if (depth.too_deep()) return depth.refuse("");
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

// `in` for containers that can only be iterated. slots: [item, answer so far].
static Value compared(Thread& thread, Value* slots, Value answer) {
  if (answer.is_signal()) return answer;
  bool same;
  if (!truth_nested(thread, answer, &same)) return Value::null();
  if (!same) return Value::none();
  slots[1] = Value::boolean(true);
  return Value::nothing();
}
static Value compare_item(Thread& thread, Value* slots, Value item) {
  if (identical(item, slots[0])) return compared(thread, slots, Value::boolean(true));
  return compared(thread, slots, compare(thread, item, slots[0], Comparison::Equal));
}
static Value found(Thread&, Value* slots) {
  return slots[1];
}
static constexpr Collector kContains = {"in", compare_item, compared, found, 15};

Value contains(Thread& thread, Value container, Value item) {
  Process& process = *thread.process;
  Type* type = type_of(process, container);
  if (type->slots.contains) return type->slots.contains(thread, container, item);
  bool iterable = type->slots.iter || type->slots.getitem;
  if (!iterable)
    return raise(thread, process.types.TypeError, "argument of type '%s' is not iterable",
                 type_name(process, container).c_str());
  Value slots[] = {item, Value::boolean(false)};
  return collect(thread, kContains, container, slots, 2);
}

}  // namespace gilscope
