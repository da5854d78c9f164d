// Matches: what was found and where.
#include <string>

#include "lib/regex.h"
#include "vm/bytes.h"
#include "vm/collect.h"
#include "vm/number.h"
#include "vm/operations.h"

namespace gilscope {
namespace {

RegexMatch* match_of(Value v) {
  return v.as<RegexMatch>();
}

void visit_match(Object* object, Visitor& visitor) {
  auto* self = static_cast<RegexMatch*>(object);
  visitor.object(self->pattern);
  visitor.value(self->string);
}

// The number of the group that `v` names. False: IndexError pending.
bool group_number(Thread& thread, RegexMatch* match, Value v, std::uint32_t* out) {
  std::int64_t number = -1;
  if (v.is_null()) {
    number = 0;
  } else if (is_integer(v)) {
    if (!to_int64(v, &number)) number = -1;
  } else if (is_str(v) || is_bytes(v)) {
    Value found = get_item(thread, match->pattern->group_index, v);
    if (found.is_int())
      number = found.integer;
    else
      take_exception(thread);
  } else if (v.is_object() && type_of(*thread.process, v)->slots.index) {
    if (!index_value(thread, v, &number)) return false;
  }
  if (number >= 0 && number <= match->groups) {
    *out = static_cast<std::uint32_t>(number);
    return true;
  }
  raise(thread, thread.process->types.IndexError, "no such group");
  return false;
}

Value one_group(Thread& thread, RegexMatch* match, Value which) {
  std::uint32_t group;
  if (!group_number(thread, match, which, &group)) return Value::null();
  return regex_group(thread, match, group, Value::none());
}

Value match_group(Thread& thread, const Value* args) {
  RegexMatch* self = match_of(args[0]);
  Tuple* which = args[1].as<Tuple>();
  if (which->length == 0) return regex_group(thread, self, 0, Value::none());
  if (which->length == 1) return one_group(thread, self, which->items[0]);
  Tuple* groups = new_tuple(*thread.process, which->length);
  for (std::uint32_t i = 0; i < which->length; ++i) groups->items[i] = Value::none();
  for (std::uint32_t i = 0; i < which->length; ++i) {
    Value group = one_group(thread, self, which->items[i]);
    if (group.is_null()) return group;
    groups->items[i] = group;
  }
  return Value::of(groups);
}

Value match_getitem(Thread& thread, Value self, Value key) {
  return one_group(thread, match_of(self), key);
}

Value match_groups(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  RegexMatch* self = match_of(args[0]);
  Value otherwise = args[1].is_null() ? Value::none() : args[1];
  Tuple* groups = new_tuple(process, self->groups);
  for (std::uint32_t i = 0; i < self->groups; ++i)
    groups->items[i] = regex_group(thread, self, i + 1, otherwise);
  return Value::of(groups);
}

Value match_groupdict(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  RegexMatch* self = match_of(args[0]);
  Value otherwise = args[1].is_null() ? Value::none() : args[1];
  Dict* result = new_dict(process);
  Tuple* names = self->pattern->group_names;
  for (std::uint32_t i = 1; i < names->length; ++i)
    if (is_str(names->items[i]) &&
        !dict_set(thread, result, names->items[i], regex_group(thread, self, i, otherwise)))
      return Value::null();
  return Value::of(result);
}

template <int which>
Value match_place(Thread& thread, const Value* args) {
  RegexMatch* self = match_of(args[0]);
  std::uint32_t group;
  if (!group_number(thread, self, args[1], &group)) return Value::null();
  return Value::of(std::int64_t{self->marks[2 * group + which]});
}

Value span_of(Process& process, RegexMatch* match, std::uint32_t group) {
  Value pair[2] = {Value::of(std::int64_t{match->marks[2 * group]}),
                   Value::of(std::int64_t{match->marks[2 * group + 1]})};
  return Value::of(new_tuple(process, pair, 2));
}

Value match_span(Thread& thread, const Value* args) {
  std::uint32_t group;
  if (!group_number(thread, match_of(args[0]), args[1], &group)) return Value::null();
  return span_of(*thread.process, match_of(args[0]), group);
}

Value match_regs(Thread& thread, Value v) {
  RegexMatch* self = match_of(v);
  Tuple* spans = new_tuple(*thread.process, self->groups + 1);
  for (std::uint32_t i = 0; i <= self->groups; ++i) spans->items[i] = Value::none();
  for (std::uint32_t i = 0; i <= self->groups; ++i)
    spans->items[i] = span_of(*thread.process, self, i);
  return Value::of(spans);
}

Value match_expand(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  RegexMatch* self = match_of(args[0]);
  Value given[2] = {Value::of(self->pattern), args[1]};
  Value pieces = call_nested(thread, regex_roots(process)->items[kTemplateFunction], given, 2);
  if (pieces.is_null()) return pieces;
  List* out = new_list(process);
  if (!regex_expand(thread, self, pieces, out)) return Value::null();
  return regex_join(thread, args[1], out);
}

Value match_lastindex(Thread&, Value v) {
  RegexMatch* self = match_of(v);
  return self->last_group < 0 ? Value::none() : Value::of(std::int64_t{self->last_group});
}

Value match_lastgroup(Thread&, Value v) {
  RegexMatch* self = match_of(v);
  return self->last_group < 0 ? Value::none() : self->pattern->group_names->items[self->last_group];
}

Value match_repr(Thread& thread, Value v) {
  RegexMatch* self = match_of(v);
  std::string text;
  if (!repr_nested(thread, regex_group(thread, self, 0, Value::none()), &text))
    return Value::null();
  // "%.50R": fifty characters of it
  std::size_t at = 0;
  for (int points = 0; at < text.size() && points < 50; ++points) {
    ++at;
    while (at < text.size() && (text[at] & 0xc0) == 0x80) ++at;
  }
  return Value::of(new_str(*thread.process, "<re.Match object; span=(" +
                                                std::to_string(self->marks[0]) + ", " +
                                                std::to_string(self->marks[1]) +
                                                "), match=" + text.substr(0, at) + ">"));
}

Value match_self(Thread&, const Value* args) {
  return args[0];
}

constexpr NativeMethod kMethods[] = {
    {"group", "self, /, *args", match_group},
    {"groups", "self, /, default=None", match_groups},
    {"groupdict", "self, /, default=None", match_groupdict},
    {"start", "self, group=0, /", match_place<0>},
    {"end", "self, group=0, /", match_place<1>},
    {"span", "self, group=0, /", match_span},
    {"expand", "self, /, template", match_expand},
    {"__copy__", "self, /", match_self},
    {"__deepcopy__", "self, memo, /", match_self},
    {"__class_getitem__", "cls, item, /", class_getitem, NativeMethod::ClassMethod},
};

constexpr NativeGetSet kGetSets[] = {
    {"string", [](Thread&, Value v) { return match_of(v)->string; }, nullptr},
    {"re", [](Thread&, Value v) { return Value::of(match_of(v)->pattern); }, nullptr},
    {"pos", [](Thread&, Value v) { return Value::of(match_of(v)->position); }, nullptr},
    {"endpos", [](Thread&, Value v) { return Value::of(match_of(v)->end); }, nullptr},
    {"lastindex", match_lastindex, nullptr},
    {"lastgroup", match_lastgroup, nullptr},
    {"regs", match_regs, nullptr},
};

}  // namespace

Value regex_group(Thread& thread, RegexMatch* match, std::uint32_t group, Value otherwise) {
  std::int32_t from = match->marks[2 * group], to = match->marks[2 * group + 1];
  return from < 0 || to < from ? otherwise : regex_slice(thread, match->string, from, to);
}

bool regex_expand(Thread& thread, RegexMatch* match, Value pieces, List* out) {
  Process& process = *thread.process;
  if (!is_list(pieces)) {
    list_append(process, out, pieces);
    return true;
  }
  List* parts = pieces.as<List>();
  for (std::uint32_t i = 0; i < parts->length; ++i) {
    Value part = parts->items[i];
    if (part.is_int()) {
      std::uint32_t group;
      if (!group_number(thread, match, part, &group)) return false;
      part = regex_group(thread, match, group, Value::null());
      if (part.is_null()) continue;
    }
    list_append(process, out, part);
  }
  return true;
}

void define_regex_match(Process& process) {
  Type* type = make_native_type(process, "Match", "re", process.types.object, sizeof(RegexMatch),
                                kDisallowInstantiation);
  type->slots.visit = visit_match;
  type->slots.repr = match_repr;
  type->slots.getitem = match_getitem;
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
  regex_roots(process)->items[kMatchType] = Value::of(type);
}

}  // namespace gilscope
