// __build_class__: what a `class` statement does, step by step, as a native frame.
#include <iterator>

#include "vm/call.h"
#include "vm/containers.h"
#include "vm/slots.h"
#include "vm/str.h"
#include "vm/type.h"
#include "vm/type_creation.h"

namespace gilscope {

namespace {

enum State : std::int32_t {
  kResolveBases,  // number: next base to look at
  kHaveEntries,   // __mro_entries__ answered
  kHaveLookedUpPrepare,
  kHaveNamespace,
  kHaveBody,
  kHaveClass,
};

enum Slot { kFunction, kName, kBases, kKeywords, kMetaclass, kNamespace, kResolved, kCell, kSlots };

Value start_metaclass(Thread& thread, NativeFrame& frame);

// Replaces bases that are no classes by what their __mro_entries__ say.
Value resolve_bases(Thread& thread, NativeFrame& frame) {
  Process& process = *thread.process;
  auto* bases = frame.slots[kBases].as<Tuple>();
  auto* resolved = frame.slots[kResolved].as<List>();
  while (frame.number < bases->length) {
    Value base = bases->items[frame.number++];
    Value entries = Value::nothing();
    if (!is_type(base)) {
      Frame* before = thread.top;
      entries = find_attribute(thread, base, process.name_of(Name::mro_entries));
      entries = finish_nested(thread, before, entries);
      if (entries.is_null()) return entries;
    }
    if (entries.is_nothing()) {
      list_append(process, resolved, base);
      continue;
    }
    frame.state = kHaveEntries;
    Value result = call(thread, entries, &frame.slots[kBases], 1, nullptr);
    if (result.is_pending() || result.is_null()) return result;
    if (!is_tuple(result))
      return raise(thread, process.types.TypeError, "__mro_entries__ must return a tuple");
    for (std::uint32_t i = 0; i < result.as<Tuple>()->length; ++i)
      list_append(process, resolved, result.as<Tuple>()->items[i]);
  }
  return start_metaclass(thread, frame);
}

Tuple* resolved_bases(Process& process, NativeFrame& frame) {
  auto* list = frame.slots[kResolved].as<List>();
  return new_tuple(process, list->items, list->length);
}

Value run_body(Thread& thread, NativeFrame& frame) {
  frame.state = kHaveBody;
  auto* function = frame.slots[kFunction].as<Function>();
  return execute_code(thread, function->code, function, function->globals, frame.slots[kNamespace]);
}

Value start_metaclass(Thread& thread, NativeFrame& frame) {
  Process& process = *thread.process;
  Tuple* bases = resolved_bases(process, frame);
  auto* keywords = frame.slots[kKeywords].as<Dict>();
  Value metaclass = dict_get(keywords, process.name_of(Name::metaclass));
  if (metaclass.is_nothing()) {
    metaclass = Value::of(bases->length ? type_of(process, bases->items[0]) : process.types.type);
  } else {
    dict_remove(process, keywords, process.name_of(Name::metaclass));
  }
  if (is_type(metaclass)) {
    Type* winner = winner_metaclass(thread, metaclass.as<Type>(), bases);
    if (!winner) return Value::null();
    metaclass = Value::of(winner);
  }
  frame.slots[kMetaclass] = metaclass;
  if (metaclass.as<Type>() == process.types.type) {
    frame.slots[kNamespace] = Value::of(new_dict(process));
    return run_body(thread, frame);
  }
  frame.state = kHaveLookedUpPrepare;
  return find_attribute(thread, metaclass, process.name_of(Name::prepare));
}

Value call_prepare(Thread& thread, NativeFrame& frame, Value prepare) {
  Process& process = *thread.process;
  frame.state = kHaveNamespace;
  if (prepare.is_nothing()) return Value::of(new_dict(process));
  Value args[] = {frame.slots[kName], Value::of(resolved_bases(process, frame))};
  return call_with_dict(thread, prepare, new_tuple(process, args, 2),
                        frame.slots[kKeywords].as<Dict>());
}

Value take_namespace(Thread& thread, NativeFrame& frame, Value name_space) {
  Process& process = *thread.process;
  if (!type_of(process, name_space)->slots.getitem) {
    std::string metaclass = is_type(frame.slots[kMetaclass])
                                ? type_text(frame.slots[kMetaclass].as<Type>())
                                : "<metaclass>";
    return raise(thread, process.types.TypeError, "%s.__prepare__() must return a mapping, not %s",
                 metaclass.c_str(), type_name(process, name_space).c_str());
  }
  frame.slots[kNamespace] = name_space;
  return run_body(thread, frame);
}

Value make_class(Thread& thread, NativeFrame& frame, Value cell) {
  Process& process = *thread.process;
  frame.slots[kCell] = cell;
  Tuple* bases = resolved_bases(process, frame);
  auto* given = frame.slots[kBases].as<Tuple>();
  bool same = bases->length == given->length;
  for (std::uint32_t i = 0; same && i < bases->length; ++i)
    same = identical(bases->items[i], given->items[i]);
  if (!same) {
    Frame* before = thread.top;
    Value stored = set_item(thread, frame.slots[kNamespace],
                            Value::of(process.name_of(Name::orig_bases)), frame.slots[kBases]);
    if (finish_nested(thread, before, stored).is_null()) return Value::null();
  }
  frame.state = kHaveClass;
  Value args[] = {frame.slots[kName], same ? frame.slots[kBases] : Value::of(bases),
                  frame.slots[kNamespace]};
  return call_with_dict(thread, frame.slots[kMetaclass], new_tuple(process, args, 3),
                        frame.slots[kKeywords].as<Dict>());
}

Value check_cell(Thread& thread, NativeFrame& frame, Value cls) {
  Process& process = *thread.process;
  Value cell = frame.slots[kCell];
  bool has_cell = cell.is_object() && cell.object()->type == process.types.cell;
  if (!has_cell || !is_type(cls)) return cls;
  Value content = cell.as<Cell>()->content;
  std::string name = to_utf8(frame.slots[kName].as<Str>()), text;
  if (content.is_null()) {
    if (!repr_nested(thread, cls, &text)) return Value::null();
    return raise(thread, process.types.RuntimeError,
                 "__class__ not set defining '%s' as %s. Was __classcell__ propagated to "
                 "type.__new__?",
                 name.c_str(), text.c_str());
  }
  if (identical(content, cls)) return cls;
  std::string set_to;
  if (!repr_nested(thread, cls, &text) || !repr_nested(thread, content, &set_to))
    return Value::null();
  return raise(thread, process.types.TypeError, "__class__ set to %s defining '%s' as %s",
               set_to.c_str(), name.c_str(), text.c_str());
}

Value build_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  bool first = input.is_null() && frame.state == kResolveBases && frame.number == 0;
  if (first) {
    input = resolve_bases(thread, frame);
    if (input.is_pending() || input.is_null()) return input;
  }
  for (;;) {
    if (input.is_null() || input.is_pending() || input.is_blocked()) return input;
    switch (frame.state) {
      case kHaveEntries: {
        if (!is_tuple(input))
          return raise(thread, process.types.TypeError, "__mro_entries__ must return a tuple");
        for (std::uint32_t i = 0; i < input.as<Tuple>()->length; ++i)
          list_append(process, frame.slots[kResolved].as<List>(), input.as<Tuple>()->items[i]);
        input = resolve_bases(thread, frame);
        break;
      }
      case kHaveLookedUpPrepare: input = call_prepare(thread, frame, input); break;
      case kHaveNamespace: input = take_namespace(thread, frame, input); break;
      case kHaveBody: input = make_class(thread, frame, input); break;
      default: return check_cell(thread, frame, input);
    }
  }
}

}  // namespace

Value build_class(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (!args[0].is_object() || args[0].object()->type != process.types.function)
    return raise(thread, process.types.TypeError, "__build_class__: func must be a function");
  if (!is_str(args[1]))
    return raise(thread, process.types.TypeError, "__build_class__: name is not a string");
  static const NativeFrameType kBuild = {"class statement", build_step};
  Value slots[kSlots] = {args[0],
                         args[1],
                         args[2],
                         args[3],
                         Value::none(),
                         Value::none(),
                         Value::of(new_list(process)),
                         Value::none()};
  push_native_frame(thread, kBuild, slots, kSlots);
  return Value::pending();
}

void add_build_class(Process& process) {
  static const NativeMethod kMethod = {"__build_class__", "func, name, /, *bases, **kwds",
                                       build_class};
  dict_set(process, process.builtins, intern(process, kMethod.name),
           new_native_function(process, kMethod, Value::null(), intern(process, "builtins")));
}

}  // namespace gilscope
