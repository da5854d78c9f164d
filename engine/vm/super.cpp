// super(): attribute lookup that starts after a class in the mro of an object's class.
#include <iterator>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/exec.h"
#include "vm/object_type.h"
#include "vm/slots.h"
#include "vm/str.h"

namespace gilscope {

static void visit_super(Object* object, Visitor& visitor) {
  auto* super = reinterpret_cast<Super*>(object);
  visitor.value(super->cls);
  visitor.value(super->self);
  visitor.value(super->self_type);
}

// The class whose mro is searched: type(self), or self itself when it is a class.
static Type* search_type(Thread& thread, Type* cls, Value self) {
  Process& process = *thread.process;
  if (is_type(self) && is_subtype(self.as<Type>(), cls)) return self.as<Type>();
  Type* type = type_of(process, self);
  if (is_subtype(type, cls)) return type;
  raise(thread, process.types.TypeError,
        "super(type, obj): obj must be an instance or subtype of type");
  return nullptr;
}

// Zero arguments: the function that called us, its __class__ cell and its first argument.
static bool from_caller(Thread& thread, Super* super) {
  Process& process = *thread.process;
  auto fail = [&](const char* text) {
    raise(thread, process.types.RuntimeError, "super(): %s", text);
    return false;
  };
  Frame* top = thread.top;
  while (top && top->kind != FrameKind::Python) top = top->previous;
  if (!top) return fail("no current frame");
  auto* frame = static_cast<PythonFrame*>(top);
  CodeObject* code = frame->code;
  if (!code->argument_count) return fail("no arguments");
  Value self = frame->slots[0];
  if (self.is_object() && self.object()->type == process.types.cell)
    self = self.as<Cell>()->content;
  if (self.is_null()) return fail("arg[0] deleted");
  for (std::uint32_t i = 0; i < code->slot_count; ++i) {
    if (!str_equal(code->slot_names[i], "__class__")) continue;
    Value cell = frame->slots[i];
    if (!cell.is_object() || cell.object()->type != process.types.cell)
      return fail("bad __class__ cell");
    Value cls = cell.as<Cell>()->content;
    if (cls.is_null()) return fail("empty __class__ cell");
    super->cls = cls;
    super->self = self;
    return true;
  }
  return fail("__class__ cell not found");
}

static Value super_new(Thread& thread, const Value* args) {
  return Value::of(allocate_instance(*thread.process, args[0].as<Type>()));
}

static Value super_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* super = args[0].as<Super>();
  if (args[1].is_null()) {
    if (!from_caller(thread, super)) return Value::null();
  } else {
    if (!is_type(args[1]))
      return raise(thread, process.types.TypeError, "super() argument 1 must be a type, not %s",
                   type_name(process, args[1]).c_str());
    super->cls = args[1];
    super->self = args[2].is_null() || args[2].is_none() ? Value::null() : args[2];
  }
  if (super->self.is_null()) return Value::none();
  Type* type = search_type(thread, super->cls.as<Type>(), super->self);
  if (!type) return Value::null();
  super->self_type = Value::of(type);
  return Value::none();
}

static Value find_after(Process& process, Type* cls, Type* start, Str* name) {
  (void)process;
  std::uint32_t i = 0;
  Tuple* mro = start->mro;
  while (i < mro->length && mro->items[i].as<Type>() != cls) ++i;
  for (++i; i < mro->length; ++i) {
    Value found = dict_get(mro->items[i].as<Type>()->dict, name);
    if (!found.is_nothing()) return found;
  }
  return Value::nothing();
}

// LOAD_SUPER_ATTR's work, and a super object's.
Value super_lookup(Thread& thread, Value cls, Value self, Str* name) {
  Type* start = search_type(thread, cls.as<Type>(), self);
  if (!start) return Value::null();
  Value found = find_after(*thread.process, cls.as<Type>(), start, name);
  if (found.is_nothing()) return found;
  bool unbound = is_type(self) && self.as<Type>() == start;
  return bind_descriptor(thread, found, unbound ? Value::null() : self, start);
}

Value super_find_method(Thread& thread, Value cls, Value self, Str* name) {
  Type* start = search_type(thread, cls.as<Type>(), self);
  if (!start) return Value::null();
  return find_after(*thread.process, cls.as<Type>(), start, name);
}

Value super_find_attribute(Thread& thread, Value object, Str* name) {
  Process& process = *thread.process;
  auto* super = object.as<Super>();
  if (!name->interned) name = intern(process, name);
  if (!super->self.is_null() && name != process.name_of(Name::class_)) {
    Value found = super_lookup(thread, super->cls, super->self, name);
    if (!found.is_nothing()) return found;
  }
  return generic_find_attribute(thread, object, name);
}

Value super_get_attribute(Thread& thread, Value object, Str* name) {
  Value found = super_find_attribute(thread, object, name);
  return found.is_nothing() ? raise_attribute_error(thread, object, name) : found;
}

static Value super_repr(Thread& thread, Value self) {
  auto* super = self.as<Super>();
  Process& process = *thread.process;
  std::string cls = super->cls.is_null() ? "NULL" : type_text(super->cls.as<Type>());
  std::string object = super->self_type.is_null()
                           ? "NULL"
                           : "<" + type_text(super->self_type.as<Type>()) + " object>";
  return Value::of(new_str(process, "<super: <class '" + cls + "'>, " + object + ">"));
}

static Value super_thisclass(Thread&, Value self) {
  return self.as<Super>()->cls;
}
static Value super_self(Thread&, Value self) {
  Value v = self.as<Super>()->self;
  return v.is_null() ? Value::none() : v;
}
static Value super_self_class(Thread&, Value self) {
  Value v = self.as<Super>()->self_type;
  return v.is_null() ? Value::none() : v;
}

void define_super(Process& process) {
  Type* type = process.types.super;
  type->slots.visit = visit_super;
  type->slots.getattr = super_get_attribute;
  type->slots.repr = super_repr;
  static const NativeGetSet kGetSets[] = {{"__thisclass__", super_thisclass, nullptr},
                                          {"__self__", super_self, nullptr},
                                          {"__self_class__", super_self_class, nullptr}};
  set_new(process, type, "cls, /, *args, **kwargs", super_new);
  set_init(process, type, "self, type=None, obj=None, /", super_init);
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
