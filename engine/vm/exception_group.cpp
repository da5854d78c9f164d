// Exception groups: making, splitting, and what except* needs.
#include <functional>
#include <iterator>
#include <vector>

#include "vm/attribute.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/exception_types.h"
#include "vm/function.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

bool is_group(Process& process, Value v) {
  return is_exception(v) && is_subtype(v.object()->type, process.types.BaseExceptionGroup) &&
         is_tuple(v.as<Exception>()->field[kGroupExceptions]);
}

Tuple* members(Value group) {
  return group.as<Exception>()->field[kGroupExceptions].as<Tuple>();
}

bool all_plain(Process& process, Tuple* exceptions) {
  for (std::uint32_t i = 0; i < exceptions->length; ++i) {
    if (!is_subtype(exceptions->items[i].object()->type, process.types.Exception)) return false;
  }
  return true;
}

Value group_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  const Types& t = process.types;
  auto* cls = args[0].as<Type>();
  auto* given = args[1].as<Tuple>();
  if (given->length != 2)
    return raise(thread, t.TypeError,
                 "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)",
                 given->length);
  if (!is_str(given->items[0]))
    return raise(thread, t.TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                 type_name(process, given->items[0]).c_str());
  Value sequence = given->items[1];
  bool is_sequence =
      is_list(sequence) || is_tuple(sequence) || type_of(process, sequence)->slots.getitem;
  if (!is_sequence || is_dict(sequence) || is_set(sequence))
    return raise(thread, t.TypeError, "second argument (exceptions) must be a sequence");
  Frame* before = thread.top;
  Value items = finish_nested(thread, before, tuple_of(thread, sequence));
  if (items.is_null()) return items;
  auto* exceptions = items.as<Tuple>();
  if (!exceptions->length)
    return raise(thread, t.ValueError, "second argument (exceptions) must be a non-empty sequence");
  for (std::uint32_t i = 0; i < exceptions->length; ++i) {
    if (!is_exception(exceptions->items[i]))
      return raise(thread, t.ValueError,
                   "Item %u of second argument (exceptions) is not an exception", i);
  }
  bool plain = all_plain(process, exceptions);
  if (plain && cls == t.BaseExceptionGroup) cls = t.ExceptionGroup;
  if (!plain && is_subtype(cls, t.Exception)) {
    if (cls == t.ExceptionGroup)
      return raise(thread, t.TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    return raise(thread, t.TypeError, "Cannot nest BaseExceptions in '%s'", type_text(cls).c_str());
  }
  Exception* group = new_exception(thread, cls, given->items, 2);
  group->field[kGroupMessage] = given->items[0];
  group->field[kGroupExceptions] = Value::of(exceptions);
  return Value::of(group);
}

Value group_init(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  if (args[2].as<Dict>()->length)
    return raise(thread, process.types.TypeError, "%s() takes no keyword arguments",
                 type_name(process, args[0]).c_str());
  args[0].as<Exception>()->args = args[1].as<Tuple>();
  return Value::none();
}

// group.derive(exceptions), which subclasses may override.
Value derive(Thread& thread, Value group, const std::vector<Value>& exceptions) {
  Process& process = *thread.process;
  Value list = Value::of(
      new_list(process, exceptions.data(), static_cast<std::uint32_t>(exceptions.size())));
  Frame* before = thread.top;
  Value made = call_method(thread, group, process.name_of(Name::derive), &list, 1);
  made = finish_nested(thread, before, made);
  if (made.is_null()) return made;
  if (!is_group(process, made))
    return raise(thread, process.types.TypeError,
                 "derive must return an instance of BaseExceptionGroup");
  return made;
}

// A group of some of the exceptions of `group`, with its traceback, links and notes. None when
// empty.
Value subset(Thread& thread, Value group, const std::vector<Value>& exceptions) {
  Process& process = *thread.process;
  if (exceptions.empty()) return Value::none();
  Value made = derive(thread, group, exceptions);
  if (made.is_null()) return made;
  auto *from = group.as<Exception>(), *to = made.as<Exception>();
  to->traceback = from->traceback;
  to->context = from->context;
  to->cause = from->cause;
  to->suppress_context = from->suppress_context;
  if (is_list(from->notes)) {
    auto* notes = from->notes.as<List>();
    to->notes = Value::of(new_list(process, notes->items, notes->length));
  }
  return made;
}

// Answers Bool or Null.
using Matcher = std::function<Value(Value)>;

struct Split {
  Value match, rest;  // None or exceptions; match Null: exception pending
};

