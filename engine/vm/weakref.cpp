#include "vm/weakref.h"

#include <iterator>
#include <utility>
#include <vector>

#include "vm/containers.h"
#include "vm/define.h"
#include "vm/generator.h"
#include "vm/generator_end.h"
#include "vm/kernel.h"
#include "vm/object_type.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

// --- the table: identity of the target -> its references

static Value key_of(Object* target) {
  return Value::of(std::int64_t{target->identity});
}

static List* references_to(Process& process, Object* target) {
  if (!process.weak_table || !(target->flags & kHasWeakref)) return nullptr;
  Thread bootstrap;
  bootstrap.process = &process;
  Value list = dict_get(bootstrap, process.weak_table, key_of(target));
  return list.is_object() ? list.as<List>() : nullptr;
}

bool supports_weakref(Process& process, Value v) {
  if (!v.is_object()) return false;
  Type* type = v.object()->type;
  if (type->type_flags & kHeapType) return !(type->type_flags & (kIntSubclass | kTupleSubclass));
  const Types& t = process.types;
  return type == t.function || type == t.type || type == t.set || type == t.frozenset ||
         type == t.method || type == t.module || type == t.generator || type == t.coroutine ||
         type == t.native_function || (type->type_flags & (kTypeSubclass | kWeakReferenceable)) || type->attributes_offset;
}

// Collections may not allocate: room for all that may be doomed is made beforehand.
static void reserve_doomed(Process& process) {
  if (!process.doomed) process.doomed = new_list(process);
  std::uint32_t need = process.doomed->length + 16;
  if (process.finalizable) need += process.finalizable->length;
  if (process.weak_table) need += process.weak_table->length * 2;
  if (process.doomed->capacity < need) list_reserve(process, process.doomed, need * 2);
}

Weakref* new_weakref(Process& process, Type* type, Object* target, Value callback) {
  if (!target->identity) target->identity = process.next_identity++;
  if (!process.weak_table) process.weak_table = new_dict(process);
  List* list = references_to(process, target);
  bool shared = callback.is_none() && type == process.types.weakref;
  if (list && shared) {
    for (std::uint32_t i = 0; i < list->length; ++i) {
      auto* known = list->items[i].as<Weakref>();
      if (known->type == type && known->callback.is_none()) return known;
    }
  }
  Thread bootstrap;
  bootstrap.process = &process;
  if (!list) {
    list = new_list(process);
    dict_set(bootstrap, process.weak_table, key_of(target), Value::of(list));
    target->flags |= kHasWeakref;
  }
  auto* reference = reinterpret_cast<Weakref*>(allocate_instance(process, type));
  reference->target = target;
  reference->callback = callback;
  list_append(process, list, Value::of(reference));
  reserve_doomed(process);
  return reference;
}

std::uint32_t weakref_count(Process& process, Object* target) {
  List* list = references_to(process, target);
  return list ? list->length : 0;
}

void register_finalizer(Process& process, Object* object) {
  if (!process.finalizable) process.finalizable = new_list(process);
  list_append(process, process.finalizable, Value::of(object));
  reserve_doomed(process);
}

// --- after marking. Nothing may be allocated here: what is not marked yet still lies in place.

static void doom(Process& process, Visitor& visitor, Value v) {
  list_append(process, process.doomed, v);
  visitor.value(process.doomed->items[process.doomed->length - 1]);
}

static void clear_references(Process& process, Visitor& visitor, List* list, bool target_lives) {
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < list->length; ++i) {
    auto* reference = list->items[i].as<Weakref>();
    bool lives = process.heap.is_marked(reference);
    if (target_lives) {
      if (lives) list->items[kept++] = list->items[i];
      continue;
    }
    reference->target = nullptr;
    if (lives && !reference->callback.is_none()) doom(process, visitor, list->items[i]);
  }
  list->length = kept;
}

