#!/usr/bin/env python3
"""How long the first import of each of the large library modules takes, natively: python3 benchmarks/import_time.py [MODULE ...]

The time of a whole process that imports the module, without that of an empty program; medians of several runs, in turn.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

GILSCOPE = os.environ.get("GILSCOPE", str(pathlib.Path(__file__).resolve().parent.parent / "build/native/gilscope"))
MODULES = ["asyncio", "multiprocessing", "concurrent.futures", "threading", "logging", "typing", "datetime", "requests", "aiohttp", "re"]
ROUNDS = 15


def timed(path):
    start = time.perf_counter()
    subprocess.run([GILSCOPE, "run", path], check=True)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as folder:
    programs = {}
    for module in ["", *(sys.argv[1:] or MODULES)]:
        programs[module] = os.path.join(folder, f"program{len(programs)}.py")
        pathlib.Path(programs[module]).write_text(f"import {module}\n" if module else "")
    times = {module: [] for module in programs}
    for _ in range(ROUNDS):
        for module, path in programs.items():
            times[module].append(timed(path))
    empty = statistics.median(times.pop(""))
    print(f"empty program {empty * 1e3:.1f} ms")
    for module, values in times.items():
        print(f"import {module:20} {(statistics.median(values) - empty) * 1e3:6.1f} ms")
