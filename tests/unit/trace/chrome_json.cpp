#include "trace/chrome_json.h"

#include <doctest/doctest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/synthetic_trace.h"
#include "trace/json_writer.h"

namespace gilscope {
namespace {

std::vector<nlohmann::json> exported(const Trace& trace) {
  TraceIndex index(trace);
  index.extend();
  return nlohmann::json::parse(chrome_json(index))["traceEvents"];
}

TEST_CASE("the export is JSON whose events are in order of time") {
  for (const auto& trace :
       {synthetic::three_downloads(), synthetic::two_cpu_bound_threads(), synthetic::process_pool(),
        synthetic::asyncio_gather(), synthetic::lock_and_native()}) {
    double last = 0;
    for (const auto& event : exported(*trace)) {
      if (event["ph"] == "M") continue;
      CHECK(event["ts"].get<double>() >= last);
      last = event["ts"].get<double>();
    }
  }
}

TEST_CASE("complete events of one track never overlap") {
  std::map<std::pair<int, int>, double> ends;
  for (const auto& event : exported(*synthetic::two_cpu_bound_threads())) {
    if (event["ph"] != "X") continue;
    double& end = ends[{event["pid"], event["tid"]}];
    CHECK(event["ts"].get<double>() >= end - 0.0005);
    end = event["ts"].get<double>() + event["dur"].get<double>();
  }
  CHECK(ends.size() == 6);  // three threads, the GIL, two cores
}

TEST_CASE("async events balance: every begin of a task, a state or a request has its end") {
  std::map<std::string, std::vector<std::string>> open;
  std::size_t tasks = 0;
  for (const auto& event : exported(*synthetic::asyncio_gather())) {
    const std::string phase = event["ph"];
    if (phase != "b" && phase != "e") continue;
    auto& names = open[event["cat"].get<std::string>() + event["id"].get<std::string>()];
    if (phase == "b") {
      names.push_back(event["name"]);
      tasks += event["name"].get<std::string>().rfind("Task-", 0) == 0;
    } else {
      REQUIRE_FALSE(names.empty());
      CHECK(names.back() == event["name"]);
      names.pop_back();
    }
  }
  for (const auto& entry : open) CHECK_MESSAGE(entry.second.empty(), entry.first);
  CHECK(tasks == 6);
}

TEST_CASE("processes, threads, GILs and cores are named") {
  std::set<std::string> names;
  for (const auto& event : exported(*synthetic::process_pool())) {
    if (event["ph"] == "M" && event["args"].contains("name")) names.insert(event["args"]["name"]);
  }
  for (const char* name :
       {"MainProcess", "ForkPoolWorker-1", "MainThread", "GIL", "CPU cores", "core 1"}) {
    CHECK_MESSAGE(names.count(name) == 1, std::string(name));
  }
}

TEST_CASE("every flow has a start before its end") {
  std::map<int, double> started;
  std::size_t ended = 0;
  for (const auto& event : exported(*synthetic::process_pool())) {
    if (event["ph"] == "s") started[event["id"]] = event["ts"];
    if (event["ph"] != "f") continue;
    REQUIRE(started.count(event["id"]) == 1);
    CHECK(started[event["id"]] <= event["ts"].get<double>());
    ++ended;
  }
  CHECK(ended == started.size());
  CHECK(ended == 6);
}

TEST_CASE("a wait says for what, and who holds it") {
  bool found = false;
  for (const auto& event : exported(*synthetic::lock_and_native())) {
    if (event["ph"] != "X" || event["name"] != "lock") continue;
    CHECK(event["args"]["waits_for"] == "Lock");
    CHECK(event["args"]["name"] == "db");
    CHECK(event["args"]["held_by"] == "Thread-1 (transfer)");
    CHECK(event["args"]["at"] == "transfer (bank.py:8)");
    found = true;
  }
  CHECK(found);
}

TEST_CASE("any bytes a program prints become valid JSON text") {
  JsonWriter json;
  json.string("\"\\\n\t\x01 é 并发 \xff\xc0\xaf\xed\xa0\x80\xf0\x9f\x98\x80");
  const auto parsed = nlohmann::json::parse(json.text());
  CHECK(parsed.get<std::string>().substr(0, 5) == "\"\\\n\t\x01");
  CHECK(parsed.get<std::string>().find("并发") != std::string::npos);
  CHECK(JsonWriter().decimal(-1234567, 3).text() == "-1234.567");
}

}  // namespace
}  // namespace gilscope
