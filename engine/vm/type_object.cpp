// type's own attributes and methods; how native code fills in types.
#include <deque>
#include <iterator>
#include <memory>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/object_type.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"
#include "vm/type_creation.h"

namespace gilscope {

static void visit_type(Object* object, Visitor& visitor) {
  auto* type = reinterpret_cast<Type*>(object);
  visitor.object(type->name);
  visitor.object(type->qualname);
  visitor.object(type->base);
  visitor.object(type->bases);
  visitor.object(type->mro);
  visitor.object(type->dict);
  visitor.object(type->subclasses);
  visitor.object(type->root_shape);
}

static Value type_repr(Thread& thread, Value self) {
  return Value::of(new_str(*thread.process,
                           "<class '" + qualified_name(*thread.process, self.as<Type>()) + "'>"));
}

// X | Y of classes.
static Value type_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  return op == BinaryOperator::Or ? make_union(thread, left, right) : Value::not_implemented();
}

// --- attributes

static bool writable(Thread& thread, Type* type, const char* name, Value value) {
  Process& process = *thread.process;
  if (!(type->type_flags & kHeapType)) {
    raise(thread, process.types.TypeError, "cannot set '%s' attribute of immutable type '%s'", name,
          type_text(type).c_str());
    return false;
  }
  if (!value.is_null()) return true;
  raise(thread, process.types.TypeError, "cannot delete '%s' attribute of type '%s'", name,
        type_text(type).c_str());
  return false;
}

static Value get_name(Thread&, Value self) {
  return Value::of(self.as<Type>()->name);
}
static bool set_name(Thread& thread, Value self, Value value) {
  auto* type = self.as<Type>();
  if (!writable(thread, type, "__name__", value)) return false;
  if (!is_str(value)) {
    raise(thread, thread.process->types.TypeError,
          "can only assign string to %s.__name__, not '%s'", type_text(type).c_str(),
          type_name(*thread.process, value).c_str());
    return false;
  }
  type->name = value.as<Str>();
  return true;
}
static Value get_qualname(Thread&, Value self) {
  auto* type = self.as<Type>();
  return Value::of(type->qualname ? type->qualname : type->name);
}
static bool set_qualname(Thread& thread, Value self, Value value) {
  auto* type = self.as<Type>();
  if (!writable(thread, type, "__qualname__", value)) return false;
  if (!is_str(value)) {
    raise(thread, thread.process->types.TypeError,
          "can only assign string to %s.__qualname__, not '%s'", type_text(type).c_str(),
          type_name(*thread.process, value).c_str());
    return false;
  }
  type->qualname = value.as<Str>();
  return true;
}
static Value get_module(Thread& thread, Value self) {
  Process& process = *thread.process;
  Value module = dict_get(self.as<Type>()->dict, process.name_of(Name::module));
  bool builtin = module.is_nothing() || self.as<Type>() == process.types.type;  // has the getset
  return builtin ? Value::of(intern(process, "builtins")) : module;
}
static bool set_in_dict(Thread& thread, Value self, Name name, Value value) {
  Process& process = *thread.process;
  auto* type = self.as<Type>();
  if (!writable(thread, type, to_utf8(process.name_of(name)).c_str(), value)) return false;
  dict_set(process, type->dict, process.name_of(name), value);
  type_modified(process, type);
  return true;
}
static bool set_module(Thread& thread, Value self, Value value) {
  return set_in_dict(thread, self, Name::module, value);
}
static Value get_bases(Thread&, Value self) {
  return Value::of(self.as<Type>()->bases);
}
static Value get_base(Thread&, Value self) {
  auto* type = self.as<Type>();
  bool root = !type->base || type->base == type;
  return root ? Value::none() : Value::of(type->base);
}
static Value get_mro(Thread&, Value self) {
  return Value::of(self.as<Type>()->mro);
}
static Value get_dict(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* proxy = allocate<MappingProxy>(process, process.types.mappingproxy);
  proxy->mapping = Value::of(self.as<Type>()->dict);
  return Value::of(proxy);
}
static Value get_doc(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* type = self.as<Type>();
  Value doc = dict_get(type->dict, process.name_of(Name::doc));
  if (doc.is_nothing()) return Value::none();
  bool binds = doc.is_object() && doc.object()->type->slots.descr_get;
  return binds ? bind_descriptor(thread, doc, Value::null(), type) : doc;
}
static bool set_doc(Thread& thread, Value self, Value value) {
  return set_in_dict(thread, self, Name::doc, value);
}
static Value get_abstract_methods(Thread& thread, Value self) {
  Process& process = *thread.process;
  Value names = dict_get(self.as<Type>()->dict, process.name_of(Name::abstractmethods));
  if (!names.is_nothing() && self.as<Type>() != process.types.type) return names;
  return raise_attribute_error(thread, self, process.name_of(Name::abstractmethods));
}
static bool set_abstract_methods(Thread& thread, Value self, Value value) {
  Process& process = *thread.process;
  auto* type = self.as<Type>();
  bool abstract = false;
  if (value.is_null()) {
    if (!dict_remove(process, type->dict, process.name_of(Name::abstractmethods))) {
      raise_attribute_error(thread, self, process.name_of(Name::abstractmethods));
      return false;
    }
  } else {
    if (!truth_nested(thread, value, &abstract)) return false;
    dict_set(process, type->dict, process.name_of(Name::abstractmethods), value);
  }
  type->type_flags =
      abstract ? type->type_flags | kAbstract : type->type_flags & ~std::uint32_t{kAbstract};
  type_modified(process, type);
  return true;
}
static Value get_annotations(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* type = self.as<Type>();
  Value annotations = dict_get(type->dict, process.name_of(Name::annotations));
  if (!annotations.is_nothing()) return annotations;
  if (!(type->type_flags & kHeapType))
    return raise_attribute_error(thread, self, process.name_of(Name::annotations));
  annotations = Value::of(new_dict(process));
  dict_set(process, type->dict, process.name_of(Name::annotations), annotations);
  type_modified(process, type);
  return annotations;
}
static bool set_annotations(Thread& thread, Value self, Value value) {
  return set_in_dict(thread, self, Name::annotations, value);
}
static Value get_type_params(Thread& thread, Value self) {
  Process& process = *thread.process;
  Value params = dict_get(self.as<Type>()->dict, process.name_of(Name::type_params));
  return params.is_nothing() ? Value::of(process.empty_tuple) : params;
}
static bool set_type_params(Thread& thread, Value self, Value value) {
  return set_in_dict(thread, self, Name::type_params, value);
}
static Value get_basicsize(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<Type>()->native_size});
}
static Value get_flags(Thread&, Value self) {
  // CPython's bits that programs ask about: heap type 9, base type 10, abstract 20.
  std::uint32_t flags = self.as<Type>()->type_flags;
  std::int64_t bits = (flags & kHeapType ? 1 << 9 : 0) | (flags & kBaseType ? 1 << 10 : 0) |
                      (flags & kAbstract ? 1 << 20 : 0);
  return Value::of(bits);
}