static void clear_table(Process& process, Visitor& visitor) {
  Dict* table = process.weak_table;
  std::vector<Value> empty;
  std::uint32_t position = 0;
  Value key, value;
  while (dict_next(table, position, key, value)) {
    auto* list = value.as<List>();
    Object* target = list->length ? list->items[0].as<Weakref>()->target : nullptr;
    bool lives = target && process.heap.is_marked(target);
    clear_references(process, visitor, list, lives);
    if (list->length) continue;
    if (lives) target->flags &= ~std::uint32_t{kHasWeakref};
    empty.push_back(key);
  }
  Thread bootstrap;
  bootstrap.process = &process;
  for (Value k : empty) dict_remove(bootstrap, table, k);
}

void clear_weak_references(Process& process) {
  Visitor& visitor = process.heap.marker();
  if (process.weak_table) {
    clear_table(process, visitor);
    visitor.object(process.weak_table);
  }
  List* candidates = process.finalizable;
  if (!candidates) return;
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < candidates->length; ++i) {
    Object* object = candidates->items[i].object();
    bool is_generator = is_generator_object(process.types, candidates->items[i]);
    if (is_generator && !may_end_visibly(candidates->items[i].as<Generator>())) continue;
    if (process.heap.is_marked(object))
      candidates->items[kept++] = candidates->items[i];
    else if (!is_generator || ends_visibly(candidates->items[i].as<Generator>()))
      doom(process, visitor, candidates->items[i]);
  }
  candidates->length = kept;
  visitor.object(process.finalizable);
}

// --- at a safe point

// sys.unraisablehook, where the program has put one of its own.
static bool ask_hook(Thread& thread, Value error, Value culprit) {
  Process& process = *thread.process;
  if (!process.sys) return false;
  Value hook = dict_get(process.sys->dict, intern(process, "unraisablehook"));
  bool own = hook.is_object() && hook.object()->type != process.types.native_function;
  if (!own) return false;
  Frame* before = thread.top;
  Value types = finish_nested(thread, before, import_module(thread, intern(process, "types")));
  Value make =
      types.is_null() ? types : find_attribute(thread, types, intern(process, "SimpleNamespace"));
  Value details = make.is_object() ? call_nested(thread, make, nullptr, 0) : Value::null();
  const std::pair<const char*, Value> kFields[] = {
      {"exc_type", Value::of(error.object()->type)},
      {"exc_value", error},
      {"exc_traceback", error.as<Exception>()->traceback},
      {"err_msg", Value::none()},
      {"object", culprit}};
  for (auto [name, value] : kFields) {
    if (details.is_null()) break;
    Value set = finish_nested(thread, before,
                              set_attribute(thread, details, intern(process, name), value));
    if (set.is_null()) details = set;
  }
  if (details.is_null() || call_nested(thread, hook, &details, 1).is_null()) take_exception(thread);
  return true;
}

static void run_one(Thread& thread, Value doomed) {
  Process& process = *thread.process;
  Type* type = doomed.object()->type;
  Value saved = take_exception(thread), result, callee;
  if (is_generator_object(process.types, doomed)) {
    callee = doomed;
    result = end_generator(thread, doomed.as<Generator>());
  } else if (is_subtype(type, process.types.weakref)) {
    callee = doomed.as<Weakref>()->callback;
    result = call_nested(thread, callee, &doomed, 1);
  } else {
    doomed.object()->flags |= kFinalized;
    callee = type_lookup(process, type, process.name_of(Name::del));
    result = callee.is_nothing() ? Value::none() : call_nested(thread, callee, &doomed, 1);
  }
  if (result.is_null()) {
    std::string name = "?";
    Value error = take_exception(thread);
    if (ask_hook(thread, error, callee)) {
      thread.exception = saved;
      return;
    }
    if (!repr_nested(thread, callee, &name)) take_exception(thread);
    std::string text = "Exception ignored in: " + name + "\n" + format_exception(thread, error);
    if (thread.kernel) thread.kernel->write(thread, 2, text);
  }
  thread.exception = saved;
}

void run_finalizers(Thread& thread) {
  Process& process = *thread.process;
  while (process.doomed && process.doomed->length) {
    List* due = process.doomed;
    Value first = due->items[0];
    for (std::uint32_t i = 1; i < due->length; ++i) due->items[i - 1] = due->items[i];
    --due->length;
    run_one(thread, first);
  }
  process.dropped_at.filename.clear();
}

