// Methods of str that take text apart and put it together: split, splitlines, join, and `*`.
#include <algorithm>

#include "vm/containers.h"
#include "vm/frame.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str_methods.h"
#include "vm/unicode.h"

namespace gilscope {

namespace {

struct Splitter {
  Thread& thread;
  Str* s;
  List* out;
  std::int64_t left;  // splits that may still be made

  void add(std::uint32_t start, std::uint32_t end) {
    list_append(*thread.process, out, Value::of(str_slice(*thread.process, s, start, end)));
  }

  void split_blanks() {
    with_data(s, [&](auto* data) {
      std::uint32_t i = 0, n = s->length;
      while (true) {
        while (i < n && unicode::is_space(data[i])) ++i;
        if (i == n) return;
        std::uint32_t start = i;
        if (left-- == 0) {
          return add(start, n);
        }
        while (i < n && !unicode::is_space(data[i])) ++i;
        add(start, i);
      }
    });
  }

  void split_blanks_from_end() {
    with_data(s, [&](auto* data) {
      std::uint32_t end = s->length;
      while (true) {
        while (end > 0 && unicode::is_space(data[end - 1])) --end;
        if (end == 0) return;
        std::uint32_t start = end;
        if (left-- == 0) {
          return add(0, end);
        }
        while (start > 0 && !unicode::is_space(data[start - 1])) --start;
        add(start, end);
        end = start;
      }
    });
  }

  void split_at(Str* separator) {
    std::uint32_t start = 0;
    while (left-- != 0) {
      std::int64_t at = str_find(s, separator, start, s->length);
      if (at < 0) break;
      add(start, static_cast<std::uint32_t>(at));
      start = static_cast<std::uint32_t>(at) + separator->length;
    }
    add(start, s->length);
  }

  void split_at_from_end(Str* separator) {
    std::uint32_t end = s->length;
    while (left-- != 0) {
      std::int64_t at = str_find_last(s, separator, 0, end);
      if (at < 0) break;
      add(static_cast<std::uint32_t>(at) + separator->length, end);
      end = static_cast<std::uint32_t>(at);
    }
    add(0, end);
  }
};

// self, sep=None, maxsplit=-1
Value split(Thread& thread, const Value* args, bool from_end) {
  Process& process = *thread.process;
  Str* separator = nullptr;
  if (!args[1].is_null() && !args[1].is_none()) {
    if (!is_str(args[1]))
      return raise(thread, process.types.TypeError, "must be str or None, not %s",
                   type_name(process, args[1]).c_str());
    separator = args[1].as<Str>();
    if (!separator->length) return raise(thread, process.types.ValueError, "empty separator");
  }
  std::int64_t max = -1;
  if (!args[2].is_null() && !index_value(thread, args[2], &max)) return Value::null();
  Str* s = args[0].as<Str>();
  Splitter splitter{thread, s, new_list(process, 4), max < 0 ? -1 : max};
  if (separator) {
    from_end ? splitter.split_at_from_end(separator) : splitter.split_at(separator);
  } else {
    from_end ? splitter.split_blanks_from_end() : splitter.split_blanks();
  }
  List* out = splitter.out;
  if (from_end) std::reverse(out->items, out->items + out->length);
  thread.charge(s->length / 2 + std::int64_t{out->length} * 15);
  return Value::of(out);
}

}  // namespace

Value str_method_split(Thread& thread, const Value* args) {
  return split(thread, args, false);
}
Value str_method_rsplit(Thread& thread, const Value* args) {
  return split(thread, args, true);
}

Value str_method_splitlines(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Str* s = args[0].as<Str>();
  bool keep_ends = false;
  if (!args[1].is_null() && !truth_nested(thread, args[1], &keep_ends)) return Value::null();
  List* out = new_list(process);
  thread.charge(s->length / 2);
  std::uint32_t start = 0;
  while (start < s->length) {
    std::uint32_t end = start;
    while (end < s->length && !(unicode::properties(s->at(end)) & unicode::kLineBreak)) ++end;
    std::uint32_t next = end;
    if (next < s->length) {
      bool pair = s->at(next) == '\r' && next + 1 < s->length && s->at(next + 1) == '\n';
      next += pair ? 2 : 1;
    }
    list_append(process, out, Value::of(str_slice(process, s, start, keep_ends ? next : end)));
    start = next;
  }
  return Value::of(out);
}

Value str_join(Thread& thread, Str* separator, const Value* items, std::uint32_t count) {
  Process& process = *thread.process;
  if (!count) return Value::of(empty_str(process));
  std::uint64_t length = std::uint64_t{separator->length} * (count - 1);
  std::uint8_t width = count > 1 ? separator->width : 1;
  bool ascii = count == 1 || separator->ascii;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!is_str(items[i]))
      return raise(thread, process.types.TypeError,
                   "sequence item %u: expected str instance, %s found", i,
                   type_name(process, items[i]).c_str());
    Str* item = items[i].as<Str>();
    length += item->length;
    width = std::max(width, item->width);
    ascii = ascii && item->ascii;
  }
  if (count == 1) return Value::of(exact_str(process, items[0].as<Str>()));
  if (!length) return Value::of(empty_str(process));
  if (length > kStrLengthMax || !process.heap.can_allocate(length * width))
    return raise_memory_error(thread);
  thread.charge(static_cast<Nanos>(length / 16 + count * 8));
  Str* out = allocate_str(process, static_cast<std::uint32_t>(length), width, ascii);
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i && separator->length) {
      copy_points(out, at, separator, 0, separator->length);
      at += separator->length;
    }
    Str* item = items[i].as<Str>();
    copy_points(out, at, item, 0, item->length);
    at += item->length;
  }
  return Value::of(out);
}

