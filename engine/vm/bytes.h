// bytes, bytearray and memoryview.
#pragma once

#include <string_view>

#include "vm/object.h"

namespace gilscope {

struct Bytes : Object {
  std::uint32_t length;
  std::uint32_t hashed;
  std::int64_t hash_value;
  // length bytes follow
  std::uint8_t* data() { return reinterpret_cast<std::uint8_t*>(this + 1); }
};

struct ByteArray : Object {
  std::uint8_t* items;  // heap buffer
  std::uint32_t length;
  std::uint32_t capacity;
};

// CPython refuses to resize a bytearray while a memoryview of it lives. Without reference counts we
// would not know in time that the last one is gone, so that correct programs would fail: resizing is
// allowed, and a view that reaches beyond the end then counts as released.
struct MemoryView : Object {
  Value owner;                  // bytes, bytearray, array, shared memory
  std::uint64_t start, length;  // bytes
  std::int64_t step;
  std::uint8_t item_size;
  char format;
  bool readonly, released;
};

inline bool is_bytes(Value v) {
  return has_type_flag(v, kBytesSubclass);
}

Bytes* new_bytes(Process& process, std::string_view data);
Bytes* allocate_bytes(Process& process, std::uint32_t length);
ByteArray* new_bytearray(Process& process, std::string_view data);
// bytes, bytearray, contiguous memoryview -> their content; false with TypeError
// "a bytes-like object is required, not 'int'". The view lives until the next safe point.
bool bytes_like(Thread& thread, Value v, std::string_view* out);

}  // namespace gilscope
