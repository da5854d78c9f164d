// Calling a class: __new__, then __init__.
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/object_type.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

bool is_native(Process& process, Value found, NativeBody body) {
  if (!found.is_object()) return false;
  Type* type = found.object()->type;
  if (type != process.types.native_function && type != process.types.method_descriptor)
    return false;
  return found.as<NativeFunction>()->body == body;
}

// __new__ is found on the class like a static method.
Value unwrap_static(Process& process, Value found) {
  if (found.is_object() && found.object()->type == process.types.staticmethod)
    return found.as<MethodWrapper>()->function;
  return found;
}

Value call_new(Thread& thread, Value cls, const Value* args, std::uint32_t positional,
               Tuple* kwnames) {
  Process& process = *thread.process;
  auto* type = cls.as<Type>();
  Value found = type_lookup(process, type, process.name_of(Name::new_));
  std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
  if (is_native(process, found, object_new)) return new_plain_object(thread, type, total != 0);
  found = unwrap_static(process, found);
  ArgumentBuffer buffer(thread, total + 1);
  buffer[0] = cls;
  for (std::uint32_t i = 0; i < total; ++i) buffer[i + 1] = args[i];
  return call(thread, found, buffer.data(), positional + 1, kwnames);
}

Value call_init(Thread& thread, Value found, Value object, const Value* args,
                std::uint32_t positional, Tuple* kwnames) {
  return call_found(thread, found, object, args, positional, kwnames);
}

// slots: class, kwnames or Null, the new object, args... number: positional arguments.
// States: 0 call __new__, 1 has the object, 2 __init__ returned. 3: the object is there already.
Value type_call_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  Tuple* kwnames = frame.slots[1].is_null() ? nullptr : frame.slots[1].as<Tuple>();
  auto positional = static_cast<std::uint32_t>(frame.number);
  const Value* args = frame.slots + 3;
  if (frame.state == 0) {
    frame.state = 1;
    input = call_new(thread, frame.slots[0], args, positional, kwnames);
    if (input.is_pending()) return input;
  } else if (frame.state == 3) {
    frame.state = 1;
    input = frame.slots[2];
  }
  if (input.is_null()) return input;
  if (frame.state == 1) {
    auto* cls = frame.slots[0].as<Type>();
    if (!is_subtype(type_of(process, input), cls)) return input;
    frame.slots[2] = input;
    frame.state = 2;
    Value init = type_lookup(process, type_of(process, input), process.name_of(Name::init));
    if (init.is_nothing()) return input;
    input = call_init(thread, init, frame.slots[2], args, positional, kwnames);
    if (input.is_pending() || input.is_null()) return input;
  }
  input = convert_result(thread, Conversion::Init, frame.slots[2], input);
  return input.is_null() ? input : frame.slots[2];
}

Value push_type_call(Thread& thread, Value cls, Value object, const Value* args,
                     std::uint32_t positional, Tuple* kwnames) {
  static const NativeFrameType kTypeCall = {"class call", type_call_step};
  std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
  ArgumentBuffer buffer(thread, total + 3);
  buffer[0] = cls;
  buffer[1] = kwnames ? Value::of(kwnames) : Value::null();
  buffer[2] = object;
  for (std::uint32_t i = 0; i < total; ++i) buffer[i + 3] = args[i];
  NativeFrame* frame = push_native_frame(thread, kTypeCall, buffer.data(), total + 3);
  frame->number = positional;
  frame->state = object.is_null() ? 0 : 3;
  return Value::pending();
}

}  // namespace

bool is_plain_class(Process& process, Type* type) {
  if (type->type->slots.call != type_call ||
      (type->type_flags & (kAbstract | kDisallowInstantiation | kHasFinalizer)))
    return false;
  Value found = type_lookup(process, type, process.name_of(Name::new_));
  if (!is_native(process, found, object_new)) return false;
  Value init = type_lookup(process, type, process.name_of(Name::init));
  return (init.is_object() && init.object()->type == process.types.function) ||
         is_native(process, init, object_init);
}

Value type_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                Tuple* kwnames) {
  Process& process = *thread.process;
  auto* type = self.as<Type>();
  if (type == process.types.type && positional == 1 && (!kwnames || !kwnames->length))
    return Value::of(type_of(process, args[0]));
  if (type->type_flags & kDisallowInstantiation)
    return raise(thread, process.types.TypeError, "cannot create '%s' instances",
                 qualified_name(process, type).c_str());
  Value found = type_lookup(process, type, process.name_of(Name::new_));
  Value init = type_lookup(process, type, process.name_of(Name::init));
  bool trivial_init = init.is_nothing() || is_native(process, init, object_init);
  bool native_new = found.is_object() && found.object()->type == process.types.native_function;
  if (!native_new) return push_type_call(thread, self, Value::null(), args, positional, kwnames);
  if (trivial_init) {  // nothing to do after __new__ but to check that nothing was left over
    std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
    bool checks_arguments = is_native(process, found, object_new);
    if (!checks_arguments || total == 0) return call_new(thread, self, args, positional, kwnames);
  }
  if (is_native(process, found, object_new)) {
    std::uint32_t total = positional + (kwnames ? kwnames->length : 0);
    Value object = new_plain_object(thread, type, total != 0);
    if (object.is_null()) return object;
    return push_type_call(thread, self, object, args, positional, kwnames);
  }
  return push_type_call(thread, self, Value::null(), args, positional, kwnames);
}

}  // namespace gilscope
