"""MagicMock: mocks whose magic methods are there, with defaults, until something else is set."""

from ._mock import DEFAULT, CallableMixin, Mock, NonCallableMock, adopt, is_instance_mock

_numerics = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod"
_operators = {f"__{prefix}{name}__" for name in _numerics.split() for prefix in ("", "i", "r")} - {"__idivmod__"}
_plain = {"__hash__", "__str__", "__sizeof__", "__repr__", "__dir__", "__format__", "__subclasses__", "__getformat__",
          "__lt__", "__gt__", "__le__", "__ge__", "__eq__", "__ne__", "__getitem__", "__setitem__", "__delitem__",
          "__len__", "__contains__", "__iter__", "__enter__", "__exit__", "__complex__", "__ceil__", "__floor__",
          "__trunc__", "__int__", "__float__", "__index__", "__bool__", "__next__", "__round__", "__fspath__",
          "__aiter__", "__anext__", "__aenter__", "__aexit__", "__missing__", "__reversed__", "__call__", "__get__",
          "__set__", "__delete__", "__getstate__", "__setstate__", "__reduce__", "__reduce_ex__", "__getinitargs__",
          "__neg__", "__pos__", "__abs__", "__invert__", "__copy__", "__deepcopy__", "__instancecheck__"}
SUPPORTED = _plain | _operators
# What a MagicMock has from the start; the rest can be set.
_defaults = (_operators - {name for name in _operators if name.startswith("__r") and name != "__rshift__"}) | {
    "__hash__", "__str__", "__sizeof__", "__lt__", "__gt__", "__le__", "__ge__", "__eq__", "__ne__", "__getitem__",
    "__setitem__", "__delitem__", "__len__", "__contains__", "__iter__", "__enter__", "__exit__", "__complex__",
    "__ceil__", "__floor__", "__trunc__", "__int__", "__float__", "__index__", "__bool__", "__neg__", "__pos__",
    "__abs__", "__invert__", "__round__", "__fspath__", "__aiter__", "__aenter__", "__aexit__"}
_asynchronous = {"__aenter__", "__aexit__", "__anext__"}
_return_values = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented,
                  "__ge__": NotImplemented, "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False,
                  "__complex__": 1j, "__float__": 1.0, "__bool__": True, "__index__": 1}


def _default_eq(mock):
    def equal(other):
        result = mock.__eq__._mock_return_value
        if result is not DEFAULT:
            return result
        return True if mock is other else NotImplemented
    return equal


def _default_ne(mock):
    def unequal(other):
        return NotImplemented if mock.__ne__._mock_return_value is DEFAULT else DEFAULT
    return unequal


def _default_iter(mock):
    def iterate():
        result = mock.__iter__._mock_return_value
        return iter([]) if result is DEFAULT else iter(result)
    return iterate


def _default_aiter(mock):
    def iterate():
        result = mock.__aiter__._mock_return_value
        return _AsyncIterator(iter([] if result is DEFAULT else result))
    return iterate


_side_effects = {"__eq__": _default_eq, "__ne__": _default_ne, "__iter__": _default_iter, "__aiter__": _default_aiter}
_computed = {"__hash__": lambda self: object.__hash__(self), "__str__": lambda self: object.__str__(self),
             "__sizeof__": lambda self: object.__sizeof__(self),
             "__fspath__": lambda self: f"{type(self).__name__}/{self._mock_path()}/{id(self)}"}


class _AsyncIterator:
    def __init__(self, iterator):
        self.iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            raise StopAsyncIteration from None


class _LazyMagic:
    """A magic method that becomes a mock when it is first used."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return self.create()

    def create(self):
        name, parent = self.name, self.parent
        if name in _asynchronous:
            from ._async import AsyncMock
            mock = AsyncMock(name=name, _new_name=name, _new_parent=parent)
            if name == "__aexit__":
                mock.return_value = False
        else:
            mock = MagicMock(name=name, _new_name=name, _new_parent=parent) if name in (
                "__getitem__", "__enter__") or name in _operators else Mock(
                name=name, _new_name=name, _new_parent=parent)
        if name in _return_values:
            mock.return_value = _return_values[name]
        elif name in _computed:
            mock.return_value = _computed[name](parent)
        elif name in _side_effects:
            mock.side_effect = _side_effects[name](parent)
        setattr(parent, name, mock)
        return mock


class MagicMixin:
    def __init__(self, /, *args, **kw):
        self._mock_set_magics()  # before configuration, which may use them
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        cls = type(self)
        methods = self.__dict__.get("_mock_methods")
        wanted = _defaults if methods is None else _defaults & set(methods)
        for name in _defaults - wanted:
            if name in cls.__dict__:
                delattr(cls, name)
        for name in wanted:
            if name not in cls.__dict__:
                setattr(cls, name, _LazyMagic(name, self))

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        super().reset_mock(*args, return_value=return_value, **kwargs)


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with magic methods that cannot be called."""

    def _child_class(self, cls):
        return MagicMock


class MagicMock(MagicMixin, Mock):
    """A mock with magic methods."""
