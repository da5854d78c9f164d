"""Regular expressions as trees.

A sequence is a list of nodes; a node is a tuple that begins with its kind:
    ("literal", code) ("not_literal", code) ("any",) ("in", negated, items) ("at", place)
    ("branch", [sequence, ...]) ("repeat", how, least, most, sequence) with how "greedy", "lazy" or "possessive"
    ("group", number or None, flags to add, flags to remove, sequence) ("atomic", sequence)
    ("assert", direction, sequence) ("assert_not", direction, sequence) ("fail",)
    ("groupref", number) ("conditional", number, sequence, sequence or None)
The items of a set are ("literal", code), ("range", first, last) and ("category", name).
"""

from ._constants import *
from ._constants import error

SPECIAL_CHARS = ".\\[{()*+?^$|"
REPEAT_CHARS = "*+?{"
DIGITS = frozenset("0123456789")
OCTDIGITS = frozenset("01234567")
HEXDIGITS = frozenset("0123456789abcdefABCDEF")
ASCIILETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
WHITESPACE = frozenset(" \t\n\r\v\f")
ESCAPES = {r"\a": 7, r"\b": 8, r"\f": 12, r"\n": 10, r"\r": 13, r"\t": 9, r"\v": 11, "\\\\": 92}
CATEGORIES = {r"\d": "digit", r"\D": "not_digit", r"\s": "space", r"\S": "not_space", r"\w": "word", r"\W": "not_word"}
PLACES = {r"\A": "beginning_string", r"\b": "boundary", r"\B": "not_boundary", r"\Z": "end_string"}
FLAGS = {"i": IGNORECASE, "L": LOCALE, "m": MULTILINE, "s": DOTALL, "x": VERBOSE, "a": ASCII, "t": TEMPLATE, "u": UNICODE}
FULL_WIDTH = (0, MAXREPEAT)


class Verbose(Exception):
    pass


class State:
    """What is known about the whole pattern while it is read."""

    def __init__(self, flags):
        self.flags = flags
        self.groupdict = {}
        self.groupwidths = [None]
        self.lookbehindgroups = None
        self.grouprefpos = {}

    @property
    def groups(self):
        return len(self.groupwidths)

    def opengroup(self, name=None):
        number = self.groups
        self.groupwidths.append(None)
        if self.groups > MAXGROUPS:
            raise error("too many groups")
        if name is not None:
            known = self.groupdict.get(name)
            if known is not None:
                raise error(f"redefinition of group name {name!r} as group {number}; was group {known}")
            self.groupdict[name] = number
        return number

    def closegroup(self, number, sequence):
        self.groupwidths[number] = width_of(sequence, self)

    def checkgroup(self, number):
        return number < self.groups and self.groupwidths[number] is not None

    def checklookbehindgroup(self, number, source):
        if self.lookbehindgroups is not None:
            if not self.checkgroup(number):
                raise source.error("cannot refer to an open group")
            if number >= self.lookbehindgroups:
                raise source.error("cannot refer to group defined in the same lookbehind subpattern")


