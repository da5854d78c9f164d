// property, classmethod, staticmethod, and the descriptors of __slots__ and of built-in attributes.
#include <iterator>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/object_type.h"
#include "vm/slots.h"
#include "vm/str.h"

namespace gilscope {

static Value or_none(Value v) {
  return v.is_null() ? Value::none() : v;
}

// --- property

static void visit_property(Object* object, Visitor& visitor) {
  auto* property = reinterpret_cast<Property*>(object);
  visitor.value(property->get);
  visitor.value(property->set);
  visitor.value(property->remove);
  visitor.value(property->doc);
  visitor.object(property->name);
}

static Value property_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  return Value::of(allocate_instance(process, args[0].as<Type>()));
}

static Value none_is_null(Value v) {
  return v.is_none() ? Value::null() : v;
}

static Value property_init(Thread& thread, const Value* args) {
  auto* property = args[0].as<Property>();
  property->get = none_is_null(args[1]);
  property->set = none_is_null(args[2]);
  property->remove = none_is_null(args[3]);
  property->doc = or_none(args[4]);
  if (property->doc.is_none() && !property->get.is_null()) {
    Frame* before = thread.top;
    Value doc = finish_nested(
        thread, before, find_attribute(thread, property->get, thread.process->name_of(Name::doc)));
    if (doc.is_null()) take_exception(thread);
    if (!doc.is_signal()) property->doc = doc;
  }
  return Value::none();
}

static Value property_error(Thread& thread, Value self, Value instance, const char* what) {
  Process& process = *thread.process;
  auto* property = self.as<Property>();
  std::string type = to_utf8(type_of(process, instance)->qualname);
  if (!property->name)
    return raise(thread, process.types.AttributeError, "property of '%s' object has no %s",
                 type.c_str(), what);
  return raise(thread, process.types.AttributeError, "property '%s' of '%s' object has no %s",
               to_utf8(property->name).c_str(), type.c_str(), what);
}

static Value property_get(Thread& thread, Value self, Value instance, Value) {
  if (instance.is_null()) return self;
  auto* property = self.as<Property>();
  if (property->get.is_null()) return property_error(thread, self, instance, "getter");
  return call(thread, property->get, &instance, 1, nullptr);
}

static Value property_set(Thread& thread, Value self, Value instance, Value value) {
  auto* property = self.as<Property>();
  if (value.is_null()) {
    if (property->remove.is_null()) return property_error(thread, self, instance, "deleter");
    return call(thread, property->remove, &instance, 1, nullptr);
  }
  if (property->set.is_null()) return property_error(thread, self, instance, "setter");
  Value args[] = {instance, value};
  return call(thread, property->set, args, 2, nullptr);
}

static Value property_copy(Thread& thread, Value self, Value get, Value set, Value remove) {
  Process& process = *thread.process;
  auto* old = self.as<Property>();
  auto* copy = reinterpret_cast<Property*>(allocate_instance(process, self.object()->type));
  copy->get = get.is_null() ? old->get : none_is_null(get);
  copy->set = set.is_null() ? old->set : none_is_null(set);
  copy->remove = remove.is_null() ? old->remove : none_is_null(remove);
  copy->doc = old->doc;
  copy->name = old->name;
  return Value::of(copy);
}

static Value property_getter(Thread& thread, const Value* args) {
  return property_copy(thread, args[0], args[1], Value::null(), Value::null());
}
static Value property_setter(Thread& thread, const Value* args) {
  return property_copy(thread, args[0], Value::null(), args[1], Value::null());
}
static Value property_deleter(Thread& thread, const Value* args) {
  return property_copy(thread, args[0], Value::null(), Value::null(), args[1]);
}
static Value property_set_name(Thread&, const Value* args) {
  if (is_str(args[2])) args[0].as<Property>()->name = args[2].as<Str>();
  return Value::none();
}
static Value property_fget(Thread&, Value self) {
  return or_none(self.as<Property>()->get);
}
static Value property_fset(Thread&, Value self) {
  return or_none(self.as<Property>()->set);
}
static Value property_fdel(Thread&, Value self) {
  return or_none(self.as<Property>()->remove);
}
static Value property_doc(Thread&, Value self) {
  return or_none(self.as<Property>()->doc);
}
static bool property_set_doc(Thread&, Value self, Value value) {
  self.as<Property>()->doc = value;
  return true;
}

static Value is_abstract(Thread& thread, Value function) {
  if (function.is_null()) return Value::boolean(false);
  Frame* before = thread.top;
  Value flag = find_attribute(thread, function, thread.process->name_of(Name::isabstract));
  flag = finish_nested(thread, before, flag);
  if (flag.is_nothing()) return Value::boolean(false);
  if (flag.is_null()) return flag;
  return finish_nested(thread, before, truth(thread, flag));
}

static Value property_is_abstract(Thread& thread, Value self) {
  auto* property = self.as<Property>();
  for (Value function : {property->get, property->set, property->remove}) {
    Value flag = is_abstract(thread, function);
    if (flag.is_null() || flag.is_true()) return flag;
  }
  return Value::boolean(false);
}