void finalize_everything(Thread& thread) {
  Process& process = *thread.process;
  run_finalizers(thread);
  List* living = process.finalizable;
  if (!living) return;
  process.finalizable = nullptr;
  for (std::uint32_t i = 0; i < living->length; ++i) {
    Value v = living->items[i];
    // What daemon threads hold is not finalized.
    bool held = is_generator_object(process.types, v) && process.threads.size() > 1 &&
                v.as<Generator>()->state == GeneratorState::Suspended;
    if (!held) run_one(thread, v);
  }
}

// --- the type weakref.ref

void visit_weakref(Object* object, Visitor& visitor) {
  auto* reference = reinterpret_cast<Weakref*>(object);
  visitor.value(reference->callback);
  // Weak while marking; a forked heap needs the pointer to its own copy.
  if (visitor.relocating()) visitor.object(reference->target);
}

static Value weakref_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!supports_weakref(process, args[1]))
    return raise(thread, process.types.TypeError, "cannot create weak reference to '%s' object",
                 type_name(process, args[1]).c_str());
  Value callback = args[2].is_null() ? Value::none() : args[2];
  return Value::of(new_weakref(process, args[0].as<Type>(), args[1].object(), callback));
}

static Value weakref_init(Thread&, const Value*) {
  return Value::none();
}

static Value target_of(Value self) {
  Object* target = self.as<Weakref>()->target;
  return target ? Value::of(target) : Value::none();
}

static Value weakref_call(Thread& thread, Value self, const Value*, std::uint32_t positional,
                          Tuple* kwnames) {
  if (positional || (kwnames && kwnames->length))
    return raise(thread, thread.process->types.TypeError,
                 "weakref.__call__() takes no arguments (%u given)", positional);
  return target_of(self);
}

static Value weakref_hash(Thread& thread, Value self) {
  auto* reference = self.as<Weakref>();
  if (reference->hashed) return Value::of(reference->hash_value);
  if (!reference->target)
    return raise(thread, thread.process->types.TypeError, "weak object has gone away");
  if (!hash_nested(thread, Value::of(reference->target), &reference->hash_value))
    return Value::null();
  reference->hashed = true;
  return Value::of(reference->hash_value);
}

static Value weakref_compare(Thread& thread, Value self, Value other, Comparison op) {
  Process& process = *thread.process;
  bool comparable = other.is_object() && is_subtype(other.object()->type, process.types.weakref) &&
                    (op == Comparison::Equal || op == Comparison::NotEqual);
  if (!comparable) return Value::not_implemented();
  auto *a = self.as<Weakref>(), *b = other.as<Weakref>();
  bool same = a == b;
  if (a->target && b->target &&
      !equal_nested(thread, Value::of(a->target), Value::of(b->target), &same))
    return Value::null();
  return Value::boolean(same == (op == Comparison::Equal));
}

static Value weakref_repr(Thread& thread, Value self) {
  Process& process = *thread.process;
  auto* reference = self.as<Weakref>();
  std::string head = "<weakref at " + address_text(process, self) + "; ";
  if (!reference->target) return Value::of(new_str(process, head + "dead>"));
  Value target = Value::of(reference->target);
  return Value::of(new_str(process, head + "to '" + type_name(process, target) + "' at " +
                                        address_text(process, target) + ">"));
}

static Value weakref_callback(Thread&, Value self) {
  return self.as<Weakref>()->callback;
}

void define_weakrefs(Process& process) {
  Type* type = process.types.weakref;
  type->slots.visit = visit_weakref;
  type->slots.call = weakref_call;
  type->slots.hash = weakref_hash;
  type->slots.compare = weakref_compare;
  type->slots.repr = weakref_repr;
  static const NativeGetSet kGetSets[] = {{"__callback__", weakref_callback, nullptr}};
  set_new(process, type, "cls, object, callback=None, /, *args, **kwargs", weakref_new);
  set_init(process, type, "self, /, *args, **kwargs", weakref_init);
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
