// Str: Python's str. Immutable; one, two or four bytes per code point, whichever the widest needs
// (PEP 393), stored inline after the header. Lone surrogates are allowed. Attribute and variable
// names are interned, so that equal names are the same pointer: see intern().
#pragma once

#include <string>
#include <string_view>

#include "vm/object.h"

namespace gilscope {

struct Str : Object {
  std::uint32_t length;  // code points
  std::uint8_t width;    // 1, 2 or 4 bytes each; always the smallest that fits
  bool ascii;            // all below 0x80, so the data is UTF-8 as it stands
  bool interned;
  bool hashed;
  std::int64_t hash_value;  // valid when hashed
  // length * width bytes of data follow

  std::uint8_t* data8() { return reinterpret_cast<std::uint8_t*>(this + 1); }
  std::uint16_t* data16() { return reinterpret_cast<std::uint16_t*>(this + 1); }
  std::uint32_t* data32() { return reinterpret_cast<std::uint32_t*>(this + 1); }
  char32_t at(std::uint32_t i) {
    return width == 1 ? data8()[i] : width == 2 ? data16()[i] : data32()[i];
  }
};

inline bool is_str(Value v) {
  return has_type_flag(v, kStrSubclass);
}

// UTF-8 (WTF-8 for lone surrogates) in and out. Malformed input bytes become U+FFFD.
Str* new_str(Process& process, std::string_view utf8);
Str* new_str_from_code_points(Process& process, const char32_t* points, std::uint32_t length);
// Uninitialised content of the given width (the caller fills it and guarantees that width is
// minimal).
Str* allocate_str(Process& process, std::uint32_t length, std::uint8_t width, bool ascii);
Str* intern(Process& process, std::string_view utf8);
Str* intern(Process& process, Str* s);  // the canonical one
std::string to_utf8(const Str* s);
bool str_equal(const Str* a, const Str* b);
bool str_equal(const Str* a, std::string_view ascii);
int str_compare(const Str* a, const Str* b);  // <0, 0, >0 by code points
std::int64_t str_hash(Str* s);                // deterministic (no seed)
Str* str_concat(Process& process, Str* a, Str* b);
Str* str_slice(Process& process, Str* s, std::uint32_t start, std::uint32_t end);

// Builds a str from pieces outside the heap; finish() makes the object.
class StrBuilder {
 public:
  void add(std::string_view utf8) { text_.append(utf8); }
  void add(const Str* s) { text_ += to_utf8(s); }
  void add_point(char32_t point);
  Str* finish(Process& process) const { return new_str(process, text_); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace gilscope
