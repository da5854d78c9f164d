// One block per 64 K symbols, each with its own Huffman codes, or the fixed ones where those are
// shorter. Repetitions are found through chains of equal three-byte hashes, with one byte of lazy
// evaluation.
#include <algorithm>
#include <vector>

#include "lib/deflate.h"
#include "lib/deflate_tables.h"

namespace gilscope::deflate {
namespace {

class BitWriter {
 public:
  void bits(std::uint32_t value, int count) {
    buffer_ |= std::uint64_t{value} << used_;
    used_ += count;
    while (used_ >= 8) {
      out.push_back(static_cast<char>(buffer_ & 0xff));
      buffer_ >>= 8;
      used_ -= 8;
    }
  }
  void to_byte() {
    if (used_) bits(0, 8 - used_);
  }
  std::string out;

 private:
  std::uint64_t buffer_ = 0;
  int used_ = 0;
};

struct Code {
  std::vector<std::uint8_t> lengths;
  std::vector<std::uint32_t> words;  // bits reversed, as they are written

  void assign_words() {
    words.assign(lengths.size(), 0);
    std::uint32_t code = 0, first[kMaxBits + 1] = {};
    std::uint32_t count[kMaxBits + 1] = {};
    for (std::uint8_t length : lengths)
      if (length) ++count[length];
    for (int bits = 1; bits <= kMaxBits; ++bits) {
      code = (code + (bits > 1 ? count[bits - 1] : 0)) << 1;
      first[bits] = code;
    }
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      if (!lengths[i]) continue;
      std::uint32_t word = first[lengths[i]]++, reversed = 0;
      for (int k = 0; k < lengths[i]; ++k) reversed |= (word >> k & 1) << (lengths[i] - 1 - k);
      words[i] = reversed;
    }
  }
};

// Lengths of a Huffman code for `counts`, none longer than `limit`: counts are flattened until it
// fits.
Code huffman(std::vector<std::uint32_t> counts, int limit) {
  Code code;
  for (;;) {
    struct Node {
      std::uint64_t weight;
      int left, right;
    };
    std::vector<Node> nodes;
    std::vector<int> heap, symbol_of;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (!counts[i]) continue;
      heap.push_back(static_cast<int>(nodes.size()));
      symbol_of.push_back(static_cast<int>(i));
      nodes.push_back({counts[i], -1, -1});
    }
    code.lengths.assign(counts.size(), 0);
    if (heap.size() == 1) code.lengths[static_cast<std::size_t>(symbol_of[0])] = 1;
    if (heap.size() < 2) break;
    auto heavier = [&](int a, int b) {
      const Node &x = nodes[static_cast<std::size_t>(a)], &y = nodes[static_cast<std::size_t>(b)];
      return x.weight != y.weight ? x.weight > y.weight : a > b;
    };
    std::make_heap(heap.begin(), heap.end(), heavier);
    auto pop = [&] {
      std::pop_heap(heap.begin(), heap.end(), heavier);
      int node = heap.back();
      heap.pop_back();
      return node;
    };
    while (heap.size() > 1) {
      int a = pop(), b = pop();
      nodes.push_back(
          {nodes[static_cast<std::size_t>(a)].weight + nodes[static_cast<std::size_t>(b)].weight, a,
           b});
      heap.push_back(static_cast<int>(nodes.size()) - 1);
      std::push_heap(heap.begin(), heap.end(), heavier);
    }
    std::vector<int> depth(nodes.size(), 0);
    int deepest = 0;
    for (std::size_t i = nodes.size(); i-- > 0;) {
      if (nodes[i].left < 0) {
        code.lengths[static_cast<std::size_t>(symbol_of[i])] = static_cast<std::uint8_t>(depth[i]);
        deepest = std::max(deepest, depth[i]);
      } else {
        depth[static_cast<std::size_t>(nodes[i].left)] =
            depth[static_cast<std::size_t>(nodes[i].right)] = depth[i] + 1;
      }
    }
    if (deepest <= limit) break;
    for (std::uint32_t& count : counts)
      if (count) count = count / 2 + 1;
  }
  code.assign_words();
  return code;
}

