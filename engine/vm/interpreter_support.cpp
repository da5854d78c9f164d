#include "vm/interpreter_support.h"

#include <algorithm>
#include <string>

#include "vm/attribute.h"
#include "vm/call.h"
#include "vm/containers.h"
#include "vm/exception_types.h"
#include "vm/import.h"
#include "vm/operations.h"
#include "vm/raise.h"

namespace gilscope {

// --- variables

// The local variable `self` of the running frame, or Null.
static Value local_self(Thread& thread) {
  if (!thread.top || thread.top->kind != FrameKind::Python) return Value::null();
  auto* frame = static_cast<PythonFrame*>(thread.top);
  for (std::uint32_t i = 0; i < frame->code->slot_count; ++i) {
    if (!str_equal(frame->code->slot_names[i], "self")) continue;
    Value v = frame->slots[i];
    bool boxed = frame->code->source->slot_kinds[i] != bytecode::SlotKind::Local && v.is_object() &&
                 v.object()->type == thread.process->types.cell;
    return boxed ? v.as<Cell>()->content : v;
  }
  return Value::null();
}

Value raise_name_error(Thread& thread, Str* name) {
  std::string text = to_utf8(name);
  raise(thread, thread.process->types.NameError, "name '%s' is not defined", text.c_str());
  if (is_exception(thread.exception)) {
    auto* error = thread.exception.as<Exception>();
    error->field[kNameErrorName] = Value::of(name);
    error->field[kNameErrorSelf] = local_self(thread);
  }
  return Value::null();
}

Value raise_unbound_local(Thread& thread, const CodeObject* code, std::int32_t slot) {
  return raise(thread, thread.process->types.UnboundLocalError,
               "cannot access local variable '%s' where it is not associated with a value",
               to_utf8(code->slot_names[slot]).c_str());
}

Value raise_unbound_cell(Thread& thread, const CodeObject* code, std::int32_t slot) {
  if (code->source->slot_kinds[static_cast<std::size_t>(slot)] != bytecode::SlotKind::Free) {
    return raise_unbound_local(thread, code, slot);
  }
  return raise(
      thread, thread.process->types.NameError,
      "cannot access free variable '%s' where it is not associated with a value in enclosing scope",
      to_utf8(code->slot_names[slot]).c_str());
}

Value load_from_mapping(Thread& thread, Value mapping, Str* name) {
  Process& process = *thread.process;
  bool plain = mapping.is_object() &&
               mapping.object()->type->slots.getitem == process.types.dict->slots.getitem;
  if (plain) return dict_get(mapping.as<Dict>(), name);
  Frame* before = thread.top;
  Value found = finish_nested(thread, before, get_item(thread, mapping, Value::of(name)));
  if (!found.is_null() || !pending_is(thread, process.types.KeyError)) return found;
  take_exception(thread);
  return Value::nothing();
}

Value load_global(Thread& thread, PythonFrame* frame, Str* name) {
  Value v = dict_get(frame->globals, name);
  if (v.is_nothing()) v = dict_get(frame->builtins, name);
  return v.is_nothing() ? raise_name_error(thread, name) : v;
}

Value load_name(Thread& thread, PythonFrame* frame, Str* name) {
  Value v =
      frame->locals.is_null() ? Value::nothing() : load_from_mapping(thread, frame->locals, name);
  return v.is_nothing() ? load_global(thread, frame, name) : v;
}

// --- collections

static const NativeFrameType kExtend = {
    "extend", [](Thread& thread, NativeFrame& frame, Value input) {
      if (frame.state++ == 0) {
        input = list_of(thread, frame.slots[1]);
        if (input.is_pending()) return input;
      }
      if (input.is_null()) return input;
      auto *list = frame.slots[0].as<List>(), *items = input.as<List>();
      list_reserve(*thread.process, list, list->length + items->length);
      for (std::uint32_t i = 0; i < items->length; ++i)
        list_append(*thread.process, list, items->items[i]);
      return Value::none();
    }};

Value extend_list(Thread& thread, List* list, Value iterable) {
  Process& process = *thread.process;
  if (iterable.is_object() && iterable.object()->type == process.types.tuple) {
    auto* tuple = iterable.as<Tuple>();
    for (std::uint32_t i = 0; i < tuple->length; ++i) list_append(process, list, tuple->items[i]);
    return Value::none();
  }
  if (!type_of(process, iterable)->slots.iter && !type_of(process, iterable)->slots.getitem) {
    return raise(thread, process.types.TypeError, "Value after * must be an iterable, not %s",
                 type_name(process, iterable).c_str());
  }
  Value slots[] = {Value::of(list), iterable};
  push_native_frame(thread, kExtend, slots, 2);
  return Value::pending();
}

static const NativeFrameType kUpdateSet = {
    "update", [](Thread& thread, NativeFrame& frame, Value input) {
      if (frame.state++ == 0) {
        input = list_of(thread, frame.slots[1]);
        if (input.is_pending()) return input;
      }
      if (input.is_null()) return input;
      auto* items = input.as<List>();
      for (std::uint32_t i = 0; i < items->length; ++i) {
        if (!set_add(thread, frame.slots[0].as<Set>(), items->items[i])) return Value::null();
      }
      return Value::none();
    }};

Value update_set(Thread& thread, Set* set, Value iterable) {
  Value slots[] = {Value::of(set), iterable};
  push_native_frame(thread, kUpdateSet, slots, 2);
  return Value::pending();
}

// Copies a mapping that is not a dict: its keys(), then each item. Slots: dict, mapping, keys list,
// number = position.
static const NativeFrameType kUpdateMapping = {
    "update", [](Thread& thread, NativeFrame& frame, Value input) {
      enum { kKeys, kList, kItems, kStore };
      if (input.is_null() && frame.state != kKeys) return input;
      if (frame.state == kKeys) {
        frame.state = kList;
        input =
            call_method(thread, frame.slots[1], thread.process->name_of(Name::keys), nullptr, 0);
        if (input.is_pending() || input.is_null()) return input;
      }
      if (frame.state == kList) {
        frame.state = kItems;
        input = list_of(thread, input);
        if (input.is_pending() || input.is_null()) return input;
      }
      for (;;) {
        if (frame.state == kItems) {
          if (frame.slots[2].is_null()) frame.slots[2] = input;
        } else if (!dict_set(thread, frame.slots[0].as<Dict>(), frame.slots[3], input)) {
          return Value::null();
        }
        auto* keys = frame.slots[2].as<List>();
        if (frame.number >= keys->length) return Value::none();
        frame.slots[3] = keys->items[frame.number++];
        frame.state = kStore;
        input = get_item(thread, frame.slots[1], frame.slots[3]);
        if (input.is_pending() || input.is_null()) return input;
      }
    }};

Value update_dict(Thread& thread, Dict* dict, Value mapping) {
  if (is_dict(mapping))
    return dict_update(thread, dict, mapping.as<Dict>()) ? Value::none() : Value::null();
  Process& process = *thread.process;
  Value keys = type_lookup(process, type_of(process, mapping), process.name_of(Name::keys));
  if (keys.is_nothing()) {
    return raise(thread, process.types.TypeError, "'%s' object is not a mapping",
                 type_name(process, mapping).c_str());
  }
  Value slots[] = {Value::of(dict), mapping, Value(), Value()};
  push_native_frame(thread, kUpdateMapping, slots, 4);
  return Value::pending();
}

static std::string callable_text(Thread& thread, Value callable) {
  bool function = callable.is_object() && callable.object()->type == thread.process->types.function;
  if (function) {  // with its module, as CPython's _PyObject_FunctionStr
    Value module = callable.as<Function>()->module;
    std::string prefix = is_str(module) ? to_utf8(module.as<Str>()) + "." : "";
    if (prefix == "builtins.") prefix.clear();
    return prefix + to_utf8(callable.as<Function>()->qualname) + "()";
  }
  Value name = find_attribute(thread, callable, thread.process->name_of(Name::qualname));
  if (is_str(name)) return to_utf8(name.as<Str>()) + "()";
  return type_name(*thread.process, callable) + " object";
}

Value merge_keywords(Thread& thread, Dict* dict, Value mapping, Value callable) {
  Process& process = *thread.process;
  if (!is_dict(mapping)) {
    Value keys = type_lookup(process, type_of(process, mapping), process.name_of(Name::keys));
    if (!keys.is_nothing()) return update_dict(thread, dict, mapping);
    return raise(thread, process.types.TypeError, "%s argument after ** must be a mapping, not %s",
                 callable_text(thread, callable).c_str(), type_name(process, mapping).c_str());
  }
  std::uint32_t position = 0;
  Value key, value;
  while (dict_next(mapping.as<Dict>(), position, key, value)) {
    Value present = dict_get(thread, dict, key);
    if (present.is_null()) return present;
    if (!present.is_nothing() && is_str(key)) {
      return raise(thread, process.types.TypeError,
                   "%s got multiple values for keyword argument '%s'",
                   callable_text(thread, callable).c_str(), to_utf8(key.as<Str>()).c_str());
    }
    if (!dict_set(thread, dict, key, value)) return Value::null();
  }
  return Value::none();
}

static Value too_few(Thread& thread, std::int32_t expected, bool at_least, std::uint32_t got) {
  return raise(thread, thread.process->types.ValueError,
               "not enough values to unpack (expected %s%d, got %u)", at_least ? "at least " : "",
               expected, got);
}

// With a star: everything is collected first.
static Value split_star(Thread& thread, List* all, std::int32_t before, std::int32_t after) {
  Process& process = *thread.process;
  auto b = static_cast<std::uint32_t>(before), a = static_cast<std::uint32_t>(after);
  if (all->length < b + a) return too_few(thread, before + after, true, all->length);
  Tuple* out = new_tuple(process, b + 1 + a);
  for (std::uint32_t i = 0; i < b; ++i) out->items[i] = all->items[i];
  out->items[b] = Value::of(new_list(process, all->items + b, all->length - b - a));
  for (std::uint32_t i = 0; i < a; ++i) out->items[b + 1 + i] = all->items[all->length - a + i];
  return Value::of(out);
}

static const NativeFrameType kUnpackStar = {
    "unpack", [](Thread& thread, NativeFrame& frame, Value input) {
      if (frame.state++ == 0) {
        input = list_of(thread, frame.slots[0]);
        if (input.is_pending()) return input;
      }
      if (input.is_null()) return input;
      auto before = static_cast<std::int32_t>(frame.number & 0xffff),
           after = static_cast<std::int32_t>(frame.number >> 16);
      return split_star(thread, input.as<List>(), before, after);
    }};

// Without a star: takes one item more than wanted, never more. Slots: iterable, iterator, list.
static const NativeFrameType kUnpack = {
    "unpack", [](Thread& thread, NativeFrame& frame, Value input) {
      Process& process = *thread.process;
      auto wanted = static_cast<std::uint32_t>(frame.number);
      if (frame.state == 0) {
        frame.state = 1;
        frame.slots[2] = Value::of(new_list(process, wanted));
        input = get_iterator(thread, frame.slots[0]);
        if (input.is_pending()) return input;
      }
      if (input.is_null()) return input;
      if (frame.state == 1) {
        frame.state = 2;
        frame.slots[1] = input;
        frame.awaits_next = true;
        input = iter_next(thread, frame.slots[1]);
        if (input.is_pending()) return input;
      }
      for (;;) {
        auto* list = frame.slots[2].as<List>();
        if (input.is_null()) return input;
        if (input.is_nothing()) {
          if (list->length < wanted)
            return too_few(thread, static_cast<std::int32_t>(wanted), false, list->length);
          return Value::of(new_tuple(process, list->items, list->length));
        }
        if (list->length == wanted) {
          return raise(thread, process.types.ValueError, "too many values to unpack (expected %u)",
                       wanted);
        }
        list_append(process, list, input);
        input = iter_next(thread, frame.slots[1]);
        if (input.is_pending()) return input;
      }
    }};

Value unpack(Thread& thread, Value iterable, std::int32_t before, std::int32_t after) {
  Process& process = *thread.process;
  Type* type = type_of(process, iterable);
  if (after < 0 && (type == process.types.tuple || type == process.types.list)) {
    bool tuple = type == process.types.tuple;
    std::uint32_t count = tuple ? iterable.as<Tuple>()->length : iterable.as<List>()->length;
    const Value* items = tuple ? iterable.as<Tuple>()->items : iterable.as<List>()->items;
    auto wanted = static_cast<std::uint32_t>(before);
    if (count < wanted) return too_few(thread, before, false, count);
    if (count > wanted) {
      return raise(thread, process.types.ValueError, "too many values to unpack (expected %d)",
                   before);
    }
    return Value::of(new_tuple(process, items, count));
  }
  if (!type->slots.iter && !type->slots.getitem) {
    return raise(thread, process.types.TypeError, "cannot unpack non-iterable %s object",
                 type_text(type).c_str());
  }
  Value slots[] = {iterable, Value(), Value()};
  NativeFrame* frame = push_native_frame(thread, after < 0 ? kUnpack : kUnpackStar, slots, 3);
  frame->number = after < 0 ? before : before | after << 16;
  return Value::pending();
}

Value build_string(Thread& thread, const Value* pieces, std::uint32_t count) {
  Process& process = *thread.process;
  std::uint32_t length = 0;
  std::uint8_t width = 1;
  bool ascii = true;
  for (std::uint32_t i = 0; i < count; ++i) {
    auto* piece = pieces[i].as<Str>();
    length += piece->length;
    width = std::max(width, piece->width);
    ascii = ascii && piece->ascii;
  }
  Str* out = allocate_str(process, length, width, ascii);
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    auto* piece = pieces[i].as<Str>();
    if (width == 1) {
      std::copy_n(piece->data8(), piece->length, out->data8() + at);
    } else {
      for (std::uint32_t k = 0; k < piece->length; ++k) {
        if (width == 2) out->data16()[at + k] = static_cast<std::uint16_t>(piece->at(k));
        if (width == 4) out->data32()[at + k] = static_cast<std::uint32_t>(piece->at(k));
      }
    }
    at += piece->length;
  }
  return Value::of(out);
}

