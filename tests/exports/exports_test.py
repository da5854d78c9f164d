"""What `gilscope run` writes for others to read: the Chrome/Perfetto trace (--trace) and the statistics (--stats), on
real programs. What is checked of the trace is what an importer relies on: complete events of a track do not overlap,
async events balance, flows lead forward from one slice to another, every process and thread has a name."""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
GILSCOPE = ROOT / "build/native/gilscope"
TUTORIAL = sorted((ROOT / "examples/tutorial").glob("*.py"))

MIXED = """
import asyncio, hashlib, multiprocessing, queue, threading, time

def produce(q):
    for n in range(5):
        time.sleep(0.01)
        q.put(n)
    q.put(None)

def consume(q, lock):
    while q.get() is not None:
        with lock:
            sum(range(100_000))
            hashlib.sha256(b"x" * 1_000_000).hexdigest()

def other(lock):
    for _ in range(3):
        with lock:
            sum(range(300_000))

async def child(n):
    await asyncio.sleep(n / 100)
    raise ValueError("坏 \\x07 \\ud800".encode("utf-8", "replace").decode()) if n == 2 else KeyError(n)

async def main():
    print(await asyncio.gather(*(child(n) for n in range(3)), return_exceptions=True))

if __name__ == "__main__":
    q, lock = queue.Queue(), threading.Lock()
    threads = [threading.Thread(target=produce, args=(q,), name="生产者"), threading.Thread(target=consume, args=(q, lock)),
               threading.Thread(target=other, args=(lock,))]
    for t in threads: t.start()
    for t in threads: t.join()
    asyncio.run(main())
    with multiprocessing.Pool(2) as pool:
        print(pool.map(abs, range(-4, 4)))
"""

STATISTICS = {"virtual_time_ns": int, "exit_status": int, "trace_hash": str, "instructions": int, "processes": int,
              "tasks": int, "parallelism": float, "core_busy_ns": list, "threads": list, "gil_switches": dict}
OF_THREADS = {"process": str, "name": str, "gil_held_ns": int, "gil_wait_ns": int, "io_ns": int, "lock_ns": int,
              "sleep_ns": int, "native_ns": int}


def exports(program, *options):
    """The exit status, the trace and the statistics of a run."""
    with tempfile.TemporaryDirectory() as folder:
        trace, stats = pathlib.Path(folder) / "trace.json", pathlib.Path(folder) / "stats.json"
        run = subprocess.run([GILSCOPE, "run", program, *options, "--trace", trace, "--stats", stats],
                             capture_output=True, text=True, timeout=120)
        return run, json.loads(trace.read_text("utf-8")), json.loads(stats.read_text("utf-8"))


def source(text):
    file = tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8")
    file.write(text)
    file.flush()
    return file


def check_trace(trace):
    events = trace["traceEvents"]
    named = {"process": set(), "thread": set()}
    for event in events:
        if event["ph"] == "M" and event["name"].endswith("_name"):
            assert event["args"]["name"], event
            kind = event["name"].removesuffix("_name")
            named[kind].add(event["pid"] if kind == "process" else (event["pid"], event["tid"]))
    timed = [event for event in events if event["ph"] != "M"]
    assert [e["ts"] for e in timed] == sorted(e["ts"] for e in timed), "not in order of time"
    for event in timed:
        assert event["ts"] >= 0 and event["name"] and event["cat"], event
        assert event["pid"] in named["process"] and (event["pid"], event["tid"]) in named["thread"], event
    check_tracks(timed)
    check_async(timed)
    check_flows(timed)
    return collections.Counter(event["ph"] for event in timed)


def check_tracks(timed):
    last = collections.defaultdict(float)
    for event in timed:
        if event["ph"] != "X":
            continue
        track = event["pid"], event["tid"]
        assert event["dur"] > 0 and event["ts"] >= last[track] - 1e-6, event
        last[track] = event["ts"] + event["dur"]


def check_async(timed):
    open_ones = collections.defaultdict(list)
    for event in timed:
        stack = open_ones[event["cat"], event["pid"], event.get("id")]
        if event["ph"] == "b":
            stack.append(event["name"])
        elif event["ph"] == "e":
            assert stack and stack.pop() == event["name"], event
    assert not any(open_ones.values()), "async events that never end"


