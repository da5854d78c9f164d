"""Reads snippet files and asks the running Python what it says about a snippet."""
import ast
import atexit
import os
import tempfile

FILE = tempfile.NamedTemporaryFile(suffix=".py", delete=False)
atexit.register(os.unlink, FILE.name)


def read_snippets(path):
    """One Python string literal per line; lines that begin with '#' and blank ones are left out."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield ast.literal_eval(line)


def verdict(source):
    """The SyntaxError of the parser as a dict, or None if the parser accepts the snippet.

    The snippet stands in a file, from which CPython then takes the line that it shows.
    """
    FILE.seek(0)
    FILE.truncate()
    FILE.write(source.encode("utf-8", "surrogatepass"))
    FILE.flush()
    try:
        ast.parse(source, FILE.name)
        return None
    except SyntaxError as error:
        return {"kind": type(error).__name__, "message": error.msg, "line": error.lineno or 0,
                "offset": error.offset or 0, "end_line": error.end_lineno or 0,
                "end_offset": error.end_offset or 0, "text": error.text or ""}