struct Token {
  std::uint16_t length, distance;  // distance 0: a literal, whose byte is `length`
};

int length_symbol(int length) {
  int i = 28;
  while (kLengthBase[i] > length) --i;
  return length == kMaxMatch ? 28 : i == 28 ? 27 : i;
}
int distance_symbol(int distance) {
  int i = kDistanceSymbols - 1;
  while (kDistanceBase[i] > distance) --i;
  return i;
}

class Compressor {
 public:
  Compressor(std::string_view data, int level) : data_(data), chain_max_(4 << level) {}

  std::string run() {
    head_.assign(1 << 15, -1);
    previous_.assign(data_.size(), -1);
    std::size_t at = 0;
    while (at < data_.size()) {
      Token found = longest(at);
      insert(at);
      if (found.length >= kMinMatch && found.length < 32 && at + 1 < data_.size()) {
        Token later = longest(at + 1);
        if (later.length > found.length) found.length = 0;
      }
      if (found.length < kMinMatch) {
        put({static_cast<std::uint8_t>(data_[at]), 0});
        ++at;
        continue;
      }
      put(found);
      for (std::size_t i = 1; i < found.length; ++i) insert(at + i);
      at += found.length;
    }
    block(true);
    out_.to_byte();
    return std::move(out_.out);
  }

 private:
  std::uint32_t hash(std::size_t at) const {
    auto byte = [&](std::size_t i) {
      return std::uint32_t{static_cast<std::uint8_t>(data_[at + i])};
    };
    return ((byte(0) << 16 | byte(1) << 8 | byte(2)) * 2654435761u) >> 17;
  }
  void insert(std::size_t at) {
    if (at + kMinMatch > data_.size()) return;
    std::int32_t& head = head_[hash(at)];
    previous_[at] = head;
    head = static_cast<std::int32_t>(at);
  }
  Token longest(std::size_t at) const {
    Token best{0, 0};
    if (at + kMinMatch > data_.size()) return best;
    std::size_t limit = std::min<std::size_t>(kMaxMatch, data_.size() - at);
    int tries = chain_max_;
    for (std::int32_t i = head_[hash(at)]; i >= 0 && tries-- > 0;
         i = previous_[static_cast<std::size_t>(i)]) {
      auto from = static_cast<std::size_t>(i);
      if (from >= at) continue;
      if (at - from > kWindow) break;
      std::size_t length = 0;
      while (length < limit && data_[from + length] == data_[at + length]) ++length;
      if (length > best.length) {
        best = {static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(at - from)};
        if (length == limit) break;
      }
    }
    return best;
  }
  void put(Token token) {
    tokens_.push_back(token);
    if (tokens_.size() >= 65536) block(false);
  }

  void block(bool last) {
    std::vector<std::uint32_t> literal_counts(286), distance_counts(kDistanceSymbols);
    literal_counts[kEndOfBlock] = 1;
    for (Token t : tokens_) {
      if (!t.distance) {
        ++literal_counts[t.length];
        continue;
      }
      ++literal_counts[static_cast<std::size_t>(257 + length_symbol(t.length))];
      ++distance_counts[static_cast<std::size_t>(distance_symbol(t.distance))];
    }
    Code literals = huffman(literal_counts, kMaxBits),
         distances = huffman(distance_counts, kMaxBits);
    std::uint64_t saved = 0, own = 14 + 19 * 3 + 5 * (286 + kDistanceSymbols) / 2;
    for (std::size_t i = 0; i < literal_counts.size(); ++i) {
      saved += std::uint64_t{literal_counts[i]} * fixed_length(static_cast<int>(i));
      own += std::uint64_t{literal_counts[i]} * literals.lengths[i];
    }
    for (std::size_t i = 0; i < distance_counts.size(); ++i) {
      saved += std::uint64_t{distance_counts[i]} * 5;
      own += std::uint64_t{distance_counts[i]} * distances.lengths[i];
    }
    out_.bits(last, 1);
    if (saved <= own) {
      out_.bits(1, 2);
      literals.lengths.resize(kLiteralSymbols);
      for (int i = 0; i < kLiteralSymbols; ++i)
        literals.lengths[static_cast<std::size_t>(i)] = fixed_length(i);
      distances.lengths.assign(kDistanceSymbols, 5);
      literals.assign_words();
      distances.assign_words();
    } else {
      out_.bits(2, 2);
      write_codes(literals, distances);
    }
    write_tokens(literals, distances);
    tokens_.clear();
  }

