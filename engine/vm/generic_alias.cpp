// list[int] (types.GenericAlias) and int | None (types.UnionType).
#include <iterator>
#include <vector>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/object_type.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

static void visit_alias(Object* object, Visitor& visitor) {
  auto* alias = reinterpret_cast<GenericAlias*>(object);
  visitor.value(alias->origin);
  visitor.object(alias->args);
  visitor.value(alias->parameters);
}

Value new_generic_alias(Process& process, Value origin, Value arguments) {
  auto* alias = allocate<GenericAlias>(process, process.types.generic_alias);
  alias->origin = origin;
  alias->args = is_tuple(arguments) ? arguments.as<Tuple>() : new_tuple(process, &arguments, 1);
  return Value::of(alias);
}

static bool is_union(Process& process, Value v) {
  return v.is_object() && v.object()->type == process.types.union_type;
}
static bool is_alias(Process& process, Value v) {
  return v.is_object() && is_subtype(v.object()->type, process.types.generic_alias);
}

// typing's special forms and type variables take part in unions through their own __or__.
static bool can_unite(Process& process, Value v) {
  return v.is_none() || is_type(v) || is_alias(process, v) || is_union(process, v);
}

static void add_alternative(Process& process, std::vector<Value>& items, Value v) {
  if (v.is_none()) v = Value::of(process.types.none);
  for (Value item : items) {
    if (identical(item, v)) return;
  }
  items.push_back(v);
}

static void add_alternatives(Process& process, std::vector<Value>& items, Value v) {
  if (!is_union(process, v)) return add_alternative(process, items, v);
  Tuple* args = v.as<GenericAlias>()->args;
  for (std::uint32_t i = 0; i < args->length; ++i) add_alternative(process, items, args->items[i]);
}

Value make_union(Thread& thread, Value left, Value right) {
  Process& process = *thread.process;
  if (!can_unite(process, left) || !can_unite(process, right)) return Value::not_implemented();
  if (left.is_none() && right.is_none()) return Value::not_implemented();
  std::vector<Value> items;
  add_alternatives(process, items, left);
  add_alternatives(process, items, right);
  if (items.size() == 1) return items[0];
  auto* united = allocate<GenericAlias>(process, process.types.union_type);
  united->origin = Value::none();
  united->args = new_tuple(process, items.data(), static_cast<std::uint32_t>(items.size()));
  return Value::of(united);
}

static Value union_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  return op == BinaryOperator::Or ? make_union(thread, left, right) : Value::not_implemented();
}

// --- text

static bool part_text(Thread& thread, Value v, std::string* out) {
  Process& process = *thread.process;
  if (v.tag == Tag::Ellipsis) {
    *out = "...";
    return true;
  }
  if (is_type(v)) {
    *out = v.as<Type>() == process.types.none ? "None" : qualified_name(process, v.as<Type>());
    return true;
  }
  return repr_nested(thread, v, out);
}

static Value alias_repr(Thread& thread, Value self) {
  auto* alias = self.as<GenericAlias>();
  std::string text, part;
  if (!part_text(thread, alias->origin, &text)) return Value::null();
  text += "[";
  for (std::uint32_t i = 0; i < alias->args->length; ++i) {
    Value arg = alias->args->items[i];
    bool none = is_type(arg) && arg.as<Type>() == thread.process->types.none;
    if (none)
      part = "NoneType";
    else if (!part_text(thread, arg, &part))
      return Value::null();
    text += (i ? ", " : "") + part;
  }
  if (!alias->args->length) text += "()";
  return Value::of(new_str(*thread.process, text + "]"));
}

static Value union_repr(Thread& thread, Value self) {
  auto* args = self.as<GenericAlias>()->args;
  std::string text, part;
  for (std::uint32_t i = 0; i < args->length; ++i) {
    if (!part_text(thread, args->items[i], &part)) return Value::null();
    text += (i ? " | " : "") + part;
  }
  return Value::of(new_str(*thread.process, text));
}