// --- calls

static const NativeFrameType kCallUnpacked = {
    "call", [](Thread& thread, NativeFrame& frame, Value input) {
      if (frame.state == 0) {
        input = tuple_of(thread, frame.slots[1]);
        frame.state = 1;
        if (input.is_pending()) return input;
      }
      if (frame.state == 1) {
        frame.state = 2;
        if (input.is_null()) return input;
        Dict* kwargs = frame.slots[2].is_null() ? nullptr : frame.slots[2].as<Dict>();
        return call_with_dict(thread, frame.slots[0], input.as<Tuple>(), kwargs);
      }
      return input;
    }};

Value call_unpacked(Thread& thread, Value callable, Value args, Value kwargs) {
  if (is_tuple(args)) {
    return call_with_dict(thread, callable, args.as<Tuple>(),
                          kwargs.is_null() ? nullptr : kwargs.as<Dict>());
  }
  Process& process = *thread.process;
  if (!type_of(process, args)->slots.iter && !type_of(process, args)->slots.getitem) {
    return raise(thread, process.types.TypeError, "%s argument after * must be an iterable, not %s",
                 callable_text(thread, callable).c_str(), type_name(process, args).c_str());
  }
  Value slots[] = {callable, args, kwargs};
  push_native_frame(thread, kCallUnpacked, slots, 3);
  return Value::pending();
}

