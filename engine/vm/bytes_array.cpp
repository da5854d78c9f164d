// The type bytearray: what it has beyond bytes.
#include <algorithm>
#include <cstring>

#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/define.h"
#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

constexpr char kRangeError[] = "byte must be in range(0, 256)";

void visit(Object* object, Visitor& visitor) {
  visitor.buffer(static_cast<ByteArray*>(object)->items);
}

std::string_view content_of(Value v) {
  auto* array = v.as<ByteArray>();
  return {reinterpret_cast<const char*>(array->items), array->length};
}

// Replaces [start, end) by `with`. False: exception pending.
bool splice(Thread& thread, ByteArray* array, std::int64_t start, std::int64_t end,
            std::string_view with) {
  Process& process = *thread.process;
  std::string copy;  // `with` may be a view of this very array
  if (with.data() >= reinterpret_cast<const char*>(array->items) &&
      with.data() <= reinterpret_cast<const char*>(array->items) + array->length) {
    copy = with;
    with = copy;
  }
  std::uint32_t old_length = array->length;
  std::int64_t removed = end - start, added = static_cast<std::int64_t>(with.size());
  std::int64_t length = old_length - removed + added;
  if (length > INT32_MAX || !process.heap.can_allocate(static_cast<std::size_t>(added) * 2)) {
    raise_memory_error(thread);
    return false;
  }
  auto tail = static_cast<std::size_t>(old_length - end);
  if (added > removed) bytearray_resize(process, array, static_cast<std::uint32_t>(length));
  if (tail) std::memmove(array->items + start + added, array->items + end, tail);
  if (added) std::memcpy(array->items + start, with.data(), with.size());
  if (added < removed) bytearray_resize(process, array, static_cast<std::uint32_t>(length));
  return true;
}

Value bytearray_repr(Thread& thread, Value self) {
  // As CPython: single quotes are escaped whatever the quotes around.
  std::string text = bytes_repr_text(content_of(self));
  if (text[1] == '"') {
    std::string escaped;
    for (char c : text) escaped += c == '\'' ? "\\'" : std::string(1, c);
    text = escaped;
  }
  std::string name = type_text(self.object()->type);
  return Value::of(new_str(*thread.process, name + "(" + text + ")"));
}

Value bytearray_iter(Thread& thread, Value self) {
  auto* iterator =
      allocate<SequenceIterator>(*thread.process, thread.process->types.bytearray_iterator);
  iterator->sequence = self;
  iterator->other = Value::none();
  return Value::of(iterator);
}

