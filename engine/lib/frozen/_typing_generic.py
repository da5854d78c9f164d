"""typing's type variables, type aliases, Generic and Protocol."""

import sys
from abc import ABCMeta, abstractmethod

import _typing_forms
from _typing_forms import Unpack, _Alias, _Final, _convert, _parameters

__name__ = "typing"  # what these classes and functions say they come from


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
        own = cls.__name__ == "Protocol" or type(cls).__name__ == "_TypedDictMeta"
        if Generic in bases or not bases and Generic in cls.__bases__ and not own:
            raise TypeError("Cannot inherit from plain Generic")
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
        if super().__subclasscheck__(type(instance)):
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


# The forms speak of these classes, which are made of forms.
for _cls in (TypeVar, ParamSpec, TypeVarTuple, Generic, Protocol, _TypeParameter):
    setattr(_typing_forms, _cls.__name__, _cls)
del _cls
