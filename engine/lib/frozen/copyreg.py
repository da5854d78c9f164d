"""How objects are taken apart and put together again by pickle and copy."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Pickles objects of that type by that function, which answers what __reduce__ does."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def _reconstructor(cls, base, state):
    if base is object:
        obj = object.__new__(cls)
    else:
        obj = base.__new__(cls, state)
        if base.__init__ != object.__init__:
            base.__init__(obj, state)
    return obj


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """The names of the class's slots, those of its bases included."""
    names = []
    for c in cls.__mro__:
        slots = c.__dict__.get('__slots__')
        if slots is None:
            continue
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith('__') and not name.endswith('__'):
                stripped = c.__name__.lstrip('_')
                name = '_%s%s' % (stripped, name) if stripped else name
            names.append(name)
    return names


def _state_of(obj):
    """What object.__getstate__ answers: the attributes, and beside them those in slots."""
    state = getattr(obj, '__dict__', None)
    state = dict(state) if state else None
    names = _slotnames(type(obj))
    if names:
        slots = {}
        for name in names:
            try:
                slots[name] = getattr(obj, name)
            except AttributeError:
                pass
        if slots:
            return state, slots
    return state


def _defined_in_python(cls):
    for c in cls.__mro__:
        if c is not object and ('__dict__' in c.__dict__ or '__slots__' in c.__dict__ or '__module__' in c.__dict__
                                and getattr(c, '__flags__', 512) & 512):
            return True
    return False


def _overrides(cls, name):
    """The method if a class other than object defines it."""
    method = getattr(cls, name, None)
    return None if method is None or method is getattr(object, name, None) else method


def reduce(obj, protocol):
    """What obj.__reduce_ex__(protocol) answers, whoever defines it."""
    cls = type(obj)
    method = _overrides(cls, '__reduce_ex__')
    if method is not None:
        return method(obj, protocol)
    method = _overrides(cls, '__reduce__')
    if method is not None:
        return method(obj)
    return _reduce_object(obj, cls)


def _reduce_object(obj, cls):
    if isinstance(obj, BaseException):
        state = getattr(obj, '__dict__', None)
        return (cls, obj.args, dict(state)) if state else (cls, obj.args)
    special = _special(cls)
    if special is not None:
        return special(obj)
    getstate = _overrides(cls, '__getstate__')
    if isinstance(obj, (set, frozenset, bytearray)):
        items = bytes(obj) if isinstance(obj, bytearray) else list(obj)
        return cls, (items,), getstate(obj) if getstate is not None else _state_of(obj)
    if not hasattr(obj, '__dict__') and cls is not object and not _has_slots(cls):
        raise TypeError(f"cannot pickle {_full_name(cls)!r} object")
    if _overrides(cls, '__getnewargs_ex__'):
        args, kwargs = obj.__getnewargs_ex__()
        func, args = (__newobj_ex__, (cls, args, kwargs)) if kwargs else (__newobj__, (cls, *args))
    elif hasattr(cls, '__getnewargs__'):
        func, args = __newobj__, (cls, *obj.__getnewargs__())
    else:
        base = _value_base(cls)
        func, args = __newobj__, (cls,) if base is None else (cls, base(obj))
    state = getstate(obj) if getstate is not None else _state_of(obj)
    listitems = iter(obj) if isinstance(obj, list) else None
    dictitems = iter(obj.items()) if isinstance(obj, dict) else None
    return func, args, state, listitems, dictitems


def _has_slots(cls):
    return any('__slots__' in c.__dict__ for c in cls.__mro__ if c is not object)


def _value_base(cls):
    """The built-in value that a subclass of int, str, ... carries."""
    for base in (int, float, str, bytes, tuple, complex):
        if issubclass(cls, base):
            return base
    return None


def _full_name(cls):
    module = getattr(cls, '__module__', 'builtins')
    return cls.__name__ if module in ('builtins', '__main__') else f'{module}.{cls.__qualname__}'


def _special(cls):
    name = cls.__name__
    if name == 'range':
        return lambda r: (range, (r.start, r.stop, r.step))
    if name == 'slice':
        return lambda s: (slice, (s.start, s.stop, s.step))
    if name == 'complex':
        return lambda c: (complex, (c.real, c.imag))
    if name == 'method':
        return lambda m: (getattr, (m.__self__, m.__func__.__name__))
    if name == 'deque':
        return lambda d: (cls, () if d.maxlen is None else ((), d.maxlen), None, iter(d))
    if name == 'defaultdict':
        return lambda d: (cls, (d.default_factory,), None, None, iter(d.items()))
    if name == 'OrderedDict':
        return lambda d: (cls, (), None, None, iter(d.items()))
    if name == 'partial':
        return lambda p: (_partial, (p.func, p.args, p.keywords))
    return None


def _partial(func, args, keywords):
    from functools import partial
    return partial(func, *args, **keywords)


def add_extension(module, name, code):
    _extension_registry[module, name] = code
    _inverted_registry[code] = module, name


def remove_extension(module, name, code):
    del _extension_registry[module, name], _inverted_registry[code]


def clear_extension_cache():
    _extension_cache.clear()
