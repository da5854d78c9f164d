"""Objects to JSON texts."""

_ESCAPES = {'\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t'}
for _i in range(0x20):
    _ESCAPES.setdefault(chr(_i), '\\u%04x' % _i)
INFINITY = float('inf')


def _plain(s):
    """Whether nothing in s has to be escaped."""
    return s.isascii() and s.isprintable() and '"' not in s and '\\' not in s


def py_encode_basestring(s):
    """A JSON string that keeps characters beyond ASCII."""
    if _plain(s):
        return '"' + s + '"'
    return '"' + ''.join([_ESCAPES.get(c, c) for c in s]) + '"'


def py_encode_basestring_ascii(s):
    """A JSON string of ASCII characters only."""
    if _plain(s):
        return '"' + s + '"'
    out = []
    for c in s:
        escaped = _ESCAPES.get(c)
        if escaped is None:
            n = ord(c)
            if n < 0x7f or n == 0x7f:
                escaped = c
            elif n < 0x10000:
                escaped = '\\u%04x' % n
            else:
                n -= 0x10000
                escaped = '\\u%04x\\u%04x' % (0xd800 | n >> 10, 0xdc00 | n & 0x3ff)
        out.append(escaped)
    return '"' + ''.join(out) + '"'


encode_basestring = py_encode_basestring
encode_basestring_ascii = py_encode_basestring_ascii


class JSONEncoder:
    """Made with options; subclasses override default()."""

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        out = []
        self._string = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        self._unit = indent
        self._value(o, out.append, 0, {})
        return out

    def _float(self, o):
        if o != o:
            text = 'NaN'
        elif o == INFINITY:
            text = 'Infinity'
        elif o == -INFINITY:
            text = '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def _value(self, o, write, level, markers):
        if isinstance(o, str):
            write(self._string(o))
        elif o is None:
            write('null')
        elif o is True:
            write('true')
        elif o is False:
            write('false')
        elif isinstance(o, int):
            write(int.__repr__(o))
        elif isinstance(o, float):
            write(self._float(o))
        elif isinstance(o, (list, tuple)):
            self._list(o, write, level, markers)
        elif isinstance(o, dict):
            self._dict(o, write, level, markers)
        else:
            self._enter(o, markers)
            self._value(self.default(o), write, level, markers)
            markers.pop(id(o), None)

    def _enter(self, o, markers):
        if self.check_circular:
            if id(o) in markers:
                raise ValueError("Circular reference detected")
            markers[id(o)] = o

    def _separators(self, level):
        if self._unit is None:
            return '', self.item_separator, ''
        inner = '\n' + self._unit * (level + 1)
        return inner, self.item_separator + inner, '\n' + self._unit * level

    def _list(self, o, write, level, markers):
        if not o:
            write('[]')
            return
        self._enter(o, markers)
        first, separator, last = self._separators(level)
        write('[' + first)
        string = self._string
        begun = False
        for item in o:
            if begun:
                write(separator)
            begun = True
            if type(item) is str:
                write(string(item))
            elif type(item) is int:
                write(repr(item))
            else:
                self._value(item, write, level + 1, markers)
        write(last + ']')
        markers.pop(id(o), None)

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float(key)
        if key is True:
            return 'true'
        if key is False:
            return 'false'
        if key is None:
            return 'null'
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')

    def _dict(self, o, write, level, markers):
        if not o:
            write('{}')
            return
        self._enter(o, markers)
        first, separator, last = self._separators(level)
        write('{' + first)
        string, key_separator = self._string, self.key_separator
        begun = False
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            key = self._key(key)
            if key is None:
                continue
            if begun:
                write(separator)
            begun = True
            write(string(key) + key_separator)
            if type(value) is str:
                write(string(value))
            else:
                self._value(value, write, level + 1, markers)
        write(last + '}')
        markers.pop(id(o), None)