Value make_function(Thread& thread, PythonFrame* frame, Value*& sp, std::int32_t flags) {
  Function* function = new_function(*thread.process, (--sp)->as<CodeObject>(), frame->globals);
  if (flags & 8) function->closure = (--sp)->as<Tuple>();
  if (flags & 4) function->annotations = *--sp;
  if (flags & 2) function->keyword_defaults = (--sp)->as<Dict>();
  if (flags & 1) function->defaults = (--sp)->as<Tuple>();
  return Value::of(function);
}

static const NativeFrameType kFormatConverted = {
    "format", [](Thread& thread, NativeFrame& frame, Value input) {
      if (frame.state == 0) {
        frame.state = 1;
        Value v = frame.slots[0];
        input = frame.number == 1   ? to_str(thread, v)
                : frame.number == 2 ? repr(thread, v)
                                    : ascii_of(thread, v);
        if (input.is_pending()) return input;
      }
      if (frame.state == 1) {
        frame.state = 2;
        if (input.is_null()) return input;
        return format(thread, input, frame.slots[1]);
      }
      return input;
    }};

Value format_field(Thread& thread, Value v, std::int32_t conversion, Value spec) {
  bool plain = spec.is_null();
  if (conversion == 0 && plain && v.is_object() && v.object()->type == thread.process->types.str)
    return v;
  if (conversion == 0)
    return format(thread, v, plain ? Value::of(thread.process->empty_str) : spec);
  if (plain)
    return conversion == 1   ? to_str(thread, v)
           : conversion == 2 ? repr(thread, v)
                             : ascii_of(thread, v);
  Value slots[] = {v, spec};
  push_native_frame(thread, kFormatConverted, slots, 2)->number = conversion;
  return Value::pending();
}