Split split(Thread& thread, Value exception, const Matcher& matches) {
  Value whole = matches(exception);
  if (whole.is_null()) return {Value::null(), Value::none()};
  if (whole.is_true()) return {exception, Value::none()};
  if (!is_group(*thread.process, exception)) return {Value::none(), exception};
  std::vector<Value> matching, others;
  Tuple* all = members(exception);
  for (std::uint32_t i = 0; i < all->length; ++i) {
    Split parts = split(thread, all->items[i], matches);
    if (parts.match.is_null()) return parts;
    if (!parts.match.is_none()) matching.push_back(parts.match);
    if (!parts.rest.is_none()) others.push_back(parts.rest);
  }
  Split result{subset(thread, exception, matching), Value::none()};
  if (result.match.is_null()) return result;
  result.rest = subset(thread, exception, others);
  if (result.rest.is_null()) result.match = Value::null();
  return result;
}

bool is_pattern(Value v) {
  auto is_class = [](Value c) {
    return is_type(c) && (c.as<Type>()->type_flags & kExceptionSubclass);
  };
  if (!is_tuple(v)) return is_class(v);
  for (std::uint32_t i = 0; i < v.as<Tuple>()->length; ++i) {
    if (!is_class(v.as<Tuple>()->items[i])) return false;
  }
  return true;
}

// The condition of split() and subgroup(): a class, a tuple of classes, or a function.
bool matcher_for(Thread& thread, Value condition, Matcher* out) {
  if (is_pattern(condition)) {
    *out = [&thread, condition](Value e) { return exception_matches(thread, e, condition); };
    return true;
  }
  bool callable = type_of(*thread.process, condition)->slots.call && !is_type(condition);
  if (!callable) {
    raise(thread, thread.process->types.TypeError,
          "expected a function, exception type or tuple of exception types");
    return false;
  }
  *out = [&thread, condition](Value e) {
    Value answer = call_nested(thread, condition, &e, 1);
    bool truth = false;
    if (answer.is_null() || !truth_nested(thread, answer, &truth)) return Value::null();
    return Value::boolean(truth);
  };
  return true;
}

Value group_split(Thread& thread, const Value* args) {
  Matcher matches;
  if (!matcher_for(thread, args[1], &matches)) return Value::null();
  Split parts = split(thread, args[0], matches);
  if (parts.match.is_null()) return parts.match;
  Value both[] = {parts.match, parts.rest};
  return Value::of(new_tuple(*thread.process, both, 2));
}

Value filter(Thread& thread, Value exception, const Matcher& matches) {
  Value whole = matches(exception);
  if (whole.is_null()) return whole;
  if (whole.is_true()) return exception;
  if (!is_group(*thread.process, exception)) return Value::none();
  std::vector<Value> matching;
  Tuple* all = members(exception);
  for (std::uint32_t i = 0; i < all->length; ++i) {
    Value part = filter(thread, all->items[i], matches);
    if (part.is_null()) return part;
    if (!part.is_none()) matching.push_back(part);
  }
  return subset(thread, exception, matching);
}

Value group_subgroup(Thread& thread, const Value* args) {
  Matcher matches;
  if (!matcher_for(thread, args[1], &matches)) return Value::null();
  return filter(thread, args[0], matches);
}

Value group_derive(Thread& thread, const Value* args) {
  Frame* before = thread.top;
  Value items = finish_nested(thread, before, tuple_of(thread, args[1]));
  if (items.is_null()) return items;
  Value arguments[] = {args[0].as<Exception>()->field[kGroupMessage], args[1]};
  Value all[] = {Value::of(thread.process->types.BaseExceptionGroup),
                 Value::of(new_tuple(*thread.process, arguments, 2)), Value::null()};
  return group_new(thread, all);
}

Value get_message(Thread&, Value self) {
  return self.as<Exception>()->field[kGroupMessage];
}
Value get_exceptions(Thread&, Value self) {
  return self.as<Exception>()->field[kGroupExceptions];
}

void collect_leaves(Process& process, Value exception, std::vector<Object*>& out) {
  if (!is_group(process, exception)) {
    out.push_back(exception.object());
    return;
  }
  Tuple* all = members(exception);
  for (std::uint32_t i = 0; i < all->length; ++i) collect_leaves(process, all->items[i], out);
}

bool same_origin(Value a, Value b) {
  auto *x = a.as<Exception>(), *y = b.as<Exception>();
  return identical(x->notes, y->notes) && identical(x->traceback, y->traceback) &&
         identical(x->cause, y->cause) && identical(x->context, y->context);
}

