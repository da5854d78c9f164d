"""Runs every program of examples/ and tests/determinism/programs twice natively and once as WebAssembly in
Node, and compares what `--stats` says of the trace, and what the programs print."""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NATIVE = [str(ROOT / "build/native/gilscope")]
WASM = ["node", str(ROOT / "build/wasm-cli/gilscope.mjs")]
# One option set per program is enough for the ordinary case; these two stir the scheduler more.
OPTIONS = [[], ["--cores", "3", "--seed", "42", "--switch-interval", "0.0005"]]


def run(command: list[str], program: pathlib.Path, options: list[str]) -> tuple:
    with tempfile.NamedTemporaryFile(suffix=".json") as stats:
        done = subprocess.run([*command, "run", str(program), *options, "--stats", stats.name],
                              capture_output=True, timeout=300)
        text = pathlib.Path(stats.name).read_text()
    if not text:
        raise RuntimeError(f"no statistics, exit status {done.returncode}: {done.stderr.decode()[-500:]}")
    facts = json.loads(text)
    return done.returncode, done.stdout, facts["trace_hash"], facts["virtual_time_ns"], facts["instructions"]


def problem_of(program: pathlib.Path, options: list[str]) -> str:
    first, second = run(NATIVE, program, options), run(NATIVE, program, options)
    if first != second:
        return f"two native runs differ: {first} {second}"
    wasm = run(WASM, program, options)
    return "" if wasm == first else f"native {first} and WebAssembly {wasm} differ"


def main() -> int:
    programs = sorted([*ROOT.glob("examples/**/*.py"), *ROOT.glob("tests/determinism/programs/*.py")])
    passed = failed = 0
    for program in programs:
        for options in OPTIONS:
            try:
                problem = problem_of(program, options)
            except Exception as error:
                problem = str(error)
            name = f"{program.relative_to(ROOT)} {' '.join(options)}".strip()
            print(f"FAIL {name}: {problem}" if problem else f"ok   {name}", flush=True)
            passed, failed = passed + (not problem), failed + bool(problem)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
