"""Classes made of their annotations."""

import copy
import inspect
import keyword
import sys
import types
from abc import update_abstractmethods

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields",
           "asdict", "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _HasDefault:
    def __repr__(self):
        return "<factory>"


_FACTORY = _HasDefault()


class _MissingType:
    pass


MISSING = _MissingType()


class _KwOnlyType:
    pass


KW_ONLY = _KwOnlyType()

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind("_FIELD")
_CLASSVAR = _Kind("_FIELD_CLASSVAR")
_INITVAR = _Kind("_FIELD_INITVAR")


class InitVar:
    """An annotation: an argument of __init__ that is no field, and goes on to __post_init__."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return ("Field("
                f"name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
                f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
                f"kw_only={self.kw_only!r},_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(types.GenericAlias)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _Params:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots",
                 "weakref_slot")

    def __init__(self, **values):
        for name in self.__slots__:
            setattr(self, name, values[name])

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{n}={getattr(self, n)!r}' for n in self.__slots__)})"


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    params = _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)

    def wrap(cls):
        return _process(cls, params)

    return wrap if cls is None else wrap(cls)


# --- reading the class

def _says(annotation, cls, module_names, name):
    """Does an annotation given as text name `name` of one of the modules?"""
    text = annotation.strip().split("[", 1)[0].strip()
    if "." in text:
        prefix, _, text = text.rpartition(".")
        owner = sys.modules.get(cls.__module__).__dict__.get(prefix)
        return text == name and isinstance(owner, types.ModuleType) and owner.__name__ in module_names
    if text != name:
        return False
    found = sys.modules.get(cls.__module__).__dict__.get(text)
    return getattr(found, "__module__", None) in module_names or found is not None


def _is_classvar(annotation, cls):
    if isinstance(annotation, str):
        return _says(annotation, cls, ("typing",), "ClassVar")
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _is_initvar(annotation, cls):
    if isinstance(annotation, str):
        return _says(annotation, cls, ("dataclasses",), "InitVar")
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, cls):
    if isinstance(annotation, str):
        return _says(annotation, cls, ("dataclasses",), "KW_ONLY")
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, default_kw_only):
    default = cls.__dict__.get(name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation, cls):
        f._field_type = _CLASSVAR
    elif _is_initvar(annotation, cls):
        f._field_type = _INITVAR
    if f._field_type in (_CLASSVAR, _INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type in (_FIELD, _INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: "
                         "use default_factory")
    return f


def _collect(cls, params):
    found = {}
    any_frozen = False
    all_frozen = None
    has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = base.__dict__.get(_FIELDS)
        if base_fields is None:
            continue
        has_bases = True
        if all_frozen is None:
            all_frozen = True
        found.update(base_fields)
        frozen = getattr(base, _PARAMS).frozen
        any_frozen = any_frozen or frozen
        all_frozen = all_frozen and frozen
    annotations = cls.__dict__.get("__annotations__", {})
    kw_only = params.kw_only
    seen_marker = False
    own = []
    for name, annotation in annotations.items():
        if _is_kw_only(annotation, cls):
            if seen_marker:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_marker = kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        found[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases:
        if any_frozen and not params.frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen is False and params.frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


# --- writing the methods

def _make_function(name, args, body, namespace, globals, returns=""):
    names = ", ".join(namespace)
    text = "\n".join("  " + line for line in body)
    source = f"def __create__({names}):\n def {name}({args}){returns}:\n{text}\n return {name}"
    scope = {}
    exec(source, globals, scope)
    return scope["__create__"](**namespace)


def _init_function(cls, all_fields, params, self_name):
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keyword_only = [f for f in all_fields if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    namespace = {"__dataclass_FACTORY__": _FACTORY, "__dataclass_object__": object}

    def parameter(f):
        if f.default is not MISSING:
            namespace[f"__dataclass_default_{f.name}__"] = f.default
            return f"{f.name}=__dataclass_default_{f.name}__"
        if f.default_factory is not MISSING:
            return f"{f.name}=__dataclass_FACTORY__"
        return f.name

    parameters = [self_name] + [parameter(f) for f in positional]
    if keyword_only:
        parameters += ["*"] + [parameter(f) for f in keyword_only]
    body = []
    for f in all_fields:
        value = f.name
        if f.default_factory is not MISSING:
            factory = f"__dataclass_factory_{f.name}__"
            namespace[factory] = f.default_factory
            value = f"{factory}() if {f.name} is __dataclass_FACTORY__ else {f.name}" if f.init else f"{factory}()"
        elif not f.init:
            if params.slots and f.default is not MISSING:
                namespace[f"__dataclass_default_{f.name}__"] = f.default
                value = f"__dataclass_default_{f.name}__"
            else:
                continue
        if f._field_type is _INITVAR:
            if f.default_factory is not MISSING:
                body.append(f"{f.name} = {value}")
            continue
        if params.frozen:
            body.append(f"__dataclass_object__.__setattr__({self_name}, {f.name!r}, {value})")
        else:
            body.append(f"{self_name}.{f.name} = {value}")
    if hasattr(cls, _POST_INIT):
        arguments = ", ".join(f.name for f in all_fields if f._field_type is _INITVAR)
        body.append(f"{self_name}.{_POST_INIT}({arguments})")
    globals = sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}
    function = _make_function("__init__", ", ".join(parameters), body or ["pass"], namespace, globals, " -> None")
    function.__annotations__ = {f.name: f.type for f in all_fields if f.init}
    function.__annotations__["return"] = None
    return function


def _repr_function(shown):
    running = set()

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            inner = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
            return f"{self.__class__.__qualname__}({inner})"
        finally:
            running.discard(key)

    return __repr__


def _tuple_text(name, names):
    if not names:
        return "()"
    return f"({', '.join(f'{name}.{n}' for n in names)},)"


def _compare_function(name, operator, names, cls):
    if name == "__eq__":
        terms = " and ".join(f"self.{n} == other.{n}" for n in names) or "True"
        body = ["if self is other:", " return True", "if other.__class__ is self.__class__:",
                f" return {terms}", "return NotImplemented"]
    else:
        mine, theirs = _tuple_text("self", names), _tuple_text("other", names)
        body = ["if other.__class__ is self.__class__:", f" return {mine}{operator}{theirs}",
                "return NotImplemented"]
    return _make_function(name, "self, other", body, {}, {})


def _frozen_functions(cls, names):
    allowed = frozenset(names)

    def __setattr__(self, name, value):
        if type(self) is cls or name in allowed:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in allowed:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _set(cls, name, value):
    if name in cls.__dict__:
        return True
    if isinstance(value, types.FunctionType):
        value.__qualname__ = f"{cls.__qualname__}.{name}"
        value.__module__ = cls.__module__
    setattr(cls, name, value)
    return False


def _process(cls, params):
    found = _collect(cls, params)
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, params)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    explicit_hash = not (class_hash is MISSING or (class_hash is None and "__eq__" in cls.__dict__))
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    in_init = [f for f in found.values() if f._field_type in (_FIELD, _INITVAR)]
    real = [f for f in found.values() if f._field_type is _FIELD]
    if params.init:
        _set(cls, "__init__", _init_function(cls, in_init, params, "__dataclass_self__" if "self" in found else "self"))
    if params.repr:
        _set(cls, "__repr__", _repr_function([f.name for f in real if f.repr]))
    compared = [f.name for f in real if f.compare]
    if params.eq:
        _set(cls, "__eq__", _compare_function("__eq__", "==", compared, cls))
    if params.order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set(cls, name, _compare_function(name, operator, compared, cls)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using "
                                "functools.total_ordering")
    if params.frozen:
        for function in _frozen_functions(cls, [f.name for f in real]):
            if _set(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    _set_hash(cls, params, real, explicit_hash)
    if not cls.__dict__.get("__doc__"):
        try:
            cls.__doc__ = cls.__name__ + str(inspect.signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            cls.__doc__ = cls.__name__
    if params.match_args:
        _set(cls, "__match_args__", tuple(f.name for f in in_init if f.init and not f.kw_only))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _add_slots(cls, params)
    return update_abstractmethods(cls)


def _set_hash(cls, params, real, explicit):
    names = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
    wanted = params.unsafe_hash or (params.eq and params.frozen)
    if params.unsafe_hash and explicit:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if wanted:
        if explicit:
            return
        function = _make_function("__hash__", "self", [f"return hash({_tuple_text('self', names)})"], {}, {})
        function.__qualname__ = f"{cls.__qualname__}.__hash__"
        cls.__hash__ = function
    elif params.eq and not explicit:
        cls.__hash__ = None


def _add_slots(cls, params):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = {name for base in cls.__mro__[1:-1] for name in base.__dict__.get("__slots__", ())}
    namespace["__slots__"] = tuple(name for name in names if name not in inherited)
    if params.weakref_slot:
        namespace["__slots__"] += ("__weakref__",)
    for name in names:
        namespace.pop(name, None)
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    qualname = cls.__qualname__
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = qualname
    if params.frozen:
        # Their super() must name the class that is used from now on.
        for function in _frozen_functions(new, names):
            function.__qualname__ = f"{qualname}.{function.__name__}"
            setattr(new, function.__name__, function)
        if "__getstate__" not in cls.__dict__:
            new.__getstate__ = lambda self: [getattr(self, name) for name in names]
            new.__setstate__ = lambda self, state: [object.__setattr__(self, n, v) for n, v in zip(names, state)][:0] or None
    return new


# --- using them

def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict(obj, dict_factory)


def _asdict(obj, dict_factory):
    if _is_instance(obj):
        return dict_factory([(f.name, _asdict(getattr(obj, f.name), dict_factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_asdict(v, dict_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_asdict(v, dict_factory) for v in obj)
    if isinstance(obj, dict):
        if hasattr(type(obj), "default_factory"):
            result = type(obj)(obj.default_factory)
            for key, value in obj.items():
                result[_asdict(key, dict_factory)] = _asdict(value, dict_factory)
            return result
        return type(obj)((_asdict(k, dict_factory), _asdict(v, dict_factory)) for k, v in obj.items())
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple(obj, tuple_factory)


def _astuple(obj, tuple_factory):
    if _is_instance(obj):
        return tuple_factory([_astuple(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_astuple(v, tuple_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_astuple(v, tuple_factory) for v in obj)
    if isinstance(obj, dict):
        return type(obj)((_astuple(k, tuple_factory), _astuple(v, tuple_factory)) for k, v in obj.items())
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False, module=None):
    namespace = {} if namespace is None else namespace
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, default = item
            defaults[name] = default
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation

    def fill(ns):
        ns.update(namespace)
        ns.update(defaults)
        ns["__annotations__"] = annotations

    cls = types.new_class(cls_name, bases, {}, fill)
    cls.__module__ = module if module is not None else sys._getframe(1).f_globals.get("__name__", "__main__")
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object like `obj`, with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