Value load_super_attribute(Thread& thread, Value super_type, Value cls, Value self, Str* name) {
  Value args[] = {cls, self};
  Frame* before = thread.top;
  Value proxy = finish_nested(thread, before, call(thread, super_type, args, 2));
  return proxy.is_null() ? proxy : get_attribute(thread, proxy, name);
}

// --- with

Value context_method(Thread& thread, Value manager, Name name, bool async) {
  Process& process = *thread.process;
  Value method = special_method(thread, manager, process.name_of(name));
  if (!method.is_nothing()) return method;
  bool exit = name == Name::exit || name == Name::aexit;
  std::string missed =
      exit ? async ? " (missed __aexit__ method)" : " (missed __exit__ method)" : "";
  return raise(thread, process.types.TypeError,
               "'%s' object does not support the %scontext manager protocol%s",
               type_name(process, manager).c_str(), async ? "asynchronous " : "", missed.c_str());
}

// --- intrinsics

static Value stop_iteration_error(Thread& thread, PythonFrame* frame, Value v) {
  Types& types = thread.process->types;
  bool async = (frame->code->flags & bytecode::kAsyncGenerator) != 0;
  bool coroutine = (frame->code->flags & bytecode::kCoroutine) != 0;
  const char* kind = async ? "async generator" : coroutine ? "coroutine" : "generator";
  const char* what = nullptr;
  if (is_subtype(v.object()->type, types.StopIteration)) what = "StopIteration";
  if (async && is_subtype(v.object()->type, types.StopAsyncIteration)) what = "StopAsyncIteration";
  if (!what) return v;
  raise(thread, types.RuntimeError, "%s raised %s", kind, what);
  Value error = take_exception(thread);
  error.as<Exception>()->cause = error.as<Exception>()->context = v;
  error.as<Exception>()->suppress_context = true;
  return error;
}

