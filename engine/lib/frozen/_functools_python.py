"""reduce, partial, cmp_to_key and the cache in Python: for those who block _functools, and to read."""

from collections import OrderedDict

_missing = object()


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    """A function with some of its arguments."""

    __slots__ = "func", "args", "keywords", "__dict__", "__weakref__"

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        from reprlib import recursive_repr
        return recursive_repr()(_partial_repr)(self)

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("argument to __setstate__ must be a tuple")
        if len(state) != 4:
            raise TypeError(f"expected 4 items in state, got {len(state)}")
        func, args, keywords, namespace = state
        if (not callable(func) or not isinstance(args, tuple) or keywords is not None and not isinstance(keywords, dict)
                or namespace is not None and not isinstance(namespace, dict)):
            raise TypeError("invalid partial state")
        self.func = func
        self.args = tuple(args)
        self.keywords = {} if keywords is None else dict(keywords)
        self.__dict__ = {} if namespace is None else namespace

    __class_getitem__ = classmethod(type(list[int]))


partial.__module__ = "functools"


def _partial_repr(self):
    kind = type(self)
    parts = [repr(self.func), *map(repr, self.args), *(f"{key}={value!r}" for key, value in self.keywords.items())]
    name = kind.__qualname__ if kind.__module__ != "functools" else f"functools.{kind.__qualname__}"
    return f"{name}({', '.join(parts)})"


def cmp_to_key(mycmp):
    """A key function made of a comparison function."""
    class K:
        __slots__ = ["obj"]

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def _key_of(args, keywords, typed):
    key = args
    if keywords:
        key += (_missing,) + tuple(item for pair in keywords.items() for item in pair)
    if typed:
        key += tuple(type(value) for value in (*args, *keywords.values()))
    return key


def _lru_cache_wrapper(function, maxsize, typed, info):
    from _thread import RLock
    results = OrderedDict()  # oldest use first
    lock = RLock()
    hits = misses = 0

    def wrapper(*args, **keywords):
        nonlocal hits, misses
        if maxsize == 0:
            misses += 1
            return function(*args, **keywords)
        key = _key_of(args, keywords, typed)
        with lock:
            value = results.get(key, _missing)
            if value is not _missing:
                hits += 1
                results.move_to_end(key)
                return value
            misses += 1
        value = function(*args, **keywords)
        with lock:
            if key not in results:
                if maxsize is not None and len(results) >= maxsize:
                    results.popitem(last=False)
                results[key] = value
        return value

    def cache_info():
        with lock:
            return info(hits, misses, maxsize, len(results))

    def cache_clear():
        nonlocal hits, misses
        with lock:
            results.clear()
            hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper
