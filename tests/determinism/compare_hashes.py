"""Runs programs twice natively and once as WebAssembly in Node, and compares what `--stats` says of the trace, and what the
programs print: every example with two sets of options, the programs beside this file, and the differential scripts
(natively once more, and as WebAssembly)."""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NATIVE = [str(ROOT / "build/native/gilscope")]
WASM = ["node", str(ROOT / "build/wasm-cli/gilscope.mjs")]
# One option set per program is enough for the ordinary case; these two stir the scheduler more.
OPTIONS = [[], ["--cores", "3", "--seed", "42", "--switch-interval", "0.0005"]]


SLOW = {"limits"}  # folders of scripts that take long on purpose


def run(command: list[str], program: pathlib.Path, options: list[str]) -> tuple:
    with tempfile.NamedTemporaryFile(suffix=".json") as stats:
        done = subprocess.run([*command, "run", str(program), *options, "--stats", stats.name], cwd=program.parent,
                              capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
        text = pathlib.Path(stats.name).read_text()
    if not text:
        raise RuntimeError(f"no statistics, exit status {done.returncode}: {done.stderr.decode()[-500:]}")
    facts = json.loads(text)
    return {"exit status": done.returncode, "output": done.stdout.decode(errors="replace"),
            "standard error": done.stderr.decode(errors="replace"), "trace": facts["trace_hash"],
            "virtual time": facts["virtual_time_ns"], "instructions": facts["instructions"]}


def difference(first: dict, second: dict) -> str:
    parts = []
    for name in first:
        a, b = first[name], second[name]
        if a == b:
            continue
        if isinstance(a, str) and "\n" in a:
            pairs = zip(a.splitlines(), b.splitlines())
            a, b = next(((x, y) for x, y in pairs if x != y), (f"{len(a)} characters", f"{len(b)} characters"))
        parts.append(f"{name}: {a!r} and {b!r}")
    return "; ".join(parts)


def problem_of(program: pathlib.Path, options: list[str]) -> str:
    try:
        first = run(NATIVE, program, options)
        if natively := difference(first, run(NATIVE, program, options)):
            return f"two native runs differ in {natively}"
        wasm = difference(first, run(WASM, program, options))
        return f"native and WebAssembly differ in {wasm}" if wasm else ""
    except Exception as error:
        return str(error)


def jobs() -> list[tuple[pathlib.Path, list[str]]]:
    examples = sorted(ROOT.glob("examples/**/*.py"))
    result = [(program, options) for program in examples for options in OPTIONS]
    result += [(program, []) for program in sorted((ROOT / "tests/determinism/programs").glob("*.py"))]
    for script in sorted(ROOT.glob("tests/scripts/*/**/*.py")):
        if script.relative_to(ROOT).parts[2] not in SLOW | {"syntax_errors"}:
            named = re.findall(r"^# options: (.*)$", script.read_text(), re.M)
            result.append((script, " ".join(named).split()))
    return result


def main() -> int:
    todo = jobs()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda job: problem_of(*job), todo))
    failed = 0
    for (program, options), problem in zip(todo, answers):
        if problem:
            failed += 1
            print(f"FAIL {program.relative_to(ROOT)} {' '.join(options)}: {problem}")
    print(f"{len(todo) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
