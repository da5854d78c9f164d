// str.format: literal text, replacement fields, nested specs (CPython's unicode_format.h). Runs in
// a native frame, because a value's __format__, __str__ or __repr__ may be Python code. What stands
// inside a field (attributes, items, nested specs) is resolved nested: it is hardly ever Python
// code.
#include "vm/containers.h"
#include "vm/exception.h"
#include "vm/format.h"
#include "vm/frame.h"
#include "vm/operations.h"
#include "vm/str_methods.h"

namespace gilscope {

namespace {

struct Range {
  std::uint32_t start = 0, end = 0;
  bool empty() const { return start >= end; }
};

struct Field {
  bool present = false;  // else only literal text
  Range literal, name, spec;
  bool nested_spec = false;
  char32_t conversion = 0;
};

enum class Numbering : std::uint8_t { Unknown, Automatic, Manual };

// Where the formatter stands; packed into NativeFrame::number between two steps.
struct Cursor {
  std::uint32_t at = 0;
  std::uint16_t next_index = 0;
  Numbering numbering = Numbering::Unknown;

  std::int64_t pack() const {
    return static_cast<std::int64_t>(at) | std::int64_t{next_index} << 32 |
           static_cast<std::int64_t>(numbering) << 48;
  }
  static Cursor unpack(std::int64_t packed) {
    return {static_cast<std::uint32_t>(packed), static_cast<std::uint16_t>(packed >> 32),
            static_cast<Numbering>(packed >> 48)};
  }
};

struct Formatter {
  Thread& thread;
  Str* text;
  Value args, kwargs;  // a tuple or None; a mapping or Null
  Cursor& cursor;
  std::uint32_t end;

  bool fail(const char* error) {
    raise(thread, thread.process->types.ValueError, "%s", error);
    return false;
  }

  // The next literal and field. False: exception pending.
  bool next(Field* field) {
    *field = Field{};
    std::uint32_t start = cursor.at;
    char32_t c = 0;
    bool markup = false;
    while (cursor.at < end && !markup) {
      c = text->at(cursor.at++);
      markup = c == '{' || c == '}';
    }
    field->literal = {start, cursor.at};
    if (!markup) return true;
    bool at_end = cursor.at >= end;
    if (c == '}' && (at_end || text->at(cursor.at) != '}'))
      return fail("Single '}' encountered in format string");
    if (at_end) return fail("Single '{' encountered in format string");
    if (text->at(cursor.at) == c) {  // doubled: one of them is literal
      ++cursor.at;
      return true;
    }
    --field->literal.end;
    field->present = true;
    return parse_field(field);
  }

  bool parse_field(Field* field) {
    field->name.start = cursor.at;
    char32_t c = 0;
    bool ended = false;
    while (cursor.at < end && !ended) {
      c = text->at(cursor.at++);
      if (c == '{') return fail("unexpected '{' in field name");
      if (c == '[') {
        while (cursor.at < end && text->at(cursor.at) != ']') ++cursor.at;
      }
      ended = c == '}' || c == ':' || c == '!';
    }
    field->name.end = cursor.at - (ended ? 1 : 0);
    if (c == '!' && ended) {
      if (cursor.at >= end) return fail("end of string while looking for conversion specifier");
      field->conversion = text->at(cursor.at++);
      if (cursor.at < end) {
        c = text->at(cursor.at++);
        if (c == '}') return true;
        if (c != ':') return fail("expected ':' after conversion specifier");
      }
      return parse_spec(field);
    }
    if (c == ':' && ended) return parse_spec(field);
    return ended ? true : fail("expected '}' before end of string");
  }

  bool parse_spec(Field* field) {
    field->spec.start = cursor.at;
    for (int open = 1; cursor.at < end;) {
      char32_t c = text->at(cursor.at++);
      if (c == '{') {
        field->nested_spec = true;
        ++open;
      } else if (c == '}' && --open == 0) {
        field->spec.end = cursor.at - 1;
        return true;
      }
    }
    return fail("unmatched '{' in format spec");
  }

