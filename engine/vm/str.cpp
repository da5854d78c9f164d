// Making, comparing and hashing strs.
#include "vm/str.h"

#include <algorithm>

#include "vm/containers.h"
#include "vm/str_text.h"
#include "vm/unicode.h"

namespace gilscope {

Str* allocate_str(Process& process, std::uint32_t length, std::uint8_t width, bool ascii) {
  std::size_t extra = std::size_t{length} * width;
  auto* s = static_cast<Str*>(process.heap.allocate(sizeof(Str) + extra));
  s->type = process.types.str;
  s->identity = 0;
  s->flags = 0;
  s->length = length;
  s->width = width;
  s->ascii = ascii;
  s->interned = false;
  s->hashed = false;
  s->hash_value = 0;
  return s;
}

Str* empty_str(Process& process) {
  if (!process.empty_str) process.empty_str = allocate_str(process, 0, 1, true);
  return process.empty_str;
}

Str* char_str(Process& process, char32_t point) {
  if (point < 256) {
    Str*& shared = process.latin1[point];
    if (!shared) {
      shared = allocate_str(process, 1, 1, point < 128);
      shared->data8()[0] = static_cast<std::uint8_t>(point);
    }
    return shared;
  }
  Str* s = allocate_str(process, 1, width_for(point), false);
  if (s->width == 2) {
    s->data16()[0] = static_cast<std::uint16_t>(point);
  } else {
    s->data32()[0] = point;
  }
  return s;
}

// --- UTF-8 ---

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

std::int32_t next_utf8(std::string_view text, std::size_t& i) {
  auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  unsigned lead = byte(i++);
  if (lead < 0x80) return static_cast<std::int32_t>(lead);
  int more = lead >= 0xf0 && lead < 0xf5   ? 3
             : lead >= 0xe0 && lead < 0xf0 ? 2
             : lead >= 0xc2 && lead < 0xe0 ? 1
                                           : 0;
  if (!more) return -1;
  std::uint32_t point = lead & (0x3fu >> more);
  for (int k = 0; k < more; ++k) {
    if (i >= text.size()) return -1;
    unsigned next = byte(i);
    unsigned low = k == 0 && lead == 0xe0 ? 0xa0 : k == 0 && lead == 0xf0 ? 0x90 : 0x80;
    unsigned high = k == 0 && lead == 0xf4 ? 0x8f : 0xbf;
    if (next < low || next > high) return -1;
    point = point << 6 | (next & 0x3f);
    ++i;
  }
  return static_cast<std::int32_t>(point);
}

static bool all_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + i, 8);
    if (eight & 0x8080808080808080u) return false;
  }
  for (; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  }
  return true;
}

Str* new_str(Process& process, std::string_view utf8) {
  if (utf8.empty()) return empty_str(process);
  if (all_ascii(utf8)) {
    if (utf8.size() == 1) return char_str(process, static_cast<unsigned char>(utf8[0]));
    Str* s = allocate_str(process, static_cast<std::uint32_t>(utf8.size()), 1, true);
    std::memcpy(s->data8(), utf8.data(), utf8.size());
    return s;
  }
  char32_t widest = 0;
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < utf8.size(); ++length) {
    std::int32_t point = next_utf8(utf8, i);
    widest = std::max(widest, point < 0 ? char32_t{0xfffd} : static_cast<char32_t>(point));
  }
  if (length == 1) {
    return char_str(process, widest);
  }
  Str* s = allocate_str(process, length, width_for(widest), false);
  std::size_t i = 0;
  for (std::uint32_t k = 0; k < length; ++k) {
    std::int32_t point = next_utf8(utf8, i);
    char32_t c = point < 0 ? char32_t{0xfffd} : static_cast<char32_t>(point);
    if (s->width == 1) {
      s->data8()[k] = static_cast<std::uint8_t>(c);
    } else if (s->width == 2) {
      s->data16()[k] = static_cast<std::uint16_t>(c);
    } else {
      s->data32()[k] = c;
    }
  }
  return s;
}

Str* new_str_from_code_points(Process& process, const char32_t* points, std::uint32_t length) {
  char32_t widest = 0;
  for (std::uint32_t i = 0; i < length; ++i) widest |= points[i];
  if (!length) return empty_str(process);
  if (length == 1) return char_str(process, points[0]);
  Str* s = allocate_str(process, length, width_for(widest), widest < 0x80);
  for (std::uint32_t i = 0; i < length; ++i) {
    if (s->width == 1) {
      s->data8()[i] = static_cast<std::uint8_t>(points[i]);
    } else if (s->width == 2) {
      s->data16()[i] = static_cast<std::uint16_t>(points[i]);
    } else {
      s->data32()[i] = points[i];
    }
  }
  return s;
}