static Value wrap_async(Thread& thread, Value v) {
  auto* cell = allocate<Cell>(*thread.process, thread.process->types.async_wrapped_value);
  cell->content = v;
  return Value::of(cell);
}

// Calls `typing.<name>(args...)`: what PEP 695 syntax makes. Slots: args tuple, name.
static const NativeFrameType kTypingCall = {
    "typing", [](Thread& thread, NativeFrame& frame, Value input) {
      Process& process = *thread.process;
      if (frame.state == 0) {
        frame.state = 1;
        input = import_module(thread, intern(process, "typing"));
        if (input.is_pending()) return input;
      }
      if (input.is_null()) return input;
      if (frame.state == 1) {
        frame.state = 2;
        input = get_attribute(thread, input, frame.slots[1].as<Str>());
        if (input.is_pending() || input.is_null()) return input;
      }
      if (frame.state == 2) {
        frame.state = 3;
        auto* args = frame.slots[0].as<Tuple>();
        return call(thread, input, args->items, args->length);
      }
      return input;
    }};

static Value typing_call(Thread& thread, const char* name, const Value* args, std::uint32_t count) {
  Process& process = *thread.process;
  Value slots[] = {Value::of(new_tuple(process, args, count)), Value::of(intern(process, name))};
  push_native_frame(thread, kTypingCall, slots, 2);
  return Value::pending();
}

