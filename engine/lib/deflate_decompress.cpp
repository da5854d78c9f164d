#include <array>
#include <vector>

#include "lib/deflate.h"
#include "lib/deflate_tables.h"

namespace gilscope::deflate {
namespace {

class BitReader {
 public:
  explicit BitReader(std::string_view data) : data_(data) {}

  // The next `count` bits, or -1 where the data end.
  int bits(int count) {
    while (available_ < count) {
      if (at_ == data_.size()) return -1;
      buffer_ |= std::uint64_t{static_cast<std::uint8_t>(data_[at_++])} << available_;
      available_ += 8;
    }
    int value = static_cast<int>(buffer_ & ((std::uint64_t{1} << count) - 1));
    buffer_ >>= count;
    available_ -= count;
    return value;
  }
  void to_byte() {
    buffer_ >>= available_ % 8;
    available_ -= available_ % 8;
  }
  std::size_t position() const { return at_ - static_cast<std::size_t>(available_ / 8); }

 private:
  std::string_view data_;
  std::size_t at_ = 0;
  std::uint64_t buffer_ = 0;
  int available_ = 0;
};

// A canonical code: symbols sorted by length, counted by length.
class Decoder {
 public:
  bool build(const std::uint8_t* lengths, int count) {
    counts_.fill(0);
    for (int i = 0; i < count; ++i) ++counts_[lengths[i]];
    counts_[0] = 0;
    int left = 1;
    for (int bits = 1; bits <= kMaxBits; ++bits) {
      left = left * 2 - counts_[static_cast<std::size_t>(bits)];
      if (left < 0) return false;
    }
    std::array<int, kMaxBits + 2> offset{};
    for (std::size_t bits = 1; bits <= kMaxBits; ++bits)
      offset[bits + 1] = offset[bits] + counts_[bits];
    symbols_.assign(static_cast<std::size_t>(count), 0);
    for (int i = 0; i < count; ++i)
      if (lengths[i]) symbols_[static_cast<std::size_t>(offset[lengths[i]]++)] = i;
    return true;
  }
  // The next symbol; -1: the data end; -2: no such code.
  int decode(BitReader& in) const {
    int code = 0, first = 0, index = 0;
    for (std::size_t bits = 1; bits <= kMaxBits; ++bits) {
      int bit = in.bits(1);
      if (bit < 0) return -1;
      code |= bit;
      int count = counts_[bits];
      if (code - first < count) return symbols_[static_cast<std::size_t>(index + code - first)];
      index += count;
      first = (first + count) * 2;
      code *= 2;
    }
    return -2;
  }

 private:
  std::array<int, kMaxBits + 1> counts_{};
  std::vector<int> symbols_;
};

class Decompressor {
 public:
  Decompressor(std::string_view data, std::size_t max, std::string* out)
      : in_(data), max_(max), out_(out), begin_(out->size()) {}

  Outcome run() {
    for (bool last = false; !last;) {
      int header = in_.bits(3);
      if (header < 0) return Outcome::Incomplete;
      last = header & 1;
      Outcome outcome = block(header >> 1);
      if (outcome != Outcome::Complete) return outcome;
    }
    return Outcome::Complete;
  }
  std::size_t used() const { return in_.position(); }

 private:
  Outcome block(int kind) {
    if (kind == 0) return stored();
    if (kind == 3) return Outcome::Invalid;
    if (kind == 1) {
      std::uint8_t lengths[kLiteralSymbols], distances[kDistanceSymbols];
      for (int i = 0; i < kLiteralSymbols; ++i) lengths[i] = fixed_length(i);
      for (std::uint8_t& d : distances) d = 5;
      literals_.build(lengths, kLiteralSymbols);
      distances_.build(distances, kDistanceSymbols);
    } else {
      Outcome outcome = dynamic_codes();
      if (outcome != Outcome::Complete) return outcome;
    }
    return compressed();
  }

  Outcome stored() {
    in_.to_byte();
    int length = in_.bits(16), complement = in_.bits(16);
    if (length < 0 || complement < 0) return Outcome::Incomplete;
    if (length != (~complement & 0xffff)) return Outcome::Invalid;
    for (int i = 0; i < length; ++i) {
      int byte = in_.bits(8);
      if (byte < 0) return Outcome::Incomplete;
      if (!put(static_cast<char>(byte))) return Outcome::TooLong;
    }
    return Outcome::Complete;
  }

