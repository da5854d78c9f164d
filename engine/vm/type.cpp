#include "vm/type.h"

#include <vector>

#include "vm/bytes.h"
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type_creation.h"

namespace gilscope {

namespace {

// What a class inherits from any of its bases, and what only from the base whose layout it extends.
constexpr std::uint32_t kInheritedFlags = kSequencePattern | kMappingPattern | kHasFinalizer;
constexpr std::uint32_t kLayoutFlags =
    kIntSubclass | kFloatSubclass | kStrSubclass | kBytesSubclass | kTupleSubclass | kListSubclass |
    kDictSubclass | kSetSubclass | kTypeSubclass | kExceptionSubclass | kComplexSubclass |
    kFrozenSetSubclass | kByteArraySubclass;

void wrap(Process& process, Dict* name_space, Name name, Type* wrapper) {
  Value v = dict_get(name_space, process.name_of(name));
  if (!v.is_object() || v.object()->type != process.types.function) return;
  auto* wrapped = allocate<MethodWrapper>(process, wrapper);
  init_attributes(process, wrapped);
  wrapped->function = v;
  dict_set(process, name_space, process.name_of(name), Value::of(wrapped));
}

// The module of the Python code that calls type(name, bases, dict).
Value calling_module(Thread& thread) {
  for (Frame* frame = thread.top; frame; frame = frame->previous) {
    if (frame->kind != FrameKind::Python) continue;
    return dict_get(static_cast<PythonFrame*>(frame)->globals, thread.process->name_of(Name::name));
  }
  return Value::nothing();
}

bool take_names(Thread& thread, Type* type) {
  Process& process = *thread.process;
  Dict* dict = type->dict;
  Value qualname = dict_get(dict, process.name_of(Name::qualname));
  type->qualname = type->name;
  if (!qualname.is_nothing()) {
    if (!is_str(qualname)) {
      raise(thread, process.types.TypeError, "type __qualname__ must be a str, not %s",
            type_name(process, qualname).c_str());
      return false;
    }
    type->qualname = qualname.as<Str>();
    dict_remove(process, dict, process.name_of(Name::qualname));
  }
  if (dict_get(dict, process.name_of(Name::module)).is_nothing()) {
    Value module = calling_module(thread);
    if (!module.is_nothing()) dict_set(process, dict, process.name_of(Name::module), module);
  }
  wrap(process, dict, Name::new_, process.types.staticmethod);
  wrap(process, dict, Name::init_subclass, process.types.classmethod);
  wrap(process, dict, Name::class_getitem, process.types.classmethod);
  bool defines_eq = !dict_get(dict, process.name_of(Name::eq)).is_nothing();
  if (defines_eq && dict_get(dict, process.name_of(Name::hash)).is_nothing())
    dict_set(process, dict, process.name_of(Name::hash), Value::none());
  return true;
}

void take_flags(Process& process, Type* type) {
  type->type_flags |= kHeapType | kBaseType | (type->base->type_flags & kLayoutFlags);
  for (std::uint32_t i = 0; i < type->bases->length; ++i)
    type->type_flags |= type->bases->items[i].as<Type>()->type_flags & kInheritedFlags;
  if (!dict_get(type->dict, process.name_of(Name::del)).is_nothing())
    type->type_flags |= kHasFinalizer;
  Value pattern = dict_get(type->dict, intern(process, "__abc_tpflags__"));
  if (!pattern.is_int()) return;
  if (pattern.integer & (1 << 5)) type->type_flags |= kSequencePattern;
  if (pattern.integer & (1 << 6)) type->type_flags |= kMappingPattern;
  dict_remove(process, type->dict, intern(process, "__abc_tpflags__"));
}

void fill_class_cell(Process& process, Type* type) {
  Value cell = dict_get(type->dict, process.name_of(Name::class_cell));
  if (cell.is_nothing()) return;
  if (cell.is_object() && cell.object()->type == process.types.cell)
    cell.as<Cell>()->content = Value::of(type);
  dict_remove(process, type->dict, process.name_of(Name::class_cell));
}

}  // namespace

Tuple* mro_of(Thread& thread, Type* type) {
  Process& process = *thread.process;
  if (type->type == process.types.type) return compute_mro(thread, type);
  Value own = type_lookup(process, type->type, process.name_of(Name::mro_));
  bool plain = own.is_object() && own.object()->type == process.types.method_descriptor;
  if (plain || own.is_nothing()) return compute_mro(thread, type);
  Frame* before = thread.top;
  Value order = finish_nested(thread, before, call_found(thread, own, Value::of(type), nullptr, 0));
  if (order.is_null()) return nullptr;
  order = finish_nested(thread, before, tuple_of(thread, order));
  return order.is_null() ? nullptr : order.as<Tuple>();
}

Type* create_class(Thread& thread, Type* metaclass, Str* name, Tuple* bases, Dict* name_space) {
  Process& process = *thread.process;
  if (!bases->length) {
    Value object = Value::of(process.types.object);
    bases = new_tuple(process, &object, 1);
  }
  Type* base = best_base(thread, bases);
  if (!base) return nullptr;
  auto* type = static_cast<Type*>(allocate_object(process, metaclass, sizeof(Type)));
  type->name = name;
  type->base = base;
  type->bases = bases;
  type->dict = dict_copy(process, name_space);
  type->subclasses = new_list(process);
  type->version = process.next_type_version++;
  if (!take_names(thread, type)) return nullptr;
  take_flags(process, type);
  // The order first: laying out asks for subtypes.
  type->mro = mro_of(thread, type);
  if (!type->mro || !lay_out(thread, type)) return nullptr;
  if (dict_get(type->dict, process.name_of(Name::doc)).is_nothing())
    dict_set(process, type->dict, process.name_of(Name::doc), Value::none());
  fill_class_cell(process, type);
  type->version = process.next_type_version++;
  type->slots.visit = base->slots.visit;
  type->slots.finalize = base->slots.finalize;
  update_all_slots(process, type);
  for (std::uint32_t i = 0; i < bases->length; ++i)
    list_append(process, bases->items[i].as<Type>()->subclasses, Value::of(type));
  return type;
}

Type* winner_metaclass(Thread& thread, Type* metaclass, Tuple* bases) {
  for (std::uint32_t i = 0; i < bases->length; ++i) {
    Type* candidate = type_of(*thread.process, bases->items[i]);
    if (is_subtype(metaclass, candidate)) continue;
    if (is_subtype(candidate, metaclass)) {
      metaclass = candidate;
      continue;
    }
    raise(thread, thread.process->types.TypeError,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
          "the metaclasses of all its bases");
    return nullptr;
  }
  return metaclass;
}

// --- after creation: __set_name__ and __init_subclass__

namespace {

Value init_subclass_of(Thread& thread, Type* type) {
  // super(type, type).__init_subclass__
  for (std::uint32_t i = 1; i < type->mro->length; ++i) {
    Value found = dict_get(type->mro->items[i].as<Type>()->dict,
                           thread.process->name_of(Name::init_subclass));
    if (found.is_nothing()) continue;
    Frame* before = thread.top;
    return finish_nested(thread, before,
                         bind_descriptor(thread, found, Value::null(), type));
  }
  return Value::nothing();
}

bool is_objects_own(Process& process, Value bound) {
  return bound.is_object() && bound.object()->type == process.types.native_function &&
         bound.as<NativeFunction>()->owner == process.types.object;
}

void note_set_name(Thread& thread, Value key, Value value, Type* type) {
  std::string key_text;
  Value error = take_exception(thread);
  if (repr_nested(thread, key, &key_text)) {
    std::string note = "Error calling __set_name__ on '" + type_name(*thread.process, value) +
                       "' instance " + key_text + " in '" + type_text(type) + "'";
    auto* exception = error.as<Exception>();
    if (exception->notes.is_null()) exception->notes = Value::of(new_list(*thread.process));
    if (is_list(exception->notes))
      list_append(*thread.process, exception->notes.as<List>(),
                  Value::of(new_str(*thread.process, note)));
  }
  thread.exception = error;
}

// slots: class, namespace copy, keywords. number: position in the namespace. state 0: set_name,
// 1: its result, 2: init_subclass done.
Value finish_class_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  auto* type = frame.slots[0].as<Type>();
  auto* name_space = frame.slots[1].as<Dict>();
  auto position = static_cast<std::uint32_t>(frame.number);
  Value key, value;
  if (frame.state == 1 && input.is_null()) {
    note_set_name(thread, frame.slots[3], frame.slots[4], type);
    return Value::null();
  }
  if (frame.state == 2) return input.is_null() ? input : frame.slots[0];
  while (dict_next(name_space, position, key, value)) {
    Value found = type_lookup(process, type_of(process, value), process.name_of(Name::set_name));
    if (found.is_nothing()) continue;
    frame.number = position;
    frame.slots[3] = key;
    frame.slots[4] = value;
    frame.state = 1;
    Value args[] = {frame.slots[0], key};
    Value result = call_found(thread, found, value, args, 2);
    if (result.is_null()) note_set_name(thread, key, value, type);
    if (result.is_null() || result.is_pending()) return result;
  }
  frame.state = 2;
  Value hook = init_subclass_of(thread, type);
  if (hook.is_null()) return hook;
  auto* keywords = frame.slots[2].as<Dict>();
  Value result = hook.is_nothing() ? Value::none()
                                   : call_with_dict(thread, hook, process.empty_tuple, keywords);
  if (result.is_null() || result.is_pending()) return result;
  return frame.slots[0];
}

bool needs_finishing(Thread& thread, Type* type, Dict* keywords) {
  Process& process = *thread.process;
  if (keywords && keywords->length) return true;
  std::uint32_t position = 0;
  Value key, value;
  while (dict_next(type->dict, position, key, value)) {
    Value found = type_lookup(process, type_of(process, value), process.name_of(Name::set_name));
    if (!found.is_nothing()) return true;
  }
  Value hook = init_subclass_of(thread, type);
  return hook.is_null() || !is_objects_own(process, hook);
}

}  // namespace

