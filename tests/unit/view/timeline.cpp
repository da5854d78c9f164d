#include "view/timeline.h"

#include <doctest/doctest.h>

#include <chrono>

#include "tests/support/synthetic_trace.h"
#include "view/describe.h"
#include "view/fold.h"

namespace gilscope {
namespace {

struct Shown {
  explicit Shown(std::unique_ptr<Trace> made, double width = 1000, double height = 600)
      : trace(std::move(made)), view(*trace) {
    view.update(width, height, 1);
    draw_timeline(view, Language::English, list);
  }
  void draw() { draw_timeline(view, Language::English, list); }
  RowKey row_of(std::string_view thread) const {
    for (const ThreadInfo& info : view.index().threads()) {
      if (trace->text(info.name) == thread) return {RowKind::Thread, info.id.value};
    }
    FAIL("no such thread");
    return {};
  }
  std::optional<Picked> at(std::string_view thread, Nanos t) {
    return pick(view.index(), view.scale, row_of(thread), view.scale.x_of(t), 1);
  }
  std::unique_ptr<Trace> trace;
  ViewModel view;
  DrawList list;
};

bool has_label(const DrawList& list, std::string_view text) {
  for (const Label& label : list.labels) {
    if (label.text.find(text) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("each core, GIL and thread has its row, in the order of the house plan") {
  Shown shown(synthetic::process_pool());
  std::string kinds;
  for (const Row& row : shown.view.rows.all()) {
    kinds += row_name(shown.view.index(), row.key, Language::English) + "; ";
  }
  CHECK(kinds ==
        "CPU cores; core 0; core 1; MainProcess  (pid 4001); GIL; MainThread; "
        "ForkPoolWorker-1  (pid 4002); GIL; MainThread; "
        "ForkPoolWorker-2  (pid 4003); GIL; MainThread; ");
}

TEST_CASE("a closed row hides what is under it and stands for it") {
  Shown shown(synthetic::process_pool());
  const RowKey head{RowKind::Process, 2};
  shown.view.rows.toggle(head);
  shown.view.update(1000, 600, 1);
  CHECK(shown.view.rows.find({RowKind::Thread, 2}) == shown.view.rows.all().size());
  const std::size_t stands = shown.view.rows.find_visible(shown.view.index(), {RowKind::Thread, 2});
  REQUIRE(stands < shown.view.rows.all().size());
  CHECK(shown.view.rows.all()[stands].key == head);
  shown.view.rows.toggle(head);
  shown.view.update(1000, 600, 1);
  CHECK(shown.view.rows.find({RowKind::Thread, 2}) < shown.view.rows.all().size());
}

TEST_CASE("rows are found by their height, and none beyond the end") {
  Shown shown(synthetic::asyncio_gather());
  for (std::size_t i = 0; i < shown.view.rows.all().size(); ++i) {
    const Row& row = shown.view.rows.all()[i];
    CHECK(shown.view.rows.at(row.top) == i);
    CHECK(shown.view.rows.at(row.top + row.height - 0.5f) == i);
  }
  CHECK(shown.view.rows.at(shown.view.rows.height()) == shown.view.rows.all().size());
  CHECK(shown.view.rows.at(-1) == shown.view.rows.all().size());
}

TEST_CASE("waits of one second are wide slices that name what is waited for") {
  Shown shown(synthetic::three_downloads());
  int waits = 0;
  for (const Slice& slice : shown.list.slices) {
    waits += slice.role == ColorRole::Io && slice.x1 - slice.x0 > 900;
  }
  CHECK(waits == 3);
  CHECK(has_label(shown.list, "I/O: https://httpbin.org/delay/1"));
  CHECK(shown.list.arrows.size() == 3);
}

TEST_CASE("nothing but isolated spans is drawn narrower than the fold") {
  Shown shown(synthetic::many_events(200'000), 1200);
  for (const Slice& slice : shown.list.slices) {
    if (!(slice.flags & kSliceFolded)) {
      CHECK(slice.x1 - slice.x0 >= kFoldPixels - 0.01);
    }
  }
}

TEST_CASE("a folded piece shows the share of each state, and the shares are true") {
  Shown shown(synthetic::two_cpu_bound_threads(4000), 800);
  const Lane& lane = shown.view.index().threads()[1].lane;
  Nanos sum = 0, at = 0;
  fold_lane(
      lane, 0, shown.view.end_time(), shown.view.end_time(), shown.view.scale,
      [&](const Span& span, std::size_t) {
        CHECK(span.begin >= at);
        at = span.end;
      },
      [&](const FoldedPiece& piece) {
        CHECK(piece.begin >= at);
        at = piece.end;
        sum += piece.times[static_cast<int>(ThreadState::RunningGil)];
        Nanos all = 0;
        for (Nanos time : piece.times) all += time;
        CHECK(all == piece.end - piece.begin);
      });
  const Nanos whole =
      lane.times(0, shown.view.end_time())[static_cast<int>(ThreadState::RunningGil)];
  CHECK(sum == whole);
}

TEST_CASE("folded pieces stand still while the view is panned") {
  Shown shown(synthetic::many_events(400'000), 1000);
  shown.view.scale.zoom(4, 500);
  const auto pieces = [&] {
    std::vector<Nanos> begins;
    fold_lane(
        shown.view.index().threads()[0].lane, shown.view.scale.time_at(0),
        shown.view.scale.time_at(1000), shown.view.end_time(), shown.view.scale,
        [](const Span&, std::size_t) {},
        [&](const FoldedPiece& piece) { begins.push_back(piece.begin); });
    return begins;
  };
  const auto before = pieces();
  shown.view.scale.pan(-100);
  const auto after = pieces();
  std::size_t common = 0;
  for (Nanos begin : after) common += std::count(before.begin(), before.end(), begin) > 0;
  CHECK(common + 40 > after.size() * 9 / 10);
}

TEST_CASE("a frame of ten million events costs no more than its pixels") {
  const auto frame_cost = [](std::size_t events) {
    Shown shown(synthetic::many_events(events), 1600);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 10; ++i) shown.draw();
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    CHECK(shown.list.slices.size() < 1600 * 30);
    return time.count() / 10;
  };
  const double small = frame_cost(20'000), large = frame_cost(10'000'000);
  MESSAGE("ms per frame: 2e4 events " << small << ", 1e7 events " << large);
  CHECK(large < small * 20 + 20);
}

TEST_CASE("zooming keeps the time under the pointer, and fit shows the whole run") {
  TimeScale scale;
  scale.resize(1000, kSecond);
  const Nanos before = scale.time_at(300);
  scale.zoom(8, 300);
  CHECK(std::abs(scale.time_at(300) - before) <= 1);
  for (int i = 0; i < 200; ++i) scale.zoom(2, 300);
  CHECK(scale.nanos_per_pixel() == TimeScale::kNanosPerPixelMin);
  scale.fit();
  CHECK(scale.time_at(0) == 0);
  CHECK(scale.end() >= kSecond);
  scale.pan(100000);
  CHECK(scale.begin() == 0);
  scale.resize(1000, 2 * kSecond);
  CHECK(scale.end() >= 2 * kSecond);
}

TEST_CASE("stretches in which nobody runs can be squeezed, and nothing else changes its order") {
  Shown shown(synthetic::three_downloads());
  const double first_before = shown.view.scale.x_of(8 * kMillisecond);
  shown.view.set_squeezed(true);
  shown.view.update(1000, 600, 1);
  const TimeScale& scale = shown.view.scale;
  REQUIRE(scale.squeeze().stretches().size() == 1);
  CHECK(scale.x_of(8 * kMillisecond) > first_before * 10);
  CHECK(scale.x_of(shown.view.end_time()) < 1000);
  double last = -1;
  for (Nanos t = 0; t <= shown.view.end_time(); t += 250 * kMicrosecond) {
    const double x = scale.x_of(t);
    CHECK(x > last);
    CHECK(std::abs(scale.time_at(x) - t) <= 1);
    last = x;
  }
  shown.draw();
  int waits = 0;
  for (const Slice& slice : shown.list.slices) {
    waits += slice.role == ColorRole::Io && slice.x1 - slice.x0 > 200;
  }
  CHECK(waits == 3);
  for (const Tick& tick : scale.ticks(90)) {
    const auto& stretch = scale.squeeze().stretches()[0];
    CHECK((tick.at <= stretch.begin || tick.at >= stretch.end));
  }
  shown.view.set_squeezed(false);
  shown.view.update(1000, 600, 1);
  CHECK(scale.x_of(8 * kMillisecond) == doctest::Approx(first_before));
}

TEST_CASE("a run without long waits has nothing to squeeze") {
  Shown shown(synthetic::two_cpu_bound_threads());
  shown.view.set_squeezed(true);
  shown.view.update(1000, 600, 1);
  CHECK(shown.view.scale.squeeze().empty());
}

TEST_CASE("ticks are at round times and far enough apart") {
  TimeScale scale;
  scale.resize(1000, kSecond);
  double last = -1000;
  for (const Tick& tick : scale.ticks(90)) {
    if (!tick.major) continue;
    CHECK(tick.x - last >= 90);
    last = tick.x;
    CHECK(tick.at % (100 * kMillisecond) == 0);
  }
  scale.show(1'000'000, 1'000'100);
  CHECK(scale.ticks(90)[0].at % 10 == 0);
}

TEST_CASE("the tooltip of a wait names the lock, its owner and the line") {
  Shown shown(synthetic::lock_and_native());
  const auto picked = shown.at("Thread-2 (transfer)", 12 * kMillisecond);
  REQUIRE(picked);
  const Description words = describe(shown.view.index(), *picked, Language::English);
  CHECK(words.title == "Thread-2 (transfer): waits for Lock 'db'");
  REQUIRE(words.lines.size() == 3);
  CHECK(words.lines[0] == "13 ms   from 7.000 ms to 20.000 ms");
  CHECK(words.lines[1] == "held by Thread-1 (transfer)");
  CHECK(words.lines[2] == "woken by Thread-1 (transfer)");
  CHECK(words.source == "transfer, line 8");
  CHECK(waits_for_thread(shown.view.index(), *picked) == ThreadId{2});
  const Description chinese = describe(shown.view.index(), *picked, Language::Chinese);
  CHECK(chinese.title == "Thread-2 (transfer): 等待锁（Lock）“db”");
  CHECK(chinese.lines[1] == "持有者：Thread-1 (transfer)");
}

TEST_CASE("the tooltip of a wait for the GIL names who had it meanwhile, and a join the thread") {
  Shown cpu(synthetic::two_cpu_bound_threads(20), 2000);
  const auto waits = cpu.at("Thread-1 (count)", 10 * kMillisecond);
  REQUIRE(waits);
  const Description words = describe(cpu.view.index(), *waits, Language::English);
  CHECK(words.title == "Thread-1 (count): waits for the GIL");
  REQUIRE(words.lines.size() == 2);
  CHECK(words.lines[1] == "the GIL is held by Thread-2 (count)");
  const auto join = cpu.at("MainThread", 50 * kMillisecond);
  REQUIRE(join);
  CHECK(describe(cpu.view.index(), *join, Language::English).title ==
        "MainThread: waits for the end of Thread-1 (count)");
  CHECK(describe(cpu.view.index(), *join, Language::Chinese).title ==
        "MainThread: 等待 Thread-1 (count) 结束");
}

TEST_CASE("the waits of a deadlock go on beyond the end of the run, and say so") {
  Shown shown(synthetic::deadlock());
  const TraceIndex& index = shown.view.index();
  CHECK(index.deadlocked());
  const double end = shown.view.scale.x_of(index.end_time());
  CHECK(end < 1000 * 0.9);
  int endless = 0;
  for (const Slice& slice : shown.list.slices) {
    endless += slice.role == ColorRole::Lock && slice.x0 >= end - 1 && slice.x1 >= 1000;
  }
  CHECK(endless == 2);
  const auto picked = shown.at("Thread-2", index.end_time() + kMillisecond);
  REQUIRE(picked);
  const Description words = describe(index, *picked, Language::English);
  CHECK(words.title == "Thread-2: waits for Lock 'a'");
  CHECK(words.lines.back() == "this wait never ends: deadlock");
}

TEST_CASE("where marks stand close together an exception is the one that is shown and found") {
  Shown shown(synthetic::prints_and_fails());
  REQUIRE(shown.list.marks.size() == 1);
  CHECK(shown.list.marks[0].kind == MarkKind::Exception);
  const auto picked = shown.at("MainThread", kMillisecond);
  REQUIRE(picked);
  CHECK(describe(shown.view.index(), *picked, Language::English).title == "raises ValueError: bad");
}

TEST_CASE("that a thread ran for a moment is never folded away") {
  Shown shown(synthetic::short_runs());
  const std::size_t row = shown.view.rows.find(shown.row_of("MainThread"));
  float painted = 0;
  for (const Slice& slice : shown.list.slices) {
    const Row& of = shown.view.rows.all()[row];
    const bool mine = slice.y0 >= of.top && slice.y1 <= of.top + of.height;
    if (mine && slice.role == ColorRole::RunningGil) painted += slice.x1 - slice.x0;
    if (mine && slice.role == ColorRole::RunningGil) CHECK(slice.y1 - slice.y0 >= 2);
  }
  CHECK(painted > 900);
}

TEST_CASE("the GIL's tooltip tells why it was given up") {
  Shown shown(synthetic::two_cpu_bound_threads(20), 2000);
  const auto picked = pick(shown.view.index(), shown.view.scale, {RowKind::Gil, 1},
                           shown.view.scale.x_of(20 * kMillisecond), 1);
  REQUIRE(picked);
  const Description words = describe(shown.view.index(), *picked, Language::English);
  CHECK(words.title == "Thread-2 (count) has the GIL");
  REQUIRE(words.lines.size() == 2);
  CHECK(words.lines[1] == "given up because Thread-1 (count) asked for it (switch interval)");
}

TEST_CASE("a click finds the source line of the program, not of the library") {
  Trace trace;
  const StringId program = trace.intern("main.py"), library = trace.intern("threading.py");
  Event start = event_of(EventKind::RunStart, 0, {});
  start.c = program.value;
  trace.append(start);
  const StackId user = trace.intern_stack({}, trace.intern("work"), program, 7);
  const StackId inner = trace.intern_stack(user, trace.intern("wait"), library, 359);
  CHECK(source_place(trace, inner).line == 7);
  const StackId only_library = trace.intern_stack({}, trace.intern("run"), library, 1);
  CHECK(source_place(trace, only_library).line == 1);
  CHECK(source_place(trace, {}).line == 0);
}

TEST_CASE("many short spans under the pointer are described as folded") {
  Shown shown(synthetic::two_cpu_bound_threads(4000), 400);
  const auto picked = shown.at("Thread-1 (count)", 10 * kSecond);
  REQUIRE(picked);
  CHECK(picked->kind == PickedKind::Folded);
  CHECK(picked->changes > 10);
  const Description words = describe(shown.view.index(), *picked, Language::English);
  CHECK(words.lines[0].find("zoom in") != std::string::npos);
}

TEST_CASE("times are written with their unit and without noise") {
  CHECK(duration_text(1'004'060'000) == "1.004 s");
  CHECK(duration_text(5'200'000) == "5.2 ms");
  CHECK(duration_text(60'000) == "60 µs");
  CHECK(duration_text(7) == "7 ns");
  CHECK(duration_text(0) == "0 ns");
  CHECK(moment_text(1'004'060'000) == "1.004060 s");
}

TEST_CASE("playing goes through the run at the chosen speed and stops at its end") {
  Playhead head;
  head.set_run_end(kSecond, kSecond);
  CHECK(head.at() == kSecond);
  head.play();
  CHECK(head.at() == 0);
  CHECK(head.speed() == doctest::Approx(100'000'000));
  head.move_to(10 * kMillisecond);
  CHECK(head.at() == 10 * kMillisecond);
  head.faster();
  CHECK(head.speed() == doctest::Approx(200'000'000));
  head.slower();
  head.slower();
  CHECK(head.speed() == doctest::Approx(50'000'000));
  head.move_to(2 * kSecond);
  CHECK(head.at() == kSecond);
  CHECK_FALSE(head.playing());
}

TEST_CASE("watching a squeezed run takes about as long as watching any other") {
  Shown shown(synthetic::three_downloads());
  shown.view.set_squeezed(true);
  shown.view.update(1000, 600, 1);
  shown.view.playhead.play();
  int frames = 0;
  for (; shown.view.playhead.playing() && frames < 10'000; ++frames) shown.view.play(1.0 / 60);
  CHECK(frames > 5 * 60);
  CHECK(frames < 30 * 60);
}

}  // namespace
}  // namespace gilscope