Value set_slice(Thread& thread, ByteArray* array, Slice* slice, Value value) {
  Process& process = *thread.process;
  std::string with;
  if (!value.is_null()) {
    if (is_bytes_like(process, value)) {
      std::string_view content;
      if (!bytes_like(thread, value, &content)) return Value::null();
      with = content;
    } else if (is_integer(value) || is_str(value)) {
      return raise(thread, process.types.TypeError,
                   "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    } else if (!bytes_of_iterable(thread, value, kRangeError, &with)) {
      return Value::null();
    }
  }
  std::int64_t start, stop, step, count;
  if (!slice_indices(thread, slice, array->length, &start, &stop, &step, &count))
    return Value::null();
  count = std::max<std::int64_t>(count, 0);
  if (step == 1)
    return splice(thread, array, start, std::max(start, stop), with) ? Value::none()
                                                                     : Value::null();
  if (value.is_null()) {  // delete every step-th
    std::string kept;
    for (std::int64_t i = 0; i < array->length; ++i) {
      bool removed =
          count && (i - start) % step == 0 && (i - start) / step >= 0 && (i - start) / step < count;
      if (!removed) kept += static_cast<char>(array->items[i]);
    }
    return splice(thread, array, 0, array->length, kept) ? Value::none() : Value::null();
  }
  if (static_cast<std::int64_t>(with.size()) != count)
    return raise(thread, process.types.ValueError,
                 "attempt to assign bytes of size %zu to extended slice of size %lld", with.size(),
                 static_cast<long long>(count));
  for (std::int64_t i = 0; i < count; ++i)
    array->items[start + i * step] = static_cast<std::uint8_t>(with[static_cast<std::size_t>(i)]);
  return Value::none();
}

Value bytearray_setitem(Thread& thread, Value self, Value key, Value value) {
  Process& process = *thread.process;
  auto* array = self.as<ByteArray>();
  if (key.is_object() && key.object()->type == process.types.slice)
    return set_slice(thread, array, key.as<Slice>(), value);
  bool index = is_integer(key) || (key.is_object() && key.object()->type->slots.index);
  if (!index)
    return raise(thread, process.types.TypeError,
                 "bytearray indices must be integers or slices, not %s",
                 type_name(process, key).c_str());
  std::int64_t at;
  if (!index_value(thread, key, &at)) return Value::null();
  if (at < 0) at += array->length;
  if (at < 0 || at >= array->length)
    return raise(thread, process.types.IndexError, "bytearray index out of range");
  if (value.is_null()) return splice(thread, array, at, at + 1, "") ? Value::none() : Value::null();
  std::uint8_t byte;
  if (!byte_value(thread, value, kRangeError, &byte)) return Value::null();
  array->items[at] = byte;
  return Value::none();
}

bool append_all(Thread& thread, ByteArray* array, Value v) {
  std::string buffer;
  std::string_view content;
  if (is_bytes_like(*thread.process, v)) {
    if (!bytes_like(thread, v, &content)) return false;
  } else {
    if (!bytes_of_iterable(thread, v, kRangeError, &buffer)) return false;
    content = buffer;
  }
  return splice(thread, array, array->length, array->length, content);
}

Value bytearray_inplace(Thread& thread, BinaryOperator op, Value left, Value right) {
  Process& process = *thread.process;
  auto* array = left.as<ByteArray>();
  if (op == BinaryOperator::InplaceAdd) {
    if (!is_bytes_like(process, right))
      return raise(thread, process.types.TypeError, "can't concat %s to %s",
                   type_name(process, right).c_str(), type_name(process, left).c_str());
    return append_all(thread, array, right) ? left : Value::null();
  }
  if (op == BinaryOperator::InplaceMultiply) {
    Value product = bytes_slot_binary(thread, BinaryOperator::Multiply, left, right);
    if (product.is_null() || product.is_not_implemented()) return product;
    return splice(thread, array, 0, array->length, content_of(product)) ? left : Value::null();
  }
  return Value::not_implemented();
}

Value bytearray_new(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  Type* type = args[0].as<Type>();
  return Value::of(type == process.types.bytearray ? allocate<ByteArray>(process, type)
                                                   : allocate_instance(process, type));
}

// self, source=b'', encoding='utf-8', errors='strict'
Value bytearray_init(Thread& thread, const Value* args) {
  std::string content;
  if (!bytes_source(thread, args[1], args[2], args[3], "bytearray", kRangeError, &content))
    return Value::null();
  auto* array = args[0].as<ByteArray>();
  return splice(thread, array, 0, array->length, content) ? Value::none() : Value::null();
}

Value m_append(Thread& thread, const Value* args) {
  std::uint8_t byte;
  if (!byte_value(thread, args[1], kRangeError, &byte)) return Value::null();
  auto* array = args[0].as<ByteArray>();
  char c = static_cast<char>(byte);
  return splice(thread, array, array->length, array->length, {&c, 1}) ? Value::none()
                                                                      : Value::null();
}

Value m_extend(Thread& thread, const Value* args) {
  return append_all(thread, args[0].as<ByteArray>(), args[1]) ? Value::none() : Value::null();
}

Value m_insert(Thread& thread, const Value* args) {
  auto* array = args[0].as<ByteArray>();
  std::int64_t at;
  std::uint8_t byte;
  if (!index_value(thread, args[1], &at) || !byte_value(thread, args[2], kRangeError, &byte))
    return Value::null();
  if (at < 0) at = std::max<std::int64_t>(0, at + array->length);
  at = std::min<std::int64_t>(at, array->length);
  char c = static_cast<char>(byte);
  return splice(thread, array, at, at, {&c, 1}) ? Value::none() : Value::null();
}

Value m_pop(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  auto* array = args[0].as<ByteArray>();
  std::int64_t at = -1;
  if (!args[1].is_null() && !index_value(thread, args[1], &at)) return Value::null();
  if (!array->length) return raise(thread, process.types.IndexError, "pop from empty bytearray");
  if (at < 0) at += array->length;
  if (at < 0 || at >= array->length)
    return raise(thread, process.types.IndexError, "pop index out of range");
  Value popped = Value::of(std::int64_t{array->items[at]});
  return splice(thread, array, at, at + 1, "") ? popped : Value::null();
}

Value m_remove(Thread& thread, const Value* args) {
  auto* array = args[0].as<ByteArray>();
  std::uint8_t byte;
  if (!byte_value(thread, args[1], kRangeError, &byte)) return Value::null();
  std::size_t at = content_of(args[0]).find(static_cast<char>(byte));
  if (at == std::string_view::npos)
    return raise(thread, thread.process->types.ValueError, "value not found in bytearray");
  auto start = static_cast<std::int64_t>(at);
  return splice(thread, array, start, start + 1, "") ? Value::none() : Value::null();
}

Value m_clear(Thread& thread, const Value* args) {
  auto* array = args[0].as<ByteArray>();
  return splice(thread, array, 0, array->length, "") ? Value::none() : Value::null();
}

Value m_reverse(Thread&, const Value* args) {
  auto* array = args[0].as<ByteArray>();
  std::reverse(array->items, array->items + array->length);
  return Value::none();
}

Value m_copy(Thread& thread, const Value* args) {
  return Value::of(new_bytearray(*thread.process, content_of(args[0])));
}

}  // namespace

void define_bytearray(Process& process) {
  Type* type = process.types.bytearray;
  Slots& slots = type->slots;
  slots.visit = visit;
  slots.repr = bytearray_repr;
  slots.str = bytearray_repr;
  slots.hash = hash_not_implemented;
  slots.compare = bytes_slot_compare;
  slots.boolean = bytes_slot_boolean;
  slots.length = bytes_slot_length;
  slots.iter = bytearray_iter;
  slots.getitem = bytes_slot_getitem;
  slots.setitem = bytearray_setitem;
  slots.contains = bytes_slot_contains;
  slots.binary = bytes_slot_binary;
  slots.inplace = bytearray_inplace;
  set_new(process, type, "cls, /, *args, **kwargs", bytearray_new);
  set_init(process, type, "self, source=b'', encoding='utf-8', errors='strict'", bytearray_init);
  static const NativeMethod kMethods[] = {
      {"append", "self, item, /", m_append},
      {"clear", "self, /", m_clear},
      {"copy", "self, /", m_copy},
      {"extend", "self, iterable_of_ints, /", m_extend},
      {"insert", "self, index, item, /", m_insert},
      {"pop", "self, index=-1, /", m_pop},
      {"remove", "self, value, /", m_remove},
      {"reverse", "self, /", m_reverse},
  };
  add_methods(process, type, kBytesMethods, kBytesMethodCount);
  add_methods(process, type, kMethods, std::size(kMethods));
  add_slot_wrappers(process, type);
}

}  // namespace gilscope
