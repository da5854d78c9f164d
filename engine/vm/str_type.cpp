// The type str: its slots, its constructor and the list of its methods.
#include <algorithm>

#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/format.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str_codec.h"
#include "vm/str_methods.h"

namespace gilscope {

namespace {

Value str_repr(Thread& thread, Value self) {
  return Value::of(new_str(*thread.process, str_repr_utf8(self.as<Str>())));
}

Value str_str(Thread& thread, Value self) {
  return Value::of(exact_str(*thread.process, self.as<Str>()));
}

Value str_hash_slot(Thread&, Value self) {
  return Value::of(str_hash(self.as<Str>()));
}

Value str_compare_slot(Thread&, Value self, Value other, Comparison op) {
  if (!is_str(other)) return Value::not_implemented();
  Str *a = self.as<Str>(), *b = other.as<Str>();
  if (op == Comparison::Equal) return Value::boolean(str_equal(a, b));
  if (op == Comparison::NotEqual) return Value::boolean(!str_equal(a, b));
  int order = str_compare(a, b);
  switch (op) {
    case Comparison::Less: return Value::boolean(order < 0);
    case Comparison::LessEqual: return Value::boolean(order <= 0);
    case Comparison::Greater: return Value::boolean(order > 0);
    default: return Value::boolean(order >= 0);
  }
}

Value str_boolean(Thread&, Value self) {
  return Value::boolean(self.as<Str>()->length != 0);
}

Value str_length(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<Str>()->length});
}

Value str_iter(Thread& thread, Value self) {
  auto* iterator = allocate<SequenceIterator>(*thread.process, thread.process->types.str_iterator);
  iterator->sequence = self;
  iterator->other = Value::none();
  return Value::of(iterator);
}

Str* slice_with_step(Process& process, Str* s, std::int64_t start, std::int64_t step,
                     std::int64_t count) {
  StrWriter out;
  out.reserve(static_cast<std::size_t>(count));
  with_data(s, [&](auto* data) {
    for (std::int64_t i = 0; i < count; ++i) out.add(char32_t{data[start + i * step]});
  });
  return out.finish(process);
}

Value str_getitem(Thread& thread, Value self, Value key) {
  Process& process = *thread.process;
  Str* s = self.as<Str>();
  if (key.is_object() && key.object()->type == process.types.slice) {
    std::int64_t start, stop, step, count;
    if (!slice_indices(thread, key.as<Slice>(), s->length, &start, &stop, &step, &count))
      return Value::null();
    if (count <= 0) return Value::of(empty_str(process));
    thread.charge(count / 16);
    if (step == 1)
      return Value::of(str_slice(process, s, static_cast<std::uint32_t>(start),
                                 static_cast<std::uint32_t>(start + count)));
    return Value::of(slice_with_step(process, s, start, step, count));
  }
  std::int64_t at;
  if (!is_integer(key) && !(key.is_object() && key.object()->type->slots.index))
    return raise(thread, process.types.TypeError, "string indices must be integers, not '%s'",
                 type_name(process, key).c_str());
  if (!index_value(thread, key, &at)) {
    if (!pending_is(thread, process.types.OverflowError)) return Value::null();
    take_exception(thread);
    return raise(thread, process.types.IndexError, "cannot fit 'int' into an index-sized integer");
  }
  if (at < 0) at += s->length;
  if (at < 0 || at >= s->length)
    return raise(thread, process.types.IndexError, "string index out of range");
  return Value::of(char_str(process, s->at(static_cast<std::uint32_t>(at))));
}

Value str_contains(Thread& thread, Value self, Value item) {
  if (!is_str(item))
    return raise(thread, thread.process->types.TypeError,
                 "'in <string>' requires string as left operand, not %s",
                 type_name(*thread.process, item).c_str());
  Str* s = self.as<Str>();
  thread.charge(s->length / 16);
  return Value::boolean(str_find(s, item.as<Str>(), 0, s->length) >= 0);
}

bool has_index(Value v) {
  return is_integer(v) || (v.is_object() && v.object()->type->slots.index);
}

Value str_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  switch (op) {
    case BinaryOperator::Add: {
      if (!is_str(left) || !is_str(right)) return Value::not_implemented();
      Str *a = left.as<Str>(), *b = right.as<Str>();
      std::uint64_t length = std::uint64_t{a->length} + b->length;
      if (length > 4096) {
        thread.charge(static_cast<Nanos>(length / 16));
        if (length > kStrLengthMax ||
            !process.heap.can_allocate(length * std::max(a->width, b->width)))
          return raise_memory_error(thread);
      }
      return Value::of(str_concat(process, a, b));
    }
    case BinaryOperator::Multiply:
      if (is_str(left) && has_index(right)) return str_repeat(thread, left.as<Str>(), right);
      if (is_str(right) && has_index(left)) return str_repeat(thread, right.as<Str>(), left);
      return Value::not_implemented();
    case BinaryOperator::Remainder:
      if (!is_str(left)) return Value::not_implemented();
      return str_percent(thread, left.as<Str>(), right);
    default: return Value::not_implemented();
  }
}

Value instance_of(Process& process, Type* type, Str* s) {
  if (type == process.types.str) return Value::of(exact_str(process, s));
  auto* object = static_cast<Str*>(allocate_instance(process, type, str_bytes(s)));
  object->length = s->length;
  object->width = s->width;
  object->ascii = s->ascii;
  std::memcpy(object->data8(), s->data8(), str_bytes(s));
  return Value::of(object);
}

