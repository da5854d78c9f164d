#include "lib/hash_algorithms.h"

#include <algorithm>
#include <cstring>

#include "lib/hash_tables.h"

namespace gilscope::hashes {

const Algorithm kAlgorithms[] = {
    {"md5", Kind::Md5, 16, 64, 0, 1500},          {"sha1", Kind::Sha1, 20, 64, 0, 1000},
    {"sha224", Kind::Sha256, 28, 64, 0, 2000},    {"sha256", Kind::Sha256, 32, 64, 0, 2000},
    {"sha384", Kind::Sha512, 48, 128, 0, 1500},   {"sha512", Kind::Sha512, 64, 128, 0, 1500},
    {"sha3_224", Kind::Sha3, 28, 144, 6, 2300},   {"sha3_256", Kind::Sha3, 32, 136, 6, 2400},
    {"sha3_384", Kind::Sha3, 48, 104, 6, 3100},   {"sha3_512", Kind::Sha3, 64, 72, 6, 4500},
    {"shake_128", Kind::Sha3, 0, 168, 31, 2000},  {"shake_256", Kind::Sha3, 0, 136, 31, 2400},
    {"blake2b", Kind::Blake2b, 64, 128, 0, 1100}, {"blake2s", Kind::Blake2s, 32, 64, 0, 1800},
};
const std::size_t kAlgorithmCount = std::size(kAlgorithms);

const Algorithm* find(std::string_view name) {
  for (const Algorithm& algorithm : kAlgorithms) {
    if (name == algorithm.name) return &algorithm;
  }
  return nullptr;
}

namespace {

template <class T>
T rotate_left(T x, int n) {
  return static_cast<T>(x << n | x >> (static_cast<int>(sizeof(T)) * 8 - n));
}
template <class T>
T rotate_right(T x, int n) {
  return static_cast<T>(x >> n | x << (static_cast<int>(sizeof(T)) * 8 - n));
}

template <class T>
T load_little(const std::uint8_t* p) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value |= static_cast<T>(T{p[i]} << 8 * i);
  return value;
}
template <class T>
T load_big(const std::uint8_t* p) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value = static_cast<T>(value << 8 | p[i]);
  return value;
}

