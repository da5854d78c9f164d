#include "trace/index.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/synthetic_trace.h"
#include "trace/statistics.h"

namespace gilscope {
namespace {

std::string states(const Lane& lane, Nanos now) {
  std::string text;
  for (std::size_t i = 0; i < lane.size(); ++i) {
    const Span span = lane.span(i, now);
    text += std::string(thread_state_name(static_cast<ThreadState>(span.what.state))) + " " +
            std::to_string((span.end - span.begin) / kMicrosecond) + "; ";
  }
  return text;
}

const ThreadInfo& thread_named(const TraceIndex& index, std::string_view name) {
  for (const ThreadInfo& thread : index.threads()) {
    if (index.trace().text(thread.name) == name) return thread;
  }
  FAIL("no thread " << name);
  return index.threads()[0];
}

TEST_CASE("a lane finds the span at a time and sums times over any stretch") {
  Lane lane;
  Prng random(7);
  std::vector<Transition> all;
  Nanos t = 0;
  for (int i = 0; i < 1000; ++i) {
    Transition x;
    x.at = t;
    x.state = static_cast<std::uint8_t>(i % 5);
    lane.push(x);
    all.push_back(x);
    t += 1 + static_cast<Nanos>(random.below(100));
  }
  REQUIRE(lane.size() == 1000);
  for (int round = 0; round < 200; ++round) {
    const Nanos a = static_cast<Nanos>(random.below(static_cast<std::uint64_t>(t)));
    const Nanos b = a + static_cast<Nanos>(random.below(static_cast<std::uint64_t>(t)));
    StateTimes expected{};
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Nanos end = i + 1 < all.size() ? all[i + 1].at : kForever;
      expected[all[i].state] += std::max<Nanos>(0, std::min(b, end) - std::max(a, all[i].at));
    }
    CHECK(lane.times(a, b) == expected);
    const std::size_t found = lane.find(a);
    CHECK(lane[found].at <= a);
    CHECK(lane.span(found, t).end > a);
  }
  CHECK(lane.find(-1) == lane.size());
}

TEST_CASE("a walk along a lane gives the same answers as questions asked one by one") {
  Lane lane;
  Prng random(3);
  Nanos t = 5;
  for (int i = 0; i < 5000; ++i, t += 1 + static_cast<Nanos>(random.below(50))) {
    Transition x;
    x.at = t;
    x.state = static_cast<std::uint8_t>(random.below(5));
    lane.push(x);
  }
  Lane::Walk walk(lane);
  Nanos at = 0;
  while (at < t + 100) {
    const Nanos next = at + 1 + static_cast<Nanos>(random.below(at % 3 ? 2000 : 20));
    CHECK(walk.find(at) == lane.find(at));
    CHECK(walk.times(at, next) == lane.times(at, next));
    at = next;
  }
}

TEST_CASE("spans of no length do not exist, and what does not change a lane is dropped") {
  Lane lane;
  lane.push({.at = 0, .state = 1});
  lane.push({.at = 5, .state = 2});
  lane.push({.at = 5, .state = 3});
  lane.push({.at = 9, .state = 3});
  REQUIRE(lane.size() == 2);
  CHECK(lane[1].state == 3);
}

TEST_CASE("a thread's lane tells running, waiting for the network and running again") {
  const auto trace = synthetic::three_downloads();
  TraceIndex index(*trace);
  index.extend();
  const ThreadInfo& thread = thread_named(index, "Thread-1 (fetch)");
  CHECK(states(thread.lane, index.end_time()) ==
        "runnable 60; running 2000; io 999940; running 2000; none 24000; ");
  CHECK(static_cast<Cause>(thread.lane[2].cause) == Cause::Network);
  const Event& park = index.trace()[thread.lane[2].event];
  CHECK(park.kind == EventKind::Park);
  CHECK(index.trace().text(park.a) == "https://httpbin.org/delay/1");
  CHECK(index.finished());
  CHECK(index.requests().size() == 3);
  CHECK(index.outputs().size() == 7);
}

TEST_CASE("two CPU-bound threads hold one GIL in turns of about 5 ms") {
  const auto trace = synthetic::two_cpu_bound_threads(60);
  TraceIndex index(*trace);
  index.extend();
  REQUIRE(index.gils().size() == 1);
  const Statistics s = statistics_of(index);
  CHECK(s.gil_switches[static_cast<int>(GilReleaseReason::DropRequest)] == 58);
  const ThreadInfo& first = thread_named(index, "Thread-1 (count)");
  for (std::size_t i = 1; i + 1 < first.lane.size(); ++i) {
    const Span span = first.lane.span(i, index.end_time());
    if (span.what.state != static_cast<std::uint8_t>(ThreadState::RunningGil)) continue;
    CHECK(span.end - span.begin == 5'200 * kMicrosecond);
  }
  CHECK(s.parallelism_millionths() < 1'050'000);
  CHECK(s.threads[1].gil_held_ns == 30 * 5'200 * kMicrosecond);
  CHECK(s.threads[1].gil_wait_ns > 28 * 5'200 * kMicrosecond);
}

TEST_CASE("workers of a process pool run in parallel, and their messages become arrows") {
  const auto trace = synthetic::process_pool();
  TraceIndex index(*trace);
  index.extend();
  CHECK(index.processes().size() == 3);
  CHECK(index.gils().size() == 3);
  CHECK(statistics_of(index).parallelism_millionths() > 1'700'000);
  std::size_t messages = 0, starts = 0;
  for (const Arrow& arrow : index.arrows()) {
    messages += arrow.kind == ArrowKind::Message;
    starts += arrow.kind == ArrowKind::ProcessStarted;
  }
  CHECK(messages == 4);
  CHECK(starts == 2);
}

TEST_CASE("tasks are ready, run, await and end on their loop's thread") {
  const auto trace = synthetic::asyncio_gather();
  TraceIndex index(*trace);
  index.extend();
  REQUIRE(index.tasks().size() == 6);
  const TaskInfo& fetch = index.tasks()[1];
  std::string text;
  for (std::size_t i = 0; i < fetch.lane.size(); ++i) {
    text += std::string(task_state_name(static_cast<TaskState>(fetch.lane[i].state))) + " ";
  }
  CHECK(text == "ready running awaiting ready running none ");
  CHECK(static_cast<Cause>(fetch.lane[2].cause) == Cause::Network);
  CHECK(index.threads()[0].tasks.size() == 6);
  CHECK_FALSE(index.threads()[0].loop.empty());
}

TEST_CASE("the number of tasks in each state adds up to those that live") {
  const auto trace = synthetic::many_tasks(500);
  TraceIndex index(*trace);
  index.extend();
  const ThreadInfo& thread = index.threads()[0];
  for (Nanos t = 0; t < index.end_time(); t += 700 * kMicrosecond) {
    std::uint32_t alive = 0, awaiting = 0;
    for (const TaskInfo& task : index.tasks()) {
      const std::size_t i = task.lane.find(t);
      if (i >= task.lane.size() || task.lane[i].state == 0) continue;
      ++alive;
      awaiting += task.lane[i].state == static_cast<std::uint8_t>(TaskState::Awaiting);
    }
    const TaskCounts counts = TraceIndex::task_counts_at(thread, t);
    CHECK(counts.ready + counts.running + counts.awaiting == alive);
    CHECK(counts.awaiting == awaiting);
    CHECK(counts.running <= 1);
  }
}

TEST_CASE("native work without the GIL, a lock and its owner can be told apart") {
  const auto trace = synthetic::lock_and_native();
  TraceIndex index(*trace);
  index.extend();
  const Statistics s = statistics_of(index);
  const auto of = [&](std::string_view name) {
    for (const ThreadStatistics& t : s.threads) {
      if (trace->text(t.name) == name) return t;
    }
    return ThreadStatistics();
  };
  CHECK(of("Thread-3 (digest)").native_ns == 16 * kMillisecond);
  CHECK(of("Thread-2 (transfer)").lock_ns == 13 * kMillisecond + 1);
  CHECK(of("Thread-1 (transfer)").sleep_ns == 10 * kMillisecond);
  CHECK(of("MainThread").join_ns == 26 * kMillisecond);
}

TEST_CASE("an index that is extended event by event equals one built at once") {
  const auto whole = synthetic::asyncio_gather();
  Trace growing;
  for (std::uint32_t id = 1; id < whole->strings().size(); ++id) growing.intern(whole->text(id));
  TraceIndex step(growing), once(*whole);
  for (std::size_t i = 0; i < whole->size(); ++i) {
    growing.append((*whole)[i]);
    CHECK(step.extend());
  }
  CHECK_FALSE(step.extend());
  once.extend();
  REQUIRE(step.threads().size() == once.threads().size());
  for (std::size_t i = 0; i < once.threads().size(); ++i) {
    CHECK(states(step.threads()[i].lane, step.end_time()) ==
          states(once.threads()[i].lane, once.end_time()));
  }
  CHECK(step.any_core_busy_ns() == once.any_core_busy_ns());
}

TEST_CASE("the sums of a thread's states are its life") {
  for (const auto& trace : {synthetic::three_downloads(), synthetic::two_cpu_bound_threads(),
                            synthetic::process_pool(), synthetic::lock_and_native()}) {
    TraceIndex index(*trace);
    index.extend();
    for (const ThreadStatistics& t : statistics_of(index).threads) {
      CHECK(t.running_ns + t.gil_wait_ns + t.io_ns + t.lock_ns + t.sleep_ns + t.runnable_ns ==
            t.life_ns);
    }
  }
}

TEST_CASE("the statistics are one JSON object with the documented keys") {
  const auto trace = synthetic::process_pool();
  TraceIndex index(*trace);
  index.extend();
  const auto json = nlohmann::json::parse(statistics_json(index, statistics_of(index), 1234));
  for (const char* key :
       {"virtual_time_ns", "exit_status", "trace_hash", "instructions", "processes", "tasks",
        "parallelism", "core_busy_ns", "threads", "gil_switches"}) {
    CHECK_MESSAGE(json.contains(key), std::string(key));
  }
  CHECK(json["virtual_time_ns"] == 176 * kMillisecond);
  CHECK(json["instructions"] == 1234);
  CHECK(json["trace_hash"].get<std::string>().size() == 16);
  CHECK(json["core_busy_ns"].size() == 2);
  for (const char* key : {"process", "name", "gil_held_ns", "gil_wait_ns", "io_ns", "lock_ns",
                          "sleep_ns", "native_ns"}) {
    CHECK_MESSAGE(json["threads"][0].contains(key), std::string(key));
  }
  for (const char* key : {"drop_request", "blocked", "finished"}) {
    CHECK_MESSAGE(json["gil_switches"].contains(key), std::string(key));
  }
  CHECK(json["parallelism"].get<double>() > 1.7);
}

}  // namespace
}  // namespace gilscope