// --- methods

static Value type_new_method(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* rest = args[1].as<Tuple>();
  auto* keywords = args[2].as<Dict>();
  if (!is_type(args[0]) || !(args[0].as<Type>()->type_flags & kTypeSubclass))
    return raise(thread, process.types.TypeError, "type.__new__(X): X is not a type object");
  auto* metaclass = args[0].as<Type>();
  if (rest->length != 3) {
    if (metaclass == process.types.type)
      return raise(thread, process.types.TypeError, "type() takes 1 or 3 arguments");
    return raise(thread, process.types.TypeError,
                 "type.__new__() takes exactly 3 arguments (%u given)", rest->length);
  }
  const char* wrong = !is_str(rest->items[0])     ? "1 must be str"
                      : !is_tuple(rest->items[1]) ? "2 must be tuple"
                      : !is_dict(rest->items[2])  ? "3 must be dict"
                                                  : nullptr;
  if (wrong) {
    int which = wrong[0] - '1';
    return raise(thread, process.types.TypeError, "type.__new__() argument %s, not %s", wrong,
                 type_name(process, rest->items[which]).c_str());
  }
  return type_new(thread, metaclass, rest->items[0].as<Str>(), rest->items[1].as<Tuple>(),
                  rest->items[2].as<Dict>(), keywords);
}

static Value type_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::uint32_t count = args[1].as<Tuple>()->length;
  if (count == 1 || count == 3) return Value::none();
  return raise(thread, process.types.TypeError, "type.__init__() takes 1 or 3 arguments");
}

static Value type_prepare(Thread& thread, const Value*) {
  return Value::of(new_dict(*thread.process));
}

static Value type_mro_method(Thread& thread, const Value* args) {
  Tuple* order = compute_mro(thread, args[0].as<Type>());
  if (!order) return Value::null();
  return Value::of(new_list(*thread.process, order->items, order->length));
}

static Value type_subclasses(Thread& thread, const Value* args) {
  List* list = args[0].as<Type>()->subclasses;
  if (!list) return Value::of(new_list(*thread.process));
  return Value::of(new_list(*thread.process, list->items, list->length));
}

static Value type_instancecheck(Thread& thread, const Value* args) {
  return plain_is_instance(thread, args[1], args[0]);
}
static Value type_subclasscheck(Thread& thread, const Value* args) {
  return plain_is_subclass(thread, args[1], args[0]);
}