void compress_md5(State& s, const std::uint8_t* block) {
  static constexpr int kShifts[4][4] = {
      {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  std::uint32_t m[16], v[4];
  for (int i = 0; i < 16; ++i) m[i] = load_little<std::uint32_t>(block + 4 * i);
  for (int i = 0; i < 4; ++i) v[i] = static_cast<std::uint32_t>(s.words[i]);
  std::uint32_t a = v[0], b = v[1], c = v[2], d = v[3];
  for (int i = 0; i < 64; ++i) {
    std::uint32_t f;
    int g;
    switch (i / 16) {
      case 0: f = (b & c) | (~b & d), g = i; break;
      case 1: f = (d & b) | (~d & c), g = (5 * i + 1) % 16; break;
      case 2: f = b ^ c ^ d, g = (3 * i + 5) % 16; break;
      default: f = c ^ (b | ~d), g = 7 * i % 16; break;
    }
    f += a + kMd5Sines[i] + m[g];
    a = d;
    d = c;
    c = b;
    b += rotate_left(f, kShifts[i / 16][i % 4]);
  }
  const std::uint32_t sums[4] = {v[0] + a, v[1] + b, v[2] + c, v[3] + d};
  for (int i = 0; i < 4; ++i) s.words[i] = sums[i];
}

void compress_sha1(State& s, const std::uint8_t* block) {
  std::uint32_t w[80], v[5];
  for (int i = 0; i < 16; ++i) w[i] = load_big<std::uint32_t>(block + 4 * i);
  for (int i = 16; i < 80; ++i) w[i] = rotate_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  for (int i = 0; i < 5; ++i) v[i] = static_cast<std::uint32_t>(s.words[i]);
  std::uint32_t a = v[0], b = v[1], c = v[2], d = v[3], e = v[4];
  for (int i = 0; i < 80; ++i) {
    std::uint32_t f, k;
    if (i < 20) {
      f = (b & c) | (~b & d), k = 0x5a827999;
    } else if (i < 40) {
      f = b ^ c ^ d, k = 0x6ed9eba1;
    } else if (i < 60) {
      f = (b & c) | (b & d) | (c & d), k = 0x8f1bbcdc;
    } else {
      f = b ^ c ^ d, k = 0xca62c1d6;
    }
    std::uint32_t t = rotate_left(a, 5) + f + e + k + w[i];
    e = d;
    d = c;
    c = rotate_left(b, 30);
    b = a;
    a = t;
  }
  const std::uint32_t sums[5] = {v[0] + a, v[1] + b, v[2] + c, v[3] + d, v[4] + e};
  for (int i = 0; i < 5; ++i) s.words[i] = sums[i];
}

// SHA-256 and SHA-512 differ in word size, rounds, rotations and constants.
template <class Word, int kRounds>
void compress_sha2(State& s, const std::uint8_t* block, const int (&r)[12]) {
  Word w[kRounds], v[8], h[8];
  for (int i = 0; i < 16; ++i) w[i] = load_big<Word>(block + sizeof(Word) * i);
  auto small = [&](Word x, int at) {
    return static_cast<Word>(rotate_right(x, r[at]) ^ rotate_right(x, r[at + 1]) ^
                             (x >> r[at + 2]));
  };
  auto large = [&](Word x, int at) {
    return static_cast<Word>(rotate_right(x, r[at]) ^ rotate_right(x, r[at + 1]) ^
                             rotate_right(x, r[at + 2]));
  };
  for (int i = 16; i < kRounds; ++i)
    w[i] = w[i - 16] + small(w[i - 15], 0) + w[i - 7] + small(w[i - 2], 3);
  for (int i = 0; i < 8; ++i) h[i] = v[i] = static_cast<Word>(s.words[i]);
  for (int i = 0; i < kRounds; ++i) {
    // The constants of SHA-256 are the upper halves of SHA-512's first 64.
    Word k = static_cast<Word>(kSha512Constants[i] >> (64 - 8 * sizeof(Word)));
    Word choose = (v[4] & v[5]) ^ (~v[4] & v[6]);
    Word majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
    Word t1 = v[7] + large(v[4], 9) + choose + k + w[i], t2 = large(v[0], 6) + majority;
    for (int j = 7; j > 0; --j) v[j] = v[j - 1];
    v[4] += t1;
    v[0] = t1 + t2;
  }
  for (int i = 0; i < 8; ++i) s.words[i] = static_cast<Word>(h[i] + v[i]);
}

void permute_keccak(std::uint64_t* a) {
  for (int round = 0; round < 24; ++round) {
    std::uint64_t c[5];
    for (int x = 0; x < 5; ++x) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (int x = 0; x < 5; ++x) {
      std::uint64_t d = c[(x + 4) % 5] ^ rotate_left(c[(x + 1) % 5], 1);
      for (int y = 0; y < 25; y += 5) a[x + y] ^= d;
    }
    std::uint64_t last = a[1];
    for (int i = 0; i < 24; ++i) {
      std::uint64_t next = a[kKeccakLanes[i]];
      a[kKeccakLanes[i]] = rotate_left(last, kKeccakRotations[i]);
      last = next;
    }
    for (int y = 0; y < 25; y += 5) {
      std::uint64_t row[5];
      std::copy(a + y, a + y + 5, row);
      for (int x = 0; x < 5; ++x) a[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    a[0] ^= kKeccakConstants[round];
  }
}

void compress_sha3(State& s, const std::uint8_t* block) {
  for (int i = 0; i < s.algorithm->block_bytes / 8; ++i)
    s.words[i] ^= load_little<std::uint64_t>(block + 8 * i);
  permute_keccak(s.words);
}

template <class Word>
void compress_blake2(State& s, const std::uint8_t* block, int rounds, const int (&r)[4], bool last,
                     bool last_node) {
  Word m[16], v[16];
  for (int i = 0; i < 16; ++i) m[i] = load_little<Word>(block + sizeof(Word) * i);
  for (int i = 0; i < 8; ++i) {
    v[i] = static_cast<Word>(s.words[i]);
    v[i + 8] = static_cast<Word>(kSha512Start[i] >> (64 - 8 * sizeof(Word)));
  }
  v[12] ^= static_cast<Word>(s.length);
  if (sizeof(Word) == 4) v[13] ^= static_cast<Word>(s.length >> 32);
  if (last) v[14] = static_cast<Word>(~v[14]);
  if (last_node) v[15] = static_cast<Word>(~v[15]);
  auto mix = [&](int a, int b, int c, int d, Word x, Word y) {
    v[a] = v[a] + v[b] + x;
    v[d] = rotate_right(static_cast<Word>(v[d] ^ v[a]), r[0]);
    v[c] += v[d];
    v[b] = rotate_right(static_cast<Word>(v[b] ^ v[c]), r[1]);
    v[a] = v[a] + v[b] + y;
    v[d] = rotate_right(static_cast<Word>(v[d] ^ v[a]), r[2]);
    v[c] += v[d];
    v[b] = rotate_right(static_cast<Word>(v[b] ^ v[c]), r[3]);
  };
  for (int round = 0; round < rounds; ++round) {
    const std::uint8_t* p = kBlake2Permutations[round % 10];
    for (int i = 0; i < 4; ++i) mix(i, i + 4, i + 8, i + 12, m[p[2 * i]], m[p[2 * i + 1]]);
    for (int i = 0; i < 4; ++i)
      mix(i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[p[8 + 2 * i]], m[p[9 + 2 * i]]);
  }
  for (int i = 0; i < 8; ++i) s.words[i] ^= static_cast<Word>(v[i] ^ v[i + 8]);
}

constexpr int kSha256Rotations[12] = {7, 18, 3, 17, 19, 10, 2, 13, 22, 6, 11, 25};
constexpr int kSha512Rotations[12] = {1, 8, 7, 19, 61, 6, 28, 34, 39, 14, 18, 41};
constexpr int kBlake2bRotations[4] = {32, 24, 16, 63}, kBlake2sRotations[4] = {16, 12, 8, 7};

bool is_blake2(Kind kind) {
  return kind == Kind::Blake2b || kind == Kind::Blake2s;
}

void compress(State& s, const std::uint8_t* block, bool last = false, bool last_node = false) {
  switch (s.algorithm->kind) {
    case Kind::Md5: return compress_md5(s, block);
    case Kind::Sha1: return compress_sha1(s, block);
    case Kind::Sha256: return compress_sha2<std::uint32_t, 64>(s, block, kSha256Rotations);
    case Kind::Sha512: return compress_sha2<std::uint64_t, 80>(s, block, kSha512Rotations);
    case Kind::Sha3: return compress_sha3(s, block);
    case Kind::Blake2b:
      return compress_blake2<std::uint64_t>(s, block, 12, kBlake2bRotations, last, last_node);
    case Kind::Blake2s:
      return compress_blake2<std::uint32_t>(s, block, 10, kBlake2sRotations, last, last_node);
  }
}

}  // namespace

void start(State& s, const Algorithm& algorithm) {
  std::memset(static_cast<void*>(&s), 0, sizeof s);
  s.algorithm = &algorithm;
  s.digest_bytes = algorithm.digest_bytes;
  switch (algorithm.kind) {
    case Kind::Md5:
    case Kind::Sha1: std::copy(kSha1Start, kSha1Start + 5, s.words); break;
    case Kind::Sha256:
      for (int i = 0; i < 8; ++i)
        s.words[i] =
            algorithm.digest_bytes == 32 ? kSha512Start[i] >> 32 : kSha384Start[i] & 0xffffffff;
      break;
    case Kind::Sha512:
      std::copy_n(algorithm.digest_bytes == 64 ? kSha512Start : kSha384Start, 8, s.words);
      break;
    case Kind::Sha3: break;
    default: start_blake2(s, algorithm, {});
  }
}

void start_blake2(State& s, const Algorithm& algorithm, const Blake2Parameters& given) {
  std::memset(static_cast<void*>(&s), 0, sizeof s);
  s.algorithm = &algorithm;
  s.digest_bytes = given.digest_bytes ? given.digest_bytes : algorithm.digest_bytes;
  bool wide = algorithm.kind == Kind::Blake2b;
  std::uint8_t p[64] = {};  // the parameter block, in the layout of each
  p[0] = s.digest_bytes;
  p[1] = static_cast<std::uint8_t>(given.key.size());
  p[2] = given.fanout;
  p[3] = given.depth;
  for (int i = 0; i < 4; ++i) p[4 + i] = static_cast<std::uint8_t>(given.leaf_bytes >> 8 * i);
  int offset_bytes = wide ? 8 : 6;
  for (int i = 0; i < offset_bytes; ++i)
    p[8 + i] = static_cast<std::uint8_t>(given.node_offset >> 8 * i);
  p[8 + offset_bytes] = given.node_depth;
  p[9 + offset_bytes] = given.inner_bytes;
  if (!given.salt.empty()) std::memcpy(p + (wide ? 32 : 16), given.salt.data(), given.salt.size());
  if (!given.person.empty()) std::memcpy(p + (wide ? 48 : 24), given.person.data(), given.person.size());
  for (int i = 0; i < 8; ++i) {
    s.words[i] = wide ? kSha512Start[i] ^ load_little<std::uint64_t>(p + 8 * i)
                      : (kSha512Start[i] >> 32) ^ load_little<std::uint32_t>(p + 4 * i);
  }
  s.words[24] = given.last_node;  // beyond what BLAKE2 uses
  if (!given.key.empty()) {
    std::string block(given.key);
    block.resize(algorithm.block_bytes);
    update(s, block);
  }
}

void update(State& s, std::string_view data) {
  std::size_t size = s.algorithm->block_bytes;
  bool lazy = is_blake2(s.algorithm->kind);  // the last block must stay: it is compressed otherwise
  while (!data.empty()) {
    if (s.filled == size) {
      s.filled = 0;
      compress(s, s.block);
    }
    std::size_t n = std::min(size - s.filled, data.size());
    std::memcpy(s.block + s.filled, data.data(), n);
    s.filled += static_cast<std::uint32_t>(n);
    s.length += n;
    data.remove_prefix(n);
    if (s.filled == size && !lazy) {
      s.filled = 0;
      compress(s, s.block);
    }
  }
}

static std::string finish_sha3(State& s, std::size_t bytes) {
  std::size_t rate = s.algorithm->block_bytes;
  std::memset(s.block + s.filled, 0, rate - s.filled);
  s.block[s.filled] ^= s.algorithm->domain;
  s.block[rate - 1] ^= 0x80;
  compress(s, s.block);
  std::string out;
  while (true) {
    for (std::size_t i = 0; i < rate && out.size() < bytes; ++i)
      out += static_cast<char>(s.words[i / 8] >> (8 * (i % 8)));
    if (out.size() == bytes) return out;
    permute_keccak(s.words);
  }
}

std::string digest(State s, std::size_t shake_bytes) {
  Kind kind = s.algorithm->kind;
  std::size_t size = s.algorithm->block_bytes;
  if (kind == Kind::Sha3) return finish_sha3(s, s.digest_bytes ? s.digest_bytes : shake_bytes);
  bool little = kind == Kind::Md5 || is_blake2(kind);
  if (is_blake2(kind)) {
    std::memset(s.block + s.filled, 0, size - s.filled);
    compress(s, s.block, true, s.words[24] != 0);
  } else {
    std::uint64_t bits = s.length * 8;
    std::size_t counter = kind == Kind::Sha512 ? 16 : 8;
    std::string padding(1, '\x80');
    while ((s.filled + padding.size()) % size != size - counter) padding += '\0';
    for (std::size_t i = 0; i < counter; ++i) {
      std::size_t shift = little ? i : counter - 1 - i;
      padding += shift < 8 ? static_cast<char>(bits >> 8 * shift) : '\0';
    }
    update(s, padding);
  }
  std::size_t word = kind == Kind::Sha512 || kind == Kind::Blake2b ? 8 : 4;
  std::string out;
  for (std::size_t i = 0; i < s.digest_bytes; ++i) {
    std::size_t byte = i % word;
    out += static_cast<char>(s.words[i / word] >> 8 * (little ? byte : word - 1 - byte));
  }
  return out;
}

}  // namespace gilscope::hashes
