"""Regular expressions. The parser and the compiler are Python, the matcher is C++ (engine/lib/regex_matcher.h)."""

import enum
import functools

import _re
from _re import Match, Pattern

from . import _compiler, _parser
from ._constants import error

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template",
    "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
    "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]
__version__ = "2.2.1"


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128
    __str__ = object.__str__


def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """Return the string obtained by replacing the leftmost
    non-overlapping occurrences of the pattern in string by the
    replacement repl."""
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """Return a 2-tuple containing (new_string, number)."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """Split the source string by the occurrences of the pattern,
    returning a list containing the resulting substrings."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Return an iterator over all non-overlapping matches in the string."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """Compile a regular expression pattern, returning a Pattern object."""
    return _compile(pattern, flags)


def purge():
    """Clear the regular expression caches"""
    _cache.clear()
    _templates.clear()


def template(pattern, flags=0):
    """Compile a template pattern, returning a Pattern object, deprecated"""
    import warnings
    warnings.warn("The re.template() function is deprecated as it is an undocumented feature without an obvious "
                  "purpose. Use re.compile() instead.", DeprecationWarning)
    return _compile(pattern, flags | T)


_special_chars_map = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """Escape special characters in a string."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin1").translate(_special_chars_map).encode("latin1")


_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        if type(pattern) not in (bytearray, memoryview):
            raise TypeError("first argument must be string or compiled pattern")
    compiled = _compiler.compile(pattern, flags)
    if not flags & DEBUG:
        if len(_cache) >= _MAXCACHE:
            del _cache[next(iter(_cache))]
        _cache[type(pattern), pattern, flags] = compiled
    return compiled


_templates = {}


def _template(pattern, repl):
    try:
        return _templates[pattern, repl]
    except KeyError:
        pass
    parts = _parser.parse_template(repl, pattern)
    if len(_templates) >= _MAXCACHE:
        _templates.clear()
    _templates[pattern, repl] = parts
    return parts


_FLAG_ORDER = ("TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII")


def _flag_names(flags, is_bytes):
    """What repr(pattern) says after the pattern."""
    if not is_bytes and flags & (LOCALE | UNICODE | ASCII) == UNICODE:
        flags &= ~32
    names = ["re." + name for bit, name in enumerate(_FLAG_ORDER) if flags >> bit & 1]
    if flags >> 9:
        names.append(hex(flags >> 9 << 9))
    return ", " + "|".join(names) if names else ""


_re.set_helpers(_template, _flag_names)


def _pickle(p):
    return _compile, (p.pattern, p.flags)


import copyreg  # noqa: E402

copyreg.pickle(Pattern, _pickle, _compile)


class Scanner:
    """A lexer: pairs of pattern and action, of which the first that matches is taken."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        state = _parser.State(flags)
        branches = []
        for phrase, action in lexicon:
            number = state.opengroup()
            tree, inner = _parser.parse(phrase, flags)
            if inner.groups > 1:
                raise error("groups are not allowed in a Scanner's phrases")
            state.flags = inner.flags
            branches.append([("group", number, 0, 0, tree)])
        program = _compiler._Program(state)
        program.sequence([("branch", branches)], state.flags)
        program.emit(_compiler.Success)
        self.scanner = _re.compile(None, state.flags, program.code, state.groups - 1, program.slots, {},
                                   (None,) * state.groups)

    def scan(self, string):
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while True:
            found = match()
            if not found:
                break
            after = found.end()
            if end == after:
                break
            action = self.lexicon[found.lastindex - 1][1]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            end = after
        return result, string[end:]
