"""Compares our first diagnostic with a real CPython's SyntaxError, snippet by snippet.

    compare_errors.py DUMP_TOOL [FILE...]

DUMP_TOOL is build/native/gilscope-ast-dump. FILEs are snippet files (by default snippets.txt beside
this script). Errors of CPython's symbol table and compiler ("'return' outside function", ...) are not
the parser's: there our parser must say nothing. Run it with Python 3.12; other versions word some
mistakes differently.
"""
import json
import os
import subprocess
import sys
import warnings

from snippets import read_snippets, verdict

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    warnings.simplefilter("ignore")
    tool, *files = sys.argv[1:]
    snippets = [s for f in files or [os.path.join(HERE, "snippets.txt")] for s in read_snippets(f)]
    passed = failed = 0
    with subprocess.Popen([tool, "--batch"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        for source in snippets:
            expected = verdict(source)
            data = source.encode("utf-8", "surrogatepass")
            process.stdin.write(b"%d exec\n" % len(data) + data)
            process.stdin.flush()
            line = process.stdout.readline().decode()
            actual = None
            if line.startswith("error "):
                actual = json.loads(line[6:])[0]
            if actual == expected:
                passed += 1
                continue
            failed += 1
            print(repr(source))
            print("  python", expected and list(expected.values()))
            print("  ours  ", actual and [actual[key] for key in expected or actual])
        process.stdin.close()
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
