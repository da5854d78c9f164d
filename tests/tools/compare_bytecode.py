"""Compares what gilscope-dis says of Python files, instruction by instruction, with CPython 3.12.

    python3.12 compare_bytecode.py GILSCOPE_DIS FILE...

The instruction sets differ on purpose (engine/bytecode/opcode.def): both sides are brought to common
terms first. Annotations of functions are taken out of the programs: CPython passes them as a tuple.
Compared are instructions, arguments, jump targets, exception tables and positions.
"""
import ast
import dis
import json
import re
import subprocess
import sys
import tempfile
import types
import warnings

JUMPS = {"JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "POP_JUMP_IF_FALSE",
         "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE", "FOR_ITER", "SEND"}
# They never raise, and CPython gives parts of %-formats odd places.
UNPLACED = {"LOAD_CONST", "KW_NAMES", "NOP", "RESUME"}
DROPPED = {"PUSH_NULL", "END_FOR", "CACHE", "EXTENDED_ARG"}
INTRINSICS_1 = {1: "Print", 2: "ImportStar", 3: "StopIterationError", 4: "AsyncGenWrap",
                5: "UnaryPositive", 6: "ListToTuple", 7: "TypeVar", 8: "ParamSpec",
                9: "TypeVarTuple", 10: "SubscriptGeneric", 11: "TypeAlias"}
INTRINSICS_2 = {1: "PrepReraiseStar", 2: "TypeVarWithBound", 3: "TypeVarWithConstraints",
                4: "SetFunctionTypeParams"}
NAMES = {"LOAD_NAME", "STORE_NAME", "DELETE_NAME", "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL",
         "LOAD_ATTR", "LOAD_METHOD", "STORE_ATTR", "DELETE_ATTR", "LOAD_SUPER_ATTR", "IMPORT_NAME",
         "IMPORT_FROM", "LOAD_FAST", "LOAD_FAST_CHECK", "LOAD_FAST_AND_CLEAR", "STORE_FAST",
         "DELETE_FAST", "MAKE_CELL", "LOAD_CLOSURE", "LOAD_DEREF", "STORE_DEREF", "DELETE_DEREF",
         "LOAD_FROM_DICT_OR_DEREF", "LOAD_FROM_DICT_OR_GLOBALS"}


class StripAnnotations(ast.NodeTransformer):
    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_FunctionDef(self, node):
        node.returns = None
        self.generic_visit(node)
        return node

    visit_AsyncFunctionDef = visit_FunctionDef


def constant_text(value):
    if isinstance(value, types.CodeType):
        return "<code>"
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(map(constant_text, value)) + ")"
    if isinstance(value, frozenset):
        return "frozenset"
    return repr(value)


def theirs(code):
    """[(name, argument, positions)], the exception table, both by index among those kept."""
    instructions = [i for i in dis.get_instructions(code) if i.opname not in ("CACHE", "EXTENDED_ARG")]
    kept, index_of, count = [], {}, 0
    for i in instructions:
        index_of[i.offset] = count
        if i.opname not in DROPPED:
            kept.append(i)
            count += 1
    index_of[len(code.co_code)] = count

    def index_at(offset):
        while offset not in index_of:
            offset += 2
        return index_of[offset]

    rows = []
    for i in kept:
        name, arg = i.opname, i.arg
        if name in JUMPS:
            arg = index_at(i.argval)
        elif name in ("LOAD_CONST", "RETURN_CONST", "KW_NAMES"):
            arg = constant_text(i.argval)
        elif name in NAMES:
            arg = i.argval
        elif name in ("COMPARE_OP", "BINARY_OP"):
            arg = i.argrepr
        elif name == "CALL_INTRINSIC_1":
            name, arg = ("UNARY_POSITIVE", None) if arg == 5 else (name, INTRINSICS_1[arg])
        elif name == "CALL_INTRINSIC_2":
            arg = INTRINSICS_2[arg]
        elif name == "YIELD_VALUE":
            arg = None
        if name in ("LOAD_METHOD",):
            name = "LOAD_ATTR"
        positions = i.positions
        rows.append((name, arg, (positions.lineno or 0, positions.end_lineno or 0,
                                 positions.col_offset or 0, positions.end_col_offset or 0)))
    table = []
    for e in dis._parse_exception_table(code):
        table.append((index_at(e.start), index_at(e.end), index_at(e.target), e.depth, e.lasti))
    return rows, merge([t for t in table if t[0] < t[1]])


def merge(table):
    """Neighbours that only a dropped instruction had parted."""
    result = []
    for entry in table:
        if result and result[-1][1] == entry[0] and result[-1][2:] == entry[2:]:
            result[-1] = (result[-1][0],) + entry[1:]
        else:
            result.append(entry)
    return result


