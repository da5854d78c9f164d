// Message digests: MD5, SHA-1, SHA-2, SHA-3 and BLAKE2, as published (RFC 1321, FIPS 180-4, FIPS
// 202, RFC 7693). The state is plain memory, so that it can lie in an object and be copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gilscope::hashes {

enum class Kind : std::uint8_t { Md5, Sha1, Sha256, Sha512, Sha3, Blake2b, Blake2s };

struct Algorithm {
  const char* name;
  Kind kind;
  std::uint8_t digest_bytes;  // 0: chosen by the caller (SHAKE)
  std::uint8_t block_bytes;
  std::uint8_t domain;           // SHA-3: the padding's first byte
  std::uint16_t picos_per_byte;  // what CPython's OpenSSL needs
};

const Algorithm* find(std::string_view name);  // null: unknown
extern const Algorithm kAlgorithms[];
extern const std::size_t kAlgorithmCount;

struct State {
  const Algorithm* algorithm;
  std::uint64_t words[25];  // chaining value; SHA-3: the sponge
  std::uint8_t block[168];
  std::uint32_t filled;  // bytes in block
  std::uint64_t length;  // bytes compressed or buffered so far
  std::uint8_t digest_bytes;
};

struct Blake2Parameters {
  std::uint8_t digest_bytes = 0, fanout = 1, depth = 1, node_depth = 0, inner_bytes = 0;
  std::uint32_t leaf_bytes = 0;
  std::uint64_t node_offset = 0;
  std::string_view key, salt, person;
  bool last_node = false;
};

void start(State& state, const Algorithm& algorithm);
void start_blake2(State& state, const Algorithm& algorithm, const Blake2Parameters& parameters);
void update(State& state, std::string_view data);
std::string digest(State state, std::size_t shake_bytes = 0);  // of a copy: the state can go on

}  // namespace gilscope::hashes
