// The trace of one run: all that anyone looks at afterwards. Append-only: events (trace/event.h),
// the strings and stacks they name, and the bytes the program wrote.
//
// One writer (the machine) appends, in order of time. Readers (index, statistics, exporters, view)
// see what was appended so far, also from another thread while the program still runs: they
// remember up to where they have read and go on from there.
//
// Appending is a compare, a 40-byte copy and a store. The limit on bytes is looked at only when a
// chunk is full. When it is reached, full() is true and further events are dropped; the machine
// sees that at its next pause, calls begin_closing() once, appends limit_reached and the ends of
// what is open (room for one more chunk is kept back for that), and stops.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trace/chunked_array.h"
#include "trace/event.h"
#include "trace/stack_table.h"
#include "trace/string_table.h"

namespace gilscope {

class Trace {
 public:
  static constexpr std::size_t kBytesMaxDefault = std::size_t{256} << 20;
  using Events = ChunkedArray<Event, 12>;  // chunks of 4096 events, 160 KiB
  using Bytes = ChunkedArray<char, 14>;    // what the program wrote; at most 128 MiB

  explicit Trace(std::size_t bytes_max = kBytesMaxDefault);

  // --- writing: one thread only ---
  void append(const Event& event) {
    if (__builtin_expect(events_.needs_chunk(), false) && !may_grow()) return;
    events_.append(event);
  }
  // For machines that collect per thread or per core first; the events must be in order of time.
  void append_all(std::span<const Event> events) {
    for (const Event& event : events) append(event);
  }
  StringId intern(std::string_view text) { return strings_.intern(text); }
  StackId intern_stack(StackId caller, StringId function, StringId file, std::uint32_t line) {
    return stacks_.intern(caller, function, file, line);
  }
  // The names are interned in this order: two calls as arguments of one would be in the compiler's.
  StackId intern_stack(StackId caller, std::string_view function, std::string_view file, std::int32_t line) {
    const StringId function_id = strings_.intern(function), file_id = strings_.intern(file);
    return stacks_.intern(caller, function_id, file_id, line > 0 ? static_cast<std::uint32_t>(line) : 0);
  }
  // Keeps the bytes and appends an `output` event with time, thread and stack of `event`, whose
  // kind and words are filled in here. Beyond the limit nothing is kept.
  void append_output(Event event, ProcessId process, OutputStream stream, std::string_view bytes);

  // The bytes alone, for a trace that is read back.
  void append_output_bytes(std::string_view bytes) {
    for (char byte : bytes) output_.append(byte);
  }

  bool full() const { return full_; }
  void begin_closing();

  // --- reading ---
  const Events& events() const { return events_; }
  std::size_t size() const { return events_.size(); }
  const Event& operator[](std::size_t i) const { return events_[i]; }
  std::string_view text(StringId id) const { return strings_.text(id); }
  std::string_view text(std::uint32_t string_id) const { return text(StringId{string_id}); }
  StackFrame frame(StackId id) const { return stacks_.frame(id); }
  const StringTable& strings() const { return strings_; }
  const StackTable& stacks() const { return stacks_; }
  const Bytes& output_bytes() const { return output_; }
  std::string output(std::size_t offset, std::size_t length) const;
  Nanos end_time() const { return events_.empty() ? 0 : events_.back().time; }
  std::size_t bytes() const;  // memory in use, near enough for the limit

  // FNV-1a over events, strings, stacks and output: equal for equal runs on every platform.
  std::uint64_t hash() const;

 private:
  bool may_grow();

  Events events_;
  StringTable strings_;
  StackTable stacks_;
  Bytes output_;
  std::size_t bytes_max_;
  bool full_ = false;
  bool closing_ = false;
};

}  // namespace gilscope
