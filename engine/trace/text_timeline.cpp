#include "trace/text_timeline.h"

#include "trace/index.h"

namespace gilscope {
namespace {

std::string milliseconds(Nanos time) {
  const std::string fraction = std::to_string(time % kMillisecond);
  return std::to_string(time / kMillisecond) + "." + std::string(6 - fraction.size(), '0') +
         fraction + "ms";
}

std::string named(std::string_view name, std::int64_t id) {
  if (id == 0) return "-";
  return name.empty() ? "#" + std::to_string(id) : std::string(name);
}

// A word is named by event.def; the ending of its name says how to show it.
void add_word(std::string& line, const TraceIndex& index, std::string_view name,
              std::int64_t value) {
  if (name == "-") return;
  std::string_view ending;
  const std::size_t underscore = name.rfind('_');
  if (underscore != std::string_view::npos) ending = name.substr(underscore);
  std::string text = std::to_string(value);
  const auto id = static_cast<std::uint32_t>(value);
  const auto shown_as = [&](std::string shown) {
    name = name.substr(0, underscore);
    text = std::move(shown);
  };
  if (ending == "_s") shown_as("'" + std::string(index.trace().text(id)) + "'");
  if (ending == "_t") shown_as(named(index.name_of(ThreadId{id}), value));
  if (ending == "_k") shown_as(named(index.name_of(TaskId{id}), value));
  if (ending == "_p") shown_as("P" + std::to_string(value));
  if (ending == "_ns") shown_as(value == kForever ? "forever" : milliseconds(value));
  line += ' ';
  line += name;
  line += '=';
  line += text;
}

}  // namespace

std::string location_text(const Trace& trace, StackId stack) {
  if (!stack) return {};
  const StackFrame frame = trace.frame(stack);
  return std::string(trace.text(frame.function)) + " (" + std::string(trace.text(frame.file)) +
         ":" + std::to_string(frame.line) + ")";
}

std::string text_timeline(const Trace& trace) {
  TraceIndex index(trace);
  index.extend();
  std::string text;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const Event& event = trace[i];
    const EventInfo& info = event_info(event.kind);
    text += milliseconds(event.time) + "  ";
    text += named(index.name_of(event.thread_id()), event.thread) + "  ";
    text += info.name;
    const std::string_view reason = reason_text(event.kind, event.reason);
    if (!reason.empty()) text += " " + std::string(reason);
    add_word(text, index, info.a, event.a);
    add_word(text, index, info.b, event.b);
    add_word(text, index, info.c, event.c);
    add_word(text, index, info.d, event.d);
    if (event.stack) {
      const StackFrame frame = trace.frame(event.stack_id());
      text +=
          "  [" + std::string(trace.text(frame.function)) + ":" + std::to_string(frame.line) + "]";
    }
    text += '\n';
  }
  return text;
}

}  // namespace gilscope
