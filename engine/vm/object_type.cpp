#include "vm/object_type.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <vector>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/weakref.h"

namespace gilscope {

std::string module_name(Process& process, Type* type) {
  Value module = dict_get(type->dict, process.name_of(Name::module));
  return is_str(module) ? to_utf8(module.as<Str>()) : "builtins";
}

std::string qualified_name(Process& process, Type* type) {
  std::string module = module_name(process, type);
  std::string name = to_utf8(type->qualname ? type->qualname : type->name);
  return module == "builtins" ? name : module + "." + name;
}

std::string address_text(Process& process, Value v) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx",
                static_cast<unsigned long long>(identity_of(process, v)));
  return text;
}

Value object_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  return Value::of(new_str(process, "<" + qualified_name(process, type_of(process, self)) +
                                        " object at " + address_text(process, self) + ">"));
}

static Value object_str(Thread& thread, Value self) {
  return repr(thread, self);
}

Value object_hash(Thread& thread, Value self) {
  return Value::of(static_cast<std::int64_t>(identity_of(*thread.process, self) >> 4));
}

// --- creation

static Value abstract_error(Thread& thread, Type* type) {
  Process& process = *thread.process;
  Frame* before = thread.top;
  Value names = dict_get(type->dict, process.name_of(Name::abstractmethods));
  names = finish_nested(thread, before, list_of(thread, names));
  if (names.is_null()) return names;
  std::vector<std::string> sorted;
  for (std::uint32_t i = 0; i < names.as<List>()->length; ++i)
    if (is_str(names.as<List>()->items[i]))
      sorted.push_back(to_utf8(names.as<List>()->items[i].as<Str>()));
  std::sort(sorted.begin(), sorted.end());
  bool quoted = process.options.python_minor >= 12;
  std::string list;
  for (const std::string& name : sorted) {
    list += list.empty() ? "" : ", ";
    list += quoted ? "'" + name + "'" : name;
  }
  const char* plural = sorted.size() == 1 ? "" : "s";
  return raise(thread, process.types.TypeError,
               quoted
                   ? "Can't instantiate abstract class %s without an implementation for abstract "
                     "method%s %s"
                   : "Can't instantiate abstract class %s with abstract method%s %s",
               type_text(type).c_str(), plural, list.c_str());
}

static bool has_native(Process& process, Type* type, Name name, NativeBody body) {
  Value found = type_lookup(process, type, process.name_of(name));
  if (!found.is_object()) return false;
  Type* kind = found.object()->type;
  bool native = kind == process.types.native_function || kind == process.types.method_descriptor;
  return native && found.as<NativeFunction>()->body == body;
}

Value new_plain_object(Thread& thread, Type* type, bool has_arguments) {
  Process& process = *thread.process;
  if (has_arguments) {
    if (!has_native(process, type, Name::new_, object_new))
      return raise(thread, process.types.TypeError,
                   "object.__new__() takes exactly one argument (the type to instantiate)");
    if (has_native(process, type, Name::init, object_init))
      return raise(thread, process.types.TypeError, "%s() takes no arguments",
                   type_text(type).c_str());
  }
  if (type->type_flags & kAbstract) return abstract_error(thread, type);
  Object* object = allocate_instance(process, type);
  if (type->type_flags & kHasFinalizer) register_finalizer(process, object);
  return Value::of(object);
}

Value object_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_type(args[0]))
    return raise(thread, process.types.TypeError, "object.__new__(X): X is not a type object (%s)",
                 type_name(process, args[0]).c_str());
  auto* type = args[0].as<Type>();
  Type* builtin = type;
  while (builtin->type_flags & kHeapType) builtin = builtin->base;
  if (builtin != process.types.object)
    return raise(thread, process.types.TypeError,
                 "object.__new__(%s) is not safe, use %s.__new__()", type_text(type).c_str(),
                 type_text(builtin).c_str());
  bool extra = args[1].as<Tuple>()->length || args[2].as<Dict>()->length;
  return new_plain_object(thread, type, extra);
}

Value object_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!args[1].as<Tuple>()->length && !args[2].as<Dict>()->length) return Value::none();
  Type* type = type_of(process, args[0]);
  if (!has_native(process, type, Name::init, object_init))
    return raise(thread, process.types.TypeError,
                 "object.__init__() takes exactly one argument (the instance to initialize)");
  if (has_native(process, type, Name::new_, object_new))
    return raise(thread, process.types.TypeError,
                 "%s.__init__() takes exactly one argument (the instance to initialize)",
                 type_text(type).c_str());
  return Value::none();
}

// --- attributes

static bool name_argument(Thread& thread, Value v) {
  if (is_str(v)) return true;
  raise(thread, thread.process->types.TypeError, "attribute name must be string, not '%s'",
        type_name(*thread.process, v).c_str());
  return false;
}

static Value object_getattribute(Thread& thread, const Value* args) {
  if (!name_argument(thread, args[1])) return Value::null();
  return generic_get_attribute(thread, args[0], args[1].as<Str>());
}
static Value object_setattr(Thread& thread, const Value* args) {
  if (!name_argument(thread, args[1])) return Value::null();
  if (is_type(args[0]))
    return raise(thread, thread.process->types.TypeError,
                 "can't apply this __setattr__ to %s object",
                 type_name(*thread.process, args[0]).c_str());
  return generic_set_attribute(thread, args[0], args[1].as<Str>(), args[2]);
}
static Value object_delattr(Thread& thread, const Value* args) {
  if (!name_argument(thread, args[1])) return Value::null();
  return generic_set_attribute(thread, args[0], args[1].as<Str>(), Value::null());
}

static Value get_class(Thread& thread, Value self) {
  return Value::of(type_of(*thread.process, self));
}

static bool same_layout(Type* a, Type* b) {
  return a->native_size == b->native_size && a->slot_count == b->slot_count &&
         a->attributes_offset == b->attributes_offset && a->slots.visit == b->slots.visit;
}

static bool set_class(Thread& thread, Value self, Value value) {
  Process& process = *thread.process;
  if (value.is_null() || !is_type(value)) {
    raise(thread, process.types.TypeError, "__class__ must be set to a class, not '%s' object",
          value.is_null() ? "NoneType" : type_name(process, value).c_str());
    return false;
  }
  Type *from = type_of(process, self), *to = value.as<Type>();
  bool both_heap = (from->type_flags & kHeapType) && (to->type_flags & kHeapType);
  bool modules = is_subtype(from, process.types.module) && is_subtype(to, process.types.module);
  if (!both_heap && !modules) {
    raise(thread, process.types.TypeError,
          "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return false;
  }
  if (!same_layout(from, to)) {
    raise(thread, process.types.TypeError,
          "__class__ assignment: '%s' object layout differs from '%s'", type_text(to).c_str(),
          type_text(from).c_str());
    return false;
  }
  if (attributes_of(self.object())) attributes_dict(process, self.object());
  self.object()->type = to;
  return true;
}

static Value get_dict(Thread& thread, Value self) {
  Dict* dict = self.is_object() ? attributes_dict(*thread.process, self.object()) : nullptr;
  if (dict) return Value::of(dict);
  return raise_attribute_error(thread, self, thread.process->name_of(Name::dict));
}

static bool set_dict(Thread& thread, Value self, Value value) {
  Process& process = *thread.process;
  Attributes* attributes = self.is_object() ? attributes_of(self.object()) : nullptr;
  if (!attributes) {
    raise_attribute_error(thread, self, process.name_of(Name::dict));
    return false;
  }
  if (value.is_null()) value = Value::of(new_dict(process));
  if (!is_dict(value)) {
    raise(thread, process.types.TypeError, "__dict__ must be set to a dictionary, not a '%s'",
          type_name(process, value).c_str());
    return false;
  }
  attributes_dict(process, self.object());
  attributes->dict = value.as<Dict>();
  return true;
}

// --- methods

static Value object_format(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!is_str(args[1]))
    return raise(thread, process.types.TypeError, "__format__() argument must be str, not %s",
                 type_name(process, args[1]).c_str());
  if (args[1].as<Str>()->length)
    return raise(thread, process.types.TypeError,
                 "unsupported format string passed to %s.__format__",
                 type_name(process, args[0]).c_str());
  return to_str(thread, args[0]);
}

