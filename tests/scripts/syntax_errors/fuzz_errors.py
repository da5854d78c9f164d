"""Breaks pieces of real programs at random and compares our first diagnostic with CPython's.

    fuzz_errors.py DUMP_TOOL COUNT [SEED]

Pieces of the running Python's standard library lose, gain or exchange a token or a character. Run it
with Python 3.12. What differs is printed; put what was mended into snippets.txt.
"""
import json
import os
import random
import re
import subprocess
import sys
import textwrap
import warnings

from snippets import verdict

TOKENS = """( ) [ ] { } , : ; . = == != < > <= >= + - * ** / // % @ -> := += *= | & ^ ~ << >> ! ? $ ...
if else elif for while in is not and or def class return yield from import as with try except finally
raise lambda pass break continue del assert global nonlocal async await None True False print match
case type _ x y f self 0 1 2.5 1j 'a' "b" f'{x}' b'c' '中' 变量 ， （ ） ： “ ” \\ # ' " ''' f" \n \n\n \t
(""".split(" ")
TOKENS = re.findall(r"\n|\S+", "\n".join(TOKENS)) + [" ", "\n", "    ", "\t", "\n    ", "\n  "]
PIECE = re.compile(r"\w+|\s+|'[^'\n]*'|\"[^\"\n]*\"|.", re.S)


def pieces(generator, files):
    """Endless pieces of programs."""
    while True:
        lines = open(generator.choice(files), encoding="utf-8", errors="ignore").readlines()
        if not lines:
            continue
        start = generator.randrange(len(lines))
        yield textwrap.dedent("".join(lines[start:start + generator.choice([1, 1, 2, 3, 5, 8, 12])]))


def broken(generator, text):
    parts = PIECE.findall(text)
    for _ in range(generator.choice([1, 1, 1, 2, 3])):
        if not parts:
            return text
        at = generator.randrange(len(parts))
        action = generator.randrange(5)
        if action == 0:
            del parts[at]
        elif action == 1:
            parts.insert(at, generator.choice(TOKENS))
        elif action == 2:
            parts[at] = generator.choice(TOKENS)
        elif action == 3:
            other = generator.randrange(len(parts))
            parts[at], parts[other] = parts[other], parts[at]
        else:
            parts.insert(at, " " + generator.choice(TOKENS) + " ")
    return "".join(parts)


def main():
    warnings.simplefilter("ignore")
    tool, count = sys.argv[1], int(sys.argv[2])
    generator = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    library = os.path.dirname(os.__file__)
    files = [os.path.join(library, name) for folder in ("", "asyncio", "test", "concurrent/futures")
             for name in (os.path.join(folder, n) for n in os.listdir(os.path.join(library, folder)))
             if name.endswith(".py") and "bad" not in name]
    passed = failed = 0
    with subprocess.Popen([tool, "--batch"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        source = pieces(generator, sorted(files))
        while passed + failed < count:
            text = broken(generator, next(source)).replace("\0", "")
            try:
                data = text.encode("utf-8")
                expected = verdict(text)
            except (UnicodeError, MemoryError, RecursionError, ValueError):
                continue
            process.stdin.write(b"%d exec\n" % len(data) + data)
            process.stdin.flush()
            line = process.stdout.readline().decode()
            actual = json.loads(line[6:])[0] if line.startswith("error ") else None
            if actual == expected:
                passed += 1
                continue
            failed += 1
            print(repr(text))
            print("  python", expected and list(expected.values()))
            print("  ours  ", actual and [actual[key] for key in expected or actual])
        process.stdin.close()
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
