// getattr and its kin, isinstance, issubclass, callable, id, hash, dir, vars, __build_class__.
#include "vm/builtins.h"
#include "vm/function.h"
#include "vm/iterating.h"
#include "vm/keys.h"
#include "vm/sort.h"
#include "vm/type.h"

namespace gilscope {
namespace {

// False: TypeError "attribute name must be string, not 'int'".
bool attribute_name(Thread& thread, Value name) {
  if (is_str(name)) return true;
  raise(thread, thread.process->types.TypeError, "attribute name must be string, not '%s'",
        type_name(*thread.process, name).c_str());
  return false;
}

// Finding the attribute of a plain built-in object runs no Python code.
bool is_plain(Process& process, Value v) {
  if (!v.is_object()) return true;
  Type* type = v.object()->type;
  return !(type->type_flags & (kHeapType | kTypeSubclass)) && type != process.types.module &&
         type != process.types.super;
}

// slots: [object, name, default]
Value getattr_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = find_attribute(thread, frame.slots[0], frame.slots[1].as<Str>());
  }
  return input.is_nothing() ? frame.slots[2] : input;
}
constexpr NativeFrameType kGetattrFrame = {"getattr", getattr_step};

Value getattr(Thread& thread, const Value* args) {
  if (!attribute_name(thread, args[1])) return Value::null();
  if (args[2].is_null()) return get_attribute(thread, args[0], args[1].as<Str>());
  if (!is_plain(*thread.process, args[0])) return start_frame(thread, kGetattrFrame, args, 3);
  Value found = find_attribute(thread, args[0], args[1].as<Str>());
  return found.is_nothing() ? args[2] : found;
}

Value hasattr_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = find_attribute(thread, frame.slots[0], frame.slots[1].as<Str>());
  }
  if (input.is_nothing()) return Value::boolean(false);
  return input.is_signal() ? input : Value::boolean(true);
}
constexpr NativeFrameType kHasattrFrame = {"hasattr", hasattr_step};

Value hasattr(Thread& thread, const Value* args) {
  if (!attribute_name(thread, args[1])) return Value::null();
  return start_frame(thread, kHasattrFrame, args, 2);
}

// setattr and delattr answer None whatever __setattr__ answers.
Value none_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = set_attribute(thread, frame.slots[0], frame.slots[1].as<Str>(), frame.slots[2]);
  }
  return input.is_signal() ? input : Value::none();
}
constexpr NativeFrameType kSetattrFrame = {"setattr", none_step};

Value setattr(Thread& thread, const Value* args) {
  if (!attribute_name(thread, args[1])) return Value::null();
  return start_frame(thread, kSetattrFrame, args, 3);
}
Value delattr(Thread& thread, const Value* args) {
  if (!attribute_name(thread, args[1])) return Value::null();
  Value slots[3] = {args[0], args[1], Value::null()};
  return start_frame(thread, kSetattrFrame, slots, 3);
}

Value isinstance(Thread& thread, const Value* args) {
  return is_instance(thread, args[0], args[1]);
}
Value issubclass(Thread& thread, const Value* args) {
  return is_subclass(thread, args[0], args[1]);
}
Value callable(Thread& thread, const Value* args) {
  return Value::boolean(type_of(*thread.process, args[0])->slots.call != nullptr);
}
Value id(Thread& thread, const Value* args) {
  return int_from_uint64(*thread.process, identity_of(*thread.process, args[0]));
}
Value hash_of(Thread& thread, const Value* args) {
  return hash(thread, args[0]);
}

// --- dir: slots [object]; the names of __dir__(), sorted

Value sorted_list(Thread& thread, List* list) {
  return sort_list(thread, list, Value::none(), false).is_null() ? Value::null() : Value::of(list);
}

Value dir_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    Value method = special_method(thread, frame.slots[0], thread.process->name_of(Name::dir));
    if (method.is_null()) return method;
    if (method.is_nothing())
      return raise(thread, thread.process->types.TypeError, "object does not provide __dir__");
    input = call(thread, method, nullptr, 0);
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  if (frame.state == 1) {
    frame.state = 2;
    input = list_of(thread, input);
    if (input.is_signal()) return input;
  }
  return sorted_list(thread, input.as<List>());
}
constexpr NativeFrameType kDirFrame = {"dir", dir_step};

Value dir(Thread& thread, const Value* args) {
  if (!args[0].is_null()) return start_frame(thread, kDirFrame, args, 1);
  PythonFrame* frame = innermost_python_frame(thread);
  Value locals = frame ? frame_locals(thread, frame) : Value::of(new_dict(*thread.process));
  if (locals.is_null()) return locals;
  List* names = list_at_once(thread, locals);
  return names ? sorted_list(thread, names) : Value::of(new_list(*thread.process));
}

Value vars_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = find_attribute(thread, frame.slots[0], thread.process->name_of(Name::dict));
  }
  if (!input.is_nothing()) return input;
  return raise(thread, thread.process->types.TypeError,
               "vars() argument must have __dict__ attribute");
}
constexpr NativeFrameType kVarsFrame = {"vars", vars_step};

Value vars(Thread& thread, const Value* args) {
  if (!args[0].is_null()) return start_frame(thread, kVarsFrame, args, 1);
  PythonFrame* frame = innermost_python_frame(thread);
  return frame ? frame_locals(thread, frame) : Value::of(new_dict(*thread.process));
}

constexpr NativeMethod kFunctions[] = {
    {"getattr", "object, name, default=None, /", getattr},
    {"hasattr", "obj, name, /", hasattr},
    {"setattr", "obj, name, value, /", setattr},
    {"delattr", "obj, name, /", delattr},
    {"isinstance", "obj, class_or_tuple, /", isinstance, NativeMethod::Plain, 20},
    {"issubclass", "cls, class_or_tuple, /", issubclass},
    {"callable", "obj, /", callable},
    {"id", "obj, /", id},
    {"hash", "obj, /", hash_of},
    {"dir", "object=None, /", dir},
    {"vars", "object=None, /", vars},
    {"__build_class__", "func, name, /, *bases, **kwds", build_class},
};

}  // namespace

void define_builtin_objects(Process& process) {
  add_builtins(process, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