  // A run of digits as a number, -1 when it is none, -2 when it is too large.
  std::int64_t integer(Range range) {
    if (range.empty()) return -1;
    std::int64_t value = 0;
    for (std::uint32_t i = range.start; i < range.end; ++i) {
      char32_t c = text->at(i);
      if (c < '0' || c > '9') return -1;
      if (value > INT64_MAX / 100) return -2;
      value = value * 10 + static_cast<int>(c - '0');
    }
    return value;
  }

  Value nested(Value v) { return finish_nested(thread, before_, v); }

  Value first_object(Range name) {
    Process& process = *thread.process;
    std::int64_t index = integer(name);
    if (index == -2) return fail("Too many decimal digits in format string"), Value::null();
    if (name.empty() || index >= 0) {
      Numbering wanted = name.empty() ? Numbering::Automatic : Numbering::Manual;
      if (cursor.numbering == Numbering::Unknown) cursor.numbering = wanted;
      if (cursor.numbering != wanted) {
        fail(wanted == Numbering::Automatic
                 ? "cannot switch from manual field specification to automatic field numbering"
                 : "cannot switch from automatic field numbering to manual field specification");
        return Value::null();
      }
      if (name.empty()) index = cursor.next_index++;
      if (!is_tuple(args)) {
        fail("Format string contains positional fields");
        return Value::null();
      }
      if (index >= args.as<Tuple>()->length)
        return raise(thread, process.types.IndexError,
                     "Replacement index %lld out of range for positional args tuple",
                     static_cast<long long>(index));
      return args.as<Tuple>()->items[index];
    }
    Value key = Value::of(str_slice(process, text, name.start, name.end));
    Value found = Value::nothing();
    if (is_dict(kwargs) && kwargs.object()->type == process.types.dict) {
      found = dict_get(thread, kwargs.as<Dict>(), key);
    } else if (!kwargs.is_null()) {
      return nested(get_item(thread, kwargs, key));
    }
    return found.is_nothing() ? raise_args(thread, process.types.KeyError, &key, 1) : found;
  }

  // .name and [key] after the first part of a field's name.
  Value access(Value value, Range path) {
    Process& process = *thread.process;
    std::uint32_t i = path.start;
    while (i < path.end) {
      char32_t c = text->at(i++);
      std::uint32_t start = i;
      if (c == '.') {
        while (i < path.end && text->at(i) != '.' && text->at(i) != '[') ++i;
        if (i == start) return fail("Empty attribute in format string"), Value::null();
        value = nested(
            get_attribute(thread, value, intern(process, str_slice(process, text, start, i))));
      } else if (c == '[') {
        while (i < path.end && text->at(i) != ']') ++i;
        if (i >= path.end) return fail("Missing ']' in format string"), Value::null();
        Range key{start, i++};
        if (key.empty()) return fail("Empty attribute in format string"), Value::null();
        std::int64_t index = integer(key);
        if (index == -2) return fail("Too many decimal digits in format string"), Value::null();
        Value item =
            index >= 0 ? Value::of(index) : Value::of(str_slice(process, text, key.start, key.end));
        value = nested(get_item(thread, value, item));
      } else {
        fail("Only '.' or '[' may follow ']' in format field specifier");
        return Value::null();
      }
      if (value.is_null()) return value;
    }
    return value;
  }

  Value object_of(const Field& field) {
    before_ = thread.top;
    std::uint32_t i = field.name.start;
    while (i < field.name.end && text->at(i) != '.' && text->at(i) != '[') ++i;
    Value value = first_object({field.name.start, i});
    return value.is_null() ? value : access(value, {i, field.name.end});
  }

  Value convert(char32_t conversion, Value value) {
    switch (conversion) {
      case 'r': return repr(thread, value);
      case 's': return to_str(thread, value);
      case 'a': return ascii_of(thread, value);
      default: break;
    }
    if (conversion > 32 && conversion < 127)
      return raise(thread, thread.process->types.ValueError, "Unknown conversion specifier %c",
                   static_cast<char>(conversion));
    return raise(thread, thread.process->types.ValueError, "Unknown conversion specifier \\x%x",
                 static_cast<unsigned>(conversion));
  }