static Value alias_compare(Thread& thread, Value self, Value other, Comparison op) {
  bool comparable = other.is_object() && other.object()->type == self.object()->type;
  if (!comparable || (op != Comparison::Equal && op != Comparison::NotEqual))
    return Value::not_implemented();
  auto *a = self.as<GenericAlias>(), *b = other.as<GenericAlias>();
  bool same = false;
  if (!equal_nested(thread, a->origin, b->origin, &same)) return Value::null();
  if (same && is_union(*thread.process, self)) {  // in any order
    same = a->args->length == b->args->length;
    for (std::uint32_t i = 0; same && i < a->args->length; ++i) {
      bool found = false;
      for (std::uint32_t k = 0; !found && k < b->args->length; ++k)
        if (!equal_nested(thread, a->args->items[i], b->args->items[k], &found))
          return Value::null();
      same = found;
    }
  } else if (same && !equal_nested(thread, Value::of(a->args), Value::of(b->args), &same)) {
    return Value::null();
  }
  return Value::boolean(same == (op == Comparison::Equal));
}

static Value alias_hash(Thread& thread, Value self) {
  auto* alias = self.as<GenericAlias>();
  std::int64_t origin = 0, sum = 0;
  if (!hash_nested(thread, alias->origin, &origin)) return Value::null();
  for (std::uint32_t i = 0; i < alias->args->length; ++i) {
    std::int64_t h = 0;
    if (!hash_nested(thread, alias->args->items[i], &h)) return Value::null();
    sum = is_union(*thread.process, self)
              ? sum ^ h
              : static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) * 1000003u ^
                                          static_cast<std::uint64_t>(h));
  }
  return Value::of(origin ^ sum);
}

// --- behaviour

// Attributes that are the alias's own; all others are the origin's.
static bool is_own_name(Str* name) {
  for (const char* own : {"__origin__", "__args__", "__parameters__", "__mro_entries__",
                          "__class__", "__reduce_ex__", "__reduce__", "__unpacked__"}) {
    if (str_equal(name, own)) return true;
  }
  return false;
}

static Value alias_getattr(Thread& thread, Value self, Str* name) {
  bool dunder = name->length > 4 && name->at(0) == U'_' && name->at(1) == U'_';
  bool forwarded = !is_own_name(name) &&
                   (!dunder || str_equal(name, "__name__") || str_equal(name, "__qualname__") ||
                    str_equal(name, "__module__") || str_equal(name, "__doc__"));
  if (forwarded) return get_attribute(thread, self.as<GenericAlias>()->origin, name);
  return generic_get_attribute(thread, self, name);
}

// slots: the new object, the alias: remembers __orig_class__ where the object takes attributes.
static Value alias_call(Thread& thread, Value self, const Value* args, std::uint32_t positional,
                        Tuple* kwnames) {
  return call(thread, self.as<GenericAlias>()->origin, args, positional, kwnames);
}

static bool is_type_variable(Thread& thread, Value v) {
  if (!v.is_object() || is_type(v)) return false;
  Process& process = *thread.process;
  Value found = type_lookup(process, v.object()->type, intern(process, "__typing_subst__"));
  return !found.is_nothing();
}

static void add_parameter(std::vector<Value>& found, Value v) {
  for (Value known : found) {
    if (identical(known, v)) return;
  }
  found.push_back(v);
}

static Tuple* collect_parameters(Thread& thread, Tuple* args) {
  Process& process = *thread.process;
  std::vector<Value> found;
  for (std::uint32_t i = 0; i < args->length; ++i) {
    Value arg = args->items[i];
    if (is_type_variable(thread, arg)) {
      add_parameter(found, arg);
      continue;
    }
    if (is_type(arg) || !arg.is_object()) continue;
    Frame* before = thread.top;
    Value nested = finish_nested(thread, before,
                                 find_attribute(thread, arg, process.name_of(Name::parameters)));
    if (nested.is_null()) take_exception(thread);
    if (!is_tuple(nested)) continue;
    for (std::uint32_t k = 0; k < nested.as<Tuple>()->length; ++k)
      add_parameter(found, nested.as<Tuple>()->items[k]);
  }
  return new_tuple(process, found.data(), static_cast<std::uint32_t>(found.size()));
}

static Value get_parameters(Thread& thread, Value self) {
  auto* alias = self.as<GenericAlias>();
  if (alias->parameters.is_null())
    alias->parameters = Value::of(collect_parameters(thread, alias->args));
  return alias->parameters;
}

// dict[str, T][int]: puts the given arguments in the places of the type variables.
static Value substitute(Thread& thread, Value arg, Tuple* parameters, Tuple* given) {
  Process& process = *thread.process;
  for (std::uint32_t i = 0; i < parameters->length; ++i) {
    if (identical(arg, parameters->items[i])) return given->items[i];
  }
  if (!is_alias(process, arg) && !is_union(process, arg)) return arg;
  auto* alias = arg.as<GenericAlias>();
  Tuple* args = new_tuple(process, alias->args->items, alias->args->length);
  for (std::uint32_t i = 0; i < args->length; ++i)
    args->items[i] = substitute(thread, args->items[i], parameters, given);
  if (is_alias(process, arg)) return new_generic_alias(process, alias->origin, Value::of(args));
  Value united = args->items[0];
  for (std::uint32_t i = 1; i < args->length; ++i)
    united = make_union(thread, united, args->items[i]);
  return united;
}

