"""linecache: lines of source files, from the simulated disk."""

cache = {}


def getlines(filename, module_globals=None):
    if filename not in cache:
        try:
            with open(filename) as f:
                cache[filename] = f.readlines()
        except (OSError, UnicodeDecodeError):
            return []
    return cache[filename]


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def clearcache():
    cache.clear()


def checkcache(filename=None):
    pass


def lazycache(filename, module_globals):
    return False
