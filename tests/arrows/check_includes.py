"""Reads every #include of engine/, native/ and web/ and checks the arrows between the rooms.

The engine calls no transcendental function of <cmath>: their last digits depend on the C library, and ours stand in
vm/number_elementary.h (only what is drawn may use them). Also: `__EMSCRIPTEN__` appears only in web/ and one platform file, and only the live machine (and the
hosts, which draw on a real screen in real time) includes <thread>, <mutex>, <chrono> and their like.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Which rooms a room may include. Everything may include base and itself.
DIRECT = {
    "base": [],
    "syntax": [],
    "bytecode": [],
    "compiler": ["syntax", "bytecode"],
    "trace": [],
    "vm": ["bytecode", "trace"],
    "lib": ["vm"],
    "machine": ["vm", "lib", "trace"],
    "session": ["compiler", "machine"],
    "view": ["trace"],
    "ui": ["view", "session"],
    "native": ["session", "ui"],
    "web": ["session", "ui"],
}
# The VM knows the trace's records only, not who stores or reads them.
VM_TRACE_HEADERS = {"trace/event.h", "trace/event.def", "trace/record.h", "trace/names.h"}
# Libraries that paint or open windows: hosts and ui only.
GRAPHICS = re.compile(r"^(imgui|SDL|GL/|GLES|SDL2/|backends/imgui|imgui_impl)")
CLOCKS_AND_THREADS = {"thread", "mutex", "condition_variable", "shared_mutex", "chrono", "future",
                      "ctime", "time.h", "sys/time.h", "random", "semaphore", "latch"}
LIVE = re.compile(r"^engine/machine/host_|^native/|^web/|_mt\.(h|cpp)$|^engine/ui/platform")
NEVER_IN_SIMULATION = {"locale", "iostream"}
PLATFORM_FILE = re.compile(r"^web/|^engine/base/platform\.h$")
DRAWN = re.compile(r"^engine/(view|ui)/|^native/|^web/")
TRANSCENDENTAL = re.compile(r"(?:\bstd::|(?<![\w:>])::|\b__builtin_)((?:exp2?|expm1|log(?:2|10|1p)?|pow|a?(?:sin|cos|tan)h?|atan2"
                            r"|hypot|cbrt|erfc?|[lt]gamma)[fl]?)\s*\(|\binclude\s*<(complex|math\.h|tgmath\.h)>")
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)


def closure(room: str) -> set[str]:
    """What a room may name: its rooms and what their headers show it in turn."""
    seen, todo = {"base", room}, list(DIRECT[room])
    while todo:
        other = todo.pop()
        if other not in seen:
            seen.add(other)
            todo += DIRECT[other]
    return seen


def strip_comments(text: str) -> str:
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)


def room_of(path: str) -> str:
    parts = path.split("/")
    return parts[1] if parts[0] == "engine" else parts[0]


def problems_of(path: str, text: str) -> list[str]:
    room = room_of(path)
    if room not in DIRECT:
        return [f"{path}: no room {room!r} in the house"]
    allowed, problems = closure(room), []
    for bracket, name in INCLUDE.findall(text):
        top = name.split("/")[0]
        if bracket == '"' and "/" in name and top in DIRECT:
            if top not in allowed:
                problems.append(f"{path}: {room} may not include {name}")
            elif room == "vm" and top == "trace" and name not in VM_TRACE_HEADERS:
                problems.append(f"{path}: the VM may include the trace's records only, not {name}")
        if GRAPHICS.match(name) and room not in {"ui", "native", "web"}:
            problems.append(f"{path}: only ui and the hosts may include {name}")
        if name in CLOCKS_AND_THREADS and not LIVE.search(path):
            problems.append(f"{path}: only the live machine may include <{name}>")
        if name in NEVER_IN_SIMULATION and path.startswith("engine/"):
            problems.append(f"{path}: <{name}> depends on the platform")
    for function, header in TRANSCENDENTAL.findall(text) if not DRAWN.search(path) else ():
        problems.append(f"{path}: {function or header} depends on the C library; use vm/number_elementary.h")
    if "__EMSCRIPTEN__" in text and not PLATFORM_FILE.search(path):
        problems.append(f"{path}: __EMSCRIPTEN__ outside web/; make it another file (cmake/Rooms.cmake)")
    return problems


def self_test() -> list[str]:
    """A checker that finds nothing is worth nothing: what it must find, and what it must let pass."""
    bad = {
        "engine/vm/a.cpp": '#include "compiler/compiler.h"',
        "engine/vm/b.cpp": '#include "trace/exporter.h"',
        "engine/view/c.cpp": "#include <imgui.h>",
        "engine/machine/sim_machine.cpp": "#include <chrono>",
        "engine/ui/d.cpp": "#ifdef __EMSCRIPTEN__",
        "engine/attic/e.cpp": "",
        "engine/lib/f.cpp": "double y = std::log1p(x);",
        "engine/machine/g.cpp": "double y = ::pow (x, 2);",
    }
    good = {
        "engine/session/a.cpp": '#include "vm/value.h"',
        "engine/machine/host_machine.cpp": "#include <mutex>",
        "engine/vm/b.cpp": '// #include "compiler/compiler.h"',
        "engine/lib/math.cpp": "double y = elementary::log1p(x) + std::fmod(x, 1);",
        "engine/ui/zoom.cpp": "double y = std::exp(x);",
        "web/bridge.cpp": "#ifdef __EMSCRIPTEN__",
    }
    wrong = [f"the check does not see {p}" for p, t in bad.items() if not problems_of(p, strip_comments(t))]
    return wrong + [f"the check refuses {p}" for p, t in good.items() if problems_of(p, strip_comments(t))]


def main() -> int:
    files = [p for top in ("engine", "native", "web") for p in sorted((ROOT / top).rglob("*"))
             if p.suffix in {".h", ".cpp", ".c", ".def", ".inc"}]
    failures = self_test()
    print("\n".join(failures), end="\n" if failures else "")
    failed, passed = (1, 0) if failures else (0, 1)
    for path in files:
        name = path.relative_to(ROOT).as_posix()
        problems = problems_of(name, strip_comments(path.read_text(encoding="utf-8")))
        print("\n".join(problems), end="\n" if problems else "")
        failed, passed = failed + bool(problems), passed + (not problems)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
