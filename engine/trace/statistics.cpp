#include "trace/statistics.h"

#include <algorithm>

#include "trace/json_writer.h"

namespace gilscope {
namespace {

ThreadStatistics of_thread(const ThreadInfo& info, Nanos now) {
  const StateTimes times = info.lane.times(0, now);
  const auto time = [&](ThreadState state) { return times[static_cast<int>(state)]; };
  ThreadStatistics s;
  s.thread = info.id;
  s.process = info.process;
  s.name = info.name;
  s.life_ns = (info.end < 0 ? now : info.end) - info.begin;
  s.running_ns = time(ThreadState::RunningGil) + time(ThreadState::RunningNativeGil) +
                 time(ThreadState::RunningNative) + time(ThreadState::RunningFree);
  s.gil_held_ns = time(ThreadState::RunningGil) + time(ThreadState::RunningNativeGil) +
                  time(ThreadState::RunnableGil);
  s.gil_wait_ns = time(ThreadState::WantsGil);
  s.idle_ns = time(ThreadState::Idle);
  s.io_ns = time(ThreadState::Io) + s.idle_ns;
  s.join_ns = time(ThreadState::Join);
  s.lock_ns = time(ThreadState::Lock) + s.join_ns;
  s.sleep_ns = time(ThreadState::Sleep);
  s.native_ns = time(ThreadState::RunningNative);
  s.runnable_ns = time(ThreadState::Runnable) + time(ThreadState::RunnableGil);
  s.switches_in = info.switches_in;
  return s;
}

constexpr std::size_t kCauses = 0
#define GILSCOPE_CAUSE(Name, text, wait_class, sentence) +1
#include "trace/reason.def"
    ;

template <class IsWait, class Add>
void each_wait(const Lane& lane, Nanos now, IsWait is_wait, Add add) {
  for (std::size_t i = 0; i < lane.size(); ++i) {
    if (!is_wait(lane[i].state)) continue;
    const Span span = lane.span(i, now);
    add(std::min<std::size_t>(span.what.cause, kCauses - 1), span.end - span.begin);
  }
}

std::vector<WaitStatistics> waits_of(const TraceIndex& index) {
  std::vector<WaitStatistics> all(kCauses);
  for (std::size_t i = 0; i < kCauses; ++i) all[i].cause = static_cast<Cause>(i);
  const Nanos now = index.end_time();
  const auto thread_waits = [](std::uint8_t state) {
    return state >= static_cast<std::uint8_t>(ThreadState::Io);
  };
  const auto task_waits = [](std::uint8_t state) {
    return state == static_cast<std::uint8_t>(TaskState::Awaiting);
  };
  for (const ThreadInfo& thread : index.threads()) {
    each_wait(thread.lane, now, thread_waits, [&](std::size_t cause, Nanos time) {
      ++all[cause].thread_waits;
      all[cause].thread_ns += time;
    });
  }
  for (const TaskInfo& task : index.tasks()) {
    each_wait(task.lane, now, task_waits, [&](std::size_t cause, Nanos time) {
      ++all[cause].task_waits;
      all[cause].task_ns += time;
    });
  }
  std::erase_if(all, [](const WaitStatistics& w) { return !w.thread_waits && !w.task_waits; });
  return all;
}

void write_thread(JsonWriter& json, const TraceIndex& index, const ThreadStatistics& s) {
  const ProcessInfo* process = index.process(s.process);
  json.line_break().begin_object();
  json.key("process").string(process ? index.trace().text(process->name) : "");
  json.key("process_id").number(s.process.value);
  json.key("name").string(index.trace().text(s.name));
  json.key("thread_id").number(s.thread.value);
  json.key("life_ns").number(s.life_ns);
  json.key("running_ns").number(s.running_ns);
  json.key("gil_held_ns").number(s.gil_held_ns);
  json.key("gil_wait_ns").number(s.gil_wait_ns);
  json.key("io_ns").number(s.io_ns);
  json.key("idle_ns").number(s.idle_ns);
  json.key("lock_ns").number(s.lock_ns);
  json.key("join_ns").number(s.join_ns);
  json.key("sleep_ns").number(s.sleep_ns);
  json.key("native_ns").number(s.native_ns);
  json.key("runnable_ns").number(s.runnable_ns);
  json.key("switches_in").number(static_cast<std::int64_t>(s.switches_in));
  json.end_object();
}

void write_by_reason(JsonWriter& json, std::string_view key, const std::uint64_t (&counts)[4]) {
  const auto count = [&](GilReleaseReason reason) {
    return static_cast<std::int64_t>(counts[static_cast<int>(reason)]);
  };
  json.key(key).begin_object();
  json.key("drop_request").number(count(GilReleaseReason::DropRequest));
  json.key("blocked").number(count(GilReleaseReason::Blocked));
  json.key("finished").number(count(GilReleaseReason::Finished));
  json.key("native").number(count(GilReleaseReason::Native));
  json.end_object();
}

std::string hex(std::uint64_t value) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4)
    text[static_cast<std::size_t>(i)] = kDigits[value & 15];
  return text;
}

}  // namespace

