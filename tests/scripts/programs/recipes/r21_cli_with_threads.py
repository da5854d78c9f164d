"""A command line tool on argparse with sub-commands that use pools; called with several argument lists."""
import argparse
import contextlib
import io
import sys
import time
from concurrent.futures import ThreadPoolExecutor


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return value


def build_parser():
    parser = argparse.ArgumentParser(prog="worker", description="Runs jobs in threads.")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    parser.add_argument("--version", action="version", version="%(prog)s 1.0")
    sub = parser.add_subparsers(dest="command", required=True)
    square = sub.add_parser("square", help="squares numbers")
    square.add_argument("numbers", nargs="+", type=int)
    square.add_argument("-j", "--jobs", type=positive, default=2, metavar="N")
    wait = sub.add_parser("wait", help="waits")
    wait.add_argument("--seconds", type=float, default=0.001)
    wait.add_argument("--unit", choices=["s", "ms"], default="s")
    wait.add_argument("--quiet", action="store_true")
    return parser


def run(argv):
    args = build_parser().parse_args(argv)
    if args.verbose:
        print("arguments:", sorted(vars(args)))
    if args.command == "square":
        with ThreadPoolExecutor(args.jobs) as pool:
            print(*pool.map(lambda n: n * n, args.numbers))
    else:
        time.sleep(args.seconds / (1000 if args.unit == "ms" else 1))
        if not args.quiet:
            print("waited")
    return 0


for argv in (["square", "1", "2", "3"], ["-v", "square", "-j", "4", "-5"], ["wait", "--unit", "ms", "--seconds=5"], ["wait", "--quiet"],
             ["square", "-j", "0", "1"], ["square", "x"], [], ["wait", "--unit", "h"], ["--version"], ["fly"]):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(argv)
    except SystemExit as e:
        code = e.code
    last = err.getvalue().strip().splitlines()[-1:]
    print(argv, "->", code, repr(out.getvalue()), *last)
