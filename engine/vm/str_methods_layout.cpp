// Methods of str that pad and translate: center, ljust, zfill, expandtabs, translate, maketrans.
#include "vm/containers.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str_methods.h"

namespace gilscope {

namespace {

bool fits(Thread& thread, std::int64_t length) {
  if (length <= kStrLengthMax &&
      thread.process->heap.can_allocate(static_cast<std::size_t>(length) * 4))
    return true;
  raise_memory_error(thread);
  return false;
}

Str* padded(Process& process, Str* s, std::int64_t left, std::int64_t right, char32_t fill) {
  StrWriter out;
  out.fill(fill, static_cast<std::size_t>(left));
  out.add(s);
  out.fill(fill, static_cast<std::size_t>(right));
  return out.finish(process);
}

enum class Justify { Left, Center, Right };

// self, width, fillchar=' '
Value justify(Thread& thread, const Value* args, Justify how) {
  Process& process = *thread.process;
  Str* s = args[0].as<Str>();
  std::int64_t width;
  if (!index_value(thread, args[1], &width)) return Value::null();
  char32_t fill = ' ';
  if (!args[2].is_null()) {
    if (!is_str(args[2]))
      return raise(thread, process.types.TypeError,
                   "The fill character must be a unicode character, not %s",
                   type_name(process, args[2]).c_str());
    if (args[2].as<Str>()->length != 1)
      return raise(thread, process.types.TypeError,
                   "The fill character must be exactly one character long");
    fill = args[2].as<Str>()->at(0);
  }
  std::int64_t padding = width - s->length;
  if (padding <= 0) return Value::of(exact_str(process, s));
  if (!fits(thread, width)) return Value::null();
  std::int64_t left = how == Justify::Left    ? 0
                      : how == Justify::Right ? padding
                                              : padding / 2 + (padding & width & 1);
  return Value::of(padded(process, s, left, padding - left, fill));
}

}  // namespace

Value str_method_center(Thread& thread, const Value* args) {
  return justify(thread, args, Justify::Center);
}
Value str_method_ljust(Thread& thread, const Value* args) {
  return justify(thread, args, Justify::Left);
}
Value str_method_rjust(Thread& thread, const Value* args) {
  return justify(thread, args, Justify::Right);
}

Value str_method_zfill(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Str* s = args[0].as<Str>();
  std::int64_t width;
  if (!index_value(thread, args[1], &width)) return Value::null();
  if (width <= s->length) return Value::of(exact_str(process, s));
  if (!fits(thread, width)) return Value::null();
  std::uint32_t sign = s->length && (s->at(0) == '+' || s->at(0) == '-') ? 1 : 0;
  StrWriter out;
  out.add(s, 0, sign);
  out.fill('0', static_cast<std::size_t>(width - s->length));
  out.add(s, sign, s->length);
  return Value::of(out.finish(process));
}

Value str_method_expandtabs(Thread& thread, const Value* args) {
  Str* s = args[0].as<Str>();
  std::int64_t size = 8, column = 0;
  if (!args[1].is_null() && !index_value(thread, args[1], &size)) return Value::null();
  if (size > 0 && !fits(thread, std::min<std::int64_t>(size, kStrLengthMax) + s->length))
    return Value::null();
  StrWriter out;
  for (std::uint32_t i = 0; i < s->length; ++i) {
    char32_t c = s->at(i);
    if (c == '\t') {
      std::int64_t spaces = size > 0 ? size - column % size : 0;
      if (!fits(thread, static_cast<std::int64_t>(out.length()) + spaces)) return Value::null();
      out.fill(' ', static_cast<std::size_t>(spaces));
      column += spaces;
    } else {
      out.add(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return Value::of(out.finish(*thread.process));
}

// x, y=<missing>, z=<missing>
Value str_method_maketrans(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Dict* table = new_dict(process);
  if (args[1].is_null()) {
    if (!is_dict(args[0]))
      return raise(thread, process.types.TypeError,
                   "if you give only one argument to maketrans it must be a dict");
    std::uint32_t position = 0;
    Value key, value;
    while (dict_next(args[0].as<Dict>(), position, key, value)) {
      if (is_str(key)) {
        if (key.as<Str>()->length != 1)
          return raise(thread, process.types.ValueError,
                       "string keys in translate table must be of length 1");
        key = Value::of(std::int64_t{key.as<Str>()->at(0)});
      } else if (!is_integer(key)) {
        return raise(thread, process.types.TypeError,
                     "keys in translate table must be strings or integers");
      }
      if (!dict_set(thread, table, key, value)) return Value::null();
    }
    return Value::of(table);
  }
  if (!is_str(args[0]))
    return raise(thread, process.types.TypeError,
                 "first maketrans argument must be a string if there is a second argument");
  Str* from = args[0].as<Str>();
  Str* to = str_argument(thread, args[1], "maketrans", 2);
  if (!to) return Value::null();
  if (from->length != to->length)
    return raise(thread, process.types.ValueError,
                 "the first two maketrans arguments must have equal length");
  for (std::uint32_t i = 0; i < from->length; ++i) {
    if (!dict_set(thread, table, Value::of(std::int64_t{from->at(i)}),
                  Value::of(std::int64_t{to->at(i)})))
      return Value::null();
  }
  if (args[2].is_null()) return Value::of(table);
  Str* removed = str_argument(thread, args[2], "maketrans", 3);
  if (!removed) return Value::null();
  for (std::uint32_t i = 0; i < removed->length; ++i) {
    if (!dict_set(thread, table, Value::of(std::int64_t{removed->at(i)}), Value::none()))
      return Value::null();
  }
  return Value::of(table);
}

// What the table has for code point c; Nothing: keep it. Null: exception pending.
static Value translation(Thread& thread, Value table, char32_t c) {
  Process& process = *thread.process;
  Value key = Value::of(std::int64_t{c});
  if (table.is_object() && table.object()->type == process.types.dict)
    return dict_get(thread, table.as<Dict>(), key);
  Frame* before = thread.top;
  Value found = finish_nested(thread, before, get_item(thread, table, key));
  if (!found.is_null() || !pending_is(thread, process.types.LookupError)) return found;
  take_exception(thread);
  return Value::nothing();
}

Value str_method_translate(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Str* s = args[0].as<Str>();
  StrWriter out;
  for (std::uint32_t i = 0; i < s->length; ++i) {
    Value found = translation(thread, args[1], s->at(i));
    if (found.is_null()) return found;
    if (found.is_nothing()) {
      out.add(s->at(i));
    } else if (is_str(found)) {
      out.add(found.as<Str>());
    } else if (is_integer(found)) {
      std::int64_t point;
      if (!to_int64(found, &point) || point < 0 || point > 0x10ffff)
        return raise(thread, process.types.ValueError,
                     "character mapping must be in range(0x110000)");
      out.add(static_cast<char32_t>(point));
    } else if (!found.is_none()) {
      return raise(thread, process.types.TypeError,
                   "character mapping must return integer, None or str");
    }
  }
  return Value::of(out.finish(process));
}

}  // namespace gilscope