class Tokenizer:
    """The pattern, one character or escape at a time: `next` is the one to come, None at the end."""

    def __init__(self, string):
        self.istext = isinstance(string, str)
        self.string = string
        self.decoded = string if self.istext else str(string, "latin1")
        self.index = 0
        self.next = None
        self.advance()

    def advance(self):
        index = self.index
        char = self.decoded[index:index + 1]
        if not char:
            self.next = None
            return
        if char == "\\":
            char = self.decoded[index:index + 2]
            if len(char) == 1:
                raise error("bad escape (end of pattern)", self.string, len(self.string) - 1)
        self.index = index + len(char)
        self.next = char

    def match(self, char):
        if char == self.next:
            self.advance()
            return True
        return False

    def get(self):
        this = self.next
        self.advance()
        return this

    def getwhile(self, count, charset):
        result = ""
        while len(result) < count and self.next in charset:
            result += self.get()
        return result

    def getuntil(self, terminator, name):
        result = ""
        while True:
            char = self.get()
            if char is None:
                if not result:
                    raise self.error("missing " + name)
                raise self.error(f"missing {terminator}, unterminated name", len(result))
            if char == terminator:
                if not result:
                    raise self.error("missing " + name, 1)
                return result
            result += char

    def tell(self):
        return self.index - len(self.next or "")

    def seek(self, index):
        self.index = index
        self.advance()

    def error(self, msg, offset=0):
        if not self.istext:
            msg = msg.encode("ascii", "backslashreplace").decode("ascii")
        return error(msg, self.string, self.tell() - offset)

    def checkgroupname(self, name, offset):
        if not (self.istext or name.isascii()):
            raise self.error(f"bad character in group name {name!a}", len(name) + offset)
        if not name.isidentifier():
            raise self.error(f"bad character in group name {name!r}", len(name) + offset)


def width_of(sequence, state):
    """The least and the greatest number of characters that `sequence` matches."""
    low = high = 0
    for node in sequence:
        kind = node[0]
        if kind in ("literal", "not_literal", "any", "in"):
            least = most = 1
        elif kind == "branch":
            widths = [width_of(item, state) for item in node[1]]
            least, most = min(w[0] for w in widths), max(w[1] for w in widths)
        elif kind == "repeat":
            least, most = width_of(node[4], state)
            least, most = least * node[2], most * node[3]
        elif kind == "group":
            least, most = width_of(node[4], state)
        elif kind == "atomic":
            least, most = width_of(node[1], state)
        elif kind == "groupref":
            least, most = state.groupwidths[node[1]] or FULL_WIDTH
        elif kind == "conditional":
            least, most = width_of(node[2], state)
            other = width_of(node[3], state) if node[3] is not None else (0, 0)
            least, most = min(least, other[0]), max(most, other[1])
        else:
            least = most = 0
        low += least
        high += most
    return min(low, MAXREPEAT), min(high, MAXREPEAT)


def _number_escape(source, escape, count):
    """\\x, \\u and \\U with their digits."""
    escape += source.getwhile(count, HEXDIGITS)
    if len(escape) != count + 2:
        raise source.error("incomplete escape " + escape, len(escape))
    code = int(escape[2:], 16)
    if code > 0x10ffff:
        raise source.error("bad escape " + escape, len(escape))
    return ("literal", code)


def _named_character(source):
    import unicodedata
    if not source.match("{"):
        raise source.error("missing {")
    name = source.getuntil("}", "character name")
    try:
        return ("literal", ord(unicodedata.lookup(name)))
    except (KeyError, TypeError):
        raise source.error(f"undefined character name {name!r}", len(name) + len(r"\N{}")) from None


def _octal(source, escape):
    code = int(escape[1:], 8)
    if code > 0o377:
        raise source.error(f"octal escape value {escape} outside of range 0-0o377", len(escape))
    return ("literal", code)


def _letter_escape(source, escape):
    """The escapes that mean the same inside and outside of sets, or None."""
    char = escape[1:2]
    if char == "x":
        return _number_escape(source, escape, 2)
    if source.istext:
        if char == "u":
            return _number_escape(source, escape, 4)
        if char == "U":
            return _number_escape(source, escape, 8)
        if char == "N":
            return _named_character(source)
    return None


def _plain_escape(source, escape):
    if escape[1] in ASCIILETTERS or escape[1] in DIGITS:
        raise source.error("bad escape " + escape, len(escape))
    return ("literal", ord(escape[1]))


def _class_escape(source, escape):
    if escape in ESCAPES:
        return ("literal", ESCAPES[escape])
    if escape in CATEGORIES:
        return ("category", CATEGORIES[escape])
    node = _letter_escape(source, escape)
    if node:
        return node
    if escape[1] in OCTDIGITS:
        return _octal(source, escape + source.getwhile(2, OCTDIGITS))
    return _plain_escape(source, escape)


