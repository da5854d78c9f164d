// Methods of str that look for text: find, count, startswith, replace, partition, strip.
#include <algorithm>

#include "vm/containers.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str_methods.h"
#include "vm/unicode.h"

namespace gilscope {

static bool slice_bound(Thread& thread, Value v, std::int64_t length, std::int64_t* out) {
  if (v.is_null() || v.is_none()) return true;
  Process& process = *thread.process;
  bool index = is_integer(v) || (v.is_object() && v.object()->type->slots.index);
  if (!index) {
    raise(thread, process.types.TypeError,
          "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  std::int64_t value;
  if (is_integer(v) && !to_int64(v, &value)) {  // clipped
    value = v.as<BigInt>()->sign < 0 ? INT64_MIN / 2 : INT64_MAX / 2;
  } else if (!index_value(thread, v, &value)) {
    return false;
  }
  *out = value < 0 ? std::max<std::int64_t>(0, value + length) : value;
  return true;
}

bool search_range(Thread& thread, Value start, Value end, std::int64_t length, std::int64_t* from,
                  std::int64_t* to) {
  *from = 0;
  *to = length;
  if (!slice_bound(thread, start, length, from) || !slice_bound(thread, end, length, to))
    return false;
  *to = std::min(*to, length);
  return true;
}

Str* str_argument(Thread& thread, Value v) {
  if (is_str(v)) return v.as<Str>();
  raise(thread, thread.process->types.TypeError, "must be str, not %s",
        type_name(*thread.process, v).c_str());
  return nullptr;
}

Str* str_argument(Thread& thread, Value v, const char* function, int position) {
  if (is_str(v)) return v.as<Str>();
  std::string where = position ? "argument " + std::to_string(position) : "argument";
  raise(thread, thread.process->types.TypeError, "%s() %s must be str, not %s", function,
        where.c_str(), v.is_none() ? "None" : type_name(*thread.process, v).c_str());
  return nullptr;
}

namespace {

// Where args[1] lies in args[0][args[2]:args[3]]; -1: nowhere, -2: exception pending.
std::int64_t locate(Thread& thread, const Value* args, bool last) {
  Str *s = args[0].as<Str>(), *needle = str_argument(thread, args[1]);
  std::int64_t from, to;
  if (!needle || !search_range(thread, args[2], args[3], s->length, &from, &to)) return -2;
  if (from > to) return -1;
  auto start = static_cast<std::uint32_t>(from), end = static_cast<std::uint32_t>(to);
  thread.charge((to - from) / 16);
  return last ? str_find_last(s, needle, start, end) : str_find(s, needle, start, end);
}

Value position_or(Thread& thread, std::int64_t at, bool raises) {
  if (at == -2) return Value::null();
  if (at == -1 && raises)
    return raise(thread, thread.process->types.ValueError, "substring not found");
  return Value::of(at);
}

Value affix(Thread& thread, const Value* args, bool at_end, const char* name) {
  Process& process = *thread.process;
  Str* s = args[0].as<Str>();
  std::int64_t from, to;
  if (!search_range(thread, args[2], args[3], s->length, &from, &to)) return Value::null();
  auto matches = [&](Str* needle) {
    if (from > to || needle->length > to - from) return false;
    return str_matches_at(s, needle,
                          static_cast<std::uint32_t>(at_end ? to - needle->length : from));
  };
  if (is_str(args[1])) return Value::boolean(matches(args[1].as<Str>()));
  if (!is_tuple(args[1]))
    return raise(thread, process.types.TypeError,
                 "%s first arg must be str or a tuple of str, not %s", name,
                 type_name(process, args[1]).c_str());
  Tuple* choices = args[1].as<Tuple>();
  for (std::uint32_t i = 0; i < choices->length; ++i) {
    if (!is_str(choices->items[i]))
      return raise(thread, process.types.TypeError, "tuple for %s must only contain str, not %s",
                   name, type_name(process, choices->items[i]).c_str());
    if (matches(choices->items[i].as<Str>())) return Value::boolean(true);
  }
  return Value::boolean(false);
}

enum Sides { kLeft = 1, kRight = 2 };

Value strip(Thread& thread, const Value* args, int sides, const char* name) {
  Process& process = *thread.process;
  Str* s = args[0].as<Str>();
  Str* chars = nullptr;
  if (!args[1].is_null() && !args[1].is_none()) {
    if (!is_str(args[1]))
      return raise(thread, process.types.TypeError, "%s arg must be None or str", name);
    chars = args[1].as<Str>();
  }
  auto strips = [&](char32_t c) {
    if (!chars) return unicode::is_space(c);
    for (std::uint32_t i = 0; i < chars->length; ++i) {
      if (chars->at(i) == c) return true;
    }
    return false;
  };
  std::uint32_t start = 0, end = s->length;
  if (sides & kLeft)
    while (start < end && strips(s->at(start))) ++start;
  if (sides & kRight)
    while (end > start && strips(s->at(end - 1))) --end;
  return Value::of(str_slice(process, s, start, end));
}

Value three(Process& process, Str* a, Str* b, Str* c) {
  Value items[3] = {Value::of(a), Value::of(b), Value::of(c)};
  return Value::of(new_tuple(process, items, 3));
}

Value partition(Thread& thread, const Value* args, bool last) {
  Process& process = *thread.process;
  Str *s = args[0].as<Str>(), *separator = str_argument(thread, args[1]);
  if (!separator) return Value::null();
  if (!separator->length) return raise(thread, process.types.ValueError, "empty separator");
  std::int64_t at =
      last ? str_find_last(s, separator, 0, s->length) : str_find(s, separator, 0, s->length);
  Str* empty = empty_str(process);
  if (at < 0)
    return last ? three(process, empty, empty, exact_str(process, s))
                : three(process, exact_str(process, s), empty, empty);
  auto middle = static_cast<std::uint32_t>(at);
  return three(process, str_slice(process, s, 0, middle), separator,
               str_slice(process, s, middle + separator->length, s->length));
}

// An empty needle stands before every character and at the end.
Str* replace_empty(Process& process, Str* s, Str* with, std::uint32_t max) {
  StrWriter out;
  std::uint32_t i = 0;
  for (; i < s->length && i < max; ++i) {
    out.add(with);
    out.add(s->at(i));
  }
  if (i == s->length && i < max) out.add(with);
  out.add(s, i, s->length);
  return out.finish(process);
}

Str* replace_found(Process& process, Str* s, Str* old, Str* with, std::uint32_t count) {
  bool any_wider = with->width > s->width;
  std::uint64_t length =
      s->length + std::uint64_t{count} * with->length - std::uint64_t{count} * old->length;
  bool same_width = !any_wider && (s->width == 1 || !old->length);
  if (!same_width) {
    StrWriter out;
    std::uint32_t from = 0;
    while (count--) {
      auto at = static_cast<std::uint32_t>(str_find(s, old, from, s->length));
      out.add(s, from, at);
      out.add(with);
      from = at + old->length;
    }
    out.add(s, from, s->length);
    return out.finish(process);
  }
  if (!length) return empty_str(process);
  // One byte each: exactly sized at once. Taking out the last Latin-1 character may leave ASCII.
  Str* out = allocate_str(process, static_cast<std::uint32_t>(length), 1, false);
  std::uint32_t from = 0, to = 0;
  while (count--) {
    auto at = static_cast<std::uint32_t>(str_find(s, old, from, s->length));
    std::memcpy(out->data8() + to, s->data8() + from, at - from);
    to += at - from;
    std::memcpy(out->data8() + to, with->data8(), with->length);
    to += with->length;
    from = at + old->length;
  }
  std::memcpy(out->data8() + to, s->data8() + from, s->length - from);
  out->ascii = (s->ascii && with->ascii) || widest_point(out, 0, out->length) < 0x80;
  return out->length == 1 ? char_str(process, out->data8()[0]) : out;
}

}  // namespace

Value str_method_find(Thread& thread, const Value* args) {
  return position_or(thread, locate(thread, args, false), false);
}
Value str_method_rfind(Thread& thread, const Value* args) {
  return position_or(thread, locate(thread, args, true), false);
}
Value str_method_index(Thread& thread, const Value* args) {
  return position_or(thread, locate(thread, args, false), true);
}
Value str_method_rindex(Thread& thread, const Value* args) {
  return position_or(thread, locate(thread, args, true), true);
}

Value str_method_count(Thread& thread, const Value* args) {
  Str *s = args[0].as<Str>(), *needle = str_argument(thread, args[1]);
  std::int64_t from, to;
  if (!needle || !search_range(thread, args[2], args[3], s->length, &from, &to))
    return Value::null();
  if (from > to) return Value::of(std::int64_t{0});
  thread.charge((to - from) / 8);
  return Value::of(std::int64_t{
      str_count(s, needle, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to))});
}

Value str_method_startswith(Thread& thread, const Value* args) {
  return affix(thread, args, false, "startswith");
}
Value str_method_endswith(Thread& thread, const Value* args) {
  return affix(thread, args, true, "endswith");
}
Value str_method_strip(Thread& thread, const Value* args) {
  return strip(thread, args, kLeft | kRight, "strip");
}
Value str_method_lstrip(Thread& thread, const Value* args) {
  return strip(thread, args, kLeft, "lstrip");
}
Value str_method_rstrip(Thread& thread, const Value* args) {
  return strip(thread, args, kRight, "rstrip");
}
Value str_method_partition(Thread& thread, const Value* args) {
  return partition(thread, args, false);
}
Value str_method_rpartition(Thread& thread, const Value* args) {
  return partition(thread, args, true);
}

Value str_method_removeprefix(Thread& thread, const Value* args) {
  Str *s = args[0].as<Str>(), *prefix = str_argument(thread, args[1], "removeprefix", 0);
  if (!prefix) return Value::null();
  std::uint32_t start = str_matches_at(s, prefix, 0) ? prefix->length : 0;
  return Value::of(str_slice(*thread.process, s, start, s->length));
}

Value str_method_removesuffix(Thread& thread, const Value* args) {
  Str *s = args[0].as<Str>(), *suffix = str_argument(thread, args[1], "removesuffix", 0);
  if (!suffix) return Value::null();
  bool found = suffix->length <= s->length && str_matches_at(s, suffix, s->length - suffix->length);
  return Value::of(str_slice(*thread.process, s, 0, s->length - (found ? suffix->length : 0)));
}

// self, old, new, count=-1
Value str_method_replace(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Str* s = args[0].as<Str>();
  Str* old = str_argument(thread, args[1], "replace", 1);
  Str* with = old ? str_argument(thread, args[2], "replace", 2) : nullptr;
  std::int64_t max = -1;
  if (!with || (!args[3].is_null() && !index_value(thread, args[3], &max))) return Value::null();
  auto limit = max < 0 || max > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(max);
  std::uint32_t count = str_count(s, old, 0, s->length, limit);
  if (!count) return Value::of(exact_str(process, s));
  thread.charge(s->length / 8 + std::int64_t{count} * 8);
  std::uint64_t length = s->length + std::uint64_t{count} * with->length;
  if (length > kStrLengthMax || !process.heap.can_allocate(length * 4))
    return raise_memory_error(thread);
  return Value::of(old->length ? replace_found(process, s, old, with, count)
                               : replace_empty(process, s, with, limit));
}

}  // namespace gilscope