static void add_names(Process& process, Dict* names, Dict* from) {
  std::uint32_t position = 0;
  Value key, value;
  while (dict_next(from, position, key, value)) {
    if (is_str(key)) dict_set(process, names, key.as<Str>(), Value::none());
  }
}

static Value names_of(Process& process, Dict* names) {
  List* list = new_list(process);
  std::uint32_t position = 0;
  Value key, value;
  while (dict_next(names, position, key, value)) list_append(process, list, key);
  std::sort(list->items, list->items + list->length,
            [](Value a, Value b) { return str_compare(a.as<Str>(), b.as<Str>()) < 0; });
  return Value::of(list);
}

static void add_type_names(Process& process, Dict* names, Type* type) {
  for (std::uint32_t i = 0; i < type->mro->length; ++i)
    add_names(process, names, type->mro->items[i].as<Type>()->dict);
}

static Value object_dir(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Dict* names = new_dict(process);
  if (args[0].is_object()) {
    Attributes* attributes = attributes_of(args[0].object());
    if (attributes && attributes->shape) {
      for (Shape* s = attributes->shape; s->parent; s = s->parent)
        dict_set(process, names, s->name, Value::none());
    } else if (attributes && attributes->dict) {
      add_names(process, names, attributes->dict);
    }
  }
  add_type_names(process, names, type_of(process, args[0]));
  return names_of(process, names);
}

static Value type_dir(Thread& thread, const Value* args) {
  Dict* names = new_dict(*thread.process);
  add_type_names(*thread.process, names, args[0].as<Type>());
  return names_of(*thread.process, names);
}

static Value module_dir(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value own = dict_get(args[0].as<Module>()->dict, process.name_of(Name::dir));
  if (!own.is_nothing()) return call(thread, own, nullptr, 0, nullptr);
  Dict* names = new_dict(process);
  add_names(process, names, args[0].as<Module>()->dict);
  return names_of(process, names);
}

static Value object_init_subclass(Thread& thread, const Value* args) {
  if (args[1].as<Dict>()->length)
    return raise(thread, thread.process->types.TypeError,
                 "%s.__init_subclass__() takes no keyword arguments",
                 type_text(args[0].as<Type>()).c_str());
  return Value::none();
}

static Value object_subclasshook(Thread&, const Value*) {
  return Value::not_implemented();
}

static Value object_sizeof(Thread& thread, const Value* args) {
  Type* type = type_of(*thread.process, args[0]);
  std::int64_t size = 16 + (type->attributes_offset ? 16 : 0) + 8 * std::int64_t{type->slot_count};
  return Value::of(size);
}

// copyreg is frozen Python: object.__reduce_ex__ imports it. Slots: the object, its class. State 0:
// import, 1: call its function.
static Value reduce_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  if (frame.state == 0) {
    frame.state = 1;
    input = import_module(thread, intern(process, "copyreg"));
    if (input.is_pending()) return input;
  }
  if (frame.state == 1 && !input.is_null()) {
    frame.state = 2;
    return call_method(thread, input, intern(process, "_reduce_object"), frame.slots, 2);
  }
  return input;
}

static Value object_reduce_ex(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value own = type_lookup(process, type_of(process, args[0]), intern(process, "__reduce__"));
  bool plain = own.is_object() && own.object()->type == process.types.method_descriptor &&
               own.as<NativeFunction>()->owner == process.types.object;
  if (!plain && !own.is_nothing()) return call_found(thread, own, args[0], nullptr, 0);
  static const NativeFrameType kReduce = {"reduce", reduce_step};
  Value slots[] = {args[0], Value::of(type_of(process, args[0]))};
  push_native_frame(thread, kReduce, slots, 2);
  return Value::pending();
}

static Value object_reduce(Thread& thread, const Value* args) {
  static const NativeFrameType kReduce = {"reduce", reduce_step};
  Value slots[] = {args[0], Value::of(type_of(*thread.process, args[0]))};
  push_native_frame(thread, kReduce, slots, 2);
  return Value::pending();
}

