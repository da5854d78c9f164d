#include <iterator>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/function.h"
#include "vm/module.h"
#include "vm/object_type.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

Module* new_module(Process& process, Str* name) {
  auto* module = allocate<Module>(process, process.types.module);
  module->dict = new_dict(process);
  module->name = name;
  dict_set(process, module->dict, process.name_of(Name::name), Value::of(name));
  for (Name field : {Name::doc, Name::package, Name::loader, Name::spec})
    dict_set(process, module->dict, process.name_of(field), Value::none());
  return module;
}

static void visit_module(Object* object, Visitor& visitor) {
  auto* module = reinterpret_cast<Module*>(object);
  visitor.object(module->dict);
  visitor.object(module->name);
}

// The name a module goes by now: its namespace may have changed __name__.
std::string module_text(Process& process, Module* module) {
  Value name = dict_get(module->dict, process.name_of(Name::name));
  return is_str(name) ? to_utf8(name.as<Str>()) : "?";
}

static Value module_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* module = self.as<Module>();
  std::string file, name;
  Value path = dict_get(module->dict, process.name_of(Name::file));
  Value own = dict_get(module->dict, process.name_of(Name::name));
  if (own.is_nothing()) own = Value::of(intern(process, "?"));
  if (!repr_nested(thread, own, &name)) return Value::null();
  if (path.is_nothing()) {
    const char* origin = module->flags & kModuleOfUser ? ">" : " (built-in)>";
    return Value::of(new_str(process, "<module " + name + origin));
  }
  if (!repr_nested(thread, path, &file)) return Value::null();
  return Value::of(new_str(process, "<module " + name + " from " + file + ">"));
}

Value module_find_attribute(Thread& thread, Value object, Str* name) {
  Process& process = *thread.process;
  if (!name->interned) name = intern(process, name);
  auto* module = object.as<Module>();
  Value found = type_lookup(process, module->type, name);
  if (is_data_descriptor(found)) return bind_descriptor(thread, found, object, module->type);
  Value own = dict_get(module->dict, name);
  if (!own.is_nothing()) return own;
  if (!found.is_nothing()) return bind_descriptor(thread, found, object, module->type);
  Value fallback = dict_get(module->dict, process.name_of(Name::getattr));
  if (fallback.is_nothing()) return fallback;
  Value argument = Value::of(name);
  return call(thread, fallback, &argument, 1, nullptr);
}

Value module_get_attribute(Thread& thread, Value object, Str* name) {
  Value found = module_find_attribute(thread, object, name);
  if (!found.is_nothing()) return found;
  auto* module = object.as<Module>();
  std::string text = "module '" + module_text(*thread.process, module) + "' has no attribute '" +
                     to_utf8(name) + "'";
  if (module->flags & kModuleInitializing)
    text = "partially initialized " + text + " (most likely due to a circular import)";
  return raise_attribute_text(thread, object, name, text);
}

static Value module_set_attribute(Thread& thread, Value object, Str* name, Value value) {
  Process& process = *thread.process;
  auto* module = object.as<Module>();
  Value found = type_lookup(process, module->type, name);
  if (is_data_descriptor(found))
    return found.object()->type->slots.descr_set(thread, found, object, value);
  if (!value.is_null()) {
    dict_set(process, module->dict, name, value);
    return Value::none();
  }
  if (!dict_remove(process, module->dict, name)) return module_get_attribute(thread, object, name);
  return Value::none();
}

static Value module_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* module = reinterpret_cast<Module*>(allocate_instance(process, args[0].as<Type>()));
  module->dict = new_dict(process);
  module->flags |= kModuleOfUser;
  return Value::of(module);
}

static Value module_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* module = args[0].as<Module>();
  if (!is_str(args[1]))
    return raise(thread, process.types.TypeError,
                 "module.__init__() argument 1 must be str, not %s",
                 type_name(process, args[1]).c_str());
  module->name = args[1].as<Str>();
  dict_set(process, module->dict, process.name_of(Name::name), args[1]);
  dict_set(process, module->dict, process.name_of(Name::doc),
           args[2].is_null() ? Value::none() : args[2]);
  for (Name field : {Name::package, Name::loader, Name::spec})
    dict_set(process, module->dict, process.name_of(field), Value::none());
  return Value::none();
}

static Value get_annotations(Thread& thread, Value self) {
  Process& process = *thread.process;
  Dict* dict = self.as<Module>()->dict;
  Value annotations = dict_get(dict, process.name_of(Name::annotations));
  if (!annotations.is_nothing()) return annotations;
  annotations = Value::of(new_dict(process));
  dict_set(process, dict, process.name_of(Name::annotations), annotations);
  return annotations;
}

static bool set_annotations(Thread& thread, Value self, Value value) {
  Process& process = *thread.process;
  Dict* dict = self.as<Module>()->dict;
  if (value.is_null())
    dict_remove(process, dict, process.name_of(Name::annotations));
  else
    dict_set(process, dict, process.name_of(Name::annotations), value);
  return true;
}

void define_modules(Process& process) {
  Type* type = process.types.module;
  type->slots.visit = visit_module;
  type->slots.repr = module_repr;
  type->slots.getattr = module_get_attribute;
  type->slots.setattr = module_set_attribute;
  static const NativeGetSet kGetSets[] = {{"__annotations__", get_annotations, set_annotations}};
  set_new(process, type, "cls, /, *args, **kwargs", module_new);
  set_init(process, type, "self, name, doc=None", module_init);
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
