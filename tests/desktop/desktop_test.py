"""The panels as a user meets them, on a screen that nobody sees (Xvfb): what is painted, and what wheel, drag,
keys and clicks do. ui_snapshot paints traces made by hand; pictures stay in build/desktop-test."""

import collections
import json
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/native"
PICTURES = ROOT / "build/desktop-test"

# The dark theme's colours (engine/ui/theme.cpp) by what they mean.
RUNNING, WANTS_GIL, NATIVE, IO, LOCK, TASK = 0x14a87d, 0xe0661a, 0xf0e442, 0x2b82c9, 0xcc79a7, 0x62bcf0


def on_screen(command):
    """Runs a command with a display; where there is no Xvfb, SDL's offscreen driver serves."""
    if shutil.which("xvfb-run"):
        command = ["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24", *command]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)
    env = dict(os.environ, SDL_VIDEODRIVER="offscreen")
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)


def colors_of(path):
    """How often each colour occurs in a PNG of ours (8-bit RGB, no filters)."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at, packed, size = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        content = data[at + 8:at + 8 + length]
        assert zlib.crc32(kind + content) == struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0]
        if kind == b"IHDR":
            size = struct.unpack(">II", content[:8])
        if kind == b"IDAT":
            packed += content
        at += 12 + length
    rows, row = zlib.decompress(packed), size[0] * 3 + 1
    pixels = b"".join(rows[y * row + 1:(y + 1) * row] for y in range(size[1]))
    return collections.Counter(zip(pixels[0::3], pixels[1::3], pixels[2::3]))


def count(colors, rgb):
    return colors[(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)]


def snapshot(name, scenario, *arguments):
    """The state that ui_snapshot prints, and the colours of its picture."""
    path = PICTURES / f"{name}.png"
    result = on_screen([str(BUILD / "ui_snapshot"), scenario, str(path), *arguments])
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.strip().splitlines()[-1]), colors_of(path)


def row_y(scenario, name):
    """Where the row stands on the screen."""
    state, _ = snapshot("rows-" + scenario, scenario)
    return next(row["y"] for row in state["rows"] if row["name"] == name)


def test_each_state_is_painted_in_its_colour():
    for scenario, wanted in {"downloads": [RUNNING, IO], "cpu": [RUNNING, WANTS_GIL],
                             "pool": [RUNNING, IO], "asyncio": [RUNNING, TASK],
                             "lock": [RUNNING, WANTS_GIL, NATIVE, LOCK]}.items():
        show = ["--show", "0", "10"] if scenario == "asyncio" else []
        _, colors = snapshot(scenario, scenario, *show)
        for color in wanted:
            assert count(colors, color) > 300, f"{scenario}: {color:06x} {count(colors, color)}"


def test_the_light_theme_the_chinese_words_and_a_fine_screen_are_painted_too():
    _, colors = snapshot("chinese", "lock", "--light", "--chinese", "--ratio", "1.5")
    assert count(colors, 0x009e73) > 2000
    assert count(colors, 0xfbfcfd) > 100_000


def test_without_a_trace_the_window_says_what_to_do():
    state, colors = snapshot("empty", "none")
    assert state == {}
    assert len(colors) > 20  # soft letters


def test_a_click_selects_the_span_and_tells_its_source_line():
    y = row_y("downloads", "Thread-1 (fetch)")
    state, _ = snapshot("click", "downloads", f"move:600,{y}", "click")
    assert state["selected"].startswith("Thread-1 (fetch): waits for I/O"), state
    assert state["source_file"] == "threads.py" and state["source_line"] == 7, state


def test_hovering_tells_the_state_without_selecting():
    y = row_y("downloads", "Thread-1 (fetch)")
    state, _ = snapshot("hover", "downloads", f"move:600,{y}")
    assert state["hovered"].startswith("Thread-1 (fetch): waits for I/O"), state
    assert "selected" not in state


def test_the_wheel_zooms_around_the_pointer():
    before, _ = snapshot("wheel-before", "downloads", "move:600,290")
    after, _ = snapshot("wheel", "downloads", "move:600,290", "wheel:3", "wheel:3")
    width = before["end_ns"] - before["begin_ns"]
    assert after["end_ns"] - after["begin_ns"] < width / 3
    share = (600 - before["lanes_x"]) / before["lanes_width"]
    there = before["begin_ns"] + share * width
    here = after["begin_ns"] + share * (after["end_ns"] - after["begin_ns"])
    assert abs(there - here) < width * 0.02


def test_dragging_pans_and_is_no_click():
    start = ["--show", "200", "400"]
    before, _ = snapshot("drag-before", "downloads", *start)
    after, _ = snapshot("drag", "downloads", *start, "move:600,290", "drag:-200,0")
    assert after["begin_ns"] > before["begin_ns"] + 20e6
    assert abs((after["end_ns"] - after["begin_ns"]) - (before["end_ns"] - before["begin_ns"])) < 1000
    assert "selected" not in after


def test_keys_zoom_and_pan():
    start = ["--show", "200", "400", "move:600,290"]
    base, _ = snapshot("keys", "downloads", *start)
    zoomed, _ = snapshot("key-w", "downloads", *start, "key:W")
    widened, _ = snapshot("key-s", "downloads", *start, "key:S")
    left, _ = snapshot("key-a", "downloads", *start, "key:A")
    right, _ = snapshot("key-d", "downloads", *start, "key:D")
    width = base["end_ns"] - base["begin_ns"]
    assert zoomed["end_ns"] - zoomed["begin_ns"] < width < widened["end_ns"] - widened["begin_ns"]
    assert left["begin_ns"] < base["begin_ns"] < right["begin_ns"]
    whole, _ = snapshot("key-f", "downloads", *start, "key:F")
    assert whole["begin_ns"] == 0 and whole["end_ns"] > 1.03e9


def test_the_ruler_scrubs_the_playhead():
    state, _ = snapshot("scrub", "downloads", "move:400,82", "drag:100,0")
    assert 2e8 < state["playhead_ns"] < 5e8, state


def test_the_space_bar_plays_from_the_start_and_pauses():
    state, _ = snapshot("play", "downloads", "move:600,290", "key:Space", "key:Space")
    assert not state["playing"] and 0 < state["playhead_ns"] < 1e9, state


def test_a_click_on_a_process_closes_it():
    before, _ = snapshot("rows", "pool")
    after, _ = snapshot("closed", "pool", f"move:60,{row_y('pool', 'CPU cores')}", "click")
    assert len(after["rows"]) == len(before["rows"]) - 2  # the two cores


TUTORIAL = ROOT / "examples/tutorial"


def desktop_picture(name, program, *arguments):
    """The colours of the window after the program ran in it."""
    path = PICTURES / f"{name}.png"
    command = [str(BUILD / "gilscope-desktop"), str(program), "--screenshot", str(path)]
    result = on_screen([*command, "--size", "1500x900", *arguments])
    assert result.returncode == 0, result.stderr
    return colors_of(path), result.stderr


def test_the_tutorial_programs_run_in_the_desktop_window():
    for name, wanted in {"01_threads": [IO], "02_process_pool": [RUNNING], "03_thread_pool": [IO],
                         "04_process_pool_executor": [RUNNING], "05_asyncio": [IO]}.items():
        colors, report = desktop_picture(name, TUTORIAL / f"{name}.py")
        assert "exit status 0" in report, report
        for color in wanted:
            assert count(colors, color) > 300, f"{name}: {color:06x} {count(colors, color)}"


def test_a_syntax_error_is_shown_and_the_window_stays():
    program = PICTURES / "broken.py"
    program.write_text("print('before')\nif True\n    pass\n")
    colors, report = desktop_picture("broken", program)
    assert "exit status 1" in report, report
    assert len(colors) > 20


def test_a_missing_file_is_named():
    desktop_picture("missing", PICTURES / "no_such_file.py")


def test_a_file_that_changes_on_disk_runs_again():
    program = PICTURES / "watched.py"
    program.write_text("print('first')\n")
    command = [str(BUILD / "gilscope-desktop"), str(program)]
    env = dict(os.environ)
    if shutil.which("xvfb-run"):
        command = ["xvfb-run", "-a", *command]
    else:
        env["SDL_VIDEODRIVER"] = "offscreen"
    window = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env,
                              start_new_session=True)
    try:
        assert "exit status 0" in window.stderr.readline()
        program.write_text("raise SystemExit(3)\n")
        assert "exit status 3" in window.stderr.readline()
    finally:
        os.killpg(window.pid, signal.SIGTERM)
        window.wait()


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    if not (BUILD / "ui_snapshot").exists():
        print("the window was not built: Dear ImGui, SDL2 or OpenGL is missing")
        print("0 passed, 1 failed")
        return 1
    passed = failed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_"):
            continue
        try:
            test()
            passed += 1
        except Exception as error:  # a broken test must not hide the others
            failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