  void write_codes(const Code& literals, const Code& distances) {
    std::vector<std::uint8_t> lengths = literals.lengths;
    lengths.insert(lengths.end(), distances.lengths.begin(), distances.lengths.end());
    std::vector<std::pair<int, int>> symbols;  // with the extra bits' value
    std::vector<std::uint32_t> counts(kCodeLengthSymbols);
    auto add = [&](int symbol, int extra) {
      symbols.emplace_back(symbol, extra);
      ++counts[static_cast<std::size_t>(symbol)];
    };
    for (std::size_t i = 0; i < lengths.size();) {
      std::size_t run = 1;
      while (i + run < lengths.size() && lengths[i + run] == lengths[i] && run < 138) ++run;
      if (lengths[i] == 0 && run >= 3) {
        run <= 10 ? add(17, static_cast<int>(run) - 3) : add(18, static_cast<int>(run) - 11);
        i += run;
      } else {
        add(lengths[i], 0);
        std::size_t more = std::min<std::size_t>(run - 1, 6);
        if (more >= 3) add(16, static_cast<int>(more) - 3);
        i += more >= 3 ? 1 + more : 1;
      }
    }
    Code code = huffman(counts, 7);
    out_.bits(286 - 257, 5);
    out_.bits(kDistanceSymbols - 1, 5);
    out_.bits(kCodeLengthSymbols - 4, 4);
    for (std::uint8_t symbol : kCodeLengthOrder) out_.bits(code.lengths[symbol], 3);
    for (auto [symbol, extra] : symbols) {
      auto s = static_cast<std::size_t>(symbol);
      out_.bits(code.words[s], code.lengths[s]);
      if (symbol >= 16)
        out_.bits(static_cast<std::uint32_t>(extra), symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
    }
  }

  void write_tokens(const Code& literals, const Code& distances) {
    auto write = [&](const Code& code, int symbol) {
      auto s = static_cast<std::size_t>(symbol);
      out_.bits(code.words[s], code.lengths[s]);
    };
    for (Token t : tokens_) {
      if (!t.distance) {
        write(literals, t.length);
        continue;
      }
      int length = length_symbol(t.length), distance = distance_symbol(t.distance);
      write(literals, 257 + length);
      out_.bits(static_cast<std::uint32_t>(t.length - kLengthBase[length]), kLengthExtra[length]);
      write(distances, distance);
      out_.bits(static_cast<std::uint32_t>(t.distance - kDistanceBase[distance]),
                kDistanceExtra[distance]);
    }
    write(literals, kEndOfBlock);
  }

  std::string_view data_;
  int chain_max_;
  std::vector<std::int32_t> head_, previous_;
  std::vector<Token> tokens_;
  BitWriter out_;
};

std::string stored(std::string_view data) {
  BitWriter out;
  std::size_t at = 0;
  do {
    std::string_view part = data.substr(at, 65535);
    at += part.size();
    auto size = static_cast<std::uint32_t>(part.size());
    out.bits(at == data.size(), 3);
    out.to_byte();
    out.bits(size, 16);
    out.bits(~size & 0xffff, 16);
    out.out.append(part);
  } while (at < data.size());
  return std::move(out.out);
}

}  // namespace

std::string compress(std::string_view data, int level) {
  return level == 0 ? stored(data) : Compressor(data, level).run();
}

}  // namespace gilscope::deflate