// Do the notes of a split group count as those of its origin? split() copies the list.
bool is_part_of(Value part, Value original) {
  auto *x = part.as<Exception>(), *y = original.as<Exception>();
  if (is_list(x->notes) && is_list(y->notes))
    return identical(x->traceback, y->traceback) && identical(x->cause, y->cause) &&
           identical(x->context, y->context) &&
           x->notes.as<List>()->length == y->notes.as<List>()->length;
  return same_origin(part, original);
}

}  // namespace

Value new_group(Thread& thread, Value message, const Value* exceptions, std::uint32_t count) {
  Value arguments[] = {message, Value::of(new_list(*thread.process, exceptions, count))};
  Value all[] = {Value::of(thread.process->types.BaseExceptionGroup),
                 Value::of(new_tuple(*thread.process, arguments, 2)), Value::null()};
  return group_new(thread, all);
}

Value match_exception_group(Thread& thread, Value exception, Value pattern, Value* rest,
                            Value* match) {
  Process& process = *thread.process;
  *match = Value::none();
  *rest = exception;
  if (!is_pattern(pattern))
    return raise(thread, process.types.TypeError,
                 "catching classes that do not inherit from BaseException is not allowed");
  Tuple* classes = is_tuple(pattern) ? pattern.as<Tuple>() : new_tuple(process, &pattern, 1);
  for (std::uint32_t i = 0; i < classes->length; ++i) {
    if (is_subtype(classes->items[i].as<Type>(), process.types.BaseExceptionGroup))
      return raise(thread, process.types.TypeError,
                   "catching ExceptionGroup with except* is not allowed. Use except instead.");
  }
  if (exception.is_none()) return Value::none();
  Value whole = exception_matches(thread, exception, pattern);
  if (whole.is_null()) return whole;
  if (whole.is_true()) {
    *rest = Value::none();
    *match = exception;
    if (is_group(process, exception)) return Value::none();
    Value group = new_group(thread, Value::of(process.empty_str), &exception, 1);
    if (group.is_null()) return group;
    Value args[] = {Value::of(process.empty_str), Value::of(new_tuple(process, &exception, 1))};
    group.as<Exception>()->args = new_tuple(process, args, 2);  // CPython's repr shows a tuple here
    *match = group;
    return Value::none();
  }
  if (!is_group(process, exception)) return Value::none();
  Matcher matches;
  if (!matcher_for(thread, pattern, &matches)) return Value::null();
  Split parts = split(thread, exception, matches);
  if (parts.match.is_null()) return parts.match;
  *match = parts.match;
  *rest = parts.rest;
  return Value::none();
}

Value prep_reraise_star(Thread& thread, Value original, Value raised_list) {
  Process& process = *thread.process;
  auto* list = raised_list.as<List>();
  if (!list->length) return Value::none();
  if (!is_group(process, original)) return list->items[list->length - 1];
  std::vector<Value> raised;
  std::vector<Object*> kept;
  for (std::uint32_t i = 0; i < list->length; ++i) {
    Value e = list->items[i];
    if (!is_exception(e)) continue;
    if (is_part_of(e, original))
      collect_leaves(process, e, kept);
    else
      raised.push_back(e);
  }
  Value again = Value::none();
  if (!kept.empty()) {
    Matcher is_kept = [&](Value e) {
      bool found = false;
      if (!is_group(process, e))
        for (Object* object : kept) found = found || object == e.object();
      return Value::boolean(found);
    };
    again = filter(thread, original, is_kept);
    if (again.is_null()) return again;
  }
  if (raised.empty()) return again;
  if (!again.is_none()) raised.push_back(again);
  if (raised.size() == 1) return raised[0];
  return new_group(thread, Value::of(process.empty_str), raised.data(),
                   static_cast<std::uint32_t>(raised.size()));
}

void define_exception_groups(Process& process) {
  Type* type = process.types.BaseExceptionGroup;
  static const NativeMethod kMethods[] = {
      {"derive", "self, excs, /", group_derive},
      {"split", "self, condition, /", group_split},
      {"subgroup", "self, condition, /", group_subgroup},
      {"__class_getitem__", "cls, item, /",
       [](Thread& thread, const Value* args) {
         return new_generic_alias(*thread.process, args[0], args[1]);
       },
       NativeMethod::ClassMethod},
  };
  static const NativeGetSet kGetSets[] = {{"message", get_message, nullptr},
                                          {"exceptions", get_exceptions, nullptr}};
  set_new(process, type, "cls, /, *args, **kwargs", group_new);
  set_init(process, type, "self, /, *args, **kwargs", group_init);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
}

}  // namespace gilscope