Value type_new(Thread& thread, Type* metaclass, Str* name, Tuple* bases, Dict* name_space,
               Dict* keywords) {
  Process& process = *thread.process;
  for (std::uint32_t i = 0; i < bases->length; ++i) {
    Value base = bases->items[i];
    if (is_type(base)) continue;
    bool entries = !type_lookup(process, type_of(process, base), process.name_of(Name::mro_entries))
                        .is_nothing();
    if (entries)
      return raise(thread, process.types.TypeError,
                   "type() doesn't support MRO entry resolution; use types.new_class()");
    return raise(thread, process.types.TypeError, "bases must be types");
  }
  Type* winner = winner_metaclass(thread, metaclass, bases);
  if (!winner) return Value::null();
  if (winner != metaclass) {
    Value found = type_lookup(process, winner, process.name_of(Name::new_));
    bool own =
        !identical(found, type_lookup(process, process.types.type, process.name_of(Name::new_)));
    metaclass = winner;
    if (own) {
      Value all[] = {Value::of(winner), Value::of(name), Value::of(bases), Value::of(name_space)};
      Frame* before = thread.top;
      Value bound =
          finish_nested(thread, before, bind_descriptor(thread, found, Value::null(), winner));
      if (bound.is_null()) return bound;
      return call_with_dict(thread, bound, new_tuple(process, all, 4), keywords);
    }
  }
  Type* type = create_class(thread, metaclass, name, bases, name_space);
  if (!type) return Value::null();
  if (!needs_finishing(thread, type, keywords)) return Value::of(type);
  static const NativeFrameType kFinish = {"class creation", finish_class_step};
  Value slots[] = {Value::of(type), Value::of(dict_copy(process, type->dict)),
                   keywords ? Value::of(keywords) : Value::of(new_dict(process)), Value::none(),
                   Value::none()};
  push_native_frame(thread, kFinish, slots, 5);
  return Value::pending();
}

