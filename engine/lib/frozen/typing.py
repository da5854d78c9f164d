"""Names for annotations. Nothing is checked when a program runs: these objects can be subscripted, united, compared
and printed, and classes made with them are ordinary classes."""

import collections
import collections.abc
import functools
import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias

TYPE_CHECKING = False


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
    if isinstance(value, (_SpecialForm,)) and value in (Generic, Protocol, ClassVar, Final):
        raise TypeError(f"Plain {value} is not valid as type argument")
    if type(value) is tuple or not (callable(value) or isinstance(value, (_Final, types.UnionType, GenericAlias))):
        raise TypeError(f"{message} Got {value!r:.100}.")
    return value


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
    base = globals()[name] if name else origin
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
        args = tuple(_convert(arg) for arg in args)
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
    return _Alias(self, (_convert(parameters),), name="ClassVar")


@_form
def Final(self, parameters):
    """Marks names that are not assigned again."""
    return _Alias(self, (_convert(parameters),), name="Final")


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
    return Union[_check(parameters, "Optional[t] requires a single type."), type(None)]


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
    return _Alias(self, (_convert(parameters),), name="TypeGuard")


@_form
def TypeIs(self, parameters):
    """The result of functions that narrow a type both ways."""
    return _Alias(self, (_convert(parameters),), name="TypeIs")


@_form
def Required(self, parameters):
    """A key of a TypedDict that must be there."""
    return _Alias(self, (_convert(parameters),), name="Required")


@_form
def NotRequired(self, parameters):
    """A key of a TypedDict that may be missing."""
    return _Alias(self, (_convert(parameters),), name="NotRequired")


@_form
def ReadOnly(self, parameters):
    """A key of a TypedDict that is not changed."""
    return _Alias(self, (_convert(parameters),), name="ReadOnly")


@_form
def Unpack(self, parameters):
    """Spreads a tuple type or TypedDict."""
    return _Alias(self, (_convert(parameters),), name="Unpack")


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


# --- type variables

class _TypeParameter(_Final):
    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __reduce__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        return arg

    def _fill(self, name, covariant=False, contravariant=False, infer_variance=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        try:
            self.__module__ = sys._getframe(2).f_globals.get("__name__", "__main__")
        except ValueError:
            self.__module__ = None


class TypeVar(_TypeParameter):
    """A variable that stands for a type."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self._fill(name, covariant, contravariant, infer_variance)
        self.__constraints__ = tuple(_convert(c) for c in constraints)
        self.__bound__ = None if bound is None else _convert(bound)


class ParamSpec(_TypeParameter):
    """A variable that stands for the parameters of a function."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self._fill(name, covariant, contravariant, infer_variance)
        self.__bound__ = bound

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs(_Final):
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs(_Final):
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class TypeVarTuple(_TypeParameter):
    """A variable that stands for any number of types."""

    def __init__(self, name):
        self._fill(name)

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


class TypeAliasType(_Final):
    """What a `type` statement makes."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__type_params__ = self.__parameters__ = type_params
        self._value = value
        self._evaluator = None

    @property
    def __value__(self):
        if self._evaluator is not None:
            self._value, self._evaluator = self._evaluator(), None
        return self._value

    def __getitem__(self, args):
        return _Alias(self, args if isinstance(args, tuple) else (args,))

    def __repr__(self):
        return self.__name__


def _type_parameter(name):
    return TypeVar(name, infer_variance=True)


class _LazyTypeVar(TypeVar):
    """Bounds of the new syntax are evaluated when they are asked for."""

    @property
    def __bound__(self):
        return self._bound() if self._bound else None

    @__bound__.setter
    def __bound__(self, value):
        self._bound = None

    @property
    def __constraints__(self):
        return self._constraints() if self._constraints else ()

    @__constraints__.setter
    def __constraints__(self, value):
        self._constraints = None


def _type_parameter_bound(name, evaluator):
    result = _LazyTypeVar(name, infer_variance=True)
    result._bound = evaluator
    return result


def _type_parameter_constrained(name, evaluator):
    result = _LazyTypeVar(name, infer_variance=True)
    result._constraints = evaluator
    return result


def _generic_base(params):
    return Generic[tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in params)]


def _type_alias(parts):
    name, params, evaluator = parts
    result = TypeAliasType(name, None, type_params=tuple(params or ()))
    result._evaluator = evaluator
    return result


# --- generic classes and protocols

class Generic:
    """The base of generic classes."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple(_convert(p) for p in params)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            for p in params:
                if not isinstance(p, _TypeParameter) and getattr(p, "__origin__", None) is not Unpack:
                    raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                    "or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, params, name=cls.__name__)
        wanted = cls.__parameters__
        if not wanted:
            raise TypeError(f"{cls!r} is not a generic class")
        variadic = any(isinstance(p, (TypeVarTuple, ParamSpec)) for p in wanted)
        if len(params) != len(wanted) and not variadic:
            kind = "many" if len(params) > len(wanted) else "few"
            raise TypeError(f"Too {kind} arguments for {cls}; actual {len(params)}, expected {len(wanted)}")
        return _Alias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        declared = None
        for base in bases:
            if isinstance(base, _Alias) and base.__origin__ in (Generic, Protocol):
                if declared is not None and base.__origin__ is Generic:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                declared = base.__parameters__
        cls.__parameters__ = declared if declared is not None else _parameters(bases)


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base in (Protocol, Generic):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", {})):
            if not name.startswith("_abc_") and name not in _NOT_MEMBERS:
                names.add(name)
    return names


_NOT_MEMBERS = frozenset({"__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__",
                          "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__",
                          "__match_args__", "__orig_bases__", "__orig_class__", "__parameters__", "_is_protocol",
                          "_is_runtime_protocol", "__protocol_attrs__", "__init_subclass__", "__non_callable_members__",
                          "__type_params__", "__hash__", "__qualname__"})


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls is Protocol or not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        for name in cls.__protocol_attrs__:
            try:
                value = getattr(instance, name)
            except AttributeError:
                return False
            if value is None and callable(getattr(cls, name, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol or not cls.__dict__.get("_is_protocol"):
            return super().__subclasscheck__(other)
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if any(not callable(getattr(cls, name, None)) for name in cls.__protocol_attrs__):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        return super().__subclasscheck__(other)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of protocols: classes that say which methods an object must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if not cls._is_protocol:
            return
        cls.__protocol_attrs__ = _protocol_members(cls)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if cls.__init__ is Protocol.__init__ or "__init__" not in cls.__dict__:
            cls.__init__ = _no_init


def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in base.__dict__.get("__annotations__", {}) and getattr(other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__")
        if init is not None and init is not _no_init:
            return init(self, *args, **kwargs)


Protocol.__init__ = object.__init__


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self): pass


class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self): pass


class SupportsComplex(Protocol):
    @abstractmethod
    def __complex__(self): pass


class SupportsBytes(Protocol):
    @abstractmethod
    def __bytes__(self): pass


class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self): pass


class SupportsAbs(Protocol):
    @abstractmethod
    def __abs__(self): pass


class SupportsRound(Protocol):
    @abstractmethod
    def __round__(self, ndigits=0): pass


for _cls in (SupportsInt, SupportsFloat, SupportsComplex, SupportsBytes, SupportsIndex, SupportsAbs, SupportsRound):
    runtime_checkable(_cls)
del _cls


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
