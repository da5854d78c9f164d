"""Builds and runs every test there is; the last line counts them.

Two kinds: the doctest executables of tests/unit (through ctest, natively and under the address sanitizer), and
suites: every executable tests/SUITE/run. A suite prints what it likes and closes with a line
`N passed, N failed`; a suite may name builds that it needs in a comment line `# needs: site wasm-cli`.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCTEST = re.compile(r"\[doctest\] test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed")
SUITE = re.compile(r"^(\d+) passed, (\d+) failed", re.M)
NEEDS = re.compile(r"^(?:#|//) needs: (.*)$", re.M)
SLOW_BUILDS = {"site", "wasm-cli", "native-asan"}


class Totals:
    def __init__(self):
        self.passed = self.failed = 0
        self.broken = []

    def add(self, name, passed, failed, seconds):
        self.passed += passed
        self.failed += failed
        if failed:
            self.broken.append(name)
        print(f"-- {name}: {passed} passed, {failed} failed ({seconds:.1f} s)", flush=True)


def shell_build(call: str) -> bool:
    """Runs a function of cmake/setup/build.sh, which ./run uses too."""
    script = f'set -euo pipefail; root="{ROOT}"; source "$root/cmake/setup/build.sh"; {call}'
    return subprocess.run(["bash", "-c", script]).returncode == 0


def run(command, env=None):
    """The output is shown as it comes and also returned."""
    process = subprocess.Popen(command, cwd=ROOT, env=env, text=True, errors="replace",
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = []
    for line in process.stdout:
        lines.append(line)
        sys.stdout.write(line)
        sys.stdout.flush()
    return process.wait(), "".join(lines)


def run_unit_tests(preset: str, totals: Totals) -> None:
    start = time.time()
    if not shell_build(f"build {preset}"):
        return totals.add(f"{preset} build", 0, 1, time.time() - start)
    env = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
    code, text = run(["ctest", "--test-dir", f"build/{preset}", "--verbose", "-j2"], env)
    counts = [tuple(map(int, match)) for match in DOCTEST.findall(text)]
    passed, failed = sum(c[1] for c in counts), sum(c[2] for c in counts)
    if code and not failed:  # a crash prints no counts
        failed = 1
    totals.add(f"{preset} unit tests", passed, failed, time.time() - start)


def run_suite(script: pathlib.Path, totals: Totals, built: dict) -> None:
    start = time.time()
    name = script.parent.name
    needs = [word for line in NEEDS.findall(script.read_text()) for word in line.split()]
    for need in needs:
        if need not in built:
            built[need] = shell_build("build_site" if need == "site" else f"build {need}")
        if not built[need]:
            return totals.add(f"{name} (its build {need} failed)", 0, 1, time.time() - start)
    print(f"== {name}", flush=True)
    code, text = run([str(script)], dict(os.environ, GILSCOPE=str(ROOT / "build/native/gilscope")))
    counts = SUITE.findall(text)
    passed, failed = map(int, counts[-1]) if counts else (0, 0)
    if code and not failed:
        failed = 1
    totals.add(name, passed, failed, time.time() - start)


def run_scripts_sanitized(totals: Totals) -> None:
    """The differential scripts once more, on the build whose every access is checked."""
    start = time.time()
    print("== scripts, under the sanitizers", flush=True)
    env = dict(os.environ, GILSCOPE=str(ROOT / "build/native-asan/gilscope"), ASAN_OPTIONS="detect_leaks=0")
    code, text = run([str(ROOT / "tests/scripts/run")], env)
    counts = SUITE.findall(text)
    passed, failed = map(int, counts[-1]) if counts else (0, 1)
    totals.add("scripts under the sanitizers", passed, failed, time.time() - start)


def is_slow(script: pathlib.Path) -> bool:
    return any(SLOW_BUILDS & set(line.split()) for line in NEEDS.findall(script.read_text()))


def main() -> int:
    parser = argparse.ArgumentParser(prog="./test", description=__doc__)
    parser.add_argument("--quick", action="store_true",
                        help="leave out sanitizers, WebAssembly builds and the browser")
    parser.add_argument("suites", nargs="*", help="only these: unit, asan, or folders of tests/")
    options = parser.parse_args()
    known = {script.parent.name: script for script in sorted(ROOT.glob("tests/*/run"))}
    for name in options.suites:
        if name not in {"unit", "asan", *known}:
            parser.error(f"no suite {name!r}; there are: unit, asan, {', '.join(known)}")
    wanted = set(options.suites)
    totals = Totals()
    if not wanted or "unit" in wanted:
        run_unit_tests("native", totals)
    elif wanted - {"asan"}:
        shell_build("build native")
    if "asan" in wanted or not wanted and not options.quick:
        run_unit_tests("native-asan", totals)
        run_scripts_sanitized(totals)
    built = {}
    for name, script in known.items():
        if name in wanted or not wanted and not (options.quick and is_slow(script)):
            run_suite(script, totals, built)
    if totals.broken:
        print("\nfailed: " + ", ".join(totals.broken))
    print(f"\n{totals.passed} passed, {totals.failed} failed")
    return 1 if totals.failed else 0


sys.exit(main())
