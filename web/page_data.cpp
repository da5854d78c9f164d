#include "web/page_data.h"

#include "trace/json_writer.h"
#include "view/picking.h"

namespace gilscope::web {

namespace {

std::string_view phase_name(Phase phase) {
  switch (phase) {
    case Phase::Idle: return "idle";
    case Phase::Running: return "running";
    case Phase::Finished: return "finished";
    case Phase::Stopped: return "stopped";
    case Phase::Deadlock: return "deadlock";
    case Phase::Limit: return "limit";
  }
  return "idle";
}

void write_problem(JsonWriter& json, std::string_view kind, std::string_view message,
                   const Diagnostic& place) {
  json.key("problem").begin_object();
  json.key("kind").string(kind);
  json.key("message").string(message);
  json.key("line").number(place.line);
  json.key("column").number(place.offset);
  json.key("end_line").number(place.end_line);
  json.key("end_column").number(place.end_offset);
  json.end_object();
}

// The line of the innermost frame that is the user's own; 0 if there is none.
std::uint32_t own_line(const Trace& trace, StackId stack) {
  const SourceLine place = source_place(trace, stack);
  return place.file == kFileName ? place.line : 0;
}

// The exception that ended the main thread of the program's first process, or -1.
std::int64_t find_fatal_exception(const TraceIndex& index) {
  const Trace& trace = index.trace();
  if (index.threads().empty()) return -1;
  const ThreadId main = index.threads().front().id;
  for (std::size_t i = trace.size(); i-- > 0;) {
    if (trace[i].kind == EventKind::ExceptionUncaught && trace[i].thread_id() == main) {
      return static_cast<std::int64_t>(i);
    }
  }
  return -1;
}

// What is wrong with the program: its text, or the exception that ended it.
void write_problem_of(JsonWriter& json, const RunReport& report, const TraceIndex* index) {
  if (!report.diagnostics.empty()) {
    const Diagnostic& first = report.diagnostics.front();
    write_problem(json, name_of(first.kind), first.message, first);
    return;
  }
  if (!index || report.phase != Phase::Finished || report.exit_status == 0) return;
  const std::int64_t at = find_fatal_exception(*index);
  if (at < 0) return;  // sys.exit
  const Trace& trace = index->trace();
  const Event& event = trace[static_cast<std::size_t>(at)];
  Diagnostic place;
  place.line = static_cast<std::int32_t>(own_line(trace, event.stack_id()));
  write_problem(json, trace.text(event.a), trace.text(event.b), place);
}

}  // namespace

std::string state_json(const RunReport& report, const TraceIndex* index,
                       const Selection& selection) {
  const auto size = [index](const auto& list_of) {
    return index ? static_cast<std::int64_t>(list_of(*index).size()) : 0;
  };
  JsonWriter json;
  json.begin_object();
  json.key("phase").string(phase_name(report.phase));
  json.key("virtual_time_ns").number(index ? index->end_time() : 0);
  json.key("instructions").number(static_cast<std::int64_t>(report.instructions));
  json.key("exit_status").number(report.exit_status);
  json.key("processes").number(size([](auto& i) -> auto& { return i.processes(); }));
  json.key("threads").number(size([](auto& i) -> auto& { return i.threads(); }));
  json.key("tasks").number(size([](auto& i) -> auto& { return i.tasks(); }));
  json.key("output_pieces").number(size([](auto& i) -> auto& { return i.outputs(); }));
  write_problem_of(json, report, index);
  if (!report.message.empty()) json.key("message").string(report.message);
  json.key("selected_line").number(selection.line);
  json.key("selections").number(selection.count);
  json.end_object();
  return json.take();
}

std::string output_json(const TraceIndex& index, std::size_t from) {
  const Trace& trace = index.trace();
  JsonWriter json;
  json.begin_array();
  for (std::size_t i = from; i < index.outputs().size(); ++i) {
    const Event& event = trace[index.outputs()[i]];
    const bool is_error = event.reason_as<OutputStream>() == OutputStream::Stderr;
    json.begin_object();
    json.key("time_ns").number(event.time);
    json.key("thread").string(index.name_of(event.thread_id()));
    json.key("stream").string(is_error ? "stderr" : "stdout");
    json.key("text").string(trace.output(static_cast<std::size_t>(event.d), event.a));
    json.end_object();
  }
  json.end_array();
  return json.take();
}

}  // namespace gilscope::web
