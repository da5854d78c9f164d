// How the VM's own code works on the content of a str: views of code points of any width, search,
// UTF-8, and making strs from pieces. str.h is what everyone else needs.
#pragma once

#include <cstring>
#include <string>

#include "vm/process.h"
#include "vm/str.h"

namespace gilscope {

inline constexpr std::uint32_t kStrLengthMax = 0x3fffffff;

// One str of a single code point, shared for Latin-1.
Str* char_str(Process& process, char32_t point);
Str* empty_str(Process& process);

inline std::size_t str_bytes(const Str* s) {
  return std::size_t{s->length} * s->width;
}
inline std::uint8_t width_for(char32_t widest) {
  return widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
}

// f(pointer to the code points) with the right pointer type.
template <class F>
auto with_data(Str* s, F f) {
  switch (s->width) {
    case 1: return f(static_cast<const std::uint8_t*>(s->data8()));
    case 2: return f(static_cast<const std::uint16_t*>(s->data16()));
    default: return f(static_cast<const std::uint32_t*>(s->data32()));
  }
}

// Copies code points [start, end) of `from` to position `at` of `to`, whose width is not smaller.
void copy_points(Str* to, std::uint32_t at, Str* from, std::uint32_t start, std::uint32_t end);
// The largest code point of [start, end), or a bound of the same width.
char32_t widest_point(Str* s, std::uint32_t start, std::uint32_t end);

// The same text as an exact str (of a subclass's instance), or s itself.
Str* exact_str(Process& process, Str* s);

// A str under construction: counts, then fills. Grows a buffer of the widest width so far.
class StrWriter {
 public:
  void reserve(std::size_t points) { reserve_bytes(points * width_); }
  void add(char32_t point) {
    if (point >= limit_) widen(point);
    if (length_ == capacity_) grow(1);
    switch (width_) {
      case 1:
        reinterpret_cast<std::uint8_t*>(data_.data())[length_++] = static_cast<std::uint8_t>(point);
        break;
      case 2:
        reinterpret_cast<std::uint16_t*>(data_.data())[length_++] =
            static_cast<std::uint16_t>(point);
        break;
      default: reinterpret_cast<std::uint32_t*>(data_.data())[length_++] = point; break;
    }
  }
  void add(Str* s) { add(s, 0, s->length); }
  void add(Str* s, std::uint32_t start, std::uint32_t end);
  void add_ascii(std::string_view text);
  void add_utf8(std::string_view text);
  void fill(char32_t point, std::size_t count);
  std::size_t length() const { return length_; }
  Str* finish(Process& process);

 private:
  void reserve_bytes(std::size_t bytes) { data_.reserve(bytes); }
  void widen(char32_t point);
  void grow(std::size_t points);

  std::string data_;
  std::size_t length_ = 0, capacity_ = 0;
  char32_t limit_ = 0x80;  // the first code point that needs more: 0x80, 0x100, 0x10000, all
  std::uint8_t width_ = 1;
};

// --- search; -1: not found. Positions are code points of `s`. ---
std::int64_t str_find(Str* s, Str* needle, std::uint32_t start, std::uint32_t end);
std::int64_t str_find_last(Str* s, Str* needle, std::uint32_t start, std::uint32_t end);
std::uint32_t str_count(Str* s, Str* needle, std::uint32_t start, std::uint32_t end,
                        std::uint32_t max = UINT32_MAX);
bool str_matches_at(Str* s, Str* needle, std::uint32_t at);

// The same on bytes.
std::int64_t bytes_find(std::string_view s, std::string_view needle);
std::int64_t bytes_find_last(std::string_view s, std::string_view needle);

// --- UTF-8 ---
void append_utf8(std::string& out, char32_t point);
// Decodes one code point at text[i] (WTF-8: lone surrogates pass) and moves i; -1: malformed, and i
// moved past the bad bytes.
std::int32_t next_utf8(std::string_view text, std::size_t& i);

std::int64_t hash_data(const void* data, std::size_t bytes);  // SipHash 1-3 with key 0, never -1

std::string str_repr_utf8(Str* s);  // repr() as UTF-8
std::string ascii_escaped(Str* s, bool keep_printable);

}  // namespace gilscope