def _escape(source, escape, state):
    if escape in PLACES:
        return ("at", PLACES[escape])
    if escape in CATEGORIES:
        return ("in", False, [("category", CATEGORIES[escape])])
    if escape in ESCAPES:
        return ("literal", ESCAPES[escape])
    node = _letter_escape(source, escape)
    if node:
        return node
    char = escape[1]
    if char == "0":
        return _octal(source, escape + source.getwhile(2, OCTDIGITS))
    if char in DIGITS:
        if source.next in DIGITS:
            escape += source.get()
            if char in OCTDIGITS and escape[2] in OCTDIGITS and source.next in OCTDIGITS:
                return _octal(source, escape + source.get())
        group = int(escape[1:])
        if group >= state.groups:
            raise source.error(f"invalid group reference {group}", len(escape) - 1)
        if not state.checkgroup(group):
            raise source.error("cannot refer to an open group", len(escape))
        state.checklookbehindgroup(group, source)
        return ("groupref", group)
    return _plain_escape(source, escape)


def _warn(text):
    import warnings
    warnings.warn(text, FutureWarning, stacklevel=8)


_SET_OPERATIONS = {"-": "difference", "&": "intersection", "~": "symmetric difference", "|": "union"}


def _parse_set(source):
    here = source.tell() - 1
    items = []
    if source.next == "[":
        _warn(f"Possible nested set at position {source.tell()}")
    negated = source.match("^")
    first = True

    def unterminated():
        return source.error("unterminated character set", source.tell() - here)

    while True:
        this = source.get()
        if this is None:
            raise unterminated()
        if this == "]" and not first:
            break
        if this[0] == "\\":
            one = _class_escape(source, this)
        else:
            if items and this in _SET_OPERATIONS and source.next == this:
                _warn(f"Possible set {_SET_OPERATIONS[this]} at position {source.tell() - 1}")
            one = ("literal", ord(this))
        first = False
        if not source.match("-"):
            items.append(one)
            continue
        that = source.get()
        if that is None:
            raise unterminated()
        if that == "]":
            items += [one, ("literal", ord("-"))]
            break
        if that[0] == "\\":
            two = _class_escape(source, that)
        else:
            if that == "-":
                _warn(f"Possible set difference at position {source.tell() - 2}")
            two = ("literal", ord(that))
        if one[0] != "literal" or two[0] != "literal" or two[1] < one[1]:
            raise source.error(f"bad character range {this}-{that}", len(this) + 1 + len(that))
        items.append(("range", one[1], two[1]))
    if len(items) == 1 and items[0][0] == "literal":
        return ("not_literal" if negated else "literal", items[0][1])
    return ("in", negated, items)


def _parse_braces(source, here):
    """(least, most) after "{", or None where the brace stands for itself."""
    if source.next == "}":
        return None
    least, most = 0, MAXREPEAT
    low = high = ""
    while source.next in DIGITS:
        low += source.get()
    if source.match(","):
        while source.next in DIGITS:
            high += source.get()
    else:
        high = low
    if not source.match("}"):
        source.seek(here)
        return None
    if low:
        least = int(low)
        if least >= MAXREPEAT:
            raise OverflowError("the repetition number is too large")
    if high:
        most = int(high)
        if most >= MAXREPEAT:
            raise OverflowError("the repetition number is too large")
        if most < least:
            raise source.error("min repeat greater than max repeat", source.tell() - here)
    return least, most


