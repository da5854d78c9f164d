#include "syntax/unicode.h"

#include <algorithm>
#include <iterator>

namespace gilscope::syntax {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

#include "syntax/unicode_tables.inc"

template <size_t kCount>
bool contains(const Range (&ranges)[kCount], char32_t c) {
  const Range* range = std::upper_bound(
      std::begin(ranges), std::end(ranges), c,
      [](char32_t code, const Range& candidate) { return code < candidate.first; });
  return range != std::begin(ranges) && c <= (range - 1)->last;
}

bool is_ascii_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

bool is_xid_start(char32_t c) {
  return c < 128 ? is_ascii_letter(c) : contains(kXidStart, c);
}

bool is_xid_continue(char32_t c) {
  if (c < 128) return is_ascii_letter(c) || (c >= '0' && c <= '9');
  return contains(kXidContinue, c);
}

bool is_printable(char32_t c) {
  return c < 128 ? c >= 32 && c < 127 : contains(kPrintable, c);
}

char32_t decode_utf8(std::string_view text, int32_t& index) {
  auto byte = [&](int32_t i) -> uint32_t {
    return static_cast<size_t>(i) < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  auto follows = [&](int32_t i) { return (byte(i) & 0xC0) == 0x80; };
  uint32_t lead = byte(index);
  int32_t at = index;
  if (lead >= 0xC2 && lead < 0xE0 && follows(at + 1)) {
    index += 2;
    return (lead & 0x1F) << 6 | (byte(at + 1) & 0x3F);
  }
  if (lead >= 0xE0 && lead < 0xF0 && follows(at + 1) && follows(at + 2)) {
    index += 3;
    return (lead & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
  }
  if (lead >= 0xF0 && lead < 0xF5 && follows(at + 1) && follows(at + 2) && follows(at + 3)) {
    index += 4;
    return (lead & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 | (byte(at + 2) & 0x3F) << 6 |
           (byte(at + 3) & 0x3F);
  }
  index += 1;
  return lead < 128 ? lead : 0xFFFD;
}

void append_utf8(std::string& text, char32_t c) {
  auto put = [&](uint32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

int32_t character_count(std::string_view text) {
  int32_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string code_point_name(char32_t c) {
  std::string digits;
  for (uint32_t rest = c; rest != 0 || digits.size() < 4; rest >>= 4) {
    digits.insert(digits.begin(), "0123456789ABCDEF"[rest & 15]);
  }
  return "U+" + digits;
}

std::string normalize_identifier(std::string_view name) {
  // Only the full-width forms of ASCII, which East Asian input methods produce. The other
  // compatibility characters (mathematical letters, ligatures) keep their own identity here.
  std::string result;
  bool changed = false;
  for (int32_t i = 0; static_cast<size_t>(i) < name.size();) {
    char32_t c = decode_utf8(name, i);
    bool full_width = c >= 0xFF01 && c <= 0xFF5E;
    changed |= full_width;
    append_utf8(result, full_width ? c - 0xFEE0 : c);
  }
  return changed ? result : std::string();
}

}  // namespace gilscope::syntax