std::string to_utf8(const Str* constant) {
  Str* s = const_cast<Str*>(constant);
  if (s->ascii) return std::string(reinterpret_cast<const char*>(s->data8()), s->length);
  std::string out;
  out.reserve(str_bytes(s) + s->length / 2);
  with_data(s, [&](auto* data) {
    for (std::uint32_t i = 0; i < s->length; ++i) append_utf8(out, data[i]);
  });
  return out;
}

// --- interning ---

Str* intern(Process& process, Str* s) {
  if (s->interned) return s;
  Value found = dict_get(process.interned, s);
  if (found.is_object()) return found.as<Str>();
  s = exact_str(process, s);
  s->interned = true;
  dict_set(process, process.interned, s, Value::of(s));
  return s;
}

Str* intern(Process& process, std::string_view utf8) {
  return intern(process, new_str(process, utf8));
}

Str* exact_str(Process& process, Str* s) {
  if (s->type == process.types.str) return s;
  Str* copy = allocate_str(process, s->length, s->width, s->ascii);
  std::memcpy(copy->data8(), s->data8(), str_bytes(s));
  return copy;
}

// --- comparing and hashing ---

bool str_equal(const Str* a, const Str* b) {
  if (a == b) return true;
  if (a->length != b->length || a->width != b->width) return false;
  if (a->interned && b->interned) return false;
  if (a->hashed && b->hashed && a->hash_value != b->hash_value) return false;
  return !std::memcmp(const_cast<Str*>(a)->data8(), const_cast<Str*>(b)->data8(), str_bytes(a));
}

bool str_equal(const Str* a, std::string_view ascii) {
  return a->ascii && a->length == ascii.size() &&
         !std::memcmp(const_cast<Str*>(a)->data8(), ascii.data(), ascii.size());
}