def _parse_repeat(source, this, sequence):
    here = source.tell()
    if this == "?":
        least, most = 0, 1
    elif this == "*":
        least, most = 0, MAXREPEAT
    elif this == "+":
        least, most = 1, MAXREPEAT
    else:
        counts = _parse_braces(source, here)
        if counts is None:
            sequence.append(("literal", ord(this)))
            return
        least, most = counts
    item = sequence[-1:]
    offset = source.tell() - here + len(this)
    if not item or item[0][0] == "at":
        raise source.error("nothing to repeat", offset)
    if item[0][0] == "repeat":
        raise source.error("multiple repeat", offset)
    if item[0][0] == "group":
        _, number, added, removed, inner = item[0]
        if number is None and not added and not removed:
            item = inner
    if source.match("?"):
        how = "lazy"
    elif source.match("+"):
        how = "possessive"
    else:
        how = "greedy"
    sequence[-1] = ("repeat", how, least, most, item)


def _parse_flags(source, state, char):
    """The flags after "(?": (added, removed) of a group, or None when they are for the whole pattern."""
    added = removed = 0
    if char != "-":
        while True:
            flag = FLAGS[char]
            if source.istext:
                if char == "L":
                    raise source.error("bad inline flags: cannot use 'L' flag with a str pattern")
            elif char == "u":
                raise source.error("bad inline flags: cannot use 'u' flag with a bytes pattern")
            added |= flag
            if (flag & TYPE_FLAGS) and (added & TYPE_FLAGS) != flag:
                raise source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            char = source.get()
            if char is None:
                raise source.error("missing -, : or )")
            if char in ")-:":
                break
            if char not in FLAGS:
                raise source.error("unknown flag" if char.isalpha() else "missing -, : or )", len(char))
    if char == ")":
        state.flags |= added
        return None
    if added & GLOBAL_FLAGS:
        raise source.error("bad inline flags: cannot turn on global flag", 1)
    if char == "-":
        char = source.get()
        if char is None:
            raise source.error("missing flag")
        if char not in FLAGS:
            raise source.error("unknown flag" if char.isalpha() else "missing flag", len(char))
        while True:
            flag = FLAGS[char]
            if flag & TYPE_FLAGS:
                raise source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            removed |= flag
            char = source.get()
            if char is None:
                raise source.error("missing :")
            if char == ":":
                break
            if char not in FLAGS:
                raise source.error("unknown flag" if char.isalpha() else "missing :", len(char))
    if removed & GLOBAL_FLAGS:
        raise source.error("bad inline flags: cannot turn off global flag", 1)
    if added & removed:
        raise source.error("bad inline flags: flag turned on and off", 1)
    return added, removed


def _close(source, start):
    if not source.match(")"):
        raise source.error("missing ), unterminated subpattern", source.tell() - start)


def _next_char(source):
    char = source.get()
    if char is None:
        raise source.error("unexpected end of pattern")
    return char


def _parse_reference(source, state):
    """After "(?P="."""
    name = source.getuntil(")", "group name")
    source.checkgroupname(name, 1)
    number = state.groupdict.get(name)
    if number is None:
        raise source.error(f"unknown group name {name!r}", len(name) + 1)
    if not state.checkgroup(number):
        raise source.error("cannot refer to an open group", len(name) + 1)
    state.checklookbehindgroup(number, source)
    return ("groupref", number)


def _parse_assertion(source, state, verbose, nested, char, start):
    direction, outer = 1, state.lookbehindgroups
    if char == "<":
        char = _next_char(source)
        if char not in "=!":
            raise source.error("unknown extension ?<" + char, len(char) + 2)
        direction = -1
        if outer is None:
            state.lookbehindgroups = state.groups
    inner = _parse_sub(source, state, verbose, nested + 1)
    if direction < 0 and outer is None:
        state.lookbehindgroups = None
    _close(source, start)
    if char == "=":
        return ("assert", direction, inner)
    return ("assert_not", direction, inner) if inner else ("fail",)