static Value object_getstate(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Dict* dict = args[0].is_object() ? attributes_dict(process, args[0].object()) : nullptr;
  Value state = dict && dict->length ? Value::of(dict) : Value::none();
  Type* type = type_of(process, args[0]);
  if (!type->slot_count) return state;
  Dict* slots = new_dict(process);
  for (std::uint32_t i = 0; i < type->mro->length; ++i) {
    std::uint32_t position = 0;
    Value key, value;
    while (dict_next(type->mro->items[i].as<Type>()->dict, position, key, value)) {
      if (!value.is_object() || value.object()->type != process.types.member_descriptor) continue;
      Value content = bind_descriptor(thread, value, args[0], type);
      if (content.is_null())
        take_exception(thread);
      else
        dict_set(process, slots, key.as<Str>(), content);
    }
  }
  if (!slots->length) return state;
  Value both[] = {state, Value::of(slots)};
  return Value::of(new_tuple(process, both, 2));
}

// --- None, NotImplemented, Ellipsis

template <char const* kText>
static Value constant_repr(Thread& thread, Value) {
  return Value::of(intern(*thread.process, kText));
}
static constexpr char kNone[] = "None", kNotImplemented[] = "NotImplemented",
                      kEllipsis[] = "Ellipsis";

static Value none_hash(Thread&, Value) {
  return Value::of(std::int64_t{0xfca86420});  // CPython 3.12's
}
static Value none_bool(Thread&, Value) {
  return Value::boolean(false);
}

static void define_constants(Process& process) {
  process.types.none->slots.repr = constant_repr<kNone>;
  process.types.none->slots.hash = none_hash;
  process.types.none->slots.boolean = none_bool;
  process.types.not_implemented->slots.repr = constant_repr<kNotImplemented>;
  process.types.ellipsis->slots.repr = constant_repr<kEllipsis>;
  for (Type* type : {process.types.none, process.types.not_implemented, process.types.ellipsis})
    add_slot_wrappers(process, type);
}

void define_object(Process& process) {
  static const NativeMethod kMethods[] = {
      {"__init__", "self, /, *args, **kwargs", object_init},
      {"__getattribute__", "self, name, /", object_getattribute},
      {"__setattr__", "self, name, value, /", object_setattr},
      {"__delattr__", "self, name, /", object_delattr},
      {"__format__", "self, format_spec, /", object_format},
      {"__dir__", "self, /", object_dir},
      {"__sizeof__", "self, /", object_sizeof},
      {"__reduce__", "self, /", object_reduce},
      {"__reduce_ex__", "self, protocol, /", object_reduce_ex},
      {"__getstate__", "self, /", object_getstate},
      {"__init_subclass__", "cls, /, **kwargs", object_init_subclass, NativeMethod::ClassMethod},
      {"__subclasshook__", "cls, subclass, /", object_subclasshook, NativeMethod::ClassMethod},
  };
  static const NativeGetSet kGetSets[] = {{"__class__", get_class, set_class}};
  static const NativeGetSet kDict[] = {{"__dict__", get_dict, set_dict}};
  static const NativeMethod kTypeDir[] = {{"__dir__", "self, /", type_dir}};
  static const NativeMethod kModuleDir[] = {{"__dir__", "self, /", module_dir}};
  Type* type = process.types.object;
  type->slots.repr = object_repr;
  type->slots.str = object_str;
  type->slots.hash = object_hash;
  type->slots.compare = object_compare;
  set_new(process, type, "cls, /, *args, **kwargs", object_new);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  // Where CPython has a __dict__ descriptor per class, one on object serves all: it raises
  // AttributeError for objects without attributes.
  add_getsets(process, type, kDict, std::size(kDict));
  add_slot_wrappers(process, type);
  add_methods(process, process.types.type, kTypeDir, std::size(kTypeDir));
  add_methods(process, process.types.module, kModuleDir, std::size(kModuleDir));
  define_constants(process);
}

}  // namespace gilscope
