// isinstance, issubclass, and the recursion guard of repr.
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

bool is_subtype(Type* type, Type* base) {
  if (type == base || !type->mro) return type == base;
  for (std::uint32_t i = 0; i < type->mro->length; ++i) {
    if (type->mro->items[i].as<Type>() == base) return true;
  }
  return false;
}

bool enter_repr(Thread&, Value v) {
  if (!v.is_object()) return false;
  if (v.object()->flags & kBeingPrinted) return true;
  v.object()->flags |= kBeingPrinted;
  return false;
}

void leave_repr(Thread&, Value v) {
  if (v.is_object()) v.object()->flags &= ~std::uint32_t{kBeingPrinted};
}

namespace {

bool is_union(Process& process, Value v) {
  return v.is_object() && v.object()->type == process.types.union_type;
}

// The tuple of alternatives of a class argument, or null when it is one class.
Tuple* alternatives(Process& process, Value cls) {
  if (is_tuple(cls)) return cls.as<Tuple>();
  if (is_union(process, cls)) return cls.as<GenericAlias>()->args;
  return nullptr;
}

// The hook that a metaclass written in Python puts before the plain answer, or Nothing.
Value check_hook(Process& process, Value cls, Name name) {
  if (!cls.is_object() || cls.object()->type == process.types.type) return Value::nothing();
  Value found = type_lookup(process, cls.object()->type, process.name_of(name));
  bool plain = found.is_object() && found.object()->type == process.types.method_descriptor &&
               found.as<NativeFunction>()->owner == process.types.type;
  return plain ? Value::nothing() : found;
}

Value plain_check(Thread& thread, Value v, Value cls, bool subclass) {
  Process& process = *thread.process;
  if (!is_type(cls)) {
    bool generic = cls.is_object() && cls.object()->type == process.types.generic_alias;
    if (generic)
      return raise(thread, process.types.TypeError,
                   "%s argument 2 cannot be a parameterized generic",
                   subclass ? "issubclass()" : "isinstance()");
    return raise(thread, process.types.TypeError,
                 subclass ? "issubclass() arg 2 must be a class, a tuple of classes, or a union"
                          : "isinstance() arg 2 must be a type, a tuple of types, or a union");
  }
  if (!subclass) {
    Type* type = type_of(process, v);
    if (is_subtype(type, cls.as<Type>())) return Value::boolean(true);
    if (!v.is_object() || type->slots.getattr == nullptr) return Value::boolean(false);
    if (type->slots.getattr != python_slot::getattr) return Value::boolean(false);
    // A proxy may claim another class through its __class__.
    Value claimed = instance_class_claim(thread, v);
    if (claimed.is_null()) return claimed;
    return Value::boolean(is_type(claimed) && is_subtype(claimed.as<Type>(), cls.as<Type>()));
  }
  if (!is_type(v))
    return raise(thread, process.types.TypeError, "issubclass() arg 1 must be a class");
  return Value::boolean(is_subtype(v.as<Type>(), cls.as<Type>()));
}

Value check(Thread& thread, Value v, Value cls, bool subclass);

// slots: value, tuple. number: next alternative * 2 + subclass.
Value check_each_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state++ == 0) input = Value::boolean(false);
  auto* tuple = frame.slots[1].as<Tuple>();
  while (input.is_bool() && !input.integer && frame.number / 2 < tuple->length) {
    Value cls = tuple->items[frame.number / 2];
    bool subclass = frame.number & 1;
    frame.number += 2;
    input = check(thread, frame.slots[0], cls, subclass);
  }
  return input;
}

Value check(Thread& thread, Value v, Value cls, bool subclass) {
  Process& process = *thread.process;
  if (Tuple* tuple = alternatives(process, cls)) {
    static const NativeFrameType kEach = {"isinstance", check_each_step};
    bool simple = true;
    for (std::uint32_t i = 0; i < tuple->length; ++i)
      simple = simple && is_type(tuple->items[i]) &&
               tuple->items[i].object()->type == process.types.type;
    if (simple) {
      Value result = Value::boolean(false);
      for (std::uint32_t i = 0; i < tuple->length && result.is_bool() && !result.integer; ++i)
        result = plain_check(thread, v, tuple->items[i], subclass);
      return result;
    }
    Value slots[] = {v, Value::of(tuple)};
    push_native_frame(thread, kEach, slots, 2)->number = subclass;
    return Value::pending();
  }
  if (!subclass && is_type(cls) && type_of(process, v) == cls.as<Type>())
    return Value::boolean(true);
  Value hook = check_hook(process, cls, subclass ? Name::subclasscheck : Name::instancecheck);
  if (hook.is_nothing()) return plain_check(thread, v, cls, subclass);
  return call_converted(thread, Conversion::Truth, hook, cls, &v, 1);
}

}  // namespace

Value instance_class_claim(Thread& thread, Value v) {
  Process& process = *thread.process;
  Frame* before = thread.top;
  Value claimed = find_attribute(thread, v, process.name_of(Name::class_));
  return finish_nested(thread, before, claimed);
}

Value is_instance(Thread& thread, Value v, Value class_or_tuple) {
  return check(thread, v, class_or_tuple, false);
}

Value is_subclass(Thread& thread, Value cls, Value class_or_tuple) {
  return check(thread, cls, class_or_tuple, true);
}

Value plain_is_instance(Thread& thread, Value v, Value cls) {
  return plain_check(thread, v, cls, false);
}
Value plain_is_subclass(Thread& thread, Value v, Value cls) {
  return plain_check(thread, v, cls, true);
}

}  // namespace gilscope
