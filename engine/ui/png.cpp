#include "ui/png.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace gilscope {
namespace {

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1)));
  }
  return ~crc;
}

void put_chunk(std::string& out, std::string_view kind, std::string_view content) {
  put_u32(out, static_cast<std::uint32_t>(content.size()));
  const std::string body = std::string(kind) + std::string(content);
  out += body;
  put_u32(out, crc_of(body));
}

// A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4).
std::string stored(std::string_view bytes) {
  std::string out("\x78\x01", 2);
  std::uint32_t a = 1, b = 0;
  for (char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  while (true) {
    const std::size_t length = std::min<std::size_t>(bytes.size(), 65535);
    const auto low = static_cast<std::uint16_t>(length), inverse = static_cast<std::uint16_t>(~low);
    out += static_cast<char>(length == bytes.size());
    for (std::uint16_t half : {low, inverse}) {
      out += static_cast<char>(half & 255);
      out += static_cast<char>(half >> 8);
    }
    out += bytes.substr(0, length);
    bytes.remove_prefix(length);
    if (bytes.empty()) break;
  }
  put_u32(out, b << 16 | a);
  return out;
}

}  // namespace

std::string png_of(const Window::Picture& picture) {
  std::string out("\x89PNG\r\n\x1a\n", 8), header, rows;
  put_u32(header, static_cast<std::uint32_t>(picture.width));
  put_u32(header, static_cast<std::uint32_t>(picture.height));
  header += std::string("\x08\x02\x00\x00\x00", 5);
  const std::size_t row = static_cast<std::size_t>(picture.width) * 3;
  for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
    rows += '\0';
    rows.append(reinterpret_cast<const char*>(&picture.rgb[y * row]), row);
  }
  put_chunk(out, "IHDR", header);
  put_chunk(out, "IDAT", stored(rows));
  put_chunk(out, "IEND", "");
  return out;
}

}  // namespace gilscope
