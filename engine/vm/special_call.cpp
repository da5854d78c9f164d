// Calls of special methods, and what their results are turned into.
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/native_depth.h"
#include "vm/number.h"
#include "vm/slots.h"
#include "vm/str.h"

namespace gilscope {

Value call_found(Thread& thread, Value found, Value self, const Value* args, std::uint32_t count,
                 Tuple* kwnames) {
  if (!has_type_flag(found, kMethodDescriptor)) {
    NativeDepth depth(thread);
    if (depth.too_deep()) return depth.refuse(" while calling a Python object");
    Frame* before = thread.top;
    Value bound = bind_descriptor(thread, found, self, type_of(*thread.process, self));
    bound = finish_nested(thread, before, bound);
    if (bound.is_null()) return bound;
    return call(thread, bound, args, count, kwnames);
  }
  std::uint32_t total = count + (kwnames ? kwnames->length : 0);
  ArgumentBuffer buffer(thread, total + 1);
  buffer[0] = self;
  for (std::uint32_t i = 0; i < total; ++i) buffer[i + 1] = args[i];
  return call(thread, found, buffer.data(), count + 1, kwnames);
}

Value call_special(Thread& thread, Value self, Name name, const Value* args, std::uint32_t count) {
  Process& process = *thread.process;
  Value found = type_lookup(process, type_of(process, self), process.name_of(name));
  if (found.is_nothing()) return found;
  return call_found(thread, found, self, args, count);
}

static Value wrong_result(Thread& thread, const char* before, const char* after, Value result) {
  return raise(thread, thread.process->types.TypeError, "%s%s (type %s)", before, after,
               type_name(*thread.process, result).c_str());
}

static Value convert_bool(Thread& thread, Value result) {
  if (result.is_bool()) return result;
  return raise(thread, thread.process->types.TypeError, "__bool__ should return bool, returned %s",
               type_name(*thread.process, result).c_str());
}

static Value convert_length(Thread& thread, Value result, bool as_truth) {
  Process& process = *thread.process;
  std::int64_t length = 0;
  if (!index_value(thread, result, &length)) return Value::null();
  if (length < 0) return raise(thread, process.types.ValueError, "__len__() should return >= 0");
  return as_truth ? Value::boolean(length != 0) : Value::of(length);
}

static Value convert_hash(Thread& thread, Value result) {
  if (result.is_int()) return result.integer == -1 ? Value::of(std::int64_t{-2}) : result;
  if (is_integer(result)) return Value::of(number_hash(result));
  return raise(thread, thread.process->types.TypeError, "__hash__ method should return an integer");
}

static Value convert_integer(Thread& thread, Value result, const char* method) {
  if (is_integer(result)) return result;
  return wrong_result(thread, method, " returned non-int", result);
}

static Value convert_iterator(Thread& thread, Value result) {
  Process& process = *thread.process;
  if (type_of(process, result)->slots.next) return result;
  return raise(thread, process.types.TypeError, "iter() returned non-iterator of type '%s'",
               type_name(process, result).c_str());
}

Value convert_result(Thread& thread, Conversion conversion, Value self, Value result) {
  if (result.is_signal()) return result;
  Process& process = *thread.process;
  switch (conversion) {
    case Conversion::None: return result;
    case Conversion::Discard: return Value::none();
    case Conversion::Bool: return convert_bool(thread, result);
    case Conversion::Length: return convert_length(thread, result, false);
    case Conversion::LengthTruth: return convert_length(thread, result, true);
    case Conversion::Hash: return convert_hash(thread, result);
    case Conversion::Repr:
      if (is_str(result)) return result;
      return wrong_result(thread, "__repr__", " returned non-string", result);
    case Conversion::Str:
      if (is_str(result)) return result;
      return wrong_result(thread, "__str__", " returned non-string", result);
    case Conversion::Format:
      if (is_str(result)) return result;
      return raise(thread, process.types.TypeError, "__format__ must return a str, not %s",
                   type_name(process, result).c_str());
    case Conversion::Index: return convert_integer(thread, result, "__index__");
    case Conversion::Int: return convert_integer(thread, result, "__int__");
    case Conversion::Float:
      if (is_floating(result)) return result;
      return raise(thread, process.types.TypeError, "%s.__float__ returned non-float (type %s)",
                   type_name(process, self).c_str(), type_name(process, result).c_str());
    case Conversion::Truth: return truth(thread, result);
    case Conversion::Not: {
      if (result.is_not_implemented()) return result;
      Value value = truth(thread, result);
      return value.is_bool() ? Value::boolean(!value.integer) : value;
    }
    case Conversion::Iterator: return convert_iterator(thread, result);
    case Conversion::AsyncIterator:
      if (!type_lookup(process, type_of(process, result), process.name_of(Name::anext))
               .is_nothing())
        return result;
      return raise(thread, process.types.TypeError,
                   "'async for' received an object from __aiter__ that does not implement "
                   "__anext__: %s",
                   type_name(process, result).c_str());
    case Conversion::Await: {
      Type* type = type_of(process, result);
      if (type == process.types.coroutine)
        return raise(thread, process.types.TypeError, "__await__() returned a coroutine");
      if (type->slots.next) return result;
      return raise(thread, process.types.TypeError,
                   "__await__() returned non-iterator of type '%s'",
                   type_name(process, result).c_str());
    }
    case Conversion::Init:
      if (result.is_none()) return result;
      return raise(thread, process.types.TypeError, "__init__() should return None, not '%s'",
                   type_name(process, result).c_str());
  }
  return result;
}

// slots: self, the method, its arguments. number: Conversion. States: 0 call, 1 convert, 2 the
// conversion itself needed a frame (truth).
static Value special_step(Thread& thread, NativeFrame& frame, Value input) {
  auto conversion = static_cast<Conversion>(frame.number);
  if (frame.state == 0) {
    frame.state = 1;
    input =
        call_found(thread, frame.slots[1], frame.slots[0], frame.slots + 2, frame.slot_count - 2);
    if (input.is_pending()) return input;
  }
  if (frame.state == 1) {
    frame.state = 2;
    return convert_result(thread, conversion, frame.slots[0], input);
  }
  if (conversion == Conversion::Not && input.is_bool()) return Value::boolean(!input.integer);
  return input;
}

Value call_converted(Thread& thread, Conversion conversion, Value found, Value self,
                     const Value* args, std::uint32_t count) {
  static const NativeFrameType kSpecial = {"special method", special_step};
  Type* type = found.is_object() ? found.object()->type : nullptr;
  if (type == thread.process->types.slot_wrapper) {
    Value result = call_found(thread, found, self, args, count);
    return convert_result(thread, conversion, self, result);
  }
  ArgumentBuffer buffer(thread, count + 2);
  buffer[0] = self;
  buffer[1] = found;
  for (std::uint32_t i = 0; i < count; ++i) buffer[i + 2] = args[i];
  NativeFrame* frame = push_native_frame(thread, kSpecial, buffer.data(), count + 2);
  frame->number = static_cast<std::int64_t>(conversion);
  return Value::pending();
}

}  // namespace gilscope