// slots: the separator, the iterable
static Value join_step(Thread& thread, NativeFrame& frame, Value input) {
  if (frame.state == 0) {
    frame.state = 1;
    input = list_of(thread, frame.slots[1]);
    if (input.is_pending()) return input;
  }
  if (input.is_null()) return input;
  List* list = input.as<List>();
  return str_join(thread, frame.slots[0].as<Str>(), list->items, list->length);
}

Value str_method_join(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Value v = args[1];
  if (is_exact_builtin_sequence(process, v)) {
    if (is_list(v))
      return str_join(thread, args[0].as<Str>(), v.as<List>()->items, v.as<List>()->length);
    return str_join(thread, args[0].as<Str>(), v.as<Tuple>()->items, v.as<Tuple>()->length);
  }
  bool iterable =
      v.is_object() && (v.object()->type->slots.iter || v.object()->type->slots.getitem);
  if (!iterable) return raise(thread, process.types.TypeError, "can only join an iterable");
  static constexpr NativeFrameType kJoin = {"str.join", join_step};
  push_native_frame(thread, kJoin, args, 2);
  return Value::pending();
}

Value str_repeat(Thread& thread, Str* s, Value count_value) {
  Process& process = *thread.process;
  std::int64_t count;
  if (!index_value(thread, count_value, &count)) return Value::null();
  if (count <= 0 || !s->length) return Value::of(empty_str(process));
  if (count == 1) return Value::of(exact_str(process, s));
  auto unit = static_cast<std::int64_t>(str_bytes(s));
  if (count > kStrLengthMax / unit ||
      !process.heap.can_allocate(static_cast<std::size_t>(count * unit)))
    return raise_memory_error(thread);
  thread.charge(count * unit / 16);
  Str* out =
      allocate_str(process, static_cast<std::uint32_t>(count * s->length), s->width, s->ascii);
  std::uint8_t* data = out->data8();
  auto total = static_cast<std::size_t>(count * unit), filled = static_cast<std::size_t>(unit);
  std::memcpy(data, s->data8(), filled);
  while (filled < total) {
    std::size_t step = std::min(filled, total - filled);
    std::memcpy(data + filled, data, step);
    filled += step;
  }
  return Value::of(out);
}

}  // namespace gilscope
