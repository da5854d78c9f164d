#include "view/view_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/synthetic_trace.h"

namespace gilscope {
namespace {

nlohmann::json data_of(const Trace& trace, const ViewJsonOptions& options = {}) {
  TraceIndex index(trace);
  index.extend();
  return nlohmann::json::parse(view_json(index, options));
}

TEST_CASE("everything drawn can be asked for as data: lanes, spans, causes and lines") {
  const auto data = data_of(*synthetic::lock_and_native());
  CHECK(data["finished"] == true);
  const nlohmann::json* waiting = nullptr;
  for (const auto& lane : data["lanes"]) {
    if (lane["kind"] != "thread" || lane["name"] != "Thread-2 (transfer)") continue;
    for (const auto& span : lane["spans"]) {
      if (span["state"] == "lock") waiting = &span;
    }
  }
  REQUIRE(waiting);
  CHECK((*waiting)["cause"] == "Lock");
  CHECK((*waiting)["name"] == "db");
  CHECK((*waiting)["held_by"] == "Thread-1 (transfer)");
  CHECK((*waiting)["line"] == 8);
}

TEST_CASE("tasks are lanes with their coroutine and what they await") {
  int tasks = 0;
  const auto data = data_of(*synthetic::asyncio_gather());
  for (const auto& lane : data["lanes"]) {
    if (lane["kind"] != "task" || lane["coroutine"] != "fetch") continue;
    ++tasks;
    CHECK(lane["spans"][2]["state"] == "awaiting");
    CHECK(lane["spans"][2]["cause"] == "network");
  }
  CHECK(tasks == 5);
}

TEST_CASE("a part of the run, and a limit on its size, can be asked for") {
  ViewJsonOptions options;
  options.begin = 100 * kMillisecond;
  options.end = 110 * kMillisecond;
  const auto trace = synthetic::two_cpu_bound_threads(2000);
  const auto data = data_of(*trace, options);
  for (const auto& lane : data["lanes"]) {
    for (const auto& span : lane["spans"]) {
      CHECK(span["end_ns"] >= options.begin);
      CHECK(span["begin_ns"] < options.end);
    }
  }
  ViewJsonOptions small;
  small.spans_max = 10;
  CHECK(data_of(*trace, small)["truncated"] == true);
}

}  // namespace
}  // namespace gilscope
