#include "trace/stack_table.h"

namespace gilscope {
namespace {

std::size_t hash_of(const StackFrame& frame) {
  std::uint64_t h = frame.caller.value;
  h = h * 0x9e3779b97f4a7c15ull + frame.function.value;
  h = h * 0x9e3779b97f4a7c15ull + frame.file.value;
  h = h * 0x9e3779b97f4a7c15ull + frame.line;
  return static_cast<std::size_t>((h ^ (h >> 29)) * 0xbf58476d1ce4e5b9ull >> 20);
}

bool same(const StackFrame& x, const StackFrame& y) {
  return x.caller == y.caller && x.function == y.function && x.file == y.file && x.line == y.line;
}

}  // namespace

StackTable::StackTable() : index_(64) {
  frames_.append({});
}

StackId StackTable::intern(StackId caller, StringId function, StringId file, std::uint32_t line) {
  const StackFrame frame{caller, function, file, line};
  const std::size_t mask = index_.size() - 1;
  std::size_t slot = hash_of(frame) & mask;
  while (index_[slot] != 0) {
    if (same(frames_[index_[slot]], frame)) return StackId{index_[slot]};
    slot = (slot + 1) & mask;
  }
  const std::uint32_t id = size();
  frames_.append(frame);
  index_[slot] = id;
  if (size() * 2 > index_.size()) grow_index();
  return StackId{id};
}

StackFrame StackTable::frame(StackId id) const {
  return id.value < size() ? frames_[id.value] : StackFrame{};
}

void StackTable::grow_index() {
  std::vector<std::uint32_t> larger(index_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (std::uint32_t id = 1; id < size(); ++id) {
    std::size_t slot = hash_of(frames_[id]) & mask;
    while (larger[slot] != 0) slot = (slot + 1) & mask;
    larger[slot] = id;
  }
  index_.swap(larger);
}

}  // namespace gilscope