int str_compare(const Str* a, const Str* b) {
  Str *left = const_cast<Str*>(a), *right = const_cast<Str*>(b);
  std::uint32_t common = std::min(a->length, b->length);
  if (a->width == 1 && b->width == 1) {
    int order = common ? std::memcmp(left->data8(), right->data8(), common) : 0;
    if (order) return order < 0 ? -1 : 1;
  } else {
    for (std::uint32_t i = 0; i < common; ++i) {
      char32_t x = left->at(i), y = right->at(i);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  return a->length < b->length ? -1 : a->length > b->length;
}

// SipHash 1-3 with key 0: what CPython computes with PYTHONHASHSEED=0, so that sets of strs have
// one order, and CPython can be asked for it.
std::int64_t hash_data(const void* data, std::size_t bytes) {
  if (!bytes) return 0;
  auto rotate = [](std::uint64_t x, int by) { return x << by | x >> (64 - by); };
  std::uint64_t v0 = 0x736f6d6570736575u, v1 = 0x646f72616e646f6du, v2 = 0x6c7967656e657261u,
                v3 = 0x7465646279746573u;
  auto round = [&] {
    v0 += v1;
    v1 = rotate(v1, 13) ^ v0;
    v0 = rotate(v0, 32);
    v2 += v3;
    v3 = rotate(v3, 16) ^ v2;
    v0 += v3;
    v3 = rotate(v3, 21) ^ v0;
    v2 += v1;
    v1 = rotate(v1, 17) ^ v2;
    v2 = rotate(v2, 32);
  };
  auto* p = static_cast<const unsigned char*>(data);
  std::uint64_t last = static_cast<std::uint64_t>(bytes) << 56;
  for (; bytes >= 8; bytes -= 8, p += 8) {
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    v3 ^= word;
    round();
    v0 ^= word;
  }
  for (std::size_t i = 0; i < bytes; ++i) last |= static_cast<std::uint64_t>(p[i]) << (8 * i);
  v3 ^= last;
  round();
  v0 ^= last;
  v2 ^= 0xff;
  round();
  round();
  round();
  auto hash = static_cast<std::int64_t>((v0 ^ v1) ^ (v2 ^ v3));
  return hash == -1 ? -2 : hash;
}

std::int64_t str_hash(Str* s) {
  if (!s->hashed) {
    s->hash_value = hash_data(s->data8(), str_bytes(s));
    s->hashed = true;
  }
  return s->hash_value;
}

// --- pieces ---

void copy_points(Str* to, std::uint32_t at, Str* from, std::uint32_t start, std::uint32_t end) {
  if (to->width == from->width) {
    std::memcpy(to->data8() + std::size_t{at} * to->width,
                from->data8() + std::size_t{start} * from->width,
                std::size_t{end - start} * from->width);
    return;
  }
  with_data(from, [&](auto* data) {
    if (to->width == 2) {
      std::copy(data + start, data + end, to->data16() + at);
    } else {
      std::copy(data + start, data + end, to->data32() + at);
    }
  });
}

char32_t widest_point(Str* s, std::uint32_t start, std::uint32_t end) {
  if (s->ascii) return 0x7f;
  return with_data(s, [&](auto* data) {
    char32_t all = 0;
    for (std::uint32_t i = start; i < end; ++i) all |= data[i];
    return all;
  });
}

Str* str_concat(Process& process, Str* a, Str* b) {
  if (!b->length) return exact_str(process, a);
  if (!a->length) return exact_str(process, b);
  Str* s = allocate_str(process, a->length + b->length, std::max(a->width, b->width),
                        a->ascii && b->ascii);
  copy_points(s, 0, a, 0, a->length);
  copy_points(s, a->length, b, 0, b->length);
  return s;
}

Str* str_slice(Process& process, Str* s, std::uint32_t start, std::uint32_t end) {
  if (start >= end) return empty_str(process);
  if (start == 0 && end == s->length) return exact_str(process, s);
  if (end - start == 1) return char_str(process, s->at(start));
  char32_t widest = widest_point(s, start, end);
  Str* out = allocate_str(process, end - start, width_for(widest), widest < 0x80);
  if (out->width == s->width) {
    copy_points(out, 0, s, start, end);
  } else if (out->width == 1) {
    with_data(s, [&](auto* data) {
      for (std::uint32_t i = start; i < end; ++i)
        out->data8()[i - start] = static_cast<std::uint8_t>(data[i]);
    });
  } else {
    for (std::uint32_t i = start; i < end; ++i)
      out->data16()[i - start] = static_cast<std::uint16_t>(s->data32()[i]);
  }
  return out;
}

void StrBuilder::add_point(char32_t point) {
  append_utf8(text_, point);
}

// --- StrWriter ---

void StrWriter::widen(char32_t point) {
  limit_ = point < 0x100 ? 0x100 : point < 0x10000 ? 0x10000 : 0xffffffff;
  std::uint8_t width = width_for(point);
  if (width == width_) return;
  std::string wider(std::max(capacity_, std::size_t{16}) * width, '\0');
  auto copy = [&](auto* from) {
    if (width == 2) {
      std::copy(from, from + length_, reinterpret_cast<std::uint16_t*>(wider.data()));
    } else {
      std::copy(from, from + length_, reinterpret_cast<std::uint32_t*>(wider.data()));
    }
  };
  if (width_ == 1) {
    copy(reinterpret_cast<const std::uint8_t*>(data_.data()));
  } else {
    copy(reinterpret_cast<const std::uint16_t*>(data_.data()));
  }
  data_.swap(wider);
  width_ = width;
  capacity_ = data_.size() / width_;
}

void StrWriter::grow(std::size_t points) {
  std::size_t wanted = std::max(length_ + points, capacity_ * 2);
  data_.resize(std::max(wanted, std::size_t{32}) * width_);
  capacity_ = data_.size() / width_;
}

void StrWriter::add(Str* s, std::uint32_t start, std::uint32_t end) {
  if (start >= end) return;
  char32_t widest = widest_point(s, start, end);
  if (widest >= limit_) widen(widest);
  if (length_ + (end - start) > capacity_) grow(end - start);
  if (width_ == s->width) {
    std::memcpy(data_.data() + length_ * width_, s->data8() + std::size_t{start} * s->width,
                std::size_t{end - start} * s->width);
    length_ += end - start;
    return;
  }
  with_data(s, [&](auto* data) {
    for (std::uint32_t i = start; i < end; ++i) add(char32_t{data[i]});
  });
}

void StrWriter::add_ascii(std::string_view text) {
  if (length_ + text.size() > capacity_) grow(text.size());
  if (width_ == 1) {
    std::memcpy(data_.data() + length_, text.data(), text.size());
    length_ += text.size();
    return;
  }
  for (char c : text) add(static_cast<char32_t>(static_cast<unsigned char>(c)));
}

void StrWriter::add_utf8(std::string_view text) {
  if (all_ascii(text)) return add_ascii(text);
  for (std::size_t i = 0; i < text.size();) {
    std::int32_t point = next_utf8(text, i);
    add(point < 0 ? char32_t{0xfffd} : static_cast<char32_t>(point));
  }
}

void StrWriter::fill(char32_t point, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) add(point);
}

Str* StrWriter::finish(Process& process) {
  if (!length_) return empty_str(process);
  // The buffer is as wide as its widest point needs, because it only widened for one that was added
  // (or for a bound of the same width).
  Str* s = allocate_str(process, static_cast<std::uint32_t>(length_), width_, limit_ == 0x80);
  std::memcpy(s->data8(), data_.data(), length_ * width_);
  if (length_ == 1) return char_str(process, s->at(0));
  return s;
}

}  // namespace gilscope
