// Finding text in text: memchr for one code point, else CPython's search with a skip table of one
// entry and a Bloom mask of the needle's characters.
#include <algorithm>
#include <cstring>

#include "vm/str_text.h"

namespace gilscope {

namespace {

template <class H>
std::int64_t find_point(const H* text, std::int64_t n, std::uint32_t point) {
  if constexpr (sizeof(H) == 1) {
    const void* hit =
        n > 0 ? std::memchr(text, static_cast<int>(point), static_cast<std::size_t>(n)) : nullptr;
    return hit ? static_cast<const H*>(hit) - text : -1;
  } else {
    const H* hit = std::find(text, text + n, point);
    return hit == text + n ? -1 : hit - text;
  }
}

template <class N>
std::uint64_t bloom_bit(N point) {
  return std::uint64_t{1} << (point & 63);
}

template <class H, class N>
std::int64_t find(const H* text, std::int64_t n, const N* needle, std::int64_t m) {
  if (m == 0) return n >= 0 ? 0 : -1;
  if (m == 1) return find_point(text, n, needle[0]);
  std::int64_t last = m - 1, skip = last;
  std::uint64_t mask = bloom_bit(needle[last]);
  for (std::int64_t i = 0; i < last; ++i) {
    mask |= bloom_bit(needle[i]);
    if (needle[i] == needle[last]) skip = last - i - 1;
  }
  for (std::int64_t i = 0; i <= n - m; ++i) {
    bool can_skip_all = i + m < n && !(mask & bloom_bit(text[i + m]));
    if (text[i + last] == needle[last]) {
      std::int64_t j = 0;
      while (j < last && text[i + j] == needle[j]) ++j;
      if (j == last) return i;
      i += can_skip_all ? m : skip;
    } else if (can_skip_all) {
      i += m;
    }
  }
  return -1;
}

template <class H, class N>
std::int64_t find_last(const H* text, std::int64_t n, const N* needle, std::int64_t m) {
  if (m == 0) return n >= 0 ? n : -1;
  std::int64_t skip = m - 1;
  std::uint64_t mask = bloom_bit(needle[0]);
  for (std::int64_t i = m - 1; i > 0; --i) {
    mask |= bloom_bit(needle[i]);
    if (needle[i] == needle[0]) skip = i - 1;
  }
  for (std::int64_t i = n - m; i >= 0; --i) {
    bool can_skip_all = i > 0 && !(mask & bloom_bit(text[i - 1]));
    if (text[i] == needle[0]) {
      std::int64_t j = m - 1;
      while (j > 0 && text[i + j] == needle[j]) --j;
      if (j == 0) return i;
      i -= can_skip_all ? m : skip;
    } else if (can_skip_all) {
      i -= m;
    }
  }
  return -1;
}

// f(text, needle) with pointers; a needle wider than the text is nowhere in it.
template <class F>
std::int64_t with_both(Str* s, Str* needle, F f) {
  if (needle->width > s->width) return -1;
  return with_data(s, [&](auto* text) {
    return with_data(needle, [&](auto* pattern) -> std::int64_t { return f(text, pattern); });
  });
}

}  // namespace

std::int64_t str_find(Str* s, Str* needle, std::uint32_t start, std::uint32_t end) {
  if (start > end || needle->length > end - start) return -1;
  std::int64_t at = with_both(s, needle, [&](auto* text, auto* pattern) {
    return find(text + start, end - start, pattern, needle->length);
  });
  return at < 0 ? at : at + start;
}

std::int64_t str_find_last(Str* s, Str* needle, std::uint32_t start, std::uint32_t end) {
  if (start > end || needle->length > end - start) return -1;
  std::int64_t at = with_both(s, needle, [&](auto* text, auto* pattern) {
    return find_last(text + start, end - start, pattern, needle->length);
  });
  return at < 0 ? at : at + start;
}

std::uint32_t str_count(Str* s, Str* needle, std::uint32_t start, std::uint32_t end,
                        std::uint32_t max) {
  if (start > end) return 0;
  if (!needle->length) return std::min(end - start + 1, max);
  std::uint32_t count = 0;
  while (count < max) {
    std::int64_t at = str_find(s, needle, start, end);
    if (at < 0) break;
    ++count;
    start = static_cast<std::uint32_t>(at) + needle->length;
  }
  return count;
}

bool str_matches_at(Str* s, Str* needle, std::uint32_t at) {
  if (at > s->length || needle->length > s->length - at) return false;
  if (!needle->length) return true;
  return with_both(s, needle, [&](auto* text, auto* pattern) -> std::int64_t {
           for (std::uint32_t i = 0; i < needle->length; ++i) {
             if (text[at + i] != pattern[i]) return -1;
           }
           return 0;
         }) == 0;
}

static const std::uint8_t* unsigned_data(std::string_view s) {
  return reinterpret_cast<const std::uint8_t*>(s.data());
}

std::int64_t bytes_find(std::string_view s, std::string_view needle) {
  if (needle.size() > s.size()) return -1;
  return find(unsigned_data(s), static_cast<std::int64_t>(s.size()), unsigned_data(needle),
              static_cast<std::int64_t>(needle.size()));
}

std::int64_t bytes_find_last(std::string_view s, std::string_view needle) {
  if (needle.size() > s.size()) return -1;
  return find_last(unsigned_data(s), static_cast<std::int64_t>(s.size()), unsigned_data(needle),
                   static_cast<std::int64_t>(needle.size()));
}

}  // namespace gilscope
