// What bytes, bytearray and memoryview share inside the VM: contents, conversion of other objects,
// repr, and the methods that bytes and bytearray have in common.
#pragma once

#include <string>
#include <string_view>

#include "vm/bytes.h"
#include "vm/native.h"

namespace gilscope {

std::string bytes_repr_text(std::string_view content);  // b'...' with CPython's quotes and escapes
// Released, or its bytearray has become too short for it.
bool is_released(const MemoryView* view);
bool is_bytes_like(Process& process, Value v);
// A bytes object from a buffer, from an object with __bytes__ or from an iterable of ints (runs
// nested). Null: exception pending.
Value bytes_of(Thread& thread, Value v);
// 0..255, through __index__. False: TypeError, or ValueError with `range_error`.
bool byte_value(Thread& thread, Value v, const char* range_error, std::uint8_t* out);
// Appends the ints of an iterable. False: exception pending.
bool bytes_of_iterable(Thread& thread, Value v, const char* range_error, std::string* out);
void bytearray_resize(Process& process, ByteArray* array, std::uint32_t length);

// bytes(...) and bytearray(...): source, encoding, errors; any may be Null. False: exception
// pending.
bool bytes_source(Thread& thread, Value source, Value encoding, Value errors, const char* type_name,
                  const char* range_error, std::string* out);
// A new object of the kind of `like`: bytearray for bytearrays, else bytes.
Value bytes_like_result(Process& process, Value like, std::string_view content);

// content.hex(sep, bytes_per_sep)
Value hex_text(Thread& thread, std::string_view content, Value separator, Value group);

extern const NativeMethod kBytesMethods[];
extern const std::size_t kBytesMethodCount;

// Slots that both have.
Value bytes_slot_compare(Thread& thread, Value self, Value other, Comparison op);
Value bytes_slot_length(Thread& thread, Value self);
Value bytes_slot_boolean(Thread& thread, Value self);
Value bytes_slot_getitem(Thread& thread, Value self, Value key);
Value bytes_slot_contains(Thread& thread, Value self, Value item);
Value bytes_slot_binary(Thread& thread, BinaryOperator op, Value left, Value right);

}  // namespace gilscope
