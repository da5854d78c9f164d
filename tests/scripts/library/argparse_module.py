"""argparse: parsing, help, usage, errors."""

import argparse
import io
import contextlib


def attempt(parser, line, known=False):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = parser.parse_known_args(line.split()) if known else parser.parse_args(line.split())
        print(repr(line), "->", result)
    except SystemExit as e:
        print(repr(line), "-> exit", e.code)
        print(out.getvalue() + err.getvalue())
    except Exception as e:
        print(repr(line), type(e).__name__, e)


p = argparse.ArgumentParser(prog="crawl", description="Fetches pages. " * 8, epilog="That is all about %(prog)s.")
p.add_argument("url", help="where to begin")
p.add_argument("rest", nargs="*", help="more pages")
p.add_argument("-w", "--workers", type=int, default=4, help="how many threads (default: %(default)s)")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("--mode", choices=["fast", "slow"], default="fast")
p.add_argument("--quiet", "-q", action="store_true", help="say nothing")
p.add_argument("--no-color", dest="color", action="store_false")
p.add_argument("--tag", action="append", metavar="NAME")
p.add_argument("--pair", nargs=2, type=float, metavar=("X", "Y"))
p.add_argument("--level", nargs="?", const=9, type=int)
p.add_argument("--a-very-long-option-name-indeed", help="a long help text that has to be wrapped because it does not fit into one line of the terminal")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
for line in ["", "http://x", "http://x a b -w 3", "-w x u", "u --mode medium", "-vvv u", "-vq u --tag a --tag b", "u --pair 1 2", "u --pair 1", "u --level", "u --level 3", "u --lev 3", "u --ve", "u --nope", "-h", "--version", "u --no-color", "--workers=7 u", "-w7 u", "u -- -x --y", "u -5", "u --quiet=1", "u -qx"]:
    attempt(p, line)
attempt(p, "u --nope 1 --other", known=True)
print(p.format_usage())

p = argparse.ArgumentParser(prog="tool")
sub = p.add_subparsers(dest="command", help="what to do")
run = sub.add_parser("run", help="runs it", aliases=["r"])
run.add_argument("file")
run.add_argument("--times", type=int, default=1)
run.set_defaults(func="do_run")
stop = sub.add_parser("stop", description="Stops it.")
stop.add_argument("-f", "--force", action="store_true")
for line in ["", "run a.py", "r a.py --times 2", "run", "stop -f", "walk", "-h", "run -h", "stop -h", "run a b"]:
    attempt(p, line)

p = argparse.ArgumentParser(prog="x", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
g = p.add_mutually_exclusive_group(required=True)
g.add_argument("--one", action="store_true", help="first")
g.add_argument("--two", type=int, help="second")
h = p.add_argument_group("timing", "When to do what.")
h.add_argument("--delay", type=float, default=0.5, help="seconds")
h.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="do it")
for line in ["", "--one", "--two 3", "--one --two 3", "-h", "--one --delay x", "--one --no-flag", "--two"]:
    attempt(p, line)


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (values.upper(), option_string))


def positive(text):
    number = int(text)
    if number <= 0:
        raise argparse.ArgumentTypeError(f"{number} is not positive")
    return number


parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--base", default="b")
p = argparse.ArgumentParser(prog="y", parents=[parent], description="Raw\n  text", formatter_class=argparse.RawDescriptionHelpFormatter, usage="%(prog)s [things]")
p.add_argument("--up", action=Upper)
p.add_argument("-n", type=positive)
p.add_argument("--const", action="store_const", const=5)
p.add_argument("--ext", action="extend", nargs="+", default=["z"])
p.add_argument("cmd", nargs="?", default="none")
p.add_argument("tail", nargs=argparse.REMAINDER)
for line in ["", "--up a", "-n 3", "-n 0", "-n x", "--const", "--ext 1 2 --ext 3", "go --up x", "-h", "--base"]:
    attempt(p, line)
for case in ["p.add_argument('-n')", "p.add_argument('x', required=True)", "p.add_argument('--q', action='nope')", "p.add_argument('--q', nargs=0)", "p.add_argument('--q', type='int')", "argparse.Namespace(a=1, b='x')", "argparse.Namespace(a=1) == argparse.Namespace(a=1)", "'a' in argparse.Namespace(a=1)", "vars(argparse.Namespace(a=1))", "p.get_default('base')", "argparse.FileType('w')", "p", "p.add_argument('--long-name', '-l', type=int)"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
p = argparse.ArgumentParser(prog="a_program_with_a_rather_long_name")
for i in range(8):
    p.add_argument(f"--option-number-{i}", required=i % 2 == 0)
p.add_argument("positional_one")
p.add_argument("positional_two", nargs="+")
p.print_help()
p = argparse.ArgumentParser(prog="e", exit_on_error=False)
p.add_argument("--n", type=int)
attempt(p, "--n x")
