// Attribute access of any object, methods called by name.
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

Value get_attribute(Thread& thread, Value object, Str* name) {
  Type* type = type_of(*thread.process, object);
  if (type->slots.getattr) return type->slots.getattr(thread, object, name);
  Value found = generic_find_attribute(thread, object, name);
  return found.is_nothing() ? raise_attribute_error(thread, object, name) : found;
}

// Will binding this descriptor perhaps run Python code?
static bool binds_in_python(Process& process, Value descriptor) {
  if (!descriptor.is_object()) return false;
  Type* type = descriptor.object()->type;
  return type->slots.descr_get &&
         (type == process.types.property || (type->type_flags & kHeapType));
}

// Finding functions that answer Nothing without raising first, by getattr slot.
static Value find_now(Thread& thread, Value object, Str* name) {
  auto slot = type_of(*thread.process, object)->slots.getattr;
  if (!slot) return generic_find_attribute(thread, object, name);
  if (slot == type_get_attribute) return type_find_attribute(thread, object, name);
  if (slot == module_get_attribute) return module_find_attribute(thread, object, name);
  if (slot == super_get_attribute) return super_find_attribute(thread, object, name);
  return slot(thread, object, name);
}

static Value nothing_for_attribute_error(Thread& thread, Value found) {
  if (!found.is_null() || !pending_is(thread, thread.process->types.AttributeError)) return found;
  take_exception(thread);
  return Value::nothing();
}

static Value find_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = get_attribute(thread, frame.slots[0], frame.slots[1].as<Str>());
    if (input.is_pending()) return input;
  }
  return nothing_for_attribute_error(thread, input);
}

// Does looking `name` up on `object` need Python code?
static bool needs_frame(Process& process, Value object, Str* name) {
  Type* type = type_of(process, object);
  if (type->slots.getattr == python_slot::getattr) return true;
  if (type->slots.getattr == super_get_attribute) return true;
  if (type->slots.getattr == module_get_attribute) {  // a module may have its own __getattr__
    Dict* dict = object.as<Module>()->dict;
    return dict_get(dict, name).is_nothing() &&
           !dict_get(dict, process.name_of(Name::getattr)).is_nothing();
  }
  if (binds_in_python(process, type_lookup(process, type, name))) return true;
  return is_type(object) && binds_in_python(process, type_lookup(process, object.as<Type>(), name));
}

Value find_attribute(Thread& thread, Value object, Str* name) {
  Process& process = *thread.process;
  if (!name->interned) name = intern(process, name);
  if (!needs_frame(process, object, name))
    return nothing_for_attribute_error(thread, find_now(thread, object, name));
  static const NativeFrameType kFind = {"find attribute", find_step};
  Value slots[] = {object, Value::of(name)};
  push_native_frame(thread, kFind, slots, 2);
  return Value::pending();
}

Value set_attribute(Thread& thread, Value object, Str* name, Value value) {
  if (!name->interned) name = intern(*thread.process, name);
  Type* type = type_of(*thread.process, object);
  if (type->slots.setattr) return type->slots.setattr(thread, object, name, value);
  return generic_set_attribute(thread, object, name, value);
}

Value special_method(Thread& thread, Value v, Str* name) {
  Process& process = *thread.process;
  Type* type = type_of(process, v);
  Value found = type_lookup(process, type, name);
  if (found.is_nothing()) return found;
  Frame* before = thread.top;
  return finish_nested(thread, before, bind_descriptor(thread, found, v, type));
}

// slots: object, name, args...
static Value call_method_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = get_attribute(thread, frame.slots[0], frame.slots[1].as<Str>());
    if (input.is_pending()) return input;
  }
  if (frame.state == 1 && !input.is_null()) {
    frame.state = 2;
    return call(thread, input, frame.slots + 2, frame.slot_count - 2, nullptr);
  }
  return input;
}

Value call_method(Thread& thread, Value object, Str* name, const Value* args, std::uint32_t count) {
  Process& process = *thread.process;
  if (!name->interned) name = intern(process, name);
  Type* type = type_of(process, object);
  if (needs_frame(process, object, name)) {
    static const NativeFrameType kCallMethod = {"method call", call_method_step};
    ArgumentBuffer buffer(thread, count + 2);
    buffer[0] = object;
    buffer[1] = Value::of(name);
    for (std::uint32_t i = 0; i < count; ++i) buffer[i + 2] = args[i];
    push_native_frame(thread, kCallMethod, buffer.data(), count + 2);
    return Value::pending();
  }
  if (!type->slots.getattr) {
    Value found = type_lookup(process, type, name);
    Attributes* attributes = object.is_object() ? attributes_of(object.object()) : nullptr;
    bool plain = has_type_flag(found, kMethodDescriptor) &&
                 (!attributes || instance_attribute(process, attributes, name).is_nothing());
    if (plain) return call_found(thread, found, object, args, count);
  }
  Value method = get_attribute(thread, object, name);
  if (method.is_null()) return method;
  return call(thread, method, args, count, nullptr);
}

}  // namespace gilscope
