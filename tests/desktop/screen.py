"""A screen that nobody sees (Xvfb, or SDL's offscreen driver where there is none), pictures of ours, and the desktop
window driven by commands (driver.cpp). Pictures stay in build/screenshots/desktop."""

import collections
import contextlib
import json
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/native"
PICTURES = ROOT / "build/screenshots/desktop"
TUTORIAL = ROOT / "examples/tutorial"

# The dark theme's colours (engine/ui/theme.cpp) by what they mean.
RUNNING, WANTS_GIL, NATIVE, IO, LOCK, TASK = 0x14a87d, 0xe0661a, 0xf0e442, 0x2b82c9, 0xcc79a7, 0x62bcf0


def with_screen(command):
    """The command and its environment, with a display."""
    if shutil.which("xvfb-run"):
        return ["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24", *command], dict(os.environ)
    return command, dict(os.environ, SDL_VIDEODRIVER="offscreen")


def on_screen(command):
    command, env = with_screen(command)
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


class Window:
    """The desktop window with a person's hands: each call returns what the user then looks at."""

    def __init__(self, *arguments):
        command, env = with_screen([str(BUILD / "desktop_driver"), *map(str, arguments)])
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env,
                                        start_new_session=True)

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the window is gone at {command!r}"
        return json.loads(answer)

    def __getattr__(self, command):
        return lambda *words: self.ask(" ".join([command, *map(str, words)]))

    def picture(self, name):
        path = PICTURES / f"{name}.png"
        self.ask(f"picture {path}")
        return colors_of(path)

    def lane(self, name, kind="thread"):
        lanes = [lane for lane in self.ask("lanes")["lanes"] if lane["name"] == name and lane["kind"] == kind]
        assert lanes, f"no {kind} {name!r}"
        return lanes[0]

    def point(self, name, time_ns):
        """Moves the pointer to this moment of this row, which must be in sight."""
        state = self.ask("rest")
        y = next(row["y"] for row in state["rows"] if row["name"].startswith(name))
        share = (time_ns - state["begin_ns"]) / (state["end_ns"] - state["begin_ns"])
        return self.move(int(state["lanes_x"] + share * state["lanes_width"]), y)

    def close(self):
        self.process.stdin.close()
        try:
            assert self.process.wait(20) == 0, f"the window ended with {self.process.returncode}"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            return self.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        return None
