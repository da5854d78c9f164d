#include "web/page_data.h"

#include "trace/json_writer.h"

namespace gilscope::web {

namespace {

std::string_view phase_name(Phase phase) {
  switch (phase) {
    case Phase::Idle: return "idle";
    case Phase::Running: return "running";
    case Phase::Finished: return "finished";
    case Phase::Stopped: return "stopped";
    case Phase::Failed: return "failed";
    case Phase::Limit: return "limit";
  }
  return "idle";
}

void write_problem(JsonWriter& json, const Problem& problem) {
  json.key("problem").begin_object();
  json.key("kind").string(problem.kind);
  json.key("message").string(problem.message);
  json.key("line").number(problem.line);
  json.key("column").number(problem.column);
  json.key("end_line").number(problem.end_line);
  json.key("end_column").number(problem.end_column);
  json.end_object();
}

}  // namespace

std::string state_json(const RunState& state, const TraceIndex* index, const Selection& selection) {
  JsonWriter json;
  json.begin_object();
  json.key("phase").string(phase_name(state.phase));
  json.key("virtual_time_ns").number(index ? index->end_time() : 0);
  json.key("instructions").number(static_cast<std::int64_t>(state.instructions));
  json.key("exit_status").number(state.exit_status);
  json.key("processes").number(index ? std::int64_t(index->processes().size()) : 0);
  json.key("threads").number(index ? std::int64_t(index->threads().size()) : 0);
  json.key("tasks").number(index ? std::int64_t(index->tasks().size()) : 0);
  json.key("output_pieces").number(index ? std::int64_t(index->outputs().size()) : 0);
  if (!state.problem.kind.empty()) write_problem(json, state.problem);
  if (!state.limit.empty()) json.key("limit").string(state.limit);
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
    json.begin_object();
    json.key("time_ns").number(event.time);
    json.key("thread").string(index.name_of(event.thread_id()));
    json.key("stream").string(event.reason_as<OutputStream>() == OutputStream::Stderr ? "stderr"
                                                                                      : "stdout");
    json.key("text").string(trace.output(static_cast<std::size_t>(event.d), event.a));
    json.end_object();
  }
  json.end_array();
  return json.take();
}

}  // namespace gilscope::web
