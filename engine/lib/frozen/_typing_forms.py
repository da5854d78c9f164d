"""typing's subscripted forms: List[int], Union[int, str], Callable[..., T], forward references."""

import collections
import collections.abc
import types
from types import GenericAlias

__name__ = "typing"  # what these classes and functions say they come from


def _text(value):
    if isinstance(value, type) and not isinstance(value, GenericAlias):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    if isinstance(value, types.FunctionType):
        return value.__name__
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    return repr(value)


def _convert(value, module=None):
    """An argument of a subscription: None is NoneType, text is a forward reference."""
    if value is None:
        return type(None)
    if isinstance(value, str):
        return ForwardRef(value)
    return value


def _check(value, message):
    value = _convert(value)
    if value in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return value
    if isinstance(value, _SpecialForm) or value in (Generic, Protocol):
        raise TypeError(f"Plain {value} is not valid as type argument")
    if type(value) is tuple:
        raise TypeError(f"{message} Got {value!r:.100}.")
    return value


def _single(form, parameters):
    """What forms with one argument make of it."""
    return _Alias(form, (_check(parameters, f"{form} accepts only single type."),), name=form._name)


def _parameters(args):
    found = []
    for arg in args:
        if isinstance(arg, _TypeParameter):
            if arg not in found:
                found.append(arg)
        elif isinstance(arg, (tuple, list)):
            for inner in _parameters(arg):
                if inner not in found:
                    found.append(inner)
        elif not isinstance(arg, type) or isinstance(arg, GenericAlias):
            for inner in getattr(arg, "__parameters__", ()):
                if inner not in found:
                    found.append(inner)
    return tuple(found)


def _substitute(arg, mapping):
    if isinstance(arg, _TypeParameter):
        return mapping.get(arg, arg)
    if isinstance(arg, (_Alias, GenericAlias, types.UnionType)) and getattr(arg, "__parameters__", ()):
        return arg[tuple(mapping.get(p, p) for p in arg.__parameters__)]
    if isinstance(arg, tuple):
        return tuple(_substitute(inner, mapping) for inner in arg)
    return arg


def _flatten(args):
    """The alternatives of a union, each once."""
    found = []
    for arg in args:
        inner = arg.__args__ if isinstance(arg, types.UnionType) or getattr(arg, "__origin__", None) is Union else (arg,)
        for item in inner:
            if item not in found:
                found.append(item)
    return tuple(found)


class _Final:
    """What all typing objects that are no classes have in common."""

    __slots__ = ("__weakref__",)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _SpecialForm(_Final):
    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        if name == "__module__":
            return "typing"
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


def _form(function):
    return _SpecialForm(function)


def _plain(name, doc):
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


# --- subscripted forms

class _Alias(_Final):
    """List[int], Union[int, str], MyGeneric[T]: an origin and its arguments."""

    def __init__(self, origin, args, *, name=None, inst=True):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__parameters__ = _parameters(self.__args__)
        self._name = name
        self._inst = inst
        self.__module__ = "typing" if name else getattr(origin, "__module__", "typing")

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __getattr__(self, name):
        if "__origin__" in self.__dict__ and not (name.startswith("__") and name.endswith("__")):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        args = args if isinstance(args, tuple) else (args,)
        args = tuple(_convert(arg) for arg in args)
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if len(args) != len(self.__parameters__) and not any(
                isinstance(p, (TypeVarTuple, ParamSpec)) for p in self.__parameters__):
            kind = "many" if len(args) > len(self.__parameters__) else "few"
            raise TypeError(f"Too {kind} arguments for {self}; actual {len(args)}, "
                            f"expected {len(self.__parameters__)}")
        mapping = dict(zip(self.__parameters__, args))
        return self._copy(tuple(_substitute(arg, mapping) for arg in self.__args__))

    def _copy(self, args):
        return type(self)(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _text(self.__origin__)
        args = ", ".join(_text(arg) for arg in self.__args__) or "()"
        return f"{name}[{args}]"

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        result = []
        if self.__origin__ not in bases:
            result.append(self.__origin__)
        position = bases.index(self)
        later = bases[position + 1:]
        if self._name and not any(isinstance(b, _Alias) or (isinstance(b, type) and issubclass(b, Generic))
                                  for b in later) and self.__origin__ is not Generic:
            result.append(Generic)
        return tuple(result)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __iter__(self):
        yield Unpack[self]

    def __reduce__(self):
        return _rebuild_alias, (self._name, self.__origin__, self.__args__)


def _rebuild_alias(name, origin, args):
    import typing
    base = getattr(typing, name) if name else origin
    return base[args if len(args) != 1 else args[0]]


class _UnionAlias(_Alias):
    def __eq__(self, other):
        if isinstance(other, (_UnionAlias, types.UnionType)):
            return set(self.__args__) == set(other.__args__)
        return NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_text(args[1] if args[0] is type(None) else args[0])}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        return any(isinstance(obj, arg) for arg in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def _copy(self, args):
        return Union[args]


class _CallableAlias(_Alias):
    def _copy(self, args):
        if len(args) == 2 and isinstance(args[0], (list, tuple)):  # what a ParamSpec was replaced with
            args = (*args[0], args[1])
        return super()._copy(args)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and args[0] is ...:
            return f"typing.Callable[..., {_text(args[1])}]"
        if len(args) == 2 and isinstance(args[0], (ParamSpec, _Alias)) and not args[0].__class__ is TypeVar \
                and (isinstance(args[0], ParamSpec) or getattr(args[0], "_name", None) == "Concatenate"):
            return f"typing.Callable[{_text(args[0])}, {_text(args[1])}]"
        return f"typing.Callable[[{', '.join(_text(arg) for arg in args[:-1])}], {_text(args[-1])}]"


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def _copy(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_text(self.__origin__)}, {', '.join(repr(item) for item in self.__metadata__)}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _LiteralAlias(_Alias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralAlias):
            return NotImplemented
        return {(v, type(v)) for v in self.__args__} == {(v, type(v)) for v in other.__args__}

    def __hash__(self):
        return hash(frozenset((v, type(v)) for v in self.__args__))

    def __repr__(self):
        return f"typing.Literal[{', '.join(repr(arg) for arg in self.__args__)}]"


class _Special(_Final):
    """List, Dict, ...: names of classes of builtins and collections that can be subscripted."""

    def __init__(self, origin, count, *, name=None, inst=True):
        self.__origin__ = origin
        self._count = count
        self._name = name if name is not None else origin.__name__
        self._inst = inst
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."
        self.__module__ = "typing"

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        args = tuple(_check(arg, "Parameters to generic types must be types.") for arg in args)
        if self._count >= 0 and len(args) != self._count:
            kind = "many" if len(args) > self._count else "few"
            raise TypeError(f"Too {kind} arguments for {self}; actual {len(args)}, expected {self._count}")
        return _Alias(self.__origin__, args, name=self._name, inst=self._inst)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        if "__origin__" in self.__dict__ and not (name.startswith("__") and name.endswith("__")):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __mro_entries__(self, bases):
        result = [self.__origin__] if self.__origin__ not in bases else []
        if not any(b is Generic or (isinstance(b, _Alias) and b.__origin__ is Generic) for b in bases):
            result.append(Generic)
        return tuple(result)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, getattr(cls, "__origin__", None) and self.__origin__ or self.__origin__)


