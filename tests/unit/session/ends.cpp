// How a run ends, and what a host that watches sees meanwhile: the page steps one slice at a time.
#include <doctest/doctest.h>

#include "session/session.h"
#include "trace/index.h"

namespace gilscope {
namespace {

struct Watched {
  explicit Watched(std::string_view source, std::uint32_t slices = 1, SessionOptions options = {})
      : session({"program.py", std::string(source)}, options), index(session.trace()) {
    while (session.step(slices) == RunState::Running) index.extend();
    index.extend();
  }
  bool says(std::string_view text) const {
    return session.message().find(text) != std::string::npos;
  }
  Session session;
  TraceIndex index;
};

constexpr char kDeadlock[] =
    "import threading, time\n"
    "a = threading.Lock()\n"
    "b = threading.Lock()\n"
    "def one():\n"
    "    with a:\n"
    "        time.sleep(0.1)\n"
    "        with b: pass\n"
    "def two():\n"
    "    with b:\n"
    "        time.sleep(0.1)\n"
    "        with a: pass\n"
    "threading.Thread(target=one).start()\n"
    "threading.Thread(target=two).start()\n";

TEST_CASE("a deadlock ends the trace also when each slice is looked at by itself") {
  const Watched watched(kDeadlock);
  CHECK(watched.session.state() == RunState::Deadlock);
  CHECK(watched.index.finished());
  CHECK(watched.says("Thread-1 (one) waits for Lock held by Thread-2 (two), line 7 of program.py"));
}

TEST_CASE("the trace does not depend on how many slices are made at a time") {
  const Watched one(kDeadlock, 1), many(kDeadlock, 1000);
  CHECK(one.session.trace().hash() == many.session.trace().hash());
}

TEST_CASE("a limit names the innermost line of the user's own code") {
  const Watched watched("import time\ndef wait():\n    time.sleep(1)\nwhile True:\n    wait()\n",
                        64);
  CHECK(watched.session.state() == RunState::LimitReached);
  CHECK(watched.says("3600 s of virtual time at line 3 of program.py, in wait"));
}

TEST_CASE("a run that is stopped names where it stood") {
  SessionOptions options;
  Session session({"program.py", "x = 1\nwhile True:\n    x += 1\n"}, options);
  session.step(10);
  session.stop();
  CHECK(session.step(1) == RunState::Stopped);
  CHECK(session.message().find("stopped at line ") == 0);
  CHECK(session.message().find("of program.py, in <module> (MainThread)") != std::string::npos);
}

TEST_CASE("what a busy program printed is in the trace while it goes on, and its clock runs") {
  Session session({"program.py", "print('before')\nwhile True: pass\n"}, {});
  TraceIndex index(session.trace());
  session.step(100);
  const Nanos early = session.now();
  session.step(100);
  index.extend();
  CHECK(session.state() == RunState::Running);
  REQUIRE(index.outputs().size() == 1);
  CHECK(session.now() > early);
  // What is open lasts at least until the clock.
  CHECK(index.end_time() < session.now());
  index.set_clock(session.now());
  CHECK(index.end_time() == session.now());
}

}  // namespace
}  // namespace gilscope
