"""JSON texts to objects."""

NaN = float('nan')
PosInf = float('inf')
NegInf = float('-inf')
_WHITESPACE = ' \t\n\r'
_CONSTANTS = (('null', None), ('true', True), ('false', False))
_NUMBERS = (('NaN', NaN), ('Infinity', PosInf), ('-Infinity', NegInf))
_BACKSLASH = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}


class JSONDecodeError(ValueError):
    """The text is no JSON: msg, doc, pos, lineno, colno say where."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, '%s: line %d column %d (char %d)' % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _hex4(s, pos):
    digits = s[pos + 1:pos + 5]
    if len(digits) == 4 and digits[1:2] not in 'xX':
        try:
            return int(digits, 16)
        except ValueError:
            pass
    raise JSONDecodeError("Invalid \\uXXXX escape", s, pos)


def scanstring(s, end, strict=True):
    """The string whose first character stands at `end`, and the position after its closing quote."""
    begin = end - 1
    quote = s.find('"', end)
    if quote < 0:
        raise JSONDecodeError("Unterminated string starting at", s, begin)
    chunk = s[end:quote]
    if '\\' not in chunk and (not strict or chunk.isprintable()):
        return chunk, quote + 1
    out = []
    while True:
        if end >= len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        c = s[end]
        if c == '"':
            return ''.join(out), end + 1
        if c != '\\':
            if c < ' ' and strict:
                raise JSONDecodeError("Invalid control character at", s, end)
            out.append(c)
            end += 1
            continue
        esc = s[end + 1:end + 2]
        if not esc:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if esc != 'u':
            try:
                out.append(_BACKSLASH[esc])
            except KeyError:
                raise JSONDecodeError("Invalid \\escape", s, end) from None
            end += 2
            continue
        code = _hex4(s, end + 1)
        end += 6
        if 0xd800 <= code <= 0xdbff and s[end:end + 2] == '\\u':
            low = _hex4(s, end + 1)
            if 0xdc00 <= low <= 0xdfff:
                code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                end += 6
        out.append(chr(code))


class JSONDecoder:
    """Made with hooks; decode() for a whole text, raw_decode() for its beginning."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        obj, end = self.raw_decode(s, self._space(s, 0))
        end = self._space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    @staticmethod
    def _space(s, i):
        n = len(s)
        while i < n and s[i] in _WHITESPACE:
            i += 1
        return i

    def _value(self, s, i):
        c = s[i:i + 1]
        if c == '"':
            return scanstring(s, i + 1, self.strict)
        if c == '{':
            return self._object(s, i + 1)
        if c == '[':
            return self._array(s, i + 1)
        if c and c in '-0123456789':
            found = self._number(s, i)
            if found is not None:
                return found
        for word, value in _CONSTANTS:
            if s.startswith(word, i):
                return value, i + len(word)
        for word, value in _NUMBERS:
            if s.startswith(word, i):
                return (value if self.parse_constant is None else self.parse_constant(word)), i + len(word)
        raise JSONDecodeError("Expecting value", s, i)

    def _number(self, s, i):
        n = len(s)
        j = i + 1 if s[i] == '-' else i
        if j >= n or not '0' <= s[j] <= '9':
            return None
        if s[j] == '0':
            j += 1
        else:
            while j < n and '0' <= s[j] <= '9':
                j += 1
        whole = j
        if j + 1 < n and s[j] == '.' and '0' <= s[j + 1] <= '9':
            j += 1
            while j < n and '0' <= s[j] <= '9':
                j += 1
        if j < n and s[j] in 'eE':
            k = j + 1
            if k < n and s[k] in '+-':
                k += 1
            if k < n and '0' <= s[k] <= '9':
                while k < n and '0' <= s[k] <= '9':
                    k += 1
                j = k
        if j == whole:
            return self.parse_int(s[i:j]), j
        return self.parse_float(s[i:j]), j

    def _array(self, s, i):
        values = []
        append = values.append
        i = self._space(s, i)
        if s[i:i + 1] == ']':
            return values, i + 1
        value_at, space, n = self._value, self._space, len(s)
        while True:
            value, i = value_at(s, i)
            append(value)
            if i < n and s[i] in _WHITESPACE:
                i = space(s, i)
            c = s[i:i + 1]
            if c == ']':
                return values, i + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            comma = i
            i = space(s, i + 1)
            if s[i:i + 1] == ']' and _ILLEGAL_COMMA:
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, i):
        pairs = []
        space = self._space
        i = space(s, i)
        c = s[i:i + 1]
        if c == '}':
            return self._finish(pairs), i + 1
        if c != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
        while True:
            key, i = scanstring(s, i + 1, self.strict)
            i = space(s, i)
            if s[i:i + 1] != ':':
                raise JSONDecodeError("Expecting ':' delimiter", s, i)
            value, i = self._value(s, space(s, i + 1))
            pairs.append((key, value))
            i = space(s, i)
            c = s[i:i + 1]
            if c == '}':
                return self._finish(pairs), i + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            comma = i
            i = space(s, i + 1)
            if s[i:i + 1] != '"':
                if s[i:i + 1] == '}' and _ILLEGAL_COMMA:
                    raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)

    def _finish(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        if self.object_hook is not None:
            return self.object_hook(dict(pairs))
        return dict(pairs)


import sys
_ILLEGAL_COMMA = sys.version_info >= (3, 13)
