#include "trace/chrome_json.h"

#include <algorithm>

#include "trace/json_writer.h"
#include "trace/text_timeline.h"

namespace gilscope {
namespace {

// Ids beside the program's own: tracks that are no threads, and the cores as a process.
constexpr std::int64_t kCoresPid = 1'000'000;
constexpr std::int64_t kGilTid = 2'000'000;

enum class Type : std::uint8_t {  // in the order in which they stand at equal times
  AsyncStateEnd,
  TaskEnd,
  RequestEnd,
  TaskBegin,
  RequestBegin,
  AsyncStateBegin,
  ThreadSpan,
  GilSpan,
  CoreSpan,
  FlowStart,
  FlowEnd,
  Instant,
};

// One line of the file, before it is written: small, since there may be millions to sort.
struct Item {
  Nanos at;
  Type type;
  std::uint32_t which;  // position of the thread, task, GIL, core, request or arrow in the index
  std::uint32_t place;  // transition in the lane, or event
};

class Exporter {
 public:
  explicit Exporter(const TraceIndex& index)
      : index_(index), trace_(index.trace()), now_(index.end_time()) {}

  std::string run() {
    collect();
    std::stable_sort(items_.begin(), items_.end(), [](const Item& x, const Item& y) {
      return x.at != y.at ? x.at < y.at : x.type < y.type;
    });
    json_.begin_object().key("displayTimeUnit").string("ms");
    json_.key("otherData").begin_object();
    json_.key("producer").string("GILscope").end_object();
    json_.key("traceEvents").begin_array();
    write_names();
    for (const Item& item : items_) write(item);
    json_.end_array().end_object().line_break();
    return json_.take();
  }

 private:
  void collect();
  void collect_lane(const Lane& lane, Type type, std::size_t which);
  void collect_task(std::size_t which);
  void write_names();
  void write_name(const char* what, std::int64_t pid, std::int64_t tid, std::string_view name,
                  std::int64_t order);
  void write(const Item& item);
  void write_span(const Item& item);
  void write_async(const Item& item);
  void write_flow(const Item& item);
  void write_instant(const Item& item);
  void write_place(StackId stack);
  void begin(const char* phase, std::string_view name, std::string_view category, Nanos at,
             std::int64_t pid, std::int64_t tid);
  void begin_on_thread(const char* phase, std::string_view name, std::string_view category,
                       Nanos at, ThreadId thread);

