"""Functions that take and give functions. reduce, partial and the cache itself are C++ (_functools)."""

from collections import namedtuple

try:
    from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
except ImportError:
    from _functools_python import _lru_cache_wrapper, cmp_to_key, partial, reduce

GenericAlias = type(list[int])

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache",
    "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch",
    "singledispatchmethod", "cached_property",
]

# --- wrappers

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__",
)
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes `wrapper` look like `wrapped`."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator: update_wrapper() with `wrapped`."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- total_ordering


def _derived(root, name):
    """The comparison `name`, made of `root` and ==."""
    negate = root[2] != name[2]  # __lt__ says the opposite of __ge__ and __gt__
    if {root, name} in ({"__lt__", "__ge__"}, {"__gt__", "__le__"}):
        def compare(self, other):
            result = getattr(type(self), root)(self, other)
            return result if result is NotImplemented else not result
    elif name in ("__le__", "__ge__"):  # from __lt__ or __gt__ of the same direction
        def compare(self, other):
            result = getattr(type(self), root)(self, other)
            if result is NotImplemented:
                return result
            return result or self == other
        if negate:
            def compare(self, other):
                result = getattr(type(self), root)(self, other)
                if result is NotImplemented:
                    return result
                return not result or self == other
    elif negate:
        def compare(self, other):
            result = getattr(type(self), root)(self, other)
            if result is NotImplemented:
                return result
            return not result and self != other
    else:
        def compare(self, other):
            result = getattr(type(self), root)(self, other)
            if result is NotImplemented:
                return result
            return result and self != other
    compare.__name__ = name
    compare.__doc__ = getattr(int, name).__doc__
    return compare


def total_ordering(cls):
    """Class decorator: fills in the comparisons that are missing from one that is there."""
    names = ("__lt__", "__gt__", "__le__", "__ge__")
    defined = [name for name in names if getattr(cls, name, None) is not getattr(object, name, None)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in defined)
    for name in names:
        if name not in defined:
            setattr(cls, name, _derived(root, name))
    return cls


# --- caches

_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    """Decorator: remembers the results of the most recent calls."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):  # @lru_cache without parentheses
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Decorator: remembers the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


_missing = object()


class cached_property:
    """A property that is computed once per instance and then stands in its __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = attributes.get(self.attrname, _missing)
        if value is _missing:
            value = attributes[self.attrname] = self.func(instance)
        return value

    __class_getitem__ = classmethod(GenericAlias)


# --- partialmethod


class partialmethod:
    """partial() for methods: give it in a class body."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(parts)})"

    def _method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                if hasattr(bound, "__self__"):
                    result.__self__ = bound.__self__
                return result
        return self._method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# --- singledispatch


def _merged(orders):
    """C3: one order that keeps all of `orders`."""
    result = []
    orders = [list(order) for order in orders if order]
    while orders:
        for order in orders:
            head = order[0]
            if not any(head in other[1:] for other in orders):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(head)
        orders = [[c for c in order if c is not head] for order in orders]
        orders = [order for order in orders if order]
    return result


def _resolution_order(cls, registered):
    """The mro of `cls` with the registered abstract classes that it is a virtual subclass of."""
    bases = set(cls.__mro__)

    def counts(other):
        return (
            other not in bases and hasattr(other, "__mro__")
            and not isinstance(other, GenericAlias) and issubclass(cls, other)
        )

    virtual = [other for other in registered if counts(other)]
    virtual = [
        other for other in virtual
        if not any(other is not c and other in c.__mro__ for c in virtual)
    ]
    if not virtual:
        return list(cls.__mro__)

    def order_of(base):
        # An abstract class belongs right behind the class that first became its virtual subclass.
        mine = [
            other for other in virtual
            if issubclass(base, other) and not any(issubclass(b, other) for b in base.__bases__)
        ]
        parents = list(base.__bases__)
        return _merged(
            [[base]] + [order_of(b) for b in parents] + [list(o.__mro__) for o in mine]
            + [parents] + [mine]
        )

    return order_of(cls)


def _find(cls, registry):
    order = _resolution_order(cls, registry.keys())
    match = None
    for candidate in order:
        if match is not None:
            # Two abstract classes with no order between them: the caller must decide.
            if (
                candidate in registry and candidate not in cls.__mro__
                and match not in cls.__mro__ and not issubclass(match, candidate)
            ):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {candidate}")
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


def singledispatch(func):
    """Decorator: a function that chooses its implementation by the class of its first argument."""
    from abc import get_cache_token
    registry = {}
    found = {}
    token = None

    def dispatch(cls):
        nonlocal token
        if token is not None:
            now = get_cache_token()
            if token != now:
                found.clear()
                token = now
        try:
            return found[cls]
        except KeyError:
            pass
        implementation = registry[cls] if cls in registry else _find(cls, registry)
        found[cls] = implementation
        return implementation

    def is_valid(cls):
        if isinstance(cls, type):
            return True
        return _union_members(cls) is not None and all(
            isinstance(member, type) for member in _union_members(cls)
        )

    def register(cls, func=None):
        nonlocal token
        if is_valid(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(
                    f"Invalid first argument to `register()`. {cls!r} is not a class or union type."
                )
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either "
                    "`@register(some_class)` or plain `@register` on an annotated function."
                )
            func = cls
            name, cls = next(iter(_type_hints(func).items()))
            if not is_valid(cls):
                kind = "not a class" if _union_members(cls) is None else "not all arguments are classes"
                if _union_members(cls) is None:
                    raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is {kind}.")
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {kind}.")
        members = _union_members(cls)
        if members is not None:
            for member in members:
                registry[member] = func
        else:
            registry[cls] = func
            if token is None and hasattr(cls, "__abstractmethods__"):
                token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


def _union_members(cls):
    """The members of `A | B`; None for anything else."""
    if type(cls).__name__ in ("UnionType", "_UnionGenericAlias"):
        return cls.__args__
    return None


def _type_hints(func):
    hints = {}
    for name, hint in func.__annotations__.items():
        if isinstance(hint, str):
            hint = eval(hint, func.__globals__)
        hints[name] = hint
    return hints


class singledispatchmethod:
    """singledispatch for methods: chooses by the first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch

        def _method(*args, **kwargs):
            if not args:
                name = getattr(self.func, "__name__", "singledispatchmethod method")
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
