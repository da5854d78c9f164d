"""The panels on traces made by hand (snapshot.cpp): what is painted, and what wheel, drag, keys and clicks do."""

import json

from screen import BUILD, IO, LOCK, NATIVE, PICTURES, RUNNING, TASK, WANTS_GIL, colors_of, count, on_screen


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