def snake(name):
    special = {"CallIntrinsic1": "CALL_INTRINSIC_1", "CallIntrinsic2": "CALL_INTRINSIC_2",
               "LoadMethod": "LOAD_ATTR", "LoadSuperMethod": "LOAD_SUPER_ATTR"}
    return special.get(name) or re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


def ours(code):
    kept, index_of, count = [], [], 0
    for row in code["instructions"]:
        index_of.append(count)
        if row[0] not in ("PushNull", "EndFor"):
            kept.append(row)
            count += 1
    index_of.append(count)
    rows = []
    for name, arg, meaning, positions in kept:
        name = snake(name)
        if name in JUMPS:
            arg = index_of[arg]
        elif name in ("LOAD_CONST", "RETURN_CONST", "KW_NAMES"):
            arg = meaning
        elif name in NAMES or name in ("COMPARE_OP", "BINARY_OP", "CALL_INTRINSIC_1",
                                       "CALL_INTRINSIC_2"):
            arg = meaning
        elif not code["has_arg"][name]:
            arg = None
        rows.append((name, arg, tuple(positions)))
    table = [(index_of[s], index_of[e], index_of[t], d, l) for s, e, t, d, l in code["exceptions"]]
    return rows, merge([t for t in table if t[0] < t[1]])


def evaluate(text):
    """Our text of a constant in CPython's words."""
    if text.startswith("<code"):
        return "<code>"
    try:
        return constant_text(eval(text, {"frozenset": frozenset, "inf": float("inf"),
                                         "nan": float("nan")}))
    except Exception:
        return text


class Comparer:
    def __init__(self):
        self.codes = self.different = self.instructions = 0
        self.reasons = {}

    def report(self, path, code, what, detail):
        self.different += 1
        self.reasons[what] = self.reasons.get(what, 0) + 1
        print(f"{path}:{code.co_firstlineno} {code.co_qualname}: {what}: {detail}")

    def compare(self, path, mine, other):
        self.codes += 1
        self.compare_one(path, mine, other)
        nested = [c for c in other.co_consts if isinstance(c, types.CodeType)]
        if len(nested) != len(mine["nested"]):
            return self.report(path, other, "nested", (len(mine["nested"]), len(nested)))
        for a, b in zip(mine["nested"], nested):
            self.compare(path, a, b)

    def compare_one(self, path, mine, other):
        my_rows, my_table = ours(mine)
        their_rows, their_table = theirs(other)
        self.instructions += len(their_rows)
        for i, (a, b) in enumerate(zip(my_rows, their_rows)):
            name, arg, positions = a
            if name in ("LOAD_CONST", "RETURN_CONST", "KW_NAMES"):
                arg = evaluate(arg)
            if name != b[0] or (arg != b[1] and b[1] is not None):
                return self.report(path, other, f"{name} for {b[0]}" if name != b[0] else name,
                                   f"at {i}: ours {name, arg}, CPython's {b[:2]}, line {b[2][0]}")
            if positions != b[2] and name not in UNPLACED:
                return self.report(path, other, f"position of {name}",
                                   f"at {i}: ours {positions}, CPython's {b[2]} of {b[:2]}")
        if len(my_rows) != len(their_rows):
            return self.report(path, other, "length", (len(my_rows), len(their_rows)))
        if my_table != their_table:
            self.report(path, other, "exception table",
                        [(a, b) for a, b in zip(my_table, their_table) if a != b][:2])


def compare_files(tool, paths):
    warnings.simplefilter("ignore")
    comparer = Comparer()
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        for path in paths:
            try:
                with open(path, encoding="utf-8") as original:
                    tree = StripAnnotations().visit(ast.parse(original.read()))
                text = ast.unparse(tree) + "\n"
                other = compile(text, path, "exec", dont_inherit=True)
            except (SyntaxError, ValueError, UnicodeError, RecursionError):
                continue
            file.seek(0)
            file.truncate()
            file.write(text)
            file.flush()
            run = subprocess.run([tool, "--instructions", file.name], capture_output=True)
            if run.returncode == 0:
                comparer.compare(path, json.loads(run.stdout.decode("utf-8", "replace")), other)
    print(dict(sorted(comparer.reasons.items(), key=lambda item: -item[1])))
    print(f"{comparer.codes} code objects, {comparer.instructions} instructions, "
          f"{comparer.different} code objects differ")
    return comparer


if __name__ == "__main__":
    sys.setrecursionlimit(100000)
    sys.exit(1 if compare_files(sys.argv[1], sys.argv[2:]).different else 0)
