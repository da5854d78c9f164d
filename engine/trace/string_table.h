// StringTable: every text of a trace once, by a small id given in order of first use (so the same
// run gives the same ids everywhere). Id 0 is the empty string. Texts are UTF-8 and never move.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "trace/chunked_array.h"
#include "trace/event.h"

namespace gilscope {

class StringTable {
 public:
  // A longer text is cut here, at a character's border: the trace is no place for whole books.
  static constexpr std::size_t kTextBytesMax = 4096;

  StringTable();

  StringId intern(std::string_view text);
  std::string_view text(StringId id) const;  // "" for an id that is not in the table
  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    const char* data;
    std::uint32_t length;
    std::uint32_t hash;
  };
  const char* store(std::string_view text);
  void grow_index();

  ChunkedArray<Entry, 8> entries_;
  std::vector<std::uint32_t> index_;  // open addressing; 0 is free, since id 0 is never looked up
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* block_next_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace gilscope
