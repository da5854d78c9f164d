"""Compares our syntax trees with those of a real CPython, file by file, positions included.

    compare_ast.py DUMP_TOOL [--limit N] [PATH...]

DUMP_TOOL is build/native/gilscope-ast-dump; PATHs are files or folders (by default the standard
library of the Python that runs this). Every file that this Python parses must give the same tree.
Before 3.12 the positions inside f-strings differ and are left out, as are the type parameters.
Two gaps of ours are known and skipped: names in \\N{...} beyond our table, and identifiers whose NFKC
form differs in other ways than full-width letters do.
"""
import argparse
import ast
import io
import os
import re
import subprocess
import sys
import tokenize
import unicodedata

UNKNOWN_NAME = "unknown Unicode character name"
NEW_FSTRINGS = sys.version_info >= (3, 12)


def number_text(node, source_lines):
    line = source_lines[node.lineno - 1].encode()[node.col_offset:node.end_col_offset].decode()
    return line.lower().replace("_", "")


class Dumper:
    """ast.dump as 3.12 writes it, with huge integers as they stand in the source."""

    def __init__(self, source):
        self.lines = re.split("\r\n|\r|\n", source)
        self.in_fstring = 0

    def dump(self, node):
        if isinstance(node, list):
            return "[" + ", ".join(map(self.dump, node)) + "]"
        if not isinstance(node, ast.AST):
            return repr(node)
        name = type(node).__name__
        self.in_fstring += name == "JoinedStr"
        values = node.values if name == "JoinedStr" else None
        if values:  # 3.12.1 leaves empty texts in format specs; later releases do not.
            node.values = [v for v in values if not (isinstance(v, ast.Constant) and v.value == "")]
        fields = []
        for field in node._fields:
            value = getattr(node, field, None)
            if value is None and getattr(type(node), field, ...) is None:
                continue
            if name == "Constant" and field == "value" and type(value) is int and value >= 2**63:
                fields.append("value=" + number_text(node, self.lines))
            else:
                fields.append(f"{field}={self.dump(value)}")
        if not NEW_FSTRINGS and name in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            fields.append("type_params=[]")
        positions = NEW_FSTRINGS or not self.in_fstring
        for field in node._attributes:
            fields.append(f"{field}={getattr(node, field) if positions else '?'}")
        self.in_fstring -= name == "JoinedStr"
        return f"{name}({', '.join(fields)})"


def without_fstring_positions(text):
    """Replaces the positions inside JoinedStr nodes by '?', as Dumper does before 3.12."""
    result, depth, stack, i = [], 0, [], 0
    pattern = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|JoinedStr\(|\(|\)|"
                         r"(?:end_)?(?:lineno|col_offset)=-?\d+")
    for match in pattern.finditer(text):
        result.append(text[i:match.start()])
        token, i = match.group(), match.end()
        if token.endswith("(") and token[0] not in "'\"":
            stack.append(token != "(")
            depth += token != "("
        elif token == ")":
            depth -= stack.pop()
        elif "=" in token and token[0] in "lce" and depth:
            token = token[:token.index("=")] + "=?"
        result.append(token)
    return "".join(result) + text[i:]


def decoded(path):
    data = open(path, "rb").read()
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding)


def not_normalized(source):
    if source.isascii():
        return False
    words = re.findall(r"[^\W\d]\w*", re.sub(r"#.*|'[^'\n]*'|\"[^\"\n]*\"", "", source))
    return any(unicodedata.normalize("NFKC", word) != word for word in words)


def compare(path, process):
    """True if the trees agree, None if there is nothing to compare."""
    try:
        source = decoded(path)
        tree = ast.parse(source)
    except (SyntaxError, UnicodeError, ValueError, RecursionError, MemoryError):
        return None
    try:
        expected = Dumper(source).dump(tree)
    except RecursionError:
        return None
    data = source.encode("utf-8", "surrogatepass")
    process.stdin.write(b"%d exec\n" % len(data) + data)
    process.stdin.flush()
    actual = process.stdout.readline().decode("utf-8", "surrogatepass").rstrip("\n")
    if actual.startswith("error ") and UNKNOWN_NAME in actual or not_normalized(source):
        return None
    if not NEW_FSTRINGS and actual.startswith("ok "):
        actual = without_fstring_positions(actual)
    if actual == "ok " + expected:
        return True
    actual = actual[3:] if actual.startswith("ok ") else actual
    at = next((i for i, (a, b) in enumerate(zip(actual, expected)) if a != b), 0)
    print(f"{path}: differs at {at}\n  ours   ...{actual[max(0, at - 150):at + 100]}\n"
          f"  python ...{expected[max(0, at - 150):at + 100]}")
    return False


def python_files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(set(folders) - {"site-packages", "dist-packages"})
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--limit", type=int, default=sys.maxsize)
    parser.add_argument("paths", nargs="*", default=[os.path.dirname(os.__file__)])
    options = parser.parse_args()
    sys.setrecursionlimit(5000)
    passed = failed = skipped = 0
    with subprocess.Popen([options.tool, "--batch"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        for path in python_files(options.paths):
            if passed + failed >= options.limit:
                break
            same = compare(path, process)
            passed += same is True
            failed += same is False
            skipped += same is None
        process.stdin.close()
    print(f"{passed} trees are identical, {failed} differ, {skipped} were left out")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
