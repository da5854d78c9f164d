#include "trace/buffer.h"

#include <doctest/doctest.h>

#include "tests/support/synthetic_trace.h"
#include "trace/index.h"
#include "trace/merge.h"
#include "trace/serialize.h"
#include "trace/text_timeline.h"

namespace gilscope {
namespace {

Event marker(Nanos at) {
  return event_of(EventKind::Marker, at, {});
}

TEST_CASE("events come back in the order and with the words they were appended with") {
  Trace trace;
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    Event e = marker(i);
    e.a = i * 3;
    e.d = -static_cast<std::int64_t>(i);
    trace.append(e);
  }
  REQUIRE(trace.size() == 10'000);
  CHECK(trace[9'999].a == 29'997);
  CHECK(trace[5'000].d == -5'000);
  CHECK(trace.end_time() == 9'999);
}

TEST_CASE("a full trace drops events until closing, then takes the last ones") {
  Trace trace(2 * 4096 * sizeof(Event));
  for (int i = 0; i < 100'000; ++i) trace.append(marker(i));
  CHECK(trace.full());
  const std::size_t kept = trace.size();
  CHECK(kept == 2 * 4096);
  trace.append(marker(100'000));
  CHECK(trace.size() == kept);
  trace.begin_closing();
  trace.append(event_of(EventKind::LimitReached, 100'000, {}));
  trace.append(event_of(EventKind::RunEnd, 100'000, {}));
  CHECK(trace.size() == kept + 2);
  CHECK(trace[kept].kind == EventKind::LimitReached);
}

TEST_CASE("output beyond the limit is not kept and marks the trace as full") {
  Trace trace(1000);
  trace.append_output(marker(1), ProcessId{1}, OutputStream::Stdout, std::string(2000, 'x'));
  CHECK(trace.full());
  CHECK(trace.output_bytes().size() == 0);
}

TEST_CASE("equal strings and equal stacks have equal ids, in order of first use") {
  Trace trace;
  const StringId work = trace.intern("work"), file = trace.intern("a.py");
  CHECK(work.value == 1);
  CHECK(trace.intern("work") == work);
  CHECK(trace.intern("") == StringId{});
  const StackId outer = trace.intern_stack({}, work, file, 3);
  const StackId inner = trace.intern_stack(outer, work, file, 4);
  CHECK(trace.intern_stack(outer, work, file, 4) == inner);
  CHECK(inner != outer);
  CHECK(trace.frame(inner).caller == outer);
  CHECK(location_text(trace, inner) == "work (a.py:4)");
}

TEST_CASE("thousands of strings and stacks keep their ids while the tables grow") {
  Trace trace;
  for (std::uint32_t i = 1; i <= 5000; ++i) {
    REQUIRE(trace.intern("name" + std::to_string(i)).value == i);
    REQUIRE(trace.intern_stack({}, StringId{i}, StringId{1}, i).value == i);
  }
  CHECK(trace.intern("name77").value == 77);
  CHECK(trace.text(4321u) == "name4321");
  CHECK(trace.intern_stack({}, StringId{99}, StringId{1}, 99).value == 99);
}

TEST_CASE("a text that is too long is cut between characters") {
  Trace trace;
  std::string text;
  while (text.size() < 2 * StringTable::kTextBytesMax) text += "并";
  const std::string_view kept = trace.text(trace.intern(text));
  CHECK(kept.size() == 4095);
  CHECK(kept.size() % 3 == 0);
}

TEST_CASE("the hash sees events, strings, stacks and output") {
  const auto hash = [](auto change) {
    Trace trace;
    trace.append(marker(5));
    trace.intern("x");
    change(trace);
    return trace.hash();
  };
  const std::uint64_t plain = hash([](Trace&) {});
  CHECK(plain == hash([](Trace&) {}));
  CHECK(plain != hash([](Trace& t) { t.append(marker(6)); }));
  CHECK(plain != hash([](Trace& t) { t.intern("y"); }));
  CHECK(plain != hash([](Trace& t) { t.intern_stack({}, StringId{1}, StringId{1}, 1); }));
  CHECK(plain != hash([](Trace& t) { t.append_output_bytes("z"); }));
}

TEST_CASE("the hash of a known trace never changes, on any platform") {
  CHECK(synthetic::three_downloads()->hash() == synthetic::three_downloads()->hash());
  Trace trace;
  Event e = event_of(EventKind::Park, 123'456'789, ThreadId{2}, StackId{0}, Cause::Lock);
  e.a = trace.intern("db").value;
  e.d = kForever;
  trace.append(e);
  CHECK(trace.hash() == 3037728718087358411ull);
}

TEST_CASE("a trace that was written and read back is the same trace") {
  const auto trace = synthetic::process_pool();
  const auto again = deserialize(serialize(*trace));
  REQUIRE(again.ok());
  CHECK(again.value()->hash() == trace->hash());
  CHECK(text_timeline(*again.value()) == text_timeline(*trace));
}

TEST_CASE("damaged bytes are refused with a reason and never crash the reader") {
  const std::string bytes = serialize(*synthetic::lock_and_native());
  CHECK(deserialize("hello").error() ==
        "this is not a GILscope trace: it does not begin with GILSCOPE");
  std::string other_version = bytes;
  other_version[8] = 9;
  CHECK(deserialize(other_version).error() ==
        "this trace has version 9; this program reads version 1");
  for (std::size_t cut = 0; cut < bytes.size(); cut += 7) {
    CHECK_FALSE(deserialize(std::string_view(bytes).substr(0, cut)).ok());
  }
  for (std::size_t i = 16; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x5a);
    const auto result = deserialize(damaged);
    if (!result.ok()) continue;
    TraceIndex index(*result.value());
    index.extend();
  }
}

TEST_CASE("events of cores that ran ahead of each other enter the trace in order of time") {
  Trace trace;
  EventMerge merge(trace, 2);
  merge.append(0, marker(10));
  merge.append(0, marker(30));
  merge.append(1, marker(10));
  merge.append(1, marker(20));
  merge.flush(20);
  REQUIRE(trace.size() == 2);
  merge.append(1, marker(25));
  merge.flush_all();
  REQUIRE(trace.size() == 5);
  for (std::size_t i = 1; i < trace.size(); ++i) CHECK(trace[i - 1].time <= trace[i].time);
}

TEST_CASE("every event kind names its words, and every reason has its text") {
  for (int i = 0; i < kEventKinds; ++i) {
    const EventInfo& info = event_info(static_cast<EventKind>(i));
    CHECK(info.sentence.size() > 10);
    if (info.reason != "-") {
      CHECK_FALSE(reason_text(static_cast<EventKind>(i), 0).empty());
    }
  }
  CHECK(cause_text(Cause::Selector) == "event loop idle");
  CHECK(wait_class_of(Cause::Queue) == WaitClass::Lock);
}

TEST_CASE("the text timeline names threads, reasons and places") {
  const std::string text = text_timeline(*synthetic::lock_and_native());
  CHECK(text.find("7.000000ms  Thread-2 (transfer)  park Lock name='db' "
                  "owner=Thread-1 (transfer) object=0 deadline=forever  [transfer:8]\n") !=
        std::string::npos);
}

}  // namespace
}  // namespace gilscope