def check_flows(timed):
    starts = {}
    slices = [event for event in timed if event["ph"] == "X"]
    for event in timed:
        if event["ph"] not in "sf":
            continue
        if event["ph"] == "s":
            assert event["id"] not in starts, event
            starts[event["id"]] = event
        else:
            assert event["ts"] >= starts.pop(event["id"])["ts"], event
        around = [s for s in slices if (s["pid"], s["tid"]) == (event["pid"], event["tid"])
                  and s["ts"] - 1e-6 <= event["ts"] <= s["ts"] + s["dur"] + 1e-6]
        assert around, f"a flow that touches no slice: {event}"
    assert not starts, "flows that never arrive"


def check_statistics(stats):
    for key, kind in STATISTICS.items():
        assert isinstance(stats[key], kind), f"{key}: {stats.get(key)!r}"
    assert len(stats["trace_hash"]) == 16 and int(stats["trace_hash"], 16) >= 0
    assert set(stats["gil_switches"]) >= {"drop_request", "blocked", "finished"}
    wall = stats["virtual_time_ns"]
    assert all(0 <= busy <= wall for busy in stats["core_busy_ns"])
    for thread in stats["threads"]:
        for key, kind in OF_THREADS.items():
            assert isinstance(thread[key], kind), f"{key}: {thread}"
        parts = ("running_ns", "gil_wait_ns", "io_ns", "lock_ns", "sleep_ns", "runnable_ns")
        assert sum(thread[part] for part in parts) == thread["life_ns"], thread
    in_waits = sum(w["thread_ns"] for w in stats["waits"])
    in_threads = sum(t["io_ns"] + t["lock_ns"] + t["sleep_ns"] for t in stats["threads"])
    assert in_waits == in_threads, (in_waits, in_threads)
    assert sum(stats["core_busy_ns"]) == sum(t["running_ns"] for t in stats["threads"])


def test_the_tutorial_programs_export():
    for program in TUTORIAL:
        run, trace, stats = exports(program)
        assert run.returncode == 0, run.stderr
        check_trace(trace)
        check_statistics(stats)


def test_coroutines_are_async_events_and_their_waits_are_nested():
    _, trace, stats = exports(next(p for p in TUTORIAL if "asyncio" in p.name))
    begun = [e for e in trace["traceEvents"] if e["ph"] == "b" and e["cat"] == "task"]
    assert len({e["id"] for e in begun}) == stats["tasks"]
    assert sum(e["name"] == "awaiting network" for e in begun) == 5


def test_a_program_of_everything_exports():
    with source(MIXED) as program:
        run, trace, stats = exports(program.name)
        assert run.returncode == 0, run.stderr
        phases = check_trace(trace)
        check_statistics(stats)
    assert set(phases) >= {"X", "b", "e", "s", "f", "i"}, phases
    kinds = {event["cat"] for event in trace["traceEvents"] if event["ph"] != "M"}
    assert kinds >= {"thread", "gil", "core", "task", "flow", "instant"}, kinds
    names = {e["args"]["name"] for e in trace["traceEvents"] if e["ph"] == "M" and "name" in e["args"]}
    assert names >= {"生产者", "MainProcess", "MainThread", "GIL", "CPU cores", "core 0"}, names
    assert stats["processes"] == 3 and any(t["native_ns"] for t in stats["threads"])
    held = [e["args"].get("held_by") for e in trace["traceEvents"] if e.get("name") == "lock"]
    assert any(held), "nobody holds the lock that is waited for"
    flows = {e["name"] for e in trace["traceEvents"] if e["ph"] == "s"}
    assert flows >= {"start", "queue item"}, flows


def test_what_is_cut_off_or_deadlocked_exports_too():
    endless = "import threading\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()\nwhile True: pass\n"
    dead = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n"
    for text, options in ((endless, ["--max-virtual-time", "0.2"]), (dead, []), ("raise SystemExit(3)", []),
                          ("if True\n", []), ("", [])):
        with source(text) as program:
            _, trace, stats = exports(program.name, *options)
        check_trace(trace)
        check_statistics(stats)


def test_equal_runs_export_equal_bytes():
    with source(MIXED) as program:
        first, second = exports(program.name), exports(program.name)
    assert first[1:] == second[1:]


def main():
    passed = failed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_"):
            continue
        try:
            test()
            passed += 1
        except Exception:  # a broken test must not hide the others
            failed += 1
            print(f"FAILED {name}")
            traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
