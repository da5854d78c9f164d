#include "trace/string_table.h"

#include <cstring>

#include "base/hash.h"

namespace gilscope {
namespace {

constexpr std::size_t kBlockBytes = 16 * 1024;

// Cuts at a border between characters: bytes 10xxxxxx continue one.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

StringTable::StringTable() : index_(64) {
  entries_.append({"", 0, 0});
}

StringId StringTable::intern(std::string_view text) {
  if (text.empty()) return {};
  text = cut(text, kTextBytesMax);
  const std::uint64_t wide = stable_hash(text);
  const auto hash = static_cast<std::uint32_t>(wide ^ (wide >> 32));
  const std::size_t mask = index_.size() - 1;
  std::size_t slot = hash & mask;
  while (index_[slot] != 0) {
    const Entry& entry = entries_[index_[slot]];
    if (entry.hash == hash && std::string_view(entry.data, entry.length) == text) {
      return StringId{index_[slot]};
    }
    slot = (slot + 1) & mask;
  }
  const std::uint32_t id = size();
  entries_.append({store(text), static_cast<std::uint32_t>(text.size()), hash});
  index_[slot] = id;
  if (size() * 2 > index_.size()) grow_index();
  return StringId{id};
}

std::string_view StringTable::text(StringId id) const {
  if (id.value >= size()) return {};
  const Entry& entry = entries_[id.value];
  return {entry.data, entry.length};
}

const char* StringTable::store(std::string_view text) {
  if (text.size() > block_left_) {
    blocks_.emplace_back(new char[kBlockBytes]);
    block_next_ = blocks_.back().get();
    block_left_ = kBlockBytes;
  }
  char* place = block_next_;
  std::memcpy(place, text.data(), text.size());
  block_next_ += text.size();
  block_left_ -= text.size();
  bytes_ += text.size() + sizeof(Entry);
  return place;
}

void StringTable::grow_index() {
  std::vector<std::uint32_t> larger(index_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (std::uint32_t id = 1; id < size(); ++id) {
    std::size_t slot = entries_[id].hash & mask;
    while (larger[slot] != 0) slot = (slot + 1) & mask;
    larger[slot] = id;
  }
  index_.swap(larger);
}

}  // namespace gilscope