class _TupleType(_Special):
    def __getitem__(self, args):
        if args == ():
            return _Alias(tuple, (), name="Tuple", inst=False)
        args = args if isinstance(args, tuple) else (args,)
        return _Alias(tuple, tuple(_convert(arg) for arg in args), name="Tuple", inst=False)


class _CallableType(_Special):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _convert(result)
        if args is ...:
            return _CallableAlias(collections.abc.Callable, (..., result), name="Callable", inst=False)
        if isinstance(args, (list, tuple)):
            flat = tuple(_convert(arg) for arg in args)
            return _CallableAlias(collections.abc.Callable, flat + (result,), name="Callable", inst=False)
        return _CallableAlias(collections.abc.Callable, (args, result), name="Callable", inst=False)


# --- special forms

class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that everything is compatible with."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


NoReturn = _plain("NoReturn", "The result of functions that never return.")
Never = _plain("Never", "The type that has no values.")
Self = _plain("Self", "The type of the class that a method is in.")
LiteralString = _plain("LiteralString", "Strings made of literals only.")
TypeAlias = _plain("TypeAlias", "Marks an assignment as a type alias.")


@_form
def ClassVar(self, parameters):
    """Marks class variables."""
    return _single(self, parameters)


@_form
def Final(self, parameters):
    """Marks names that are not assigned again."""
    return _single(self, parameters)


@_form
def Union(self, parameters):
    """One type or another."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    args = _flatten(tuple(_check(p, "Union[arg, ...]: each arg must be a type.") for p in parameters))
    if len(args) == 1:
        return args[0]
    return _UnionAlias(self, args, name="Union")


@_form
def Optional(self, parameters):
    """A type or None."""
    return Union[_check(parameters, f"{self} requires a single type."), type(None)]


@_form
def Literal(self, parameters):
    """Certain values only."""
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for item in parameters:
        for value in (item.__args__ if isinstance(item, _LiteralAlias) else (item,)):
            if not any(value == known and type(value) is type(known) for known in flat):
                flat.append(value)
    return _LiteralAlias(self, tuple(flat), name="Literal")


@_form
def Concatenate(self, parameters):
    """Adds parameters before those of a ParamSpec."""
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    return _Alias(self, tuple(_convert(p) for p in parameters), name="Concatenate")


@_form
def TypeGuard(self, parameters):
    """The result of functions that narrow a type."""
    return _single(self, parameters)


@_form
def TypeIs(self, parameters):
    """The result of functions that narrow a type both ways."""
    return _single(self, parameters)


@_form
def Required(self, parameters):
    """A key of a TypedDict that must be there."""
    return _single(self, parameters)


@_form
def NotRequired(self, parameters):
    """A key of a TypedDict that may be missing."""
    return _single(self, parameters)


@_form
def ReadOnly(self, parameters):
    """A key of a TypedDict that is not changed."""
    return _single(self, parameters)


@_form
def Unpack(self, parameters):
    """Spreads a tuple type or TypedDict."""
    return _single(self, parameters)


class Annotated:
    """A type with metadata: Annotated[int, ...]."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        return _AnnotatedAlias(_convert(params[0]), tuple(params[1:]))


class ForwardRef(_Final):
    """An annotation given as text."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns):
        scope = globalns if globalns is not None else {}
        return _convert(eval(self.__forward_arg__, scope, localns if localns is not None else scope))

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __call__(self):
        raise TypeError("ForwardRef is not callable")
