// The type bytes, and the slots it shares with bytearray.
#include <algorithm>
#include <cstring>

#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/format.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str_codec.h"
#include "vm/str_text.h"

namespace gilscope {

static std::string_view content_of(Value v) {
  if (is_bytes(v))
    return {reinterpret_cast<const char*>(v.as<Bytes>()->data()), v.as<Bytes>()->length};
  auto* array = v.as<ByteArray>();
  return {reinterpret_cast<const char*>(array->items), array->length};
}

Value bytes_like_result(Process& process, Value like, std::string_view content) {
  if (has_type_flag(like, kByteArraySubclass)) return Value::of(new_bytearray(process, content));
  return Value::of(new_bytes(process, content));
}

Value bytes_slot_compare(Thread& thread, Value self, Value other, Comparison op) {
  if (!is_bytes_like(*thread.process, other)) return Value::not_implemented();
  std::string_view a = content_of(self), b;
  if (!bytes_like(thread, other, &b)) return Value::null();
  int order = a.compare(b);
  switch (op) {
    case Comparison::Less: return Value::boolean(order < 0);
    case Comparison::LessEqual: return Value::boolean(order <= 0);
    case Comparison::Equal: return Value::boolean(order == 0);
    case Comparison::NotEqual: return Value::boolean(order != 0);
    case Comparison::Greater: return Value::boolean(order > 0);
    default: return Value::boolean(order >= 0);
  }
}

Value bytes_slot_length(Thread&, Value self) {
  return Value::of(static_cast<std::int64_t>(content_of(self).size()));
}

Value bytes_slot_boolean(Thread&, Value self) {
  return Value::boolean(!content_of(self).empty());
}

static bool has_index(Value v) {
  return is_integer(v) || (v.is_object() && v.object()->type->slots.index);
}

Value bytes_slot_getitem(Thread& thread, Value self, Value key) {
  Process& process = *thread.process;
  std::string_view content = content_of(self);
  bool array = has_type_flag(self, kByteArraySubclass);
  auto length = static_cast<std::int64_t>(content.size());
  if (key.is_object() && key.object()->type == process.types.slice) {
    std::int64_t start, stop, step, count;
    if (!slice_indices(thread, key.as<Slice>(), length, &start, &stop, &step, &count))
      return Value::null();
    count = std::max<std::int64_t>(count, 0);
    if (step == 1)
      return bytes_like_result(process, self,
                               content.substr(count ? static_cast<std::size_t>(start) : 0,
                                              static_cast<std::size_t>(count)));
    std::string picked;
    for (std::int64_t i = 0; i < count; ++i)
      picked += content[static_cast<std::size_t>(start + i * step)];
    return bytes_like_result(process, self, picked);
  }
  if (!has_index(key))
    return raise(thread, process.types.TypeError, "%s indices must be integers or slices, not %s",
                 array ? "bytearray" : "byte", type_name(process, key).c_str());
  std::int64_t at;
  if (!index_value(thread, key, &at)) return Value::null();
  if (at < 0) at += length;
  if (at < 0 || at >= length)
    return raise(thread, process.types.IndexError,
                 array ? "bytearray index out of range" : "index out of range");
  return Value::of(std::int64_t{static_cast<unsigned char>(content[static_cast<std::size_t>(at)])});
}

Value bytes_slot_contains(Thread& thread, Value self, Value item) {
  if (has_index(item)) {
    std::uint8_t byte;
    if (!byte_value(thread, item, "byte must be in range(0, 256)", &byte)) return Value::null();
    return Value::boolean(content_of(self).find(static_cast<char>(byte)) != std::string_view::npos);
  }
  std::string_view needle;
  if (!bytes_like(thread, item, &needle)) return Value::null();
  return Value::boolean(bytes_find(content_of(self), needle) >= 0);
}

static Value repeat(Thread& thread, Value v, Value count_value) {
  Process& process = *thread.process;
  std::int64_t count;
  if (!index_value(thread, count_value, &count)) return Value::null();
  std::string_view content = content_of(v);
  count = std::max<std::int64_t>(count, 0);
  auto unit = static_cast<std::int64_t>(content.size());
  if (unit && (count > INT32_MAX / unit ||
               !process.heap.can_allocate(static_cast<std::size_t>(2 * count * unit))))
    return raise_memory_error(thread);
  std::string out;
  out.reserve(static_cast<std::size_t>(count * unit));
  if (unit == 1) {
    out.assign(static_cast<std::size_t>(count), content[0]);
  } else {
    for (std::int64_t i = 0; i < count; ++i) out += content;
  }
  return bytes_like_result(process, v, out);
}

Value bytes_slot_binary(Thread& thread, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  bool left_bytes = has_type_flag(left, kBytesSubclass | kByteArraySubclass);
  switch (op) {
    case BinaryOperator::Add: {
      if (!left_bytes || !is_bytes_like(process, right)) return Value::not_implemented();
      std::string_view tail;
      if (!bytes_like(thread, right, &tail)) return Value::null();
      std::string_view head = content_of(left);
      if (head.size() + tail.size() > INT32_MAX ||
          !process.heap.can_allocate(head.size() + tail.size()))
        return raise_memory_error(thread);
      std::string joined(head);
      return bytes_like_result(process, left, joined.append(tail));
    }
    case BinaryOperator::Multiply:
      if (left_bytes && has_index(right)) return repeat(thread, left, right);
      if (!left_bytes && has_index(left)) return repeat(thread, right, left);
      return Value::not_implemented();
    case BinaryOperator::Remainder: {
      if (!left_bytes) return Value::not_implemented();
      return bytes_percent(thread, left, right);
    }
    default: return Value::not_implemented();
  }
}

bool bytes_source(Thread& thread, Value source, Value encoding, Value errors, const char* name,
                  const char* range_error, std::string* out) {
  Process& process = *thread.process;
  auto fail = [&](const char* text) {
    raise(thread, process.types.TypeError, "%s", text);
    return false;
  };
  if (source.is_null()) {
    if (!encoding.is_null()) return fail("encoding without a string argument");
    return errors.is_null() ? true : fail("errors without a string argument");
  }
  if (is_str(source)) {
    if (encoding.is_null()) return fail("string argument without an encoding");
    std::string codec, handler;
    if (!codec_arguments(thread, name, encoding, errors, &codec, &handler)) return false;
    Value encoded = encode_str(thread, source.as<Str>(), codec, handler);
    if (encoded.is_null()) return false;
    *out = content_of(encoded);
    return true;
  }
  if (!encoding.is_null()) {
    std::string codec, handler;
    if (!codec_arguments(thread, name, encoding, errors, &codec, &handler)) return false;
    return fail("encoding without a string argument");
  }
  if (!errors.is_null()) return fail("errors without a string argument");
  bool custom = false;
  if (source.is_object() && !is_bytes_like(process, source)) {
    Value method = special_method(thread, source, intern(process, "__bytes__"));
    if (method.is_null()) return false;
    custom = !method.is_nothing() && !is_bytes(source);
  }
  if (!custom && has_index(source)) {
    std::int64_t count;
    if (!index_value(thread, source, &count)) return false;
    if (count < 0) {
      raise(thread, process.types.ValueError, "negative count");
      return false;
    }
    if (count > INT32_MAX || !process.heap.can_allocate(static_cast<std::size_t>(count) * 2)) {
      raise_memory_error(thread);
      return false;
    }
    out->assign(static_cast<std::size_t>(count), '\0');
    return true;
  }
  if (!custom && source.is_object() && !is_bytes_like(process, source)) {
    const Slots& slots = source.object()->type->slots;
    if (slots.iter || slots.getitem) return bytes_of_iterable(thread, source, range_error, out);
  }
  if (!source.is_object() || (!custom && !is_bytes_like(process, source))) {
    raise(thread, process.types.TypeError, "cannot convert '%s' object to %s",
          type_name(process, source).c_str(), name);
    return false;
  }
  Value bytes = bytes_of(thread, source);
  if (bytes.is_null()) return false;
  *out = content_of(bytes);
  return true;
}

namespace {

Value bytes_repr(Thread& thread, Value self) {
  return Value::of(new_str(*thread.process, bytes_repr_text(content_of(self))));
}

Value bytes_hash(Thread&, Value self) {
  Bytes* bytes = self.as<Bytes>();
  if (!bytes->hashed) {
    bytes->hash_value = hash_data(bytes->data(), bytes->length);
    bytes->hashed = 1;
  }
  return Value::of(bytes->hash_value);
}

Value bytes_iter(Thread& thread, Value self) {
  auto* iterator =
      allocate<SequenceIterator>(*thread.process, thread.process->types.bytes_iterator);
  iterator->sequence = self;
  iterator->other = Value::none();
  return Value::of(iterator);
}

// cls, source=b'', encoding='utf-8', errors='strict'
Value bytes_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = args[0].as<Type>();
  std::string content;
  bool exact = type == process.types.bytes && args[1].is_object() &&
               args[1].object()->type == type && args[2].is_null() && args[3].is_null();
  if (exact) return args[1];
  if (!bytes_source(thread, args[1], args[2], args[3], "bytes", "bytes must be in range(0, 256)",
                    &content))
    return Value::null();
  if (type == process.types.bytes) return Value::of(new_bytes(process, content));
  auto* object = static_cast<Bytes*>(allocate_instance(process, type, content.size()));
  object->length = static_cast<std::uint32_t>(content.size());
  if (!content.empty()) std::memcpy(object->data(), content.data(), content.size());
  return Value::of(object);
}

Value bytes_bytes(Thread& thread, const Value* args) {
  return bytes_of(thread, args[0]);
}

Value bytes_getnewargs(Thread& thread, const Value* args) {
  Value content = bytes_of(thread, args[0]);
  return Value::of(new_tuple(*thread.process, &content, 1));
}

}  // namespace

void define_bytes(Process& process) {
  Type* type = process.types.bytes;
  Slots& slots = type->slots;
  slots.repr = bytes_repr;
  slots.str = bytes_repr;  // not a subclass's __repr__
  slots.hash = bytes_hash;
  slots.compare = bytes_slot_compare;
  slots.boolean = bytes_slot_boolean;
  slots.length = bytes_slot_length;
  slots.iter = bytes_iter;
  slots.getitem = bytes_slot_getitem;
  slots.contains = bytes_slot_contains;
  slots.binary = bytes_slot_binary;
  set_new(process, type, "cls, source=b'', encoding='utf-8', errors='strict'", bytes_new);
  static const NativeMethod kMethods[] = {
      {"__bytes__", "self, /", bytes_bytes},
      {"__getnewargs__", "self, /", bytes_getnewargs},
  };
  add_methods(process, type, kBytesMethods, kBytesMethodCount);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