std::int64_t Statistics::parallelism_millionths() const {
  if (any_core_busy_ns <= 0) return 0;
  const std::int64_t whole = all_cores_busy_ns / any_core_busy_ns;
  const std::int64_t rest = all_cores_busy_ns % any_core_busy_ns;
  // The rest is below any_core_busy_ns, which may be hours: __int128 keeps the product exact.
  return whole * 1'000'000 +
         static_cast<std::int64_t>(static_cast<__int128>(rest) * 1'000'000 / any_core_busy_ns);
}

Statistics statistics_of(const TraceIndex& index) {
  Statistics s;
  s.wall_ns = index.end_time();
  s.any_core_busy_ns = index.any_core_busy_ns();
  s.all_cores_busy_ns = index.all_cores_busy_ns();
  s.processes = index.processes().size();
  s.tasks = index.tasks().size();
  if (index.finished()) s.exit_status = index.trace()[index.trace().size() - 1].d;
  for (const CoreInfo& core : index.cores()) {
    s.core_busy_ns.push_back(core.lane.times(0, s.wall_ns)[static_cast<int>(HolderState::Busy)]);
  }
  for (const ThreadInfo& thread : index.threads()) {
    s.threads.push_back(of_thread(thread, s.wall_ns));
  }
  for (const GilInfo& gil : index.gils()) {
    for (int i = 0; i < 4; ++i) {
      s.gil_switches[i] += gil.switches[i];
      s.gil_releases[i] += gil.releases[i];
    }
    s.drop_requests += gil.drop_requests;
  }
  s.waits = waits_of(index);
  return s;
}

std::string statistics_json(const TraceIndex& index, const Statistics& s,
                            std::uint64_t instructions) {
  JsonWriter json;
  json.begin_object();
  json.key("virtual_time_ns").number(s.wall_ns);
  json.key("exit_status").number(s.exit_status);
  json.key("trace_hash").string(hex(index.trace().hash()));
  json.key("instructions").number(static_cast<std::int64_t>(instructions));
  json.key("events").number(static_cast<std::int64_t>(index.trace().size()));
  json.key("processes").number(static_cast<std::int64_t>(s.processes));
  json.key("tasks").number(static_cast<std::int64_t>(s.tasks));
  json.key("parallelism").decimal(s.parallelism_millionths(), 6);
  json.key("core_busy_ns").begin_array();
  for (Nanos busy : s.core_busy_ns) json.number(busy);
  json.end_array();
  json.key("threads").begin_array();
  for (const ThreadStatistics& thread : s.threads) write_thread(json, index, thread);
  json.end_array().line_break();
  write_by_reason(json, "gil_switches", s.gil_switches);
  write_by_reason(json, "gil_releases", s.gil_releases);
  json.key("gil_drop_requests").number(static_cast<std::int64_t>(s.drop_requests));
  json.key("waits").begin_array();
  for (const WaitStatistics& w : s.waits) {
    json.begin_object().key("cause").string(cause_text(w.cause));
    json.key("thread_waits").number(static_cast<std::int64_t>(w.thread_waits));
    json.key("thread_ns").number(w.thread_ns);
    json.key("task_waits").number(static_cast<std::int64_t>(w.task_waits));
    json.key("task_ns").number(w.task_ns).end_object();
  }
  json.end_array().end_object().line_break();
  return json.take();
}

}  // namespace gilscope