  const TraceIndex& index_;
  const Trace& trace_;
  Nanos now_;
  std::vector<Item> items_;
  JsonWriter json_;
};

void Exporter::collect_lane(const Lane& lane, Type type, std::size_t which) {
  for (std::size_t i = 0; i < lane.size(); ++i) {
    if (lane[i].state == 0 || lane.span(i, now_).end == lane[i].at) continue;
    items_.push_back(
        {lane[i].at, type, static_cast<std::uint32_t>(which), static_cast<std::uint32_t>(i)});
  }
}

void Exporter::collect_task(std::size_t which) {
  const TaskInfo& task = index_.tasks()[which];
  const auto w = static_cast<std::uint32_t>(which);
  items_.push_back({task.begin, Type::TaskBegin, w, 0});
  items_.push_back({task.end < 0 ? now_ : task.end, Type::TaskEnd, w, 0});
  for (std::size_t i = 0; i < task.lane.size(); ++i) {
    const Span span = task.lane.span(i, now_);
    if (span.what.state == 0 || span.begin == span.end) continue;
    items_.push_back({span.begin, Type::AsyncStateBegin, w, static_cast<std::uint32_t>(i)});
    items_.push_back({span.end, Type::AsyncStateEnd, w, static_cast<std::uint32_t>(i)});
  }
}

void Exporter::collect() {
  for (std::size_t i = 0; i < index_.threads().size(); ++i) {
    const ThreadInfo& thread = index_.threads()[i];
    collect_lane(thread.lane, Type::ThreadSpan, i);
    for (std::uint32_t event : thread.instants) {
      items_.push_back({trace_[event].time, Type::Instant, static_cast<std::uint32_t>(i), event});
    }
  }
  for (std::size_t i = 0; i < index_.gils().size(); ++i) {
    collect_lane(index_.gils()[i].lane, Type::GilSpan, i);
  }
  for (std::size_t i = 0; i < index_.cores().size(); ++i) {
    collect_lane(index_.cores()[i].lane, Type::CoreSpan, i);
  }
  for (std::size_t i = 0; i < index_.tasks().size(); ++i) collect_task(i);
  for (std::size_t i = 0; i < index_.requests().size(); ++i) {
    const RequestInfo& request = index_.requests()[i];
    const Nanos end = request.end_event ? trace_[request.end_event].time : now_;
    const auto w = static_cast<std::uint32_t>(i);
    items_.push_back({trace_[request.begin_event].time, Type::RequestBegin, w, 0});
    items_.push_back({end, Type::RequestEnd, w, 0});
  }
  for (std::size_t i = 0; i < index_.arrows().size(); ++i) {
    const Arrow& arrow = index_.arrows()[i];
    const auto w = static_cast<std::uint32_t>(i);
    items_.push_back({trace_[arrow.from].time, Type::FlowStart, w, arrow.from});
    items_.push_back({trace_[arrow.to].time, Type::FlowEnd, w, arrow.to});
  }
}

void Exporter::write_name(const char* what, std::int64_t pid, std::int64_t tid,
                          std::string_view name, std::int64_t order) {
  const bool process = std::string_view(what) == "process";
  const auto head = [&](const char* kind) {
    json_.line_break().begin_object().key("ph").string("M");
    json_.key("name").string(std::string(what) + kind);
    json_.key("pid").number(pid);
    if (!process) json_.key("tid").number(tid);
    json_.key("args").begin_object();
  };
  head("_name");
  json_.key("name").string(name).end_object().end_object();
  head("_sort_index");
  json_.key("sort_index").number(order).end_object().end_object();
}

void Exporter::write_names() {
  write_name("process", kCoresPid, 0, "CPU cores", 0);
  for (std::size_t i = 0; i < index_.cores().size(); ++i) {
    const auto core = static_cast<std::int64_t>(i);
    write_name("thread", kCoresPid, core + 1, "core " + std::to_string(i), core);
  }
  for (const ProcessInfo& process : index_.processes()) {
    write_name("process", process.id.value, 0, trace_.text(process.name), process.id.value);
  }
  for (const GilInfo& gil : index_.gils()) {
    write_name("thread", gil.process.value, kGilTid + gil.id, "GIL", -1);
  }
  for (const ThreadInfo& thread : index_.threads()) {
    write_name("thread", thread.process.value, thread.id.value, trace_.text(thread.name),
               thread.id.value);
  }
}

void Exporter::begin(const char* phase, std::string_view name, std::string_view category, Nanos at,
                     std::int64_t pid, std::int64_t tid) {
  json_.line_break().begin_object().key("ph").string(phase);
  json_.key("name").string(name).key("cat").string(category);
  json_.key("ts").decimal(at, 3);  // microseconds
  json_.key("pid").number(pid).key("tid").number(tid);
}

void Exporter::begin_on_thread(const char* phase, std::string_view name, std::string_view category,
                               Nanos at, ThreadId thread) {
  const ThreadInfo* info = index_.thread(thread);
  begin(phase, name, category, at, info ? info->process.value : 0, thread.value);
}

void Exporter::write_place(StackId stack) {
  if (!stack) return;
  json_.key("at").string(location_text(trace_, stack));
}

void Exporter::write(const Item& item) {
  switch (item.type) {
    case Type::ThreadSpan:
    case Type::GilSpan:
    case Type::CoreSpan: write_span(item); break;
    case Type::FlowStart:
    case Type::FlowEnd: write_flow(item); break;
    case Type::Instant: write_instant(item); break;
    default: write_async(item); break;
  }
}

void Exporter::write_span(const Item& item) {
  if (item.type == Type::ThreadSpan) {
    const ThreadInfo& thread = index_.threads()[item.which];
    const Span span = thread.lane.span(item.place, now_);
    const auto state = static_cast<ThreadState>(span.what.state);
    const Event& event = trace_[span.what.event];
    begin_on_thread("X", thread_state_name(state), "thread", span.begin, thread.id);
    json_.key("dur").decimal(span.end - span.begin, 3).key("args").begin_object();
    if (event.kind == EventKind::Park) {
      json_.key("waits_for").string(cause_text(event.reason_as<Cause>()));
      if (event.a) json_.key("name").string(trace_.text(event.a));
      if (event.b) json_.key("held_by").string(index_.name_of(ThreadId{event.b}));
    }
    if (event.kind == EventKind::GilRequest && event.b) {
      json_.key("held_by").string(index_.name_of(ThreadId{event.b}));
    }
    if (event.kind == EventKind::NativeBegin) json_.key("name").string(trace_.text(event.a));
    if (span.what.core) json_.key("core").number(span.what.core - 1);
    write_place(event.stack_id());
  } else {
    const bool is_gil = item.type == Type::GilSpan;
    const Lane& lane = is_gil ? index_.gils()[item.which].lane : index_.cores()[item.which].lane;
    const Span span = lane.span(item.place, now_);
    const ThreadId who{span.what.who};
    const std::int64_t pid = is_gil ? index_.gils()[item.which].process.value : kCoresPid;
    const std::int64_t tid = is_gil ? kGilTid + index_.gils()[item.which].id : item.which + 1;
    begin("X", index_.name_of(who), is_gil ? "gil" : "core", span.begin, pid, tid);
    json_.key("dur").decimal(span.end - span.begin, 3).key("args").begin_object();
    if (!is_gil) {
      const ThreadInfo* info = index_.thread(who);
      json_.key("process_id").number(info ? info->process.value : 0);
    }
    json_.key("thread_id").number(who.value);
  }
  json_.end_object().end_object();
}

void Exporter::write_async(const Item& item) {
  const bool is_request = item.type == Type::RequestBegin || item.type == Type::RequestEnd;
  const bool is_begin = item.type == Type::TaskBegin || item.type == Type::RequestBegin ||
                        item.type == Type::AsyncStateBegin;
  const bool is_state = item.type == Type::AsyncStateBegin || item.type == Type::AsyncStateEnd;
  const char* phase = is_begin ? "b" : "e";
  StackId stack;
  if (is_request) {
    const Event& event = trace_[index_.requests()[item.which].begin_event];
    begin_on_thread(phase, trace_.text(event.a), "request", item.at, event.thread_id());
    json_.key("id").string("r" + std::to_string(event.d));
    stack = event.stack_id();
  } else {
    const TaskInfo& task = index_.tasks()[item.which];
    std::string name(trace_.text(task.name));
    if (is_state) {
      const Transition& what = task.lane[item.place];
      const auto state = static_cast<TaskState>(what.state);
      name = task_state_name(state);
      if (state == TaskState::Awaiting) {
        name += " " + std::string(cause_text(static_cast<Cause>(what.cause)));
      }
      stack = trace_[what.event].stack_id();
    }
    begin_on_thread(phase, name, "task", item.at, task.thread);
    json_.key("id").string("t" + std::to_string(task.id.value));
  }
  json_.key("args").begin_object();
  if (is_begin) write_place(stack);
  if (item.type == Type::TaskBegin) {
    json_.key("coroutine").string(trace_.text(index_.tasks()[item.which].coroutine));
  }
  json_.end_object().end_object();
}

void Exporter::write_flow(const Item& item) {
  constexpr std::string_view kNames[] = {"message", "queue item", "start", "start"};
  const Arrow& arrow = index_.arrows()[item.which];
  const Event& event = trace_[item.place];
  ThreadId thread = event.thread_id();
  const bool started = arrow.from == arrow.to;
  const bool is_end = item.type == Type::FlowEnd;
  if (started && !is_end) thread = ThreadId{event.b};
  begin_on_thread(is_end ? "f" : "s", kNames[static_cast<int>(arrow.kind)], "flow", item.at,
                  thread);
  json_.key("id").number(item.which + 1);
  if (is_end) json_.key("bp").string("e");
  json_.end_object();
}

void Exporter::write_instant(const Item& item) {
  const Event& event = trace_[item.place];
  std::string name(event_info(event.kind).name);
  begin_on_thread("i", name, "instant", item.at, event.thread_id());
  json_.key("s").string("t").key("args").begin_object();
  if (event.kind == EventKind::Output) {
    const std::size_t length = std::min<std::size_t>(event.a, 1000);
    json_.key("text").string(trace_.output(static_cast<std::size_t>(event.d), length));
  } else if (event.kind == EventKind::ExceptionRaised ||
             event.kind == EventKind::ExceptionUncaught) {
    json_.key("type").string(trace_.text(event.a)).key("message").string(trace_.text(event.b));
  } else if (event.kind == EventKind::GilDropRequest) {
    json_.key("holder").string(index_.name_of(ThreadId{event.b}));
  } else if (event.kind != EventKind::DeadlockMember || event.a) {
    json_.key("name").string(trace_.text(event.a));
  }
  write_place(event.stack_id());
  json_.end_object().end_object();
}

}  // namespace

std::string chrome_json(const TraceIndex& index) {
  return Exporter(index).run();
}

}  // namespace gilscope