// --- attributes of classes

Value type_find_attribute(Thread& thread, Value object, Str* name) {
  Process& process = *thread.process;
  if (!name->interned) name = intern(process, name);
  auto* type = object.as<Type>();
  Value meta = type_lookup(process, type->type, name);
  if (is_data_descriptor(meta) && meta.object()->type->slots.descr_get)
    return meta.object()->type->slots.descr_get(thread, meta, object, Value::of(type->type));
  Value found = type_lookup(process, type, name);
  if (!found.is_nothing()) {
    if (!found.is_object()) return found;
    auto get = found.object()->type->slots.descr_get;
    return get ? get(thread, found, Value::null(), object) : found;
  }
  if (meta.is_nothing()) return meta;
  return bind_descriptor(thread, meta, object, type->type);
}

Value type_get_attribute(Thread& thread, Value object, Str* name) {
  Value found = type_find_attribute(thread, object, name);
  return found.is_nothing() ? raise_attribute_error(thread, object, name) : found;
}

static void update_slot_below(Process& process, Type* type, const DunderInfo& dunder) {
  update_slot(process, type, dunder.slot);
  for (std::uint32_t i = 0; type->subclasses && i < type->subclasses->length; ++i)
    update_slot_below(process, type->subclasses->items[i].as<Type>(), dunder);
}

static void mark_finalizer(Type* type) {
  type->type_flags |= kHasFinalizer;
  for (std::uint32_t i = 0; type->subclasses && i < type->subclasses->length; ++i)
    mark_finalizer(type->subclasses->items[i].as<Type>());
}

bool set_type_attribute(Thread& thread, Type* type, Str* name, Value value) {
  Process& process = *thread.process;
  if (!name->interned) name = intern(process, name);
  if (!(type->type_flags & kHeapType)) {
    raise(thread, process.types.TypeError, "cannot set '%s' attribute of immutable type '%s'",
          to_utf8(name).c_str(), type_text(type).c_str());
    return false;
  }
  if (value.is_null()) {
    if (!dict_remove(process, type->dict, name)) {
      raise_attribute_error(thread, Value::of(type), name);
      return false;
    }
  } else {
    dict_set(process, type->dict, name, value);
  }
  type_modified(process, type);
  if (const DunderInfo* dunder = find_dunder(name)) update_slot_below(process, type, *dunder);
  if (name == process.name_of(Name::del) && !value.is_null()) mark_finalizer(type);
  return true;
}

Value type_set_attribute(Thread& thread, Value object, Str* name, Value value) {
  Process& process = *thread.process;
  auto* type = object.as<Type>();
  if (!name->interned) name = intern(process, name);
  Value meta = type_lookup(process, type->type, name);
  if (is_data_descriptor(meta))
    return meta.object()->type->slots.descr_set(thread, meta, object, value);
  return set_type_attribute(thread, type, name, value) ? Value::none() : Value::null();
}

}  // namespace gilscope
