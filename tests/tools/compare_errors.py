"""Compares the compiler's SyntaxErrors with CPython's, line and caret included.

    compare_errors.py GILSCOPE_DIS [FILE]

FILE holds programs separated by lines of `#---`; by default tests/unit/compiler/errors.txt.
"""
import os
import subprocess
import sys
import warnings


def cpython_says(source):
    try:
        compile(source, "<test>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return (f"{error.lineno} {error.offset or 0} {error.end_lineno or 0} "
                f"{error.end_offset or 0} {error.msg}")
    return "no error"


def main():
    warnings.simplefilter("ignore")
    here = os.path.dirname(os.path.abspath(__file__))
    path = sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, "../unit/compiler/errors.txt")
    with open(path, encoding="utf-8") as file:
        sources = [s.lstrip("\n") for s in file.read().split("#---\n")]
    run = subprocess.run([sys.argv[1], "--errors"], input="\0".join(sources).encode() + b"\0",
                         capture_output=True, check=True)
    answers = run.stdout.decode().splitlines()
    differences = 0
    for source, ours in zip(sources, answers):
        theirs = cpython_says(source)
        if ours == theirs:
            continue
        differences += 1
        print(f"{source}    ours:    {ours}\n    CPython: {theirs}\n")
    print(f"{len(sources)} programs, {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
