"""call(1, x=2): one use of a mock, as a tuple that compares with other ways to write it."""


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"

    __hash__ = None


ANY = _ANY()


def format_signature(name, args, kwargs):
    parts = [repr(value) for value in args]
    parts += [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


def _parts(value):
    """(name, args, kwargs) of a tuple that leaves some of them out."""
    name, args, kwargs = "", (), {}
    if len(value) == 3:
        name, args, kwargs = value
    elif len(value) == 2:
        first, second = value
        if isinstance(first, str):
            name = first
            if isinstance(second, tuple):
                args = second
            else:
                kwargs = second
        else:
            args, kwargs = first, second
    elif len(value) == 1:
        (only,) = value
        if isinstance(only, str):
            name = only
        elif isinstance(only, tuple):
            args = only
        else:
            kwargs = only
    return name, args, kwargs


class _Call(tuple):
    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        found, args, kwargs = _parts(value)
        name = found or name
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            length = len(other)
        except TypeError:
            return NotImplemented
        if not isinstance(other, tuple) or length > 3:
            return False
        name, args, kwargs = _parts(tuple(self)) if len(self) == 3 else ("", *self)
        other_name, other_args, other_kwargs = _parts(tuple(other))
        if (getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None)
                and self._mock_parent != other._mock_parent):
            return False
        if length < 3 and not isinstance(other[0] if length else None, str):
            other_name = name  # what has no name is compared by its arguments
        elif len(self) < 3:
            name = other_name
        if name != other_name:
            return False
        return (other_args, other_kwargs) == (args, kwargs)

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, name):
        if self._mock_name is None:
            return _Call(name=name, from_kall=False)
        return _Call(name=f"{self._mock_name}.{name}", parent=self, from_kall=False)

    def __getattribute__(self, name):
        if name in ("count", "index"):  # names that a mock may have, and that tuples have too
            return _Call.__getattr__(self, name)
        return tuple.__getattribute__(self, name)

    @property
    def args(self):
        return self[0] if len(self) == 2 else self[1]

    @property
    def kwargs(self):
        return self[1] if len(self) == 2 else self[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return "call" + name if name.startswith("()") else name if name == "call" else "call." + name
        if len(self) == 2:
            name, (args, kwargs) = "call", self
        else:
            name, args, kwargs = self
            name = "call" if not name else "call" + name if name.startswith("()") else "call." + name
        return format_signature(name, args, kwargs)

    def call_list(self):
        """This call and those it was made on."""
        calls = []
        each = self
        while each is not None:
            if each._mock_from_kall:
                calls.append(each)
            each = each._mock_parent
        return _CallList(reversed(calls))


call = _Call(from_kall=False)


class _CallList(list):
    """A list that knows its sublists."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        length = len(value)
        return any(self[start:start + length] == value for start in range(len(self) - length + 1))

    def __repr__(self):
        texts = list(map(repr, self))
        one_line = f"[{', '.join(texts)}]"
        return one_line if len(one_line) <= 80 else "[" + ",\n ".join(texts) + "]"
