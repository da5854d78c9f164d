#include "vm/builtins.h"

#include <cstring>

#include "vm/containers.h"
#include "vm/function.h"

namespace gilscope {

void add_builtins(Process& process, const NativeMethod* methods, std::size_t count) {
  Str* module = intern(process, "builtins");
  for (std::size_t i = 0; i < count; ++i)
    dict_set(process, process.builtins, intern(process, methods[i].name),
             new_native_function(process, methods[i], Value::null(), module));
}

namespace {

// Types that have no name in builtins although they belong there.
bool is_public(const char* name) {
  static const char* const kNames[] = {
      "object",    "type",      "int",         "bool",         "float", "complex",      "str",
      "bytes",     "bytearray", "memoryview",  "tuple",        "list",  "dict",         "set",
      "frozenset", "slice",     "range",       "enumerate",    "zip",   "map",          "filter",
      "reversed",  "property",  "classmethod", "staticmethod", "super", "BaseException"};
  for (const char* each : kNames)
    if (!std::strcmp(each, name)) return true;
  return false;
}

void add_type(Process& process, const char* name, Type* type) {
  dict_set(process, process.builtins, intern(process, name), Value::of(type));
}

}  // namespace

void define_builtins(Thread& thread, Module* module) {
  Process& process = *thread.process;
  process.builtins = module->dict;
#define TYPE(field, name, module, base, object_struct, flags) \
  if (is_public(name)) add_type(process, name, process.types.field);
#include "vm/types.def"
#undef TYPE
#define EXCEPTION(Name, base) add_type(process, #Name, process.types.Name);
#include "vm/exceptions.def"
#undef EXCEPTION
  add_type(process, "EnvironmentError", process.types.OSError);
  add_type(process, "IOError", process.types.OSError);
  auto set = [&](const char* name, Value value) {
    dict_set(process, process.builtins, intern(process, name), value);
  };
  set("None", Value::none());
  set("True", Value::boolean(true));
  set("False", Value::boolean(false));
  set("NotImplemented", Value::not_implemented());
  set("Ellipsis", Value::ellipsis());
  set("__debug__", Value::boolean(true));
  define_builtin_iteration(process);
  define_builtin_numbers(process);
  define_builtin_objects(process);
  define_builtin_code(process);
  define_builtin_output(process);
}

}  // namespace gilscope
