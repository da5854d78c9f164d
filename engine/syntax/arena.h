// The memory of one parse: a bump allocator that frees everything at once.
//
// Every AST node, list and text of a parse lives in its arena, so nodes may point at each other
// freely and are never deleted one by one. What is put here must be trivially destructible.
// A `Seq<T>` is a list in the arena: pointer and length, never owned, never grown. The parser
// builds lists in ordinary vectors and copies them here when they are complete.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace gilscope::ast {

template <typename T>
struct Seq {
  const T* items = nullptr;
  uint32_t count = 0;

  const T* begin() const { return items; }
  const T* end() const { return items + count; }
  uint32_t size() const { return count; }
  bool empty() const { return count == 0; }
  const T& operator[](size_t index) const { return items[index]; }
  const T& front() const { return items[0]; }
  const T& back() const { return items[count - 1]; }
};

class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* allocate(size_t size) {
    size = (size + kAlignment - 1) & ~(kAlignment - 1);
    if (size > room_) add_block(size);
    void* result = next_;
    next_ += size;
    room_ -= size;
    return result;
  }

  template <typename T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= kAlignment);
    return new (allocate(sizeof(T))) T();
  }

  template <typename T>
  Seq<T> copy(const T* items, size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (count == 0) return {};
    void* memory = allocate(sizeof(T) * count);
    std::memcpy(memory, items, sizeof(T) * count);
    return {static_cast<const T*>(memory), static_cast<uint32_t>(count)};
  }

  std::string_view copy_text(std::string_view text) {
    if (text.empty()) return {"", 0};
    char* memory = static_cast<char*>(allocate(text.size()));
    std::memcpy(memory, text.data(), text.size());
    return {memory, text.size()};
  }

 private:
  static constexpr size_t kAlignment = 8;
  static constexpr size_t kBlockBytes = 64 * 1024;

  void add_block(size_t at_least) {
    size_t size = at_least > kBlockBytes ? at_least : kBlockBytes;
    blocks_.push_back(std::make_unique<std::max_align_t[]>(size / sizeof(std::max_align_t) + 1));
    next_ = reinterpret_cast<char*>(blocks_.back().get());
    room_ = size;
  }

  std::vector<std::unique_ptr<std::max_align_t[]>> blocks_;
  char* next_ = nullptr;
  size_t room_ = 0;
};

}  // namespace gilscope::ast