def _parse_conditional(source, state, verbose, nested, start):
    name = source.getuntil(")", "group name")
    if name.isidentifier():
        source.checkgroupname(name, 1)
        group = state.groupdict.get(name)
        if group is None:
            raise source.error(f"unknown group name {name!r}", len(name) + 1)
    else:
        try:
            group = int(name)
            if group < 0:
                raise ValueError
        except ValueError:
            raise source.error(f"bad character in group name {name!r}", len(name) + 1) from None
        if not group:
            raise source.error("bad group number", len(name) + 1)
        if group >= MAXGROUPS:
            raise source.error(f"invalid group reference {group}", len(name) + 1)
        state.grouprefpos.setdefault(group, source.tell() - len(name) - 1)
    state.checklookbehindgroup(group, source)
    yes = _parse(source, state, verbose, nested + 1)
    no = None
    if source.match("|"):
        no = _parse(source, state, verbose, nested + 1)
        if source.next == "|":
            raise source.error("conditional backref with more than two branches")
    _close(source, start)
    return ("conditional", group, yes, no)


def _parse_group(source, state, verbose, nested, start, capture, name, added, removed, atomic):
    number = None
    if capture:
        try:
            number = state.opengroup(name)
        except error as problem:
            raise source.error(problem.msg, len(name) + 1) from None
    inner_verbose = (verbose or added & VERBOSE) and not removed & VERBOSE
    inner = _parse_sub(source, state, inner_verbose, nested + 1)
    _close(source, start)
    if number is not None:
        state.closegroup(number, inner)
    return ("atomic", inner) if atomic else ("group", number, added, removed, inner)


def _parse_parenthesis(source, state, verbose, nested, at_start):
    """After "(": a node, None (a comment), or "flags" (flags for the whole pattern)."""
    start = source.tell() - 1
    capture, name, added, removed, atomic = True, None, 0, 0, False
    if source.match("?"):
        char = _next_char(source)
        if char == "P":
            if source.match("="):
                return _parse_reference(source, state)
            if not source.match("<"):
                char = _next_char(source)
                raise source.error("unknown extension ?P" + char, len(char) + 2)
            name = source.getuntil(">", "group name")
            source.checkgroupname(name, 1)
        elif char == ":":
            capture = False
        elif char == "#":
            while True:
                if source.next is None:
                    raise source.error("missing ), unterminated comment", source.tell() - start)
                if source.get() == ")":
                    return None
        elif char in "=!<":
            return _parse_assertion(source, state, verbose, nested, char, start)
        elif char == "(":
            return _parse_conditional(source, state, verbose, nested, start)
        elif char == ">":
            capture, atomic = False, True
        elif char in FLAGS or char == "-":
            flags = _parse_flags(source, state, char)
            if flags is None:
                if not at_start:
                    raise source.error("global flags not at the start of the expression", source.tell() - start)
                return "flags"
            added, removed = flags
            capture = False
        else:
            raise source.error("unknown extension ?" + char, len(char) + 1)
    return _parse_group(source, state, verbose, nested, start, capture, name, added, removed, atomic)


def _parse(source, state, verbose, nested, first=False):
    sequence = []
    while True:
        this = source.next
        if this is None or this in "|)":
            break
        source.advance()
        if verbose:
            if this in WHITESPACE:
                continue
            if this == "#":
                while this is not None and this != "\n":
                    this = source.get()
                continue
        if this[0] == "\\":
            sequence.append(_escape(source, this, state))
        elif this not in SPECIAL_CHARS:
            sequence.append(("literal", ord(this)))
        elif this == "[":
            sequence.append(_parse_set(source))
        elif this in REPEAT_CHARS:
            _parse_repeat(source, this, sequence)
        elif this == ".":
            sequence.append(("any",))
        elif this == "(":
            node = _parse_parenthesis(source, state, verbose, nested, first and not sequence)
            if node == "flags":
                if state.flags & VERBOSE and not verbose:
                    raise Verbose
            elif node is not None:
                sequence.append(node)
        elif this == "^":
            sequence.append(("at", "beginning"))
        else:
            sequence.append(("at", "end"))
    return _without_plain_groups(sequence)