  // The spec of a field, its own fields replaced. Null: exception pending.
  Value spec_of(const Field& field) {
    Process& process = *thread.process;
    if (!field.nested_spec)
      return Value::of(str_slice(process, text, field.spec.start, field.spec.end));
    StrWriter out;
    std::uint32_t resume = cursor.at;
    cursor.at = field.spec.start;
    Formatter inner{thread, text, args, kwargs, cursor, field.spec.end};
    while (cursor.at < inner.end) {
      Field part;
      if (!inner.next(&part)) return Value::null();
      out.add(text, part.literal.start, part.literal.end);
      if (!part.present) continue;
      if (part.nested_spec) return fail("Max string recursion exceeded"), Value::null();
      Value value = inner.object_of(part);
      if (value.is_null()) return value;
      before_ = thread.top;
      if (part.conversion) value = nested(convert(part.conversion, value));
      if (value.is_null()) return value;
      Value spec = Value::of(str_slice(process, text, part.spec.start, part.spec.end));
      value = nested(gilscope::format(thread, value, spec));
      if (value.is_null()) return value;
      out.add(value.as<Str>());
    }
    cursor.at = resume;
    return Value::of(out.finish(process));
  }

  Frame* before_ = nullptr;
};

enum Slot { kText, kArgs, kKwargs, kParts, kSpec, kSlots };
enum State { kNext, kConverted, kFormatted };

Value finish(Thread& thread, List* parts) {
  return str_join(thread, empty_str(*thread.process), parts->items, parts->length);
}

Value format_step(Thread& thread, NativeFrame& frame, Value input) {
  Process& process = *thread.process;
  Cursor cursor = Cursor::unpack(frame.number);
  Str* text = frame.slots[kText].as<Str>();
  List* parts = frame.slots[kParts].as<List>();
  if (frame.state != kNext && input.is_null()) return input;
  while (true) {
    if (frame.state == kNext) {
      if (cursor.at >= text->length) return finish(thread, parts);
      Formatter formatter{thread, text,        frame.slots[kArgs], frame.slots[kKwargs],
                          cursor, text->length};
      Field field;
      if (!formatter.next(&field)) return Value::null();
      if (!field.literal.empty())
        list_append(process, parts,
                    Value::of(str_slice(process, text, field.literal.start, field.literal.end)));
      if (!field.present) continue;
      input = formatter.object_of(field);
      if (input.is_null()) return input;
      Value spec = formatter.spec_of(field);
      if (spec.is_null()) return spec;
      frame.slots[kSpec] = spec;
      frame.number = cursor.pack();
      frame.state = kConverted;
      if (field.conversion) {
        input = formatter.convert(field.conversion, input);
        if (input.is_pending() || input.is_null()) return input;
      }
    }
    if (frame.state == kConverted) {
      frame.state = kFormatted;
      input = gilscope::format(thread, input, frame.slots[kSpec]);
      if (input.is_pending() || input.is_null()) return input;
    }
    list_append(process, parts, input);
    frame.state = kNext;
  }
}

}  // namespace

Value str_format(Thread& thread, Str* text, Value args, Value kwargs) {
  Process& process = *thread.process;
  thread.charge(text->length * 4);
  static constexpr NativeFrameType kFormat = {"str.format", format_step};
  Value slots[kSlots] = {Value::of(text), args, kwargs, Value::of(new_list(process, 8)),
                         Value::null()};
  push_native_frame(thread, kFormat, slots, kSlots);
  return Value::pending();
}

Value str_method_format(Thread& thread, const Value* args) {
  return str_format(thread, args[0].as<Str>(), args[1], args[2]);
}

Value str_method_format_map(Thread& thread, const Value* args) {
  return str_format(thread, args[0].as<Str>(), Value::none(), args[1]);
}

}  // namespace gilscope