// What an expression statement does in code compiled with "single".
static Value display(Thread& thread, Value v) {
  Process& process = *thread.process;
  Value hook = process.sys ? dict_get(process.sys->dict, intern(process, "displayhook"))
                           : Value::nothing();
  if (hook.is_nothing()) return raise(thread, process.types.RuntimeError, "lost sys.displayhook");
  return call(thread, hook, &v, 1);
}

Value intrinsic1(Thread& thread, PythonFrame* frame, bytecode::Intrinsic1 which, Value v) {
  using I = bytecode::Intrinsic1;
  switch (which) {
    case I::Print: return display(thread, v);
    case I::ImportStar: return import_star(thread, v, frame->locals);
    case I::StopIterationError: return stop_iteration_error(thread, frame, v);
    case I::AsyncGenWrap: return wrap_async(thread, v);
    case I::UnaryPositive: return unary_operation(thread, UnaryOperator::Positive, v);
    case I::ListToTuple: {
      auto* list = v.as<List>();
      return Value::of(new_tuple(*thread.process, list->items, list->length));
    }
    case I::TypeVar: return typing_call(thread, "_type_parameter", &v, 1);
    case I::ParamSpec: return typing_call(thread, "ParamSpec", &v, 1);
    case I::TypeVarTuple: return typing_call(thread, "TypeVarTuple", &v, 1);
    case I::SubscriptGeneric: return typing_call(thread, "_generic_base", &v, 1);
    case I::TypeAlias: return typing_call(thread, "_type_alias", &v, 1);
  }
  return Value::null();
}

Value intrinsic2(Thread& thread, bytecode::Intrinsic2 which, Value a, Value b) {
  using I = bytecode::Intrinsic2;
  Value args[] = {a, b};
  switch (which) {
    case I::PrepReraiseStar: return prep_reraise_star(thread, a, b);
    case I::TypeVarWithBound: return typing_call(thread, "_type_parameter_bound", args, 2);
    case I::TypeVarWithConstraints:
      return typing_call(thread, "_type_parameter_constrained", args, 2);
    case I::SetFunctionTypeParams:
      if (a.is_object() && a.object()->type == thread.process->types.function) {
        a.as<Function>()->type_params = b.as<Tuple>();
      }
      return a;
  }
  return Value::null();
}

// --- match

// Slots: subject, keys, values, get method. number: position.
static const NativeFrameType kMatchKeys = {
    "match", [](Thread& thread, NativeFrame& frame, Value input) {
      Process& process = *thread.process;
      auto* keys = frame.slots[1].as<Tuple>();
      auto* values = frame.slots[2].as<Tuple>();
      for (;;) {
        if (frame.state == 1) {
          if (input.is_null()) {
            if (!pending_is(thread, process.types.KeyError)) return input;
            take_exception(thread);
            return Value::none();
          }
          values->items[frame.number++] = input;
        }
        frame.state = 1;
        if (frame.number >= keys->length) return Value::of(values);
        Value key = keys->items[frame.number];
        if (is_dict(frame.slots[0])) {  // no __missing__ here
          input = dict_get(thread, frame.slots[0].as<Dict>(), key);
          if (input.is_null()) return input;
          if (input.is_nothing()) return Value::none();
          continue;
        }
        input = get_item(thread, frame.slots[0], key);
        if (input.is_pending()) return input;
      }
    }};

Value match_keys(Thread& thread, Value subject, Tuple* keys) {
  Tuple* values = new_tuple(*thread.process, keys->length);
  for (std::uint32_t i = 0; i < keys->length; ++i) values->items[i] = Value::none();
  Value slots[] = {subject, Value::of(keys), Value::of(values)};
  push_native_frame(thread, kMatchKeys, slots, 3);
  return Value::pending();
}