static void define_property(Process& process) {
  Type* type = process.types.property;
  type->slots.visit = visit_property;
  type->slots.descr_get = property_get;
  type->slots.descr_set = property_set;
  static const NativeMethod kMethods[] = {
      {"getter", "self, fget, /", property_getter},
      {"setter", "self, fset, /", property_setter},
      {"deleter", "self, fdel, /", property_deleter},
      {"__set_name__", "self, owner, name, /", property_set_name},
  };
  static const NativeGetSet kGetSets[] = {
      {"fget", property_fget, nullptr},
      {"fset", property_fset, nullptr},
      {"fdel", property_fdel, nullptr},
      {"__doc__", property_doc, property_set_doc},
      {"__isabstractmethod__", property_is_abstract, nullptr},
  };
  set_new(process, type, "cls, /, *args, **kwargs", property_new);
  set_init(process, type, "self, fget=None, fset=None, fdel=None, doc=None", property_init);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

// --- classmethod and staticmethod

static void visit_wrapper(Object* object, Visitor& visitor) {
  visitor.value(reinterpret_cast<MethodWrapper*>(object)->function);
}

static Value wrapper_new(Thread& thread, const Value* args) {
  return Value::of(allocate_instance(*thread.process, args[0].as<Type>()));
}

// The wrapper takes over what functools.wraps would copy.
static Value wrapper_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* wrapper = args[0].as<MethodWrapper>();
  wrapper->function = args[1];
  for (Name name : {Name::module, Name::name, Name::qualname, Name::doc}) {
    Frame* before = thread.top;
    Value v = finish_nested(thread, before, find_attribute(thread, args[1], process.name_of(name)));
    if (v.is_null()) take_exception(thread);
    if (!v.is_signal()) set_instance_attribute(process, wrapper, process.name_of(name), v);
  }
  set_instance_attribute(process, wrapper, process.name_of(Name::wrapped), args[1]);
  return Value::none();
}

static Value classmethod_get(Thread& thread, Value self, Value instance, Value owner) {
  Process& process = *thread.process;
  if (owner.is_null() || owner.is_none()) owner = Value::of(type_of(process, instance));
  Value function = self.as<MethodWrapper>()->function;
  if (function.is_object() && function.object()->type == process.types.function)
    return new_method(process, function, owner);
  if (function.is_object() && function.object()->type == process.types.native_function) {
    auto* native = function.as<NativeFunction>();
    auto* bound = allocate<NativeFunction>(process, process.types.native_function);
    bound->body = native->body;
    bound->method = native->method;
    bound->owner = native->owner;
    bound->name = native->name;
    bound->module = native->module;
    bound->self = owner;
    return Value::of(bound);
  }
  if (function.is_object() && function.object()->type->slots.descr_get)
    return bind_descriptor(thread, function, owner, owner.object()->type);
  return new_method(process, function, owner);
}

static Value staticmethod_get(Thread&, Value self, Value, Value) {
  return self.as<MethodWrapper>()->function;
}
static Value staticmethod_call(Thread& thread, Value self, const Value* args,
                               std::uint32_t positional, Tuple* kwnames) {
  return call(thread, self.as<MethodWrapper>()->function, args, positional, kwnames);
}

static Value wrapper_repr(Thread& thread, Value self) {
  std::string inner;
  if (!repr_nested(thread, self.as<MethodWrapper>()->function, &inner)) return Value::null();
  Process& process = *thread.process;
  return Value::of(new_str(process, "<" + type_name(process, self) + "(" + inner + ")>"));
}
static Value wrapper_func(Thread&, Value self) {
  return or_none(self.as<MethodWrapper>()->function);
}
static Value wrapper_is_abstract(Thread& thread, Value self) {
  return is_abstract(thread, self.as<MethodWrapper>()->function);
}

static void define_method_wrappers(Process& process) {
  static const NativeGetSet kGetSets[] = {
      {"__func__", wrapper_func, nullptr},
      {"__isabstractmethod__", wrapper_is_abstract, nullptr},
  };
  for (Type* type : {process.types.classmethod, process.types.staticmethod}) {
    bool is_static = type == process.types.staticmethod;
    type->slots.visit = visit_wrapper;
    type->slots.descr_get = is_static ? staticmethod_get : classmethod_get;
    if (is_static) type->slots.call = staticmethod_call;
    type->slots.repr = wrapper_repr;
    set_new(process, type, "cls, /, *args, **kwargs", wrapper_new);
    set_init(process, type, "self, function, /", wrapper_init);
    add_getsets(process, type, kGetSets, std::size(kGetSets));
    add_slot_wrappers(process, type);
  }
}

// --- __slots__

static void visit_member(Object* object, Visitor& visitor) {
  auto* member = reinterpret_cast<MemberDescriptor*>(object);
  visitor.object(member->name);
  visitor.object(member->owner);
}

