// bytes and bytearray as memory: making them, looking into them, converting to them.
#include <algorithm>
#include <cstring>

#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/exception.h"
#include "vm/number_float.h"
#include "vm/operations.h"
#include "vm/process.h"
#include "vm/str.h"
#include "vm/thread.h"

namespace gilscope {

Bytes* allocate_bytes(Process& process, std::uint32_t length) {
  Bytes* bytes = allocate<Bytes>(process, process.types.bytes, length);
  bytes->length = length;
  return bytes;
}

Bytes* new_bytes(Process& process, std::string_view data) {
  Bytes* bytes = allocate_bytes(process, static_cast<std::uint32_t>(data.size()));
  if (!data.empty()) std::memcpy(bytes->data(), data.data(), data.size());
  return bytes;
}

ByteArray* new_bytearray(Process& process, std::string_view data) {
  ByteArray* array = allocate<ByteArray>(process, process.types.bytearray);
  bytearray_resize(process, array, static_cast<std::uint32_t>(data.size()));
  if (!data.empty()) std::memcpy(array->items, data.data(), data.size());
  return array;
}

void bytearray_resize(Process& process, ByteArray* array, std::uint32_t length) {
  if (length > array->capacity || (array->capacity > 64 && length < array->capacity / 4)) {
    std::uint32_t capacity = length + length / 8 + 8;
    auto* items = static_cast<std::uint8_t*>(process.heap.allocate(capacity));
    std::uint32_t kept = std::min(length, array->length);
    if (kept) std::memcpy(items, array->items, kept);
    if (array->items) process.heap.free_buffer(array->items);
    array->items = items;
    array->capacity = capacity;
  }
  array->length = length;
}

bool is_released(const MemoryView* view) {
  if (view->released) return true;
  if (!has_type_flag(view->owner, kByteArraySubclass) || !view->length) return false;
  auto first = static_cast<std::int64_t>(view->start);
  std::int64_t last =
      first + (static_cast<std::int64_t>(view->length / view->item_size) - 1) * view->step;
  return std::max(first, last) + view->item_size > view->owner.as<ByteArray>()->length;
}

static bool memoryview_content(Thread& thread, MemoryView* view, std::string_view* out) {
  Process& process = *thread.process;
  if (is_released(view)) {
    raise(thread, process.types.ValueError, "operation forbidden on released memoryview object");
    return false;
  }
  std::string_view owner;
  if (!bytes_like(thread, view->owner, &owner)) return false;
  if (view->step == view->item_size || view->length <= view->item_size) {
    *out = view->length ? owner.substr(view->start, view->length) : std::string_view();
    return true;
  }
  // Not contiguous: a copy that lives until the next collection.
  Bytes* copy = allocate_bytes(process, static_cast<std::uint32_t>(view->length));
  for (std::uint64_t i = 0; i * view->item_size < view->length; ++i) {
    auto from = static_cast<std::int64_t>(view->start) + static_cast<std::int64_t>(i) * view->step;
    std::memcpy(copy->data() + i * view->item_size, owner.data() + from, view->item_size);
  }
  *out = {reinterpret_cast<const char*>(copy->data()), copy->length};
  return true;
}

bool is_bytes_like(Process& process, Value v) {
  if (!v.is_object()) return false;
  return has_type_flag(v, kBytesSubclass | kByteArraySubclass) ||
         v.object()->type == process.types.memoryview;
}

bool bytes_like(Thread& thread, Value v, std::string_view* out) {
  Process& process = *thread.process;
  if (is_bytes(v)) {
    Bytes* bytes = v.as<Bytes>();
    *out = {reinterpret_cast<const char*>(bytes->data()), bytes->length};
    return true;
  }
  if (has_type_flag(v, kByteArraySubclass)) {
    auto* array = v.as<ByteArray>();
    *out = {reinterpret_cast<const char*>(array->items), array->length};
    return true;
  }
  if (v.is_object() && v.object()->type == process.types.memoryview)
    return memoryview_content(thread, v.as<MemoryView>(), out);
  raise(thread, process.types.TypeError, "a bytes-like object is required, not '%s'",
        type_name(process, v).c_str());
  return false;
}

bool byte_value(Thread& thread, Value v, const char* range_error, std::uint8_t* out) {
  if (v.is_int() && v.integer >= 0 && v.integer < 256) {
    *out = static_cast<std::uint8_t>(v.integer);
    return true;
  }
  Value integer = integer_index(thread, v);
  std::int64_t value;
  if (integer.is_null()) return false;
  if (!to_int64(integer, &value) || value < 0 || value > 255) {
    raise(thread, thread.process->types.ValueError, "%s", range_error);
    return false;
  }
  *out = static_cast<std::uint8_t>(value);
  return true;
}

bool bytes_from_items(Thread& thread, const Value* items, std::uint32_t count,
                      const char* range_error, std::string* out) {
  out->reserve(out->size() + count);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint8_t byte;
    if (!byte_value(thread, items[i], range_error, &byte)) return false;
    *out += static_cast<char>(byte);
  }
  return true;
}

bool bytes_of_iterable(Thread& thread, Value v, const char* range_error, std::string* out) {
  Process& process = *thread.process;
  if (is_exact_builtin_sequence(process, v)) {
    bool list = is_list(v);
    return bytes_from_items(thread, list ? v.as<List>()->items : v.as<Tuple>()->items,
                            list ? v.as<List>()->length : v.as<Tuple>()->length, range_error, out);
  }
  Frame* before = thread.top;
  Value list = finish_nested(thread, before, list_of(thread, v));
  if (list.is_null()) return false;
  return bytes_from_items(thread, list.as<List>()->items, list.as<List>()->length, range_error,
                          out);
}

Value bytes_of(Thread& thread, Value v) {
  Process& process = *thread.process;
  if (v.is_object() && v.object()->type == process.types.bytes) return v;
  if (v.is_object() && !is_bytes_like(process, v)) {
    Value method = special_method(thread, v, intern(process, "__bytes__"));
    if (method.is_null()) return method;
    if (!method.is_nothing()) {
      Value result = call_nested(thread, method, nullptr, 0);
      if (result.is_null() || is_bytes(result)) return result;
      return raise(thread, process.types.TypeError, "__bytes__ returned non-bytes (type %s)",
                   type_name(process, result).c_str());
    }
  }
  if (is_bytes_like(process, v)) {
    std::string_view content;
    if (!bytes_like(thread, v, &content)) return Value::null();
    return Value::of(new_bytes(process, content));
  }
  bool iterable = v.is_object() && !is_str(v) &&
                  (v.object()->type->slots.iter || v.object()->type->slots.getitem);
  if (!iterable)
    return raise(thread, process.types.TypeError, "cannot convert '%s' object to bytes",
                 type_name(process, v).c_str());
  std::string content;
  if (!bytes_of_iterable(thread, v, "bytes must be in range(0, 256)", &content))
    return Value::null();
  return Value::of(new_bytes(process, content));
}

std::string bytes_repr_text(std::string_view content) {
  static constexpr char kHex[] = "0123456789abcdef";
  bool single = content.find('\'') != content.npos, twice = content.find('"') != content.npos;
  char quote = single && !twice ? '"' : '\'';
  std::string out = "b";
  out += quote;
  for (char c : content) {
    auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (byte < 0x20 || byte >= 0x7f) {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out += quote;
}

}  // namespace gilscope
