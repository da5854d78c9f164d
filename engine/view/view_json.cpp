#include "view/view_json.h"

#include <algorithm>

#include "trace/json_writer.h"
#include "view/picking.h"
#include "view/rows.h"
#include "view/timeline.h"

namespace gilscope {
namespace {

std::string_view kind_name(RowKind kind) {
  constexpr std::string_view kNames[] = {"cores",  "core", "process", "gil",
                                         "thread", "loop", "tasks",   "task"};
  return kNames[static_cast<int>(kind)];
}

std::string_view state_name(RowKind kind, std::uint8_t state) {
  if (kind == RowKind::Thread) return thread_state_name(static_cast<ThreadState>(state));
  if (kind == RowKind::Task) return task_state_name(static_cast<TaskState>(state));
  return state ? "busy" : "free";
}

class Writer {
 public:
  Writer(const TraceIndex& index, const ViewJsonOptions& options)
      : index_(index), trace_(index.trace()), options_(options), left_(options.spans_max) {}

  std::string run() {
    json_.begin_object();
    json_.key("end_ns").number(index_.end_time());
    json_.key("finished").boolean(index_.finished());
    json_.key("lanes").begin_array();
    write_lanes();
    json_.end_array();
    json_.key("truncated").boolean(truncated_);
    json_.end_object();
    return json_.take();
  }

 private:
  void write_lanes() {
    for (std::uint32_t i = 0; i < index_.cores().size(); ++i) write_lane({RowKind::Core, i}, 0);
    for (const ProcessInfo& process : index_.processes()) {
      for (const GilInfo& gil : index_.gils()) {
        if (gil.process == process.id) write_lane({RowKind::Gil, gil.id}, process.id.value);
      }
      for (const ThreadInfo& thread : index_.threads()) {
        if (!(thread.process == process.id)) continue;
        write_lane({RowKind::Thread, thread.id.value}, process.id.value);
        if (!thread.loop.empty()) write_lane({RowKind::Loop, thread.id.value}, process.id.value);
        for (TaskId task : thread.tasks) write_lane({RowKind::Task, task.value}, process.id.value);
      }
    }
  }

  void write_lane(RowKey key, std::uint32_t process) {
    const Lane* lane = lane_of(index_, key);
    if (!lane) return;
    json_.line_break().begin_object();
    json_.key("kind").string(kind_name(key.kind));
    json_.key("id").number(key.id);
    std::string name = row_name(index_, key, Language::English);
    if (const TaskInfo* task = index_.task(TaskId{key.id}); task && key.kind == RowKind::Task) {
      name = index_.trace().text(task->name);
      json_.key("coroutine").string(trace_.text(task->coroutine));
      json_.key("thread").number(task->thread.value);
    }
    json_.key("name").string(name);
    if (process) {
      json_.key("process").number(process);
      json_.key("process_name").string(trace_.text(index_.process(ProcessId{process})->name));
    }
    json_.key("spans").begin_array();
    write_spans(key, *lane);
    json_.end_array().end_object();
  }

  void write_spans(RowKey key, const Lane& lane) {
    const Nanos now = index_.end_time();
    std::size_t i = lane.find(std::max<Nanos>(0, options_.begin));
    if (i >= lane.size()) i = 0;
    for (; i < lane.size(); ++i) {
      const Span span = lane.span(i, now);
      if (span.begin >= options_.end) return;
      if (span.what.state == 0 || span.end - span.begin < options_.span_min_ns) continue;
      if (left_ == 0) {
        truncated_ = true;
        return;
      }
      --left_;
      write_span(key, span);
    }
  }

  void write_span(RowKey key, const Span& span) {
    const Event& event = trace_[span.what.event];
    json_.begin_object();
    json_.key("begin_ns").number(span.begin);
    json_.key("end_ns").number(span.end);
    json_.key("state").string(state_name(key.kind, span.what.state));
    if (key.kind == RowKind::Gil || key.kind == RowKind::Core) {
      json_.key("who").string(index_.name_of(ThreadId{span.what.who}));
      json_.key("thread").number(span.what.who);
    }
    if (key.kind == RowKind::Loop) json_.key("who").string(index_.name_of(TaskId{span.what.who}));
    if (event.kind == EventKind::Park || event.kind == EventKind::TaskAwait) {
      const std::uint32_t name = event.kind == EventKind::Park ? event.a : event.b;
      json_.key("cause").string(cause_text(event.reason_as<Cause>()));
      if (name) json_.key("name").string(trace_.text(name));
    }
    const bool owned = event.kind == EventKind::Park || event.kind == EventKind::GilRequest;
    if (owned && event.b && key.kind == RowKind::Thread) {
      json_.key("held_by").string(index_.name_of(ThreadId{event.b}));
    }
    if (span.what.core) json_.key("core").number(span.what.core - 1);
    const SourceLine place = source_place(trace_, event.stack_id());
    if (place.line) {
      json_.key("function").string(place.function);
      json_.key("line").number(place.line);
    }
    json_.end_object();
  }

  const TraceIndex& index_;
  const Trace& trace_;
  const ViewJsonOptions& options_;
  std::size_t left_;
  bool truncated_ = false;
  JsonWriter json_;
};

}  // namespace

std::string view_json(const TraceIndex& index, const ViewJsonOptions& options) {
  return Writer(index, options).run();
}

}  // namespace gilscope