static bool matches_itself(Type* type) {
  constexpr std::uint32_t kSelf = kIntSubclass | kFloatSubclass | kStrSubclass | kBytesSubclass |
                                  kTupleSubclass | kListSubclass | kDictSubclass | kSetSubclass |
                                  kFrozenSetSubclass | kByteArraySubclass;
  return (type->type_flags & kSelf) != 0;
}

// Slots: subject, class, keywords, match_args, results. number: positional patterns; state: next
// attribute.
static Value match_class_step(Thread& thread, NativeFrame& frame, Value input) {
  enum { kInstance, kMatchArgs, kFirst };
  Process& process = *thread.process;
  Types& types = process.types;
  auto positional = static_cast<std::uint32_t>(frame.number);
  auto* keywords = frame.slots[2].as<Tuple>();
  auto* cls = frame.slots[1].as<Type>();
  if (frame.state == kInstance) {
    frame.state = kMatchArgs;
    input = is_instance(thread, frame.slots[0], frame.slots[1]);
    if (input.is_pending()) return input;
  }
  if (frame.state == kMatchArgs) {
    if (input.is_null()) return input;
    if (!input.is_true()) return Value::none();
    frame.state = kFirst;
    frame.slots[4] = Value::of(new_list(process, positional + keywords->length));
    Value names = positional
                      ? find_attribute(thread, frame.slots[1], process.name_of(Name::match_args))
                      : Value::none();
    if (names.is_null()) return names;
    bool self = names.is_nothing() && matches_itself(cls);
    if (names.is_nothing()) names = Value::of(process.empty_tuple);
    std::uint32_t allowed = self ? 1 : is_tuple(names) ? names.as<Tuple>()->length : 0;
    if (!names.is_none() && !is_tuple(names)) {
      return raise(thread, types.TypeError, "%s.__match_args__ must be a tuple (got %s)",
                   type_text(cls).c_str(), type_name(process, names).c_str());
    }
    if (positional > allowed) {
      return raise(thread, types.TypeError, "%s() accepts %u positional sub-pattern%s (%u given)",
                   type_text(cls).c_str(), allowed, allowed == 1 ? "" : "s", positional);
    }
    if (self && positional) list_append(process, frame.slots[4].as<List>(), frame.slots[0]);
    frame.slots[3] = names;
  } else if (frame.state >= kFirst) {
    if (input.is_null()) {
      if (!pending_is(thread, types.AttributeError)) return input;
      take_exception(thread);
      return Value::none();
    }
    list_append(process, frame.slots[4].as<List>(), input);
  }
  auto* results = frame.slots[4].as<List>();
  for (;;) {
    std::uint32_t i = results->length;
    if (i >= positional + keywords->length)
      return Value::of(new_tuple(process, results->items, results->length));
    Value name =
        i < positional ? frame.slots[3].as<Tuple>()->items[i] : keywords->items[i - positional];
    if (!is_str(name)) {
      return raise(thread, types.TypeError, "__match_args__ elements must be strings (got %s)",
                   type_name(process, name).c_str());
    }
    ++frame.state;
    input = get_attribute(thread, frame.slots[0], intern(process, name.as<Str>()));
    if (input.is_pending()) return input;
    if (input.is_null()) {
      if (!pending_is(thread, types.AttributeError)) return input;
      take_exception(thread);
      return Value::none();
    }
    list_append(process, results, input);
  }
}
static const NativeFrameType kMatchClass = {"match", match_class_step};

Value match_class(Thread& thread, Value subject, Value cls, std::int32_t positional,
                  Tuple* keywords) {
  if (!has_type_flag(cls, kTypeSubclass)) {
    return raise(thread, thread.process->types.TypeError, "called match pattern must be a class");
  }
  Value slots[] = {subject, cls, Value::of(keywords), Value(), Value()};
  push_native_frame(thread, kMatchClass, slots, 5)->number = positional;
  return Value::pending();
}

}  // namespace gilscope