static Value* member_place(Thread& thread, Value self, Value instance) {
  auto* member = self.as<MemberDescriptor>();
  Type* type = type_of(*thread.process, instance);
  if (!is_subtype(type, member->owner)) {
    raise(thread, thread.process->types.TypeError,
          "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
          to_utf8(member->name).c_str(), type_text(member->owner).c_str(), type_text(type).c_str());
    return nullptr;
  }
  return reinterpret_cast<Value*>(reinterpret_cast<char*>(instance.object()) + type->slots_offset) +
         member->index;
}

static Value member_get(Thread& thread, Value self, Value instance, Value) {
  if (instance.is_null()) return self;
  Value* place = member_place(thread, self, instance);
  if (!place) return Value::null();
  if (place->is_null())
    return raise_attribute_error(thread, instance, self.as<MemberDescriptor>()->name);
  return *place;
}

static Value member_set(Thread& thread, Value self, Value instance, Value value) {
  Value* place = member_place(thread, self, instance);
  if (!place) return Value::null();
  if (value.is_null() && place->is_null())
    return raise_attribute_error(thread, instance, self.as<MemberDescriptor>()->name);
  *place = value;
  return Value::none();
}

static Value member_repr(Thread& thread, Value self) {
  auto* member = self.as<MemberDescriptor>();
  return Value::of(new_str(*thread.process, "<member '" + to_utf8(member->name) + "' of '" +
                                                type_text(member->owner) + "' objects>"));
}
static Value member_name(Thread&, Value self) {
  return Value::of(self.as<MemberDescriptor>()->name);
}
static Value member_owner(Thread&, Value self) {
  return Value::of(self.as<MemberDescriptor>()->owner);
}

// --- built-in attributes

static void visit_getset(Object* object, Visitor& visitor) {
  auto* getset = reinterpret_cast<GetSetDescriptor*>(object);
  visitor.object(getset->owner);
  visitor.object(getset->name);
}

static bool getset_applies(Thread& thread, Value self, Value instance) {
  auto* getset = self.as<GetSetDescriptor>();
  Process& process = *thread.process;
  if (is_subtype(type_of(process, instance), getset->owner)) return true;
  raise(thread, process.types.TypeError,
        "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
        to_utf8(getset->name).c_str(), type_text(getset->owner).c_str(),
        type_name(process, instance).c_str());
  return false;
}

static Value getset_get(Thread& thread, Value self, Value instance, Value) {
  if (instance.is_null()) return self;
  if (!getset_applies(thread, self, instance)) return Value::null();
  return self.as<GetSetDescriptor>()->getset->get(thread, instance);
}

static Value getset_set(Thread& thread, Value self, Value instance, Value value) {
  auto* getset = self.as<GetSetDescriptor>();
  Process& process = *thread.process;
  if (!getset_applies(thread, self, instance)) return Value::null();
  if (!getset->getset->set)
    return raise(thread, process.types.AttributeError,
                 "attribute '%s' of '%s' objects is not writable", to_utf8(getset->name).c_str(),
                 type_text(getset->owner).c_str());
  return getset->getset->set(thread, instance, value) ? Value::none() : Value::null();
}

static Value getset_repr(Thread& thread, Value self) {
  auto* getset = self.as<GetSetDescriptor>();
  return Value::of(new_str(*thread.process, "<attribute '" + to_utf8(getset->name) + "' of '" +
                                                type_text(getset->owner) + "' objects>"));
}
static Value getset_name(Thread&, Value self) {
  return Value::of(self.as<GetSetDescriptor>()->name);
}
static Value getset_owner(Thread&, Value self) {
  return Value::of(self.as<GetSetDescriptor>()->owner);
}

void add_getsets(Process& process, Type* type, const NativeGetSet* getsets, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    auto* descriptor = allocate<GetSetDescriptor>(process, process.types.getset_descriptor);
    descriptor->getset = &getsets[i];
    descriptor->owner = type;
    descriptor->name = intern(process, getsets[i].name);
    dict_set(process, type->dict, descriptor->name, Value::of(descriptor));
  }
}

static void define_builtin_descriptors(Process& process) {
  Type* member = process.types.member_descriptor;
  member->slots.visit = visit_member;
  member->slots.descr_get = member_get;
  member->slots.descr_set = member_set;
  member->slots.repr = member_repr;
  static const NativeGetSet kMember[] = {{"__name__", member_name, nullptr},
                                         {"__objclass__", member_owner, nullptr}};
  add_getsets(process, member, kMember, std::size(kMember));
  add_slot_wrappers(process, member);
  Type* getset = process.types.getset_descriptor;
  getset->slots.visit = visit_getset;
  getset->slots.descr_get = getset_get;
  getset->slots.descr_set = getset_set;
  getset->slots.repr = getset_repr;
  static const NativeGetSet kGetSet[] = {{"__name__", getset_name, nullptr},
                                         {"__objclass__", getset_owner, nullptr}};
  add_getsets(process, getset, kGetSet, std::size(kGetSet));
  add_slot_wrappers(process, getset);
}

void define_descriptors(Process& process) {
  define_builtin_descriptors(process);
  define_property(process);
  define_method_wrappers(process);
}

}  // namespace gilscope