// cls, object='', encoding='utf-8', errors='strict'
Value str_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = args[0].as<Type>();
  if (args[1].is_null()) return instance_of(process, type, empty_str(process));
  if (args[2].is_null() && args[3].is_null()) {
    if (type == process.types.str) return to_str(thread, args[1]);
    Frame* before = thread.top;
    Value text = finish_nested(thread, before, to_str(thread, args[1]));
    return text.is_null() ? text : instance_of(process, type, text.as<Str>());
  }
  std::string encoding, errors;
  if (!codec_arguments(thread, "str", args[2], args[3], &encoding, &errors)) return Value::null();
  if (is_str(args[1]))
    return raise(thread, process.types.TypeError, "decoding str is not supported");
  bool buffer = is_bytes(args[1]) || has_type_flag(args[1], kByteArraySubclass) ||
                (args[1].is_object() && args[1].object()->type == process.types.memoryview);
  if (!buffer)
    return raise(thread, process.types.TypeError,
                 "decoding to str: need a bytes-like object, %s found",
                 type_name(process, args[1]).c_str());
  std::string_view content;
  if (!bytes_like(thread, args[1], &content)) return Value::null();
  Value text = decode_bytes(thread, content, args[1], encoding, errors);
  return text.is_null() ? text : instance_of(process, type, text.as<Str>());
}

Value str_format_spec(Thread& thread, const Value* args) {
  return format_with(thread, args[0], args[1]);
}

Value str_getnewargs(Thread& thread, const Value* args) {
  Value text = Value::of(exact_str(*thread.process, args[0].as<Str>()));
  return Value::of(new_tuple(*thread.process, &text, 1));
}

}  // namespace

void define_str(Process& process) {
  empty_str(process);
  for (char32_t c = 0; c < 256; ++c) char_str(process, c);
  Type* type = process.types.str;
  Slots& slots = type->slots;
  slots.repr = str_repr;
  slots.str = str_str;
  slots.hash = str_hash_slot;
  slots.compare = str_compare_slot;
  slots.boolean = str_boolean;
  slots.length = str_length;
  slots.iter = str_iter;
  slots.getitem = str_getitem;
  slots.contains = str_contains;
  slots.binary = str_binary;
  set_new(process, type, "cls, object='', encoding='utf-8', errors='strict'", str_new);
  static const NativeMethod kMethods[] = {
      {"capitalize", "self, /", str_method_capitalize},
      {"casefold", "self, /", str_method_casefold},
      {"center", "self, width, fillchar=' ', /", str_method_center},
      {"count", "self, sub, start=None, end=None, /", str_method_count},
      {"encode", "self, /, encoding='utf-8', errors='strict'", str_method_encode},
      {"endswith", "self, suffix, start=None, end=None, /", str_method_endswith},
      {"expandtabs", "self, /, tabsize=8", str_method_expandtabs},
      {"find", "self, sub, start=None, end=None, /", str_method_find},
      {"format", "self, /, *args, **kwargs", str_method_format},
      {"format_map", "self, mapping, /", str_method_format_map},
      {"index", "self, sub, start=None, end=None, /", str_method_index},
      {"isalnum", "self, /", str_method_isalnum},
      {"isalpha", "self, /", str_method_isalpha},
      {"isascii", "self, /", str_method_isascii},
      {"isdecimal", "self, /", str_method_isdecimal},
      {"isdigit", "self, /", str_method_isdigit},
      {"isidentifier", "self, /", str_method_isidentifier},
      {"islower", "self, /", str_method_islower},
      {"isnumeric", "self, /", str_method_isnumeric},
      {"isprintable", "self, /", str_method_isprintable},
      {"isspace", "self, /", str_method_isspace},
      {"istitle", "self, /", str_method_istitle},
      {"isupper", "self, /", str_method_isupper},
      {"join", "self, iterable, /", str_method_join},
      {"ljust", "self, width, fillchar=' ', /", str_method_ljust},
      {"lower", "self, /", str_method_lower},
      {"lstrip", "self, chars=None, /", str_method_lstrip},
      {"maketrans", "x, y=None, z=None, /", str_method_maketrans, NativeMethod::StaticMethod},
      {"partition", "self, sep, /", str_method_partition},
      {"removeprefix", "self, prefix, /", str_method_removeprefix},
      {"removesuffix", "self, suffix, /", str_method_removesuffix},
      {"replace", "self, old, new, count=-1, /", str_method_replace},
      {"rfind", "self, sub, start=None, end=None, /", str_method_rfind},
      {"rindex", "self, sub, start=None, end=None, /", str_method_rindex},
      {"rjust", "self, width, fillchar=' ', /", str_method_rjust},
      {"rpartition", "self, sep, /", str_method_rpartition},
      {"rsplit", "self, /, sep=None, maxsplit=-1", str_method_rsplit},
      {"rstrip", "self, chars=None, /", str_method_rstrip},
      {"split", "self, /, sep=None, maxsplit=-1", str_method_split},
      {"splitlines", "self, /, keepends=False", str_method_splitlines},
      {"startswith", "self, prefix, start=None, end=None, /", str_method_startswith},
      {"strip", "self, chars=None, /", str_method_strip},
      {"swapcase", "self, /", str_method_swapcase},
      {"title", "self, /", str_method_title},
      {"translate", "self, table, /", str_method_translate},
      {"upper", "self, /", str_method_upper},
      {"zfill", "self, width, /", str_method_zfill},
      {"__format__", "self, format_spec, /", str_format_spec},
      {"__getnewargs__", "self, /", str_getnewargs},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
