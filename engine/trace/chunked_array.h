// ChunkedArray<T>: an array that only grows at its end and never moves what it holds. One writer
// appends; any number of readers on other threads may read [0, size()) at the same time, since size
// is published after the element is in place and the directory of chunks never moves either. The
// trace is made of these: appending is a compare, a copy and a store.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

#include "base/check.h"

namespace gilscope {

template <class T, unsigned kChunkBits, std::size_t kChunksMax = 8192>
class ChunkedArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  static constexpr std::size_t kChunk = std::size_t{1} << kChunkBits;
  static constexpr std::size_t kSizeMax = kChunk * kChunksMax;

  ChunkedArray() : chunks_(new T*[kChunksMax]()) {}
  ~ChunkedArray() {
    for (std::size_t i = 0; i < kChunksMax && chunks_[i]; ++i) ::operator delete(chunks_[i]);
  }
  ChunkedArray(const ChunkedArray&) = delete;
  ChunkedArray& operator=(const ChunkedArray&) = delete;

  std::size_t size() const { return size_.load(std::memory_order_acquire); }
  bool empty() const { return size() == 0; }
  const T& operator[](std::size_t i) const { return chunks_[i >> kChunkBits][i & (kChunk - 1)]; }
  const T& back() const { return (*this)[size() - 1]; }

  // True if the next append needs a new chunk: the moment to look at limits.
  bool needs_chunk() const { return next_ == end_; }

  void append(const T& value) {
    if (__builtin_expect(next_ == end_, false)) add_chunk();
    std::memcpy(static_cast<void*>(next_), &value, sizeof(T));
    ++next_;
    size_.store(size_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }

  // The longest run of elements from `first` on that lies in one piece, for fast reading.
  std::span<const T> run_at(std::size_t first) const {
    const std::size_t total = size();
    if (first >= total) return {};
    const std::size_t in_chunk = first & (kChunk - 1);
    const std::size_t count = std::min(kChunk - in_chunk, total - first);
    return {chunks_[first >> kChunkBits] + in_chunk, count};
  }

 private:
  void add_chunk() {
    const std::size_t index = size_.load(std::memory_order_relaxed) >> kChunkBits;
    GILSCOPE_CHECK(index < kChunksMax, "a trace limit below the size of the chunk directory");
    chunks_[index] = next_ = static_cast<T*>(::operator new(kChunk * sizeof(T)));
    end_ = next_ + kChunk;
  }

  std::unique_ptr<T*[]> chunks_;
  T* next_ = nullptr;
  T* end_ = nullptr;
  std::atomic<std::size_t> size_{0};
};

}  // namespace gilscope
