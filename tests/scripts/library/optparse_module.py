"""optparse: parsing, help, errors."""

import contextlib
import io
from optparse import OptionGroup, OptionParser, make_option


def attempt(parser, line):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            options, args = parser.parse_args(line.split())
        print(repr(line), "->", options, args)
    except SystemExit as e:
        print(repr(line), "-> exit", e.code)
        print(out.getvalue() + err.getvalue())


p = OptionParser(usage="usage: %prog [options] arg", version="%prog 2.0", prog="tool", description="Does things. " * 9, epilog="The end.")
p.add_option("-f", "--file", dest="filename", help="write report to FILE", metavar="FILE")
p.add_option("-q", "--quiet", action="store_false", dest="verbose", default=True, help="don't print status messages to stdout")
p.add_option("-n", type="int", default=3, help="a number [default: %default]")
p.add_option("--ratio", type=float)
p.add_option("-v", action="count", default=0)
p.add_option("-a", "--add", action="append")
p.add_option("--pair", nargs=2, type="int")
p.add_option("--mode", type="choice", choices=["x", "y"], default="x")
p.add_option("-c", action="store_const", const=42, dest="const")
g = OptionGroup(p, "Dangerous Options", "Caution: use these options at your own risk. " * 2)
g.add_option("-g", action="store_true", help="Group option.")
p.add_option_group(g)
for line in ["", "a b", "-f out -q x", "--file=out --rat 0.5", "-n5 -vvv -a 1 --add 2", "--pair 1 2 z", "--mode z", "-n x", "--nope", "-z", "-f", "--quiet=1", "-c -g -- -q", "-h", "--version", "--pair 1", "a -q b", "--ratio=x"]:
    attempt(p, line)
for case in ["p.add_option('-f')", "p.add_option('x')", "p.add_option('-xx')", "p.add_option('--k', action='nope')", "p.add_option('--k', type='nope')", "p.add_option('--k', foo=1)", "p.has_option('-q')", "p.get_option('-q').dest", "str(make_option('-k', '--kk'))", "p.parse_args(['a'])[0] == p.parse_args([])[0]"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
