"""Names for annotations. Nothing is checked when a program runs: these objects can be subscripted, united, compared
and printed, and classes made with them are ordinary classes."""

import collections
import collections.abc
import functools
import sys
import types
from types import GenericAlias

from _typing_forms import *
from _typing_forms import (_Alias, _AnnotatedAlias, _CallableType, _LiteralAlias, _Special, _TupleType, _convert,
                           _rebuild_alias)
from _typing_generic import *
from _typing_generic import (_generic_base, _type_alias, _type_parameter, _type_parameter_bound,
                             _type_parameter_constrained)

TYPE_CHECKING = False


# --- functions

def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    func = getattr(func, "__func__", func)
    _overloads.setdefault((func.__module__, func.__qualname__), []).append(func)
    return _overload_dummy


def get_overloads(func):
    return list(_overloads.get((func.__module__, func.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    try:
        arg.__no_type_check__ = True
    except (AttributeError, TypeError):
        pass
    return arg


def no_type_check_decorator(decorator):
    return decorator


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {"eq_default": eq_default, "order_default": order_default,
                                             "kw_only_default": kw_only_default, "frozen_default": frozen_default,
                                             "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator


def _evaluate(value, globalns, localns):
    if value is None:
        return type(None)
    if isinstance(value, str):
        value = ForwardRef(value)
    if isinstance(value, ForwardRef):
        return _evaluate(value._evaluate(globalns, localns), globalns, localns)
    args = getattr(value, "__args__", None)
    if not isinstance(args, tuple) or isinstance(value, type) and not isinstance(value, GenericAlias):
        return value
    new = tuple(_evaluate(arg, globalns, localns) if isinstance(arg, (ForwardRef, str, _Alias, GenericAlias))
                else arg for arg in args) if not isinstance(value, _LiteralAlias) else args
    if new == args:
        return value
    if isinstance(value, _Alias):
        return value._copy(new)
    if isinstance(value, GenericAlias):
        return GenericAlias(value.__origin__, new)
    return functools.reduce(lambda a, b: a | b, new)


def _strip(value):
    if isinstance(value, _AnnotatedAlias):
        return _strip(value.__origin__)
    if isinstance(value, _Alias):
        if value.__origin__ in (Required, NotRequired, ReadOnly):
            return _strip(value.__args__[0])
        stripped = tuple(_strip(arg) for arg in value.__args__)
        return value if stripped == value.__args__ else value._copy(stripped)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations with text evaluated; of a class, its bases' too."""
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            scope = globalns if globalns is not None else getattr(sys.modules.get(base.__module__), "__dict__", {})
            for name, value in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _evaluate(value, scope, localns if localns is not None else dict(vars(base)))
    else:
        if globalns is None:
            target = obj
            while hasattr(target, "__wrapped__"):
                target = target.__wrapped__
            globalns = obj.__dict__ if isinstance(obj, types.ModuleType) else getattr(target, "__globals__", {})
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, (types.BuiltinFunctionType, types.MethodType, types.WrapperDescriptorType)):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        hints = {name: _evaluate(value, globalns, localns) for name, value in annotations.items()}
    return hints if include_extras else {name: _strip(value) for name, value in hints.items()}


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_Alias, _Special, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_Alias, GenericAlias)):
        args = tp.__args__
        if get_origin(tp) is collections.abc.Callable and not (len(args) == 2 and (
                args[0] is ... or isinstance(args[0], ParamSpec))):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


class NewType:
    """A name for a type that checkers keep apart; calling it gives its argument back."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`{name} = NewType({name!r}, {name})`")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__qualname__


# --- NamedTuple and TypedDict

class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if _NamedTuple not in bases:
            return super().__new__(cls, typename, bases, ns)
        fields = ns.get("__annotations__", {})
        defaults = []
        for name in fields:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = collections.namedtuple(typename, fields, defaults=[ns[name] for name in defaults],
                                      module=ns.get("__module__"))
        made.__annotations__ = made.__new__.__annotations__ = dict(fields)
        others = tuple(tuple if base is _NamedTuple else base for base in bases)
        if len(others) > 1:
            made.__bases__ if True else None
            generic = [base for base in others if base is not tuple]
            made = types.new_class(typename, (made, *generic), {}, lambda body: body.update(
                {"__slots__": (), "__module__": ns.get("__module__")}))
        for key, value in ns.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                       "_make", "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__name__", "__annotations__", "__orig_bases__", "__static_attributes__",
                           "__firstlineno__", "__classcell__", "__qualname__") and key not in made._fields:
                setattr(made, key, value)
                hook = getattr(type(value), "__set_name__", None)
                if hook is not None:
                    hook(value, made, key)
        made.__qualname__ = ns.get("__qualname__", typename)
        return made


class _NamedTuple:
    __slots__ = ()


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


def NamedTuple(typename, fields=None, /, **kwargs):
    """A typed version of namedtuple."""
    if fields is None:
        fields = kwargs.items()
    fields = list(fields)
    made = collections.namedtuple(typename, [name for name, _ in fields],
                                  module=sys._getframe(1).f_globals.get("__name__", "__main__"))
    made.__annotations__ = made.__new__.__annotations__ = {name: _convert(tp) for name, tp in fields}
    return made


NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        for key, value in ns.get("__annotations__", {}).items():
            value = _convert(value)
            annotations[key] = value
            origin = get_origin(value)
            needed = True if origin is Required else False if origin is NotRequired else total
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dictionary type with fixed keys; at run time a plain dict."""
    ns = {"__annotations__": dict(fields if fields is not None else kwargs),
          "__module__": sys._getframe(1).f_globals.get("__name__", "__main__")}
    return _TypedDictMeta(typename, (), ns, total=total)


TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


# --- generic names of the classes in builtins and collections

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str

Tuple = _TupleType(tuple, -1, name="Tuple", inst=False)
List = _Special(list, 1, name="List", inst=False)
Dict = _Special(dict, 2, name="Dict", inst=False)
Set = _Special(set, 1, name="Set", inst=False)
FrozenSet = _Special(frozenset, 1, name="FrozenSet", inst=False)
Type = _Special(type, 1, name="Type", inst=False)
Deque = _Special(collections.deque, 1, name="Deque")
DefaultDict = _Special(collections.defaultdict, 2, name="DefaultDict")
OrderedDict = _Special(collections.OrderedDict, 2)
Counter = _Special(collections.Counter, 1)
ChainMap = _Special(collections.ChainMap, 2)
Callable = _CallableType(collections.abc.Callable, 2, name="Callable", inst=False)
Awaitable = _Special(collections.abc.Awaitable, 1)
Coroutine = _Special(collections.abc.Coroutine, 3)
AsyncIterable = _Special(collections.abc.AsyncIterable, 1)
AsyncIterator = _Special(collections.abc.AsyncIterator, 1)
AsyncGenerator = _Special(collections.abc.AsyncGenerator, -1)
Generator = _Special(collections.abc.Generator, -1)
Iterable = _Special(collections.abc.Iterable, 1)
Iterator = _Special(collections.abc.Iterator, 1)
Reversible = _Special(collections.abc.Reversible, 1)
Container = _Special(collections.abc.Container, 1)
Collection = _Special(collections.abc.Collection, 1)
AbstractSet = _Special(collections.abc.Set, 1, name="AbstractSet")
MutableSet = _Special(collections.abc.MutableSet, 1)
Mapping = _Special(collections.abc.Mapping, 2)
MutableMapping = _Special(collections.abc.MutableMapping, 2)
MappingView = _Special(collections.abc.MappingView, 1)
KeysView = _Special(collections.abc.KeysView, 1)
ItemsView = _Special(collections.abc.ItemsView, 2)
ValuesView = _Special(collections.abc.ValuesView, 1)
Sequence = _Special(collections.abc.Sequence, 1)
MutableSequence = _Special(collections.abc.MutableSequence, 1)
Hashable = _Special(collections.abc.Hashable, 0)
Sized = _Special(collections.abc.Sized, 0)


def __getattr__(name):
    # These need modules that most programs do without.
    if name in ("ContextManager", "AsyncContextManager"):
        import contextlib
        cls = contextlib.AbstractContextManager if name == "ContextManager" else contextlib.AbstractAsyncContextManager
        value = _Special(cls, -1, name=name)
    elif name in ("Pattern", "Match"):
        import re
        value = _Special(getattr(re, name), 1, name=name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


class IO(Generic[AnyStr]):
    """Files."""

    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


__all__ = [name for name, value in list(globals().items())
           if not name.startswith("_") and name not in ("collections", "functools", "sys", "types", "ABCMeta",
                                                        "abstractmethod", "GenericAlias", "KT", "VT", "T", "T_co",
                                                        "T_contra", "annotations")]
