"""The desktop window with real programs, its own editor and a file on disk (driver.cpp)."""

import contextlib
import os
import signal
import subprocess
import tempfile
import pathlib

from screen import (BUILD, IO, PICTURES, RUNNING, TASK, TUTORIAL, WANTS_GIL, Window, count, on_screen, with_screen)

SECOND, MILLISECOND = 10**9, 10**6


@contextlib.contextmanager
def program(text, name="program.py"):
    """A file with this text, on disk for as long as the test lasts."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / name
        path.write_text(text)
        yield path


def time_in(lane, state):
    return sum(span["end_ns"] - span["begin_ns"] for span in lane["spans"] if span["state"] == state)


def tutorial(name, *arguments):
    window = Window(TUTORIAL / f"{name}.py", "--size", "1200x700", *arguments)
    state = window.ended(1)
    assert "exit status 0" in state["report"], state["report"]
    return window


def test_three_threads_wait_for_the_network_at_the_same_time():
    with tutorial("01_threads") as window:
        assert 1.0 * SECOND < window.rest()["run_ns"] < 1.1 * SECOND
        for number in (1, 2, 3):
            lane = window.lane(f"Thread-{number} (fetch)")
            assert 0.99 * SECOND < time_in(lane, "io") < 1.1 * SECOND
            wait = next(span for span in lane["spans"] if span["state"] == "io")
            assert wait["cause"] == "network" and wait["line"] == 7, wait
        assert "下载完成" in window.output()
        colors = window.picture("01_threads")
        assert count(colors, IO) > 10_000


def test_four_workers_of_the_pool_sleep_in_parallel():
    with tutorial("02_process_pool") as window:
        assert 1.38 * SECOND < window.rest()["run_ns"] < 1.5 * SECOND
        workers = [lane for lane in window.lanes()["lanes"]
                   if lane["kind"] == "thread" and lane["process_name"].startswith("ForkPoolWorker")]
        assert len(workers) == 4
        assert sum(time_in(lane, "sleep") for lane in workers) > 4.9 * SECOND
        assert len([lane for lane in window.lanes()["lanes"] if lane["kind"] == "gil"]) == 5
        window.picture("02_process_pool")


def test_the_pool_takes_twice_as_long_on_two_cores():
    with tutorial("02_process_pool", "--cores", "2") as window:
        assert 2.8 * SECOND < window.rest()["run_ns"] < 2.95 * SECOND


def test_the_thread_pool_downloads_at_the_same_time():
    with tutorial("03_thread_pool") as window:
        assert 1.0 * SECOND < window.rest()["run_ns"] < 1.1 * SECOND
        pool = [lane for lane in window.lanes()["lanes"] if "ThreadPoolExecutor" in lane["name"]]
        assert pool and all(time_in(lane, "io") > 0.9 * SECOND for lane in pool)
        window.picture("03_thread_pool")


def test_processes_compute_in_parallel_each_with_its_own_gil():
    with tutorial("04_process_pool_executor") as window:
        lanes = window.lanes()["lanes"]
        run = window.rest()["run_ns"]
        workers = [lane for lane in lanes
                   if lane["kind"] == "thread" and lane["process_name"].startswith("ForkProcess")]
        assert len(workers) == 4 and all(time_in(lane, "running") > run / 2 for lane in workers)
        busy = [sum(span["end_ns"] - span["begin_ns"] for span in lane["spans"])
                for lane in lanes if lane["kind"] == "core"]
        assert len(busy) == 4 and min(busy) > run / 2, busy
        colors = window.picture("04_process_pool_executor")
        assert count(colors, RUNNING) > 20_000


def test_tasks_of_one_thread_await_the_network_together():
    with tutorial("05_asyncio") as window:
        tasks = [lane for lane in window.lanes()["lanes"] if lane.get("coroutine") == "fetch"]
        assert len(tasks) == 5
        for task in tasks:
            assert time_in(task, "awaiting") > 0.99 * SECOND
            wait = next(span for span in task["spans"] if span["state"] == "awaiting")
            assert wait["cause"] == "network" and wait["line"] in (6, 7), wait
        window.picture("05_asyncio")
        # Zoomed in to the beginning, the five requests are seen going out one after the other.
        window.point("MainThread", 0)
        window.wheel(30)
        window.wheel(3)
        window.move(5, 400)  # takes the tooltip away
        assert count(window.picture("05_asyncio_begin"), TASK) > 1000


def test_hovering_tells_state_cause_owner_and_source_line():
    text = ("import threading, time\nlock = threading.Lock()\n"
            "def work():\n    with lock:\n        time.sleep(0.1)\n"
            "for name in 'ab':\n    threading.Thread(target=work, name=name).start()\n")
    with program(text) as path, Window(path, "--size", "1200x700") as window:
        window.ended(1)
        hovered = window.point("b", 50 * MILLISECOND)["hovered"]
        assert hovered["title"] == "b: waits for Lock", hovered
        assert "held by a" in hovered["lines"] and "woken by a" in hovered["lines"], hovered
        assert hovered["source"] == "work, line 4", hovered
        assert hovered["explanation"], hovered
        window.play(0.3)  # the tooltip comes
        window.picture("hover")
        assert "selected" not in window.rest()


def test_a_click_shows_the_source_line_in_the_editor():
    with tutorial("01_threads") as window:
        window.point("Thread-2 (fetch)", SECOND // 2)
        state = window.click()
        assert state["editor"]["lit_line"] == 7, state["editor"]
        assert state["selected"]["title"] == "Thread-2 (fetch): waits for I/O"
        window.picture("click")


def test_wheel_and_keys_zoom_and_pan():
    with tutorial("01_threads") as window:
        whole = window.point("Thread-1", SECOND // 2)
        closer = window.wheel(5)
        middle = (closer["begin_ns"] + closer["end_ns"]) / 2
        assert closer["end_ns"] - closer["begin_ns"] < (whole["end_ns"] - whole["begin_ns"]) / 2
        assert closer["begin_ns"] < SECOND / 2 < closer["end_ns"] and middle > 0
        right = window.key("D")
        assert right["begin_ns"] > closer["begin_ns"]
        left = window.key("A")
        assert left["begin_ns"] < right["begin_ns"]
        near = window.key("W")
        assert near["end_ns"] - near["begin_ns"] < left["end_ns"] - left["begin_ns"]
        far = window.key("S")
        assert far["end_ns"] - far["begin_ns"] > near["end_ns"] - near["begin_ns"]
        dragged = window.drag(120, 0)
        assert dragged["begin_ns"] < far["begin_ns"]
        assert window.key("F")["begin_ns"] == 0


def test_squeezed_waits_make_room_and_can_be_brought_back():
    with tutorial("01_threads") as window:
        before = window.point("Thread-1", SECOND // 2)
        assert not before["squeezed"]
        squeezed = window.key("Q")
        assert squeezed["squeezed"]
        assert squeezed["begin_ns"] == 0 and squeezed["end_ns"] >= squeezed["run_ns"]
        assert squeezed["hovered"]["title"].startswith("Thread-1 (fetch): waits for I/O")
        # What ran for some hundred microseconds can be seen now.
        assert count(window.picture("squeezed"), RUNNING) > 2000
        assert not window.key("Q")["squeezed"]


def test_the_playhead_plays_stops_changes_its_speed_and_is_scrubbed():
    with tutorial("02_process_pool") as window:
        state = window.rest()
        assert state["playhead_ns"] == state["run_ns"]
        ruler_y = state["lanes_y"] - 12
        half = state["lanes_x"] + state["lanes_width"] // 2
        window.move(half, ruler_y)
        state = window.click()
        assert abs(state["playhead_ns"] - (state["begin_ns"] + state["end_ns"]) / 2) < 10 * MILLISECOND
        window.move(half, state["lanes_y"] + 100)
        playing = window.key("Space")
        assert playing["playing"]
        later = window.play(0.3)
        assert later["playhead_ns"] > playing["playhead_ns"]
        window.picture("playing")
        paused = window.key("Space")
        assert not paused["playing"]
        assert window.play(0.1)["playhead_ns"] == paused["playhead_ns"]
        assert window.key("Home")["playhead_ns"] == 0
        assert window.key("End")["playhead_ns"] == state["run_ns"]


def test_letters_typed_into_the_editor_run():
    with program("") as path, Window(path, "--size", "1000x600") as window:
        window.ended(1)
        window.move(200, 200)
        window.click()
        window.type("import time\\nfor i in range(3):\\nprint('第', i, '步')\\ntime.sleep(0.5)\\n")
        state = window.key("F5")
        assert state["editor"]["text"].startswith(
            "import time\nfor i in range(3):\n    print('第', i, '步')\n    time.sleep(0.5)\n"), state["editor"]
        assert state["editor"]["changed"]
        state = window.ended(2)
        assert "exit status 0" in state["report"], state["report"]
        assert window.output() == "第 0 步\n第 1 步\n第 2 步\n"
        assert 1.5 * SECOND < state["run_ns"] < 1.6 * SECOND
        assert path.read_text() == ""
        window.key("Ctrl+S")
        assert path.read_text() == state["editor"]["text"]
        window.picture("typed")
        # The window knows its own saving from somebody else's.
        assert window.play(1.2)["runs_ended"] == 2


def test_a_file_that_changes_on_disk_runs_again():
    with program("print('first')\n") as path, Window(path) as window:
        window.ended(1)
        path.write_text("import time\ntime.sleep(2)\nprint('second')\nraise SystemExit(3)\n")
        state = window.ended(2)
        assert "exit status 3" in state["report"], state["report"]
        assert window.output() == "second\n"
        assert "second" in state["editor"]["text"]
        # What was typed here is not thrown away for what changed there.
        window.move(200, 300)
        window.click()
        window.type("# mine")
        path.write_text("print('third')\n")
        state = window.play(1.5)
        assert state["runs_ended"] == 2 and "# mine" in state["editor"]["text"], state


def test_a_syntax_error_is_shown_with_its_line():
    with program("print('before')\nif True\n    pass\n") as path, Window(path, "--size", "1200x700") as window:
        state = window.ended(1)
        assert "exit status 1" in state["report"] and state["editor"]["error_line"] == 2, state
        assert "line 2" in window.output() and "SyntaxError: expected ':'" in window.output()
        window.picture("syntax_error")
        # Mended in the editor, it runs.
        window.move(400, 300)
        window.click()
        for key in ("Ctrl+Home", "Down", "End"):
            window.key(key)
        state = window.type(":")
        assert state["editor"]["error_line"] == 0
        window.key("F5")
        state = window.ended(2)
        assert "exit status 0" in state["report"] and state["editor"]["error_line"] == 0, state


def test_an_exception_is_shown_with_its_line():
    text = "def divide(a, b):\n    return a / b\n\nprint('before')\nprint(divide(1, 0))\n"
    with program(text) as path, Window(path, "--size", "1200x700") as window:
        state = window.ended(1)
        assert "exit status 1" in state["report"] and state["editor"]["error_line"] == 2, state
        assert "before" in window.output() and "ZeroDivisionError: division by zero" in window.output()
        window.picture("exception")


def test_a_deadlock_names_the_threads_and_their_waits_go_on():
    text = ("import threading, time\na, b = threading.Lock(), threading.Lock()\n"
            "def work(x, y):\n    with x:\n        time.sleep(0.01)\n        with y: pass\n"
            "for name, x, y in (('one', a, b), ('two', b, a)):\n"
            "    threading.Thread(target=work, args=(x, y), name=name).start()\n")
    with program(text) as path, Window(path, "--size", "1200x700") as window:
        state = window.ended(1)
        assert "deadlock" in state["notice"] and "line 6" in state["notice"], state["notice"]
        hovered = window.point("two", state["run_ns"] * 1.05)["hovered"]
        assert hovered["lines"][-1] == "this wait never ends: deadlock", hovered
        assert hovered["source"] == "work, line 6", hovered
        window.picture("deadlock")


def test_an_endless_loop_leaves_the_window_alive_and_can_be_stopped():
    text = "import threading\nprint('on')\ndef spin():\n    while True: pass\nthreading.Thread(target=spin).start()\nspin()\n"
    with program(text) as path, Window(path, "--size", "1200x700") as window:
        state = window.play(1)
        assert state["running"] and state["run_ns"] > 20 * MILLISECOND, state
        assert state["frame_us"] < 200_000, state["frame_us"]
        window.move(45, 20)
        window.click()
        state = window.ended(1)
        assert not state["running"] and "exit status 130" in state["report"], state["report"]
        assert window.output() == "on\n"
        assert count(window.picture("stopped"), WANTS_GIL) > 1000


def test_a_thousand_threads_and_ten_thousand_tasks_are_shown_and_scrolled():
    text = ("import threading, time, asyncio\n"
            "threads = [threading.Thread(target=time.sleep, args=(0.05,)) for _ in range(1000)]\n"
            "for t in threads: t.start()\nfor t in threads: t.join()\n"
            "async def main():\n    await asyncio.gather(*(asyncio.sleep(0.1 + n % 100 / 1000) for n in range(10000)))\n"
            "asyncio.run(main())\n")
    with program(text) as path, Window(path, "--size", "1200x700") as window:
        state = window.ended(1)
        assert "exit status 0" in state["report"], state["report"]
        names = [row["name"] for row in state["rows"]]
        assert sum(name.startswith("Thread-") for name in names) == 1000
        assert any(name.endswith(" tasks") for name in names)
        print(f"1 000 threads and 10 000 tasks: {state['frame_us'] / 1000:.1f} ms of CPU per frame")
        assert state["frame_us"] < 100_000
        window.picture("many")
        # Opened, the ten thousand rows of tasks cost no more than those in sight.
        tasks = next(row for row in state["rows"] if row["name"].endswith(" tasks"))
        window.move(state["lanes_x"] - 150, tasks["y"])
        opened = window.click()
        assert len(opened["rows"]) > 10_000
        assert opened["frame_us"] < 100_000, opened["frame_us"]
        window.picture("many_open")


def test_chinese_words_and_the_light_theme():
    with tutorial("01_threads", "--chinese", "--light") as window:
        hovered = window.point("Thread-1", SECOND // 2)["hovered"]
        assert hovered["title"] == "Thread-1 (fetch): 等待 I/O", hovered
        assert "等待网络" in hovered["lines"][1], hovered
        window.play(0.3)
        window.picture("chinese_light")


def test_small_windows_keep_everything_in_reach():
    for size in ("480x360", "800x500", "1900x1100"):
        with Window(TUTORIAL / "03_thread_pool.py", "--size", size) as window:
            state = window.ended(1)
            assert state["lanes_width"] > 100, state["lanes_width"]
            assert state["lanes_y"] < int(size.split("x")[1]) - 100
            window.picture(f"size_{size}")


def test_a_missing_file_is_named():
    with Window(PICTURES / "no_such_file.py") as window:
        assert "No such file" in window.rest()["file_notice"]


def test_the_program_itself_saves_pictures_and_watches_its_file():
    picture = PICTURES / "screenshot.png"
    picture.unlink(missing_ok=True)
    done = on_screen([str(BUILD / "gilscope-desktop"), str(TUTORIAL / "01_threads.py"), "--screenshot", str(picture)])
    assert done.returncode == 0 and "exit status 0" in done.stderr, done.stderr
    assert picture.exists()
    refused = on_screen([str(BUILD / "gilscope-desktop"), "--no-such-option"])
    assert refused.returncode == 2 and "--no-such-option" in refused.stderr
    with program("print('first')\n") as path:
        command, env = with_screen([str(BUILD / "gilscope-desktop"), str(path)])
        window = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, start_new_session=True)
        try:
            assert "exit status 0" in window.stderr.readline()
            path.write_text("raise SystemExit(3)  # longer\n")
            assert "exit status 3" in window.stderr.readline()
        finally:
            os.killpg(window.pid, signal.SIGTERM)
            window.wait()
