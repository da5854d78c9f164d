// FNV-1a, 64 bit: the stable hash of traces and texts. The same on every platform and in every build,
// unlike std::hash. Not for adversarial input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gilscope {

inline constexpr std::uint64_t kHashSeed = 0xcbf29ce484222325ull;

inline std::uint64_t stable_hash(const void* data, std::size_t size,
                                 std::uint64_t hash = kHashSeed) {
  const auto* bytes = static_cast<const unsigned char*>(data);
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ bytes[i]) * 0x100000001b3ull;
  return hash;
}

inline std::uint64_t stable_hash(std::string_view text, std::uint64_t hash = kHashSeed) {
  return stable_hash(text.data(), text.size(), hash);
}

}  // namespace gilscope
