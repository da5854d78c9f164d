#include "trace/buffer.h"

#include <algorithm>
#include <string>

#include "base/hash.h"

namespace gilscope {
namespace {

constexpr std::size_t kChunkBytes = Trace::Events::kChunk * sizeof(Event);
constexpr std::size_t kEventBytesMax = Trace::Events::kSizeMax * sizeof(Event) - 2 * kChunkBytes;

// FNV-1a by 64-bit words instead of bytes: events are five words, and there are many of them.
std::uint64_t hash_word(std::uint64_t word, std::uint64_t hash) {
  return (hash ^ word) * 0x100000001b3ull;
}

std::uint64_t hash_event(const Event& e, std::uint64_t hash) {
  hash = hash_word(static_cast<std::uint64_t>(e.time), hash);
  hash = hash_word(std::uint64_t{e.thread} | std::uint64_t{e.stack} << 32, hash);
  hash = hash_word(static_cast<std::uint64_t>(e.kind) | std::uint64_t{e.reason} << 8 |
                       std::uint64_t{e.flags} << 16 | std::uint64_t{e.a} << 32,
                   hash);
  hash = hash_word(std::uint64_t{e.b} | std::uint64_t{e.c} << 32, hash);
  return hash_word(static_cast<std::uint64_t>(e.d), hash);
}

}  // namespace

Trace::Trace(std::size_t bytes_max) : bytes_max_(std::min(bytes_max, kEventBytesMax)) {}

bool Trace::may_grow() {
  if (closing_) return bytes() + kChunkBytes <= bytes_max_ + 2 * kChunkBytes;
  if (!full_ && bytes() + kChunkBytes > bytes_max_) full_ = true;
  return !full_;
}

void Trace::begin_closing() {
  closing_ = true;
}

void Trace::append_output(Event event, ProcessId process, OutputStream stream,
                          std::string_view bytes) {
  if (full_ || output_.size() + bytes.size() > Bytes::kSizeMax) return;
  if (Trace::bytes() + bytes.size() > bytes_max_ && !closing_) {
    full_ = true;
    return;
  }
  event.kind = EventKind::Output;
  event.reason = static_cast<std::uint8_t>(stream);
  event.a = static_cast<std::uint32_t>(bytes.size());
  event.b = process.value;
  event.c = 0;
  event.d = static_cast<std::int64_t>(output_.size());
  append_output_bytes(bytes);
  append(event);
}

std::string Trace::output(std::size_t offset, std::size_t length) const {
  std::string text;
  const std::size_t end = std::min(offset + length, output_.size());
  while (offset < end) {
    const auto run = output_.run_at(offset);
    const std::size_t count = std::min(run.size(), end - offset);
    text.append(run.data(), count);
    offset += count;
  }
  return text;
}

std::size_t Trace::bytes() const {
  return events_.size() * sizeof(Event) + strings_.bytes() + stacks_.bytes() + output_.size();
}

std::uint64_t Trace::hash() const {
  std::uint64_t hash = kHashSeed;
  for (std::size_t i = 0; i < events_.size();) {
    const auto run = events_.run_at(i);
    for (const Event& event : run) hash = hash_event(event, hash);
    i += run.size();
  }
  for (std::uint32_t id = 1; id < strings_.size(); ++id) {
    const std::string_view text = strings_.text(StringId{id});
    hash = hash_word(text.size(), stable_hash(text, hash));
  }
  for (std::uint32_t id = 1; id < stacks_.size(); ++id) {
    const StackFrame f = stacks_.frame(StackId{id});
    hash = hash_word(f.caller.value | std::uint64_t{f.function.value} << 32, hash);
    hash = hash_word(f.file.value | std::uint64_t{f.line} << 32, hash);
  }
  for (std::size_t i = 0; i < output_.size();) {
    const auto run = output_.run_at(i);
    hash = stable_hash(run.data(), run.size(), hash);
    i += run.size();
  }
  return hash;
}

}  // namespace gilscope
