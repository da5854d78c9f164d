// DEFLATE (RFC 1951), both ways, and the check sums that its containers use. Used by
// deflate_module.cpp for zlib, gzip and zipfile. The compressed bytes are valid but not those that
// zlib would choose.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gilscope::deflate {

// level 0: stored; 1 to 9: how hard to look for repetitions.
std::string compress(std::string_view data, int level);

enum class Outcome : std::uint8_t { Complete, Incomplete, Invalid, TooLong };
// Appends to `out`, at most `max` bytes; `used`: how many bytes of `data` the stream took.
Outcome decompress(std::string_view data, std::size_t max, std::string* out, std::size_t* used);

std::uint32_t crc32(std::string_view data, std::uint32_t start);
std::uint32_t adler32(std::string_view data, std::uint32_t start);

}  // namespace gilscope::deflate
