#!/usr/bin/env python3
"""Our VM against CPython: each program of benchmarks/programs runs on both in turn, several times; prints medians and ratios.

    python3 benchmarks/run.py [--rounds 5] [--python /usr/bin/python3] [--wasm] [NAME ...]

Ours runs as `gilscope run` does: simulating, with the trace recorded. Times are of whole processes, start-up included. A ratio
below 1 means that ours is faster. --wasm adds the WebAssembly build in Node, and Pyodide's CPython (npm package) beside it; as
Pyodide takes seconds to start, the last lines also compare without each one's start-up (the time of an empty program).
"""
import argparse
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def timed(command):
    start = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True)
    return time.perf_counter() - start, result.stdout


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def start_up(command, rounds):
    with tempfile.NamedTemporaryFile(suffix=".py") as empty:
        return statistics.median(timed([*command, empty.name])[0] for _ in range(rounds))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default="/usr/bin/python3" if os.path.exists("/usr/bin/python3") else "python3")
    parser.add_argument("--gilscope", default=str(ROOT / "build/native/gilscope"))
    parser.add_argument("--wasm", action="store_true")
    parser.add_argument("--at-most", type=float, help="fail when the geometric mean is above this")
    options = parser.parse_args()
    runners = {"cpython": [options.python], "gilscope": [options.gilscope, "run", "--max-instructions", "1e11"]}
    if options.wasm:
        runners["wasm"] = ["node", str(ROOT / "build/wasm-cli/gilscope.mjs"), "run", "--max-instructions", "1e11"]
        runners["pyodide"] = ["node", str(ROOT / "benchmarks/pyodide_run.mjs")]
    programs = sorted((ROOT / "benchmarks/programs").glob("*.py"))
    ratios = {name: [] for name in runners}
    starts = {name: start_up(command, options.rounds) for name, command in runners.items()}
    net = {name: [] for name in runners}
    print(f"{'program':12}" + "".join(f"{name:>12}" for name in runners)
          + "".join(f"{name + '/cpython':>18}" for name in runners if name != "cpython"))
    for program in programs:
        if options.names and program.stem not in options.names:
            continue
        times = {name: [] for name in runners}
        outputs = {}
        for _ in range(options.rounds):
            for name, command in runners.items():
                seconds, outputs[name] = timed([*command, str(program)])
                times[name].append(seconds)
        wrong = [name for name in runners if outputs[name] != outputs["cpython"]]
        medians = {name: statistics.median(t) for name, t in times.items()}
        line = f"{program.stem:12}" + "".join(f"{medians[name]:12.3f}" for name in runners)
        for name in runners:
            net[name].append(max(medians[name] - starts[name], 1e-4))
            if name != "cpython":
                ratio = medians[name] / medians["cpython"]
                ratios[name].append(ratio)
                line += f"{ratio:18.2f}"
        print(line + (f"   WRONG OUTPUT: {', '.join(wrong)}" if wrong else ""), flush=True)
    print("start-up: " + ", ".join(f"{name} {seconds:.3f} s" for name, seconds in starts.items()))
    for name, values in ratios.items():
        if not values:
            continue
        mean = geometric_mean(values)
        without = geometric_mean([a / b for a, b in zip(net[name], net["cpython"])])
        print(f"geometric mean {name}/cpython: {mean:.3f} (without start-up {without:.3f})")
        if name == "gilscope" and options.at_most and mean > options.at_most:
            sys.exit(1)
    if options.wasm:
        print(f"geometric mean wasm/pyodide: {geometric_mean([a / b for a, b in zip(net['wasm'], net['pyodide'])]):.3f} "
              "without start-up")


main()
