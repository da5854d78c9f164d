"""Compares the SyntaxErrors of tests/unit/compiler/errors.txt with what this CPython says.

The file tells its own form; the unit tests hold the compiler to it. Programs marked `#=3.12` are
only compared when this is Python 3.12.
"""
import pathlib
import re
import sys
import warnings

ERRORS = pathlib.Path(__file__).resolve().parent.parent / "unit/compiler/errors.txt"


def cpython_says(source):
    try:
        compile(source, "<test>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return (f"{error.lineno} {error.offset or 0} {error.end_lineno or 0} "
                f"{error.end_offset or 0} {error.msg}")
    return "no error"


def compare():
    """How many programs agree, and how many do not."""
    warnings.simplefilter("ignore")
    passed = failed = 0
    for program in ERRORS.read_text(encoding="utf-8").split("#---\n")[1:]:
        source, version, expected = re.fullmatch(r"(.*)#=(\S*) ([^\n]*)\n", program, re.S).groups()
        if version and not sys.version.startswith(version):
            continue
        answer = cpython_says(source)
        passed += answer == expected
        failed += answer != expected
        if answer != expected:
            print(f"{source}    errors.txt: {expected}\n    CPython:    {answer}\n")
    print(f"SyntaxErrors: {passed} passed, {failed} failed")
    return passed, failed


if __name__ == "__main__":
    sys.exit(1 if compare()[1] else 0)