def _without_plain_groups(sequence):
    if not any(node[0] == "group" and node[1] is None and not node[2] and not node[3] for node in sequence):
        return sequence
    result = []
    for node in sequence:
        if node[0] == "group" and node[1] is None and not node[2] and not node[3]:
            result += node[4]
        else:
            result.append(node)
    return result


def _single_character(sequence):
    return len(sequence) == 1 and (sequence[0][0] == "literal" or sequence[0][0] == "in" and not sequence[0][1])


def _parse_sub(source, state, verbose, nested):
    branches = []
    while True:
        branches.append(_parse(source, state, verbose, nested + 1, not nested and not branches))
        if not source.match("|"):
            break
    if len(branches) == 1:
        return branches[0]
    if all(_single_character(branch) for branch in branches):
        items = []
        for [node] in branches:
            items += [node] if node[0] == "literal" else node[2]
        return [("in", False, items)]
    return [("branch", branches)]


def fix_flags(pattern, flags):
    if isinstance(pattern, str):
        if flags & LOCALE:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if not flags & ASCII:
            flags |= UNICODE
        elif flags & UNICODE:
            raise ValueError("ASCII and UNICODE flags are incompatible")
    else:
        if flags & UNICODE:
            raise ValueError("cannot use UNICODE flag with a bytes pattern")
        if flags & LOCALE and flags & ASCII:
            raise ValueError("ASCII and LOCALE flags are incompatible")
    return flags


def parse(pattern, flags=0):
    """The tree and the state of `pattern`."""
    source = Tokenizer(pattern)
    state = State(flags)
    try:
        tree = _parse_sub(source, state, flags & VERBOSE, 0)
    except Verbose:  # (?x) was found: what was read before may have been white space
        state = State(flags | VERBOSE)
        source.seek(0)
        tree = _parse_sub(source, state, True, 0)
    state.flags = fix_flags(pattern, state.flags)
    if source.next is not None:
        raise source.error("unbalanced parenthesis")
    for group, position in state.grouprefpos.items():
        if group >= state.groups:
            raise error(f"invalid group reference {group}", pattern, position)
    return tree, state


def parse_template(template, pattern):
    """What sub() puts in: [text, group number, text, ...], or the text alone."""
    source = Tokenizer(template)
    parts = []
    text = []

    def flush():
        parts.append("".join(text) if source.istext else "".join(text).encode("latin1"))
        text.clear()

    def add_group(number, offset):
        if number > pattern.groups:
            raise source.error(f"invalid group reference {number}", offset)
        flush()
        parts.append(number)

    while True:
        this = source.get()
        if this is None:
            break
        if this[0] != "\\":
            text.append(this)
            continue
        char = this[1]
        if char == "g":
            if not source.match("<"):
                raise source.error("missing <")
            name = source.getuntil(">", "group name")
            if name.isidentifier():
                source.checkgroupname(name, 1)
                try:
                    number = pattern.groupindex[name]
                except KeyError:
                    raise IndexError(f"unknown group name {name!r}") from None
            else:
                if not (name.isdecimal() and name.isascii()):
                    raise source.error(f"bad character in group name {name!r}", len(name) + 1)
                number = int(name)
                if number >= MAXGROUPS:
                    raise source.error(f"invalid group reference {number}", len(name) + 1)
            add_group(number, len(name) + 1)
        elif char == "0":
            text.append(chr(int(this[1:] + source.getwhile(2, OCTDIGITS), 8) & 0xff))
        elif char in DIGITS:
            if source.next in DIGITS:
                this += source.get()
                if char in OCTDIGITS and this[2] in OCTDIGITS and source.next in OCTDIGITS:
                    text.append(chr(_octal(source, this + source.get())[1]))
                    continue
            add_group(int(this[1:]), len(this) - 1)
        elif this in ESCAPES:
            text.append(chr(ESCAPES[this]))
        elif char in ASCIILETTERS:
            raise source.error("bad escape " + this, len(this))
        else:
            text.append(this)
    flush()
    return parts[0] if len(parts) == 1 else parts
