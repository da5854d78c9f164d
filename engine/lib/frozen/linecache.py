"""linecache: lines of source files: those of the program and the library, or of the simulated disk."""

from _traceback import source_text

cache = {}


def getlines(filename, module_globals=None):
    if filename not in cache:
        text = source_text(filename)
        if text:
            cache[filename] = text.splitlines(True)
        else:
            try:
                with open(filename) as f:
                    cache[filename] = f.readlines()
            except (OSError, UnicodeDecodeError):
                return []
    return cache[filename]


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        line = lines[lineno - 1]
        return line if line.endswith("\n") else line + "\n"
    return ""


def clearcache():
    cache.clear()


def checkcache(filename=None):
    pass


def lazycache(filename, module_globals):
    return False
