#include "trace/serialize.h"

#include <bit>
#include <cstring>

namespace gilscope {
namespace {

static_assert(std::endian::native == std::endian::little, "events are written as they lie");
constexpr std::string_view kMagic = "GILSCOPE";

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  bool get(T& value) {
    if (left_.size() < sizeof value) return false;
    std::memcpy(&value, left_.data(), sizeof value);
    left_.remove_prefix(sizeof value);
    return true;
  }
  bool get(std::string_view& text, std::uint64_t length) {
    if (left_.size() < length) return false;
    text = left_.substr(0, length);
    left_.remove_prefix(length);
    return true;
  }
  bool done() const { return left_.empty(); }

 private:
  std::string_view left_;
};

bool read_strings(Reader& reader, Trace& trace) {
  std::uint64_t count = 0;
  if (!reader.get(count)) return false;
  for (std::uint64_t id = 1; id < count; ++id) {
    std::uint32_t length = 0;
    std::string_view text;
    if (!reader.get(length) || !reader.get(text, length)) return false;
    if (trace.intern(text).value != id) return false;  // a text twice, or an empty one
  }
  return true;
}

bool read_stacks(Reader& reader, Trace& trace) {
  std::uint64_t count = 0;
  if (!reader.get(count)) return false;
  for (std::uint64_t id = 1; id < count; ++id) {
    StackFrame f;
    if (!reader.get(f)) return false;
    if (f.caller.value >= id || f.function.value >= trace.strings().size() ||
        f.file.value >= trace.strings().size()) {
      return false;
    }
    if (trace.intern_stack(f.caller, f.function, f.file, f.line).value != id) return false;
  }
  return true;
}

// The index keeps tables by id: ids that no program of ours gives would only eat memory.
bool ids_are_dense(const Event& event) {
  constexpr std::uint32_t kIdsMax = 1u << 22;
  constexpr std::uint32_t kCoresMax = 4096;
  switch (event.kind) {
    case EventKind::RunStart:
    case EventKind::CoreOn:
    case EventKind::CoreOff: return event.a <= kCoresMax && event.thread < kIdsMax;
    default: return event.a < kIdsMax && event.thread < kIdsMax;
  }
}

bool read_events(Reader& reader, Trace& trace) {
  std::uint64_t count = 0;
  Nanos last = 0;
  if (!reader.get(count)) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    Event event;
    if (!reader.get(event)) return false;
    if (static_cast<int>(event.kind) >= kEventKinds || event.time < last) return false;
    if (event.stack >= trace.stacks().size() || !ids_are_dense(event)) return false;
    last = event.time;
    trace.append(event);
  }
  return trace.size() == count;
}

}  // namespace

std::string serialize(const Trace& trace) {
  std::string out;
  out.reserve(trace.bytes() + 1024);
  out += kMagic;
  put(out, kTraceVersion);
  put(out, static_cast<std::uint32_t>(sizeof(Event)));
  put(out, std::uint64_t{trace.strings().size()});
  for (std::uint32_t id = 1; id < trace.strings().size(); ++id) {
    const std::string_view text = trace.text(id);
    put(out, static_cast<std::uint32_t>(text.size()));
    out += text;
  }
  put(out, std::uint64_t{trace.stacks().size()});
  for (std::uint32_t id = 1; id < trace.stacks().size(); ++id) put(out, trace.frame(StackId{id}));
  put(out, std::uint64_t{trace.output_bytes().size()});
  out += trace.output(0, trace.output_bytes().size());
  put(out, std::uint64_t{trace.size()});
  for (std::size_t i = 0; i < trace.size();) {
    const auto run = trace.events().run_at(i);
    out.append(reinterpret_cast<const char*>(run.data()), run.size_bytes());
    i += run.size();
  }
  return out;
}

Result<std::unique_ptr<Trace>> deserialize(std::string_view bytes) {
  Reader reader(bytes);
  std::string_view magic;
  std::uint32_t version = 0, record = 0;
  if (!reader.get(magic, kMagic.size()) || magic != kMagic) {
    return Error{"this is not a GILscope trace: it does not begin with GILSCOPE"};
  }
  if (!reader.get(version) || !reader.get(record) || version != kTraceVersion ||
      record != sizeof(Event)) {
    return Error{"this trace has version " + std::to_string(version) +
                 "; this program reads version " + std::to_string(kTraceVersion)};
  }
  auto trace = std::make_unique<Trace>(std::size_t{1} << 31);
  if (!read_strings(reader, *trace)) return Error{"the trace's table of strings is damaged"};
  if (!read_stacks(reader, *trace)) return Error{"the trace's table of stacks is damaged"};
  std::uint64_t length = 0;
  std::string_view output;
  if (!reader.get(length) || !reader.get(output, length)) {
    return Error{"the trace's output section is damaged"};
  }
  trace->append_output_bytes(output);
  if (!read_events(reader, *trace) || !reader.done()) {
    return Error{"the trace's events are damaged"};
  }
  return trace;
}

}  // namespace gilscope
