// Hashing and comparing the keys of dicts and sets. Strings, ints and tuples of such are done here
// without any frame; everything else goes through hash_nested and equal_nested (operations.h),
// because a table cannot be left in the middle of a probe.
#pragma once

#include "vm/number.h"
#include "vm/operations.h"
#include "vm/str.h"

namespace gilscope {

inline bool is_exact_str(Value v) {
  if (!v.is_object()) return false;
  std::uint32_t flags = v.object()->type->type_flags;
  return (flags & (kStrSubclass | kHeapType)) == kStrSubclass;
}

// hash() of a small int: the value modulo 2^61 - 1, with -1 reserved for errors.
inline std::int64_t small_int_hash(std::int64_t value) {
  constexpr std::int64_t kModulus = (std::int64_t{1} << 61) - 1;
  if (value >= kModulus || value <= -kModulus) value %= kModulus;
  return value == -1 ? -2 : value;
}

enum class Quick : std::uint8_t { Different, Same, Unknown };

// Identity or ==, where that is known without running anything.
inline Quick quick_equal(Value a, Value b) {
  if (identical(a, b)) return Quick::Same;
  if (a.is_int() && b.is_int()) return Quick::Different;
  if (a.is_float() && b.is_float())
    return a.number == b.number ? Quick::Same : Quick::Different;
  if (is_exact_str(a) && is_exact_str(b))
    return str_equal(a.as<Str>(), b.as<Str>()) ? Quick::Same : Quick::Different;
  return Quick::Unknown;
}

bool slow_hash(Thread& thread, Value key, std::int64_t* out);

// False: exception pending (unhashable, or __hash__ raised).
inline bool key_hash(Thread& thread, Value key, std::int64_t* out) {
  if (is_exact_str(key)) {
    Str* text = key.as<Str>();
    *out = text->hashed ? text->hash_value : str_hash(text);
    return true;
  }
  if (key.is_int()) {
    *out = small_int_hash(key.integer);
    return true;
  }
  return slow_hash(thread, key, out);
}

inline bool key_equal(Thread& thread, Value a, Value b, bool* out) {
  Quick quick = quick_equal(a, b);
  if (quick == Quick::Unknown) return equal_nested(thread, a, b, out);
  *out = quick == Quick::Same;
  return true;
}

}  // namespace gilscope