void define_type(Process& process) {
  Type* type = process.types.type;
  type->slots.visit = visit_type;
  type->slots.repr = type_repr;
  type->slots.call = type_call;
  type->slots.getattr = type_get_attribute;
  type->slots.setattr = type_set_attribute;
  type->slots.binary = type_binary;
  static const NativeMethod kMethods[] = {
      {"mro", "self, /", type_mro_method},
      {"__subclasses__", "self, /", type_subclasses},
      {"__instancecheck__", "self, instance, /", type_instancecheck},
      {"__subclasscheck__", "self, subclass, /", type_subclasscheck},
      {"__prepare__", "cls, /, *args, **kwargs", type_prepare, NativeMethod::ClassMethod},
  };
  static const NativeGetSet kGetSets[] = {
      {"__name__", get_name, set_name},
      {"__qualname__", get_qualname, set_qualname},
      {"__module__", get_module, set_module},
      {"__bases__", get_bases, nullptr},
      {"__base__", get_base, nullptr},
      {"__mro__", get_mro, nullptr},
      {"__dict__", get_dict, nullptr},
      {"__doc__", get_doc, set_doc},
      {"__abstractmethods__", get_abstract_methods, set_abstract_methods},
      {"__annotations__", get_annotations, set_annotations},
      {"__type_params__", get_type_params, set_type_params},
      {"__basicsize__", get_basicsize, nullptr},
      {"__flags__", get_flags, nullptr},
  };
  set_new(process, type, "cls, /, *args, **kwargs", type_new_method);
  set_init(process, type, "self, /, *args, **kwargs", type_init);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

// --- for native code

// NativeFunction::method points at static tables everywhere but here, where the table grows at run
// time. A forked child's functions point into its parent's table, so it keeps that alive.
struct ConstructorTable {
  std::deque<NativeMethod> methods;
  std::shared_ptr<ConstructorTable> parent;
};

namespace {

const NativeMethod* constructor_method(Process& process, const char* name, const char* signature,
                                       NativeBody body) {
  if (!process.constructors) process.constructors = std::make_shared<ConstructorTable>();
  process.constructors->methods.push_back(NativeMethod{name, signature, body});
  return &process.constructors->methods.back();
}

NativeFunction* make_named(Process& process, Type* kind, Type* type, const char* name,
                           const char* signature, NativeBody body) {
  auto* function = allocate<NativeFunction>(process, kind);
  function->method = constructor_method(process, name, signature, body);
  function->body = body;
  function->owner = type;
  function->name = intern(process, name);
  return function;
}

}  // namespace

std::shared_ptr<ConstructorTable> inherited_constructors(const Process& parent) {
  auto table = std::make_shared<ConstructorTable>();
  table->parent = parent.constructors;
  return table;
}

void set_new(Process& process, Type* type, const char* signature, NativeBody body) {
  NativeFunction* function =
      make_named(process, process.types.native_function, type, "__new__", signature, body);
  dict_set(process, type->dict, function->name, Value::of(function));
  type->type_flags &= ~std::uint32_t{kDisallowInstantiation};
}

void set_init(Process& process, Type* type, const char* signature, NativeBody body) {
  NativeFunction* function =
      make_named(process, process.types.method_descriptor, type, "__init__", signature, body);
  dict_set(process, type->dict, function->name, Value::of(function));
}

Type* make_native_type(Process& process, const char* name, const char* module, Type* base,
                       std::size_t native_size, std::uint32_t type_flags) {
  auto* type = allocate<Type>(process, process.types.type);
  type->name = type->qualname = intern(process, name);
  type->base = base;
  Value base_value = Value::of(base);
  type->bases = new_tuple(process, &base_value, 1);
  type->mro = new_tuple(process, base->mro->length + 1);
  type->mro->items[0] = Value::of(type);
  for (std::uint32_t i = 0; i < base->mro->length; ++i)
    type->mro->items[i + 1] = base->mro->items[i];
  type->dict = new_dict(process);
  type->subclasses = new_list(process);
  type->version = process.next_type_version++;
  constexpr std::uint32_t kOwn = kBaseType | kHasAttributes | kAbstract | kDisallowInstantiation |
                                 kMethodDescriptor | kHeapType;
  type->type_flags = type_flags | (base->type_flags & ~kOwn);
  type->native_size = static_cast<std::uint32_t>(native_size);
  if (base->attributes_offset) {
    type->attributes_offset = base->attributes_offset;
    type->type_flags |= kHasAttributes;
    type->root_shape = new_root_shape(process);
  } else if (type_flags & kHasAttributes) {
    bool inline_data = type->type_flags & (kStrSubclass | kBytesSubclass | kTupleSubclass);
    type->attributes_offset = inline_data ? kTailAttributes : type->native_size;
    type->root_shape = new_root_shape(process);
  }
  type->slots.visit = base->slots.visit;
  type->slots.finalize = base->slots.finalize;
  dict_set(process, type->dict, process.name_of(Name::module), Value::of(intern(process, module)));
  list_append(process, base->subclasses, Value::of(type));
  return type;
}

}  // namespace gilscope