  Outcome dynamic_codes() {
    int literals = in_.bits(5), distances = in_.bits(5), codes = in_.bits(4);
    if (codes < 0) return Outcome::Incomplete;
    literals += 257, distances += 1, codes += 4;
    if (literals > 286 || distances > kDistanceSymbols) return Outcome::Invalid;
    std::uint8_t lengths[kLiteralSymbols + kDistanceSymbols + 2] = {};
    for (int i = 0; i < codes; ++i) {
      int length = in_.bits(3);
      if (length < 0) return Outcome::Incomplete;
      lengths[kCodeLengthOrder[i]] = static_cast<std::uint8_t>(length);
    }
    Decoder code_lengths;
    if (!code_lengths.build(lengths, kCodeLengthSymbols)) return Outcome::Invalid;
    std::fill(std::begin(lengths), std::end(lengths), std::uint8_t{0});
    for (int i = 0; i < literals + distances;) {
      int symbol = code_lengths.decode(in_);
      if (symbol < 0) return symbol == -1 ? Outcome::Incomplete : Outcome::Invalid;
      if (symbol < 16) {
        lengths[i++] = static_cast<std::uint8_t>(symbol);
        continue;
      }
      if (symbol == 16 && i == 0) return Outcome::Invalid;
      std::uint8_t repeated = symbol == 16 ? lengths[i - 1] : 0;
      int more = in_.bits(symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
      if (more < 0) return Outcome::Incomplete;
      int times = more + (symbol == 18 ? 11 : 3);
      if (i + times > literals + distances) return Outcome::Invalid;
      while (times--) lengths[i++] = repeated;
    }
    if (!lengths[kEndOfBlock]) return Outcome::Invalid;
    bool good =
        literals_.build(lengths, literals) && distances_.build(lengths + literals, distances);
    return good ? Outcome::Complete : Outcome::Invalid;
  }

  Outcome compressed() {
    for (;;) {
      int symbol = literals_.decode(in_);
      if (symbol < 0) return symbol == -1 ? Outcome::Incomplete : Outcome::Invalid;
      if (symbol == kEndOfBlock) return Outcome::Complete;
      if (symbol < kEndOfBlock) {
        if (!put(static_cast<char>(symbol))) return Outcome::TooLong;
        continue;
      }
      symbol -= 257;
      if (symbol >= 29) return Outcome::Invalid;
      int extra = in_.bits(kLengthExtra[symbol]);
      int distance_symbol = extra < 0 ? -1 : distances_.decode(in_);
      if (distance_symbol == -1) return Outcome::Incomplete;
      if (distance_symbol < 0 || distance_symbol >= kDistanceSymbols) return Outcome::Invalid;
      int further = in_.bits(kDistanceExtra[distance_symbol]);
      if (further < 0) return Outcome::Incomplete;
      auto distance = static_cast<std::size_t>(kDistanceBase[distance_symbol] + further);
      if (distance > out_->size() - begin_) return Outcome::Invalid;
      for (int i = kLengthBase[symbol] + extra; i > 0; --i)
        if (!put((*out_)[out_->size() - distance])) return Outcome::TooLong;
    }
  }

  bool put(char byte) {
    if (out_->size() - begin_ >= max_) return false;
    out_->push_back(byte);
    return true;
  }

  BitReader in_;
  std::size_t max_;
  std::string* out_;
  std::size_t begin_;
  Decoder literals_, distances_;
};

}  // namespace

Outcome decompress(std::string_view data, std::size_t max, std::string* out, std::size_t* used) {
  Decompressor decompressor(data, max, out);
  Outcome outcome = decompressor.run();
  *used = decompressor.used();
  return outcome;
}

std::uint32_t crc32(std::string_view data, std::uint32_t start) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> t{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t c = i;
      for (int k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
      t[i] = c;
    }
    return t;
  }();
  std::uint32_t c = ~start;
  for (char byte : data) c = table[(c ^ static_cast<std::uint8_t>(byte)) & 0xff] ^ (c >> 8);
  return ~c;
}

std::uint32_t adler32(std::string_view data, std::uint32_t start) {
  std::uint32_t a = start & 0xffff, b = start >> 16;
  for (char byte : data) {
    a = (a + static_cast<std::uint8_t>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

}  // namespace gilscope::deflate