static Value alias_getitem(Thread& thread, Value self, Value key) {
  Process& process = *thread.process;
  Tuple* parameters = get_parameters(thread, self).as<Tuple>();
  std::string text;
  if (!parameters->length) {
    if (!repr_nested(thread, self, &text)) return Value::null();
    return raise(thread, process.types.TypeError, "%s is not a generic class", text.c_str());
  }
  Tuple* given = is_tuple(key) ? key.as<Tuple>() : new_tuple(process, &key, 1);
  if (given->length != parameters->length) {
    if (!repr_nested(thread, self, &text)) return Value::null();
    return raise(thread, process.types.TypeError, "Too %s arguments for %s; actual %u, expected %u",
                 given->length > parameters->length ? "many" : "few", text.c_str(), given->length,
                 parameters->length);
  }
  return substitute(thread, self, parameters, given);
}

static Value get_origin(Thread&, Value self) {
  return self.as<GenericAlias>()->origin;
}
static Value get_args(Thread&, Value self) {
  return Value::of(self.as<GenericAlias>()->args);
}
static Value get_unpacked(Thread&, Value) {
  return Value::boolean(false);
}
static Value mro_entries(Thread& thread, const Value* args) {
  return Value::of(new_tuple(*thread.process, &args[0].as<GenericAlias>()->origin, 1));
}
static Value alias_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* alias = reinterpret_cast<GenericAlias*>(allocate_instance(process, args[0].as<Type>()));
  alias->origin = args[1];
  alias->args = is_tuple(args[2]) ? args[2].as<Tuple>() : new_tuple(process, &args[2], 1);
  return Value::of(reinterpret_cast<Object*>(alias));
}
static Value alias_reduce(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* alias = args[0].as<GenericAlias>();
  Value inner[] = {alias->origin, Value::of(alias->args)};
  Value outer[] = {Value::of(process.types.generic_alias), Value::of(new_tuple(process, inner, 2))};
  return Value::of(new_tuple(process, outer, 2));
}
static Value union_check(Thread& thread, const Value* args) {
  return is_instance(thread, args[1], args[0]);
}
static Value union_subclass_check(Thread& thread, const Value* args) {
  return is_subclass(thread, args[1], args[0]);
}

void define_generic_aliases(Process& process) {
  static const NativeGetSet kGetSets[] = {{"__origin__", get_origin, nullptr},
                                          {"__args__", get_args, nullptr},
                                          {"__parameters__", get_parameters, nullptr},
                                          {"__unpacked__", get_unpacked, nullptr}};
  static const NativeMethod kMethods[] = {{"__mro_entries__", "self, bases, /", mro_entries},
                                          {"__reduce__", "self, /", alias_reduce}};
  static const NativeMethod kUnionMethods[] = {
      {"__instancecheck__", "self, instance, /", union_check},
      {"__subclasscheck__", "self, cls, /", union_subclass_check}};
  Type* alias = process.types.generic_alias;
  alias->slots.visit = visit_alias;
  alias->slots.repr = alias_repr;
  alias->slots.compare = alias_compare;
  alias->slots.hash = alias_hash;
  alias->slots.getattr = alias_getattr;
  alias->slots.call = alias_call;
  alias->slots.getitem = alias_getitem;
  alias->slots.binary = union_binary;
  set_new(process, alias, "cls, origin, args, /", alias_new);
  add_methods(process, alias, kMethods, std::size(kMethods));
  add_getsets(process, alias, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, alias);
  Type* united = process.types.union_type;
  united->slots.visit = visit_alias;
  united->slots.repr = union_repr;
  united->slots.compare = alias_compare;
  united->slots.hash = alias_hash;
  united->slots.getitem = alias_getitem;
  united->slots.binary = union_binary;
  add_methods(process, united, kUnionMethods, std::size(kUnionMethods));
  add_getsets(process, united, kGetSets + 1, 2);
  add_slot_wrappers(process, united);
  // None | int, too. None's own operators are no others.
  process.types.none->slots.binary = union_binary;
}

}  // namespace gilscope
