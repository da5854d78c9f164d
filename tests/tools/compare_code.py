"""Compares what gilscope-dis --json says of Python files with CPython's own code objects.

    compare_code.py GILSCOPE_DIS FILE...

Compared for every code object that both have: name, qualified name, first line, flags, argument
counts, variables, cells, free variables, global and attribute names (as sets), and the constants of
functions without inlined comprehensions. CPython 3.11 gives list, set and dict comprehensions code
objects of their own; 3.12, which GILscope follows, inlines them (PEP 709): those are left out, and
their names are allowed in the code around them.
"""
import json
import subprocess
import sys
import types
import warnings

INLINED = {"<listcomp>", "<setcomp>", "<dictcomp>"}
FLAGS = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x20 | 0x80 | 0x100 | 0x200 | 0x1000000


def nested(code):
    return [c for c in code.co_consts if isinstance(c, types.CodeType)]


def visible(code):
    """The nested code objects, those of inlined comprehensions replaced by what is in them."""
    result = []
    for child in nested(code):
        if child.co_name in INLINED:
            result.extend(visible(child))
        else:
            result.append(child)
    return result


def inlined(code):
    result = []
    for child in nested(code):
        if child.co_name in INLINED:
            result.append(child)
            result.extend(inlined(child))
    return result


def constant_text(value):
    if isinstance(value, tuple):
        return "(" + ", ".join(map(constant_text, value)) + (",)" if len(value) == 1 else ")")
    if isinstance(value, frozenset):
        return "frozenset"
    if isinstance(value, int) and not isinstance(value, bool) and not -2**63 <= value < 2**63:
        return hex(value)
    return repr(value)


def plain_constants(code):
    return {constant_text(c) for c in code.co_consts if not isinstance(c, types.CodeType)}


class Comparer:
    def __init__(self):
        self.codes = 0
        self.problems = []

    def report(self, path, code, what, ours, theirs):
        self.problems.append(f"{path}:{code.co_firstlineno} {code.co_qualname}: {what}: "
                             f"ours {ours!r}, CPython's {theirs!r}")

    def compare(self, path, ours, theirs):
        self.codes += 1
        comprehensions = inlined(theirs)
        extra_names = {n for c in comprehensions for n in c.co_varnames + c.co_cellvars}
        check = lambda what, a, b: a == b or self.report(path, theirs, what, a, b)
        check("name", ours["name"], theirs.co_name)
        if not any(name in theirs.co_qualname for name in INLINED):
            check("qualname", ours["qualname"], theirs.co_qualname)
        check("firstlineno", ours["firstlineno"], theirs.co_firstlineno)
        check("flags", ours["flags"] & FLAGS, theirs.co_flags & FLAGS)
        check("argcount", ours["argcount"], theirs.co_argcount)
        check("posonlyargcount", ours["posonlyargcount"], theirs.co_posonlyargcount)
        check("kwonlyargcount", ours["kwonlyargcount"], theirs.co_kwonlyargcount)
        if not comprehensions:
            check("varnames", ours["varnames"], list(theirs.co_varnames))
            check("cellvars", sorted(ours["cellvars"]), sorted(theirs.co_cellvars))
            check("names", sorted(ours["names"]), sorted(theirs.co_names))
            self.compare_constants(path, ours, theirs)
        else:
            missing = set(theirs.co_varnames) - set(ours["varnames"])
            added = set(ours["varnames"]) - set(theirs.co_varnames) - extra_names
            check("varnames missing", missing, set())
            check("varnames added", added - set(theirs.co_cellvars), set())
        check("freevars", ours["freevars"], list(theirs.co_freevars))
        mine, other = ours["nested"], visible(theirs)
        key = lambda c: (c["firstlineno"], c["name"])
        their_key = lambda c: (c.co_firstlineno, c.co_name)
        mine, other = sorted(mine, key=key), sorted(other, key=their_key)
        if [key(c) for c in mine] != [their_key(c) for c in other]:
            self.report(path, theirs, "nested", [key(c) for c in mine],
                        [their_key(c) for c in other])
            return
        for a, b in zip(mine, other):
            self.compare(path, a, b)

    def compare_constants(self, path, ours, theirs):
        """CPython 3.11 keeps constants that nobody uses any more, and has no tuples of annotation
        names: ours must be among CPython's, apart from tuples."""
        mine = {c for c in ours["consts"] if not c.startswith(("frozenset", "(")) and c.isascii()}
        other = plain_constants(theirs)
        if not mine <= other:
            self.report(path, theirs, "consts", sorted(mine - other), sorted(other - mine))


def compare_files(tool, paths):
    """Prints every difference and a summary; whether there is none."""
    warnings.simplefilter("ignore")
    comparer = Comparer()
    for path in paths:
        with open(path, "rb") as file:
            source = file.read()
        try:
            source.decode()
            theirs = compile(source, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            continue  # Wrong on purpose, or in another encoding.
        run = subprocess.run([tool, "--json", path], capture_output=True)
        if run.returncode != 0:
            comparer.problems.append(f"{path}: not compiled: {run.stderr.decode()[:200]}")
            continue
        comparer.compare(path, json.loads(run.stdout.decode("utf-8", "replace")), theirs)
    for problem in comparer.problems:
        print(problem)
    print(f"{len(paths)} files, {comparer.codes} code objects, {len(comparer.problems)} differences")
    return not comparer.problems


if __name__ == "__main__":
    sys.setrecursionlimit(100000)
    sys.exit(0 if compare_files(sys.argv[1], sys.argv[2:]) else 1)
