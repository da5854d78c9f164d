"""Mocks without magic methods. Every mock has a class of its own, so that methods can be set on one alone."""

import inspect

from ._call import ANY, _Call, _CallList, format_signature

FILTER_DIR = True


class InvalidSpecError(Exception):
    pass


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError(name)
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED

# What a test probably meant as an assertion but misspelled.
_ASSERT_PREFIXES = ("assert", "assret", "asert", "aseert", "assrt")
_MISSPELLED = {"called_once", "called_with", "called_once_with", "has_calls", "not_called"}
# Attributes that a mock keeps for itself.
_OWN = {"return_value", "side_effect", "called", "call_count", "call_args", "call_args_list", "mock_calls",
        "method_calls", "await_count", "await_args", "await_args_list"}


def is_instance_mock(obj):
    return issubclass(type(obj), NonCallableMock)


def is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def is_async_callable(obj):
    if is_instance_mock(obj) and not isinstance(obj, type):
        return bool(getattr(type(obj), "_mock_is_async", False))
    if inspect.iscoroutinefunction(obj):
        return True
    return not isinstance(obj, type) and inspect.iscoroutinefunction(getattr(obj, "__call__", None))


def signature_of(spec, as_instance=False, eat_self=False):
    """The signature that calls are checked against; None where there is none to know."""
    if spec is None:
        return None
    if isinstance(spec, type) and not as_instance:
        function, eat_self = spec, False
    elif isinstance(spec, (classmethod, staticmethod)):
        function = spec.__func__
    elif not hasattr(spec, "__code__") and not hasattr(spec, "__func__"):
        function = getattr(spec, "__call__", None)
        if function is None:
            return None
        eat_self = isinstance(spec, type)
    else:
        function = spec
    try:
        found = inspect.signature(function)
    except (ValueError, TypeError):
        return None
    if eat_self and not hasattr(function, "__self__"):
        parameters = list(found.parameters.values())[1:]
        found = found.replace(parameters=parameters)
    return found


class NonCallableMock:
    _mock_is_async = False

    def __new__(cls, /, *args, **kw):
        bases = (cls,)
        spec = kw.get("spec_set") or kw.get("spec") or (args[0] if args else None)
        if spec is not None and is_async_callable(spec) and not cls._mock_is_async:
            from ._async import AsyncMockMixin
            bases = (AsyncMockMixin, cls)
        own = type(cls.__name__, bases, {"__doc__": cls.__doc__, "__module__": cls.__module__})
        return object.__new__(own)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        state = self.__dict__
        state["_mock_parent"] = parent
        state["_mock_name"] = name
        state["_mock_new_name"] = _new_name
        state["_mock_new_parent"] = _new_parent if _new_parent is not None else parent
        state["_mock_sealed"] = False
        state["_mock_children"] = {}
        state["_mock_wraps"] = wraps
        state["_mock_unsafe"] = unsafe
        state["_mock_return_value"] = DEFAULT
        state["_mock_side_effect"] = None
        if spec_set is not None:
            spec, spec_set = spec_set, True
        self._mock_add_spec(spec, bool(spec_set), _spec_as_instance, _eat_self)
        state["method_calls"] = _CallList()
        self._mock_forget()
        if kwargs:
            self.configure_mock(**kwargs)

    def _mock_forget(self):
        state = self.__dict__
        state["called"] = False
        state["call_count"] = 0
        state["call_args"] = None
        state["call_args_list"] = _CallList()
        state["mock_calls"] = _CallList()
        state["method_calls"] = _CallList()

    def _mock_add_spec(self, spec, spec_set, as_instance=False, eat_self=False):
        if is_instance_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        state = self.__dict__
        cls = methods = None
        asyncs = []
        if spec is not None and not isinstance(spec, (list, tuple)):
            cls = spec if isinstance(spec, type) else type(spec)
            state["_spec_signature"] = signature_of(spec, as_instance, eat_self)
            methods = dir(spec)
            for name in methods:
                if not name.startswith("__") and is_async_callable(inspect.getattr_static(spec, name, None)):
                    asyncs.append(name)
        else:
            state["_spec_signature"] = None
            methods = spec
        state["_spec_class"] = cls
        state["_spec_set"] = spec if spec_set else None
        state["_mock_methods"] = methods
        state["_spec_asyncs"] = asyncs

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def attach_mock(self, mock, attribute):
        state = mock.__dict__
        state["_mock_parent"] = state["_mock_new_parent"] = None
        state["_mock_name"] = None
        state["_mock_new_name"] = ""
        setattr(self, attribute, mock)

    def configure_mock(self, /, **kwargs):
        for name, value in sorted(kwargs.items(), key=lambda pair: pair[0].count(".")):
            *path, last = name.split(".")
            target = self
            for each in path:
                target = getattr(target, each)
            setattr(target, last, value)

    # --- return value and side effect

    @property
    def return_value(self):
        if self._mock_return_value is DEFAULT and self._mock_wraps is None:
            self.return_value = self._get_child_mock(_new_parent=self, _new_name="()")
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return_value"] = value
        adopt(self, value, None, "()")

    @property
    def side_effect(self):
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not is_exception(value):
            value = iter(value)
        self.__dict__["_mock_side_effect"] = value

    @property
    def __class__(self):
        cls = self.__dict__.get("_spec_class")
        return type(self) if cls is None else cls

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self._mock_forget()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        for child in self._mock_children.values():
            if child is not _deleted and is_instance_mock(child):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        value = self._mock_return_value
        if is_instance_mock(value) and value is not self:
            value.reset_mock(visited)

    # --- attributes

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe", "_mock_children", "_mock_sealed", "_mock_wraps"):
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or _is_magic(name):
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (self._mock_methods is None or name not in self._mock_methods):
            if name.startswith(_ASSERT_PREFIXES) or name in _MISSPELLED:
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} "
                                     "is meant to be an attribute.")
        child = self._mock_children.get(name)
        if child is _deleted:
            raise AttributeError(name)
        if child is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            child = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = child
        elif getattr(type(child), "_is_lazy_spec", False):
            child = child.make(self, name)
            self._mock_children[name] = child
        return child

    def __setattr__(self, name, value):
        if name in _OWN or name in self.__dict__ and name.startswith("_mock_"):
            if name in ("return_value", "side_effect"):
                return object.__setattr__(self, name, value)
            self.__dict__[name] = value
            return
        if self._spec_set is not None and self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name == "__class__":
            self.__dict__["_spec_class"] = value
            return
        if _is_magic(name):
            return self._mock_set_magic(name, value)
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._mock_path()}.{name}")
        if adopt(self, value, name, name):
            self._mock_children[name] = value
            self.__dict__.pop(name, None)
            return
        if isinstance(getattr(type(self), name, None), property) or _data_descriptor(type(self), name):
            return object.__setattr__(self, name, value)
        self.__dict__[name] = value
        if name in self._mock_children:
            del self._mock_children[name]

    def _mock_set_magic(self, name, value):
        if name not in supported_magics():
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if is_instance_mock(value):
            adopt(self, value, name, name)
            setattr(type(self), name, _MagicForward(value))
        else:
            setattr(type(self), name, value)
        self._mock_children[name] = value

    def __delattr__(self, name):
        if _is_magic(name) and name in type(self).__dict__:
            delattr(type(self), name)
            self._mock_children.pop(name, None)
            return
        found = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif found is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        own = self._mock_methods or []
        names = set(dir(type(self))) | set(self.__dict__) | set(own)
        names |= {name for name, child in self._mock_children.items() if child is not _deleted}
        if FILTER_DIR:
            names = {name for name in names if not name.startswith(("_mock_", "_spec_"))
                     and (not name.startswith("_") or _is_magic(name) or name in own)}
        return sorted(names)

    def _get_child_mock(self, /, **kw):
        if self._mock_sealed:
            name = f".{kw['name']}" if kw.get("name") else "()"
            raise AttributeError(self._mock_path() + name)
        cls = type(self).__mro__[1]
        name = kw.get("_new_name")
        if name in self.__dict__.get("_spec_asyncs", ()):
            from ._async import AsyncMock
            return AsyncMock(**kw)
        return self._child_class(cls)(**kw)

    def _child_class(self, cls):
        if cls is NonCallableMock:
            return Mock
        return cls

    # --- names

    def _mock_path(self, default="mock"):
        """mock.a().b: how this mock came to be."""
        parts = []
        mock = self
        dot = ""
        while mock is not None:
            name = mock.__dict__.get("_mock_new_name")
            if not name:
                break
            parts.append(name + dot)
            dot = "" if name == "()" else "."
            mock = mock._mock_new_parent
        root = mock if mock is not None else self
        first = root.__dict__.get("_mock_name") or default
        if parts:
            first += "" if parts[-1].startswith("()") else "."
        return first + "".join(reversed(parts))

    def _extract_mock_name(self):
        return self._mock_path()

    def __repr__(self):
        name = self._mock_path()
        shown = "" if name in ("mock", "mock.") else f" name={name!r}"
        spec = ""
        if self._spec_class is not None:
            kind = "spec_set" if self._spec_set else "spec"
            spec = f" {kind}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{shown}{spec} id='{id(self)}'>"

    # --- assertions

    def _mock_bound(self, one_call):
        """The call with its arguments bound to the spec's signature, so that positions and keywords compare."""
        signature = self._spec_signature
        if signature is None:
            return one_call
        try:
            args, kwargs = (one_call[0], one_call[1]) if len(one_call) == 2 else (one_call[1], one_call[2])
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        name = "" if len(one_call) == 2 else one_call[0]
        return _Call((name, bound.args, bound.kwargs)) if len(one_call) == 3 else _Call((bound.args, bound.kwargs),
                                                                                        two=True)

    def _mock_said(self):
        return self._mock_name or "mock"

    def _calls_repr(self, prefix="Calls"):
        return f"\n{prefix}: {self.mock_calls!r}." if self.mock_calls else ""

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_said()}' to not have been called. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_said()}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_said()}' to have been called once. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")

    def assert_called_with(self, /, *args, **kwargs):
        wanted_text = format_signature(self._mock_said(), args, kwargs)
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {wanted_text}\n  Actual: not called.")
        wanted = self._mock_bound(_Call((args, kwargs), two=True))
        found = self._mock_bound(self.call_args)
        if found != wanted:
            found_text = format_signature(self._mock_said(), *self.call_args)
            cause = wanted if isinstance(wanted, Exception) else None
            raise AssertionError(f"expected call not found.\nExpected: {wanted_text}\n  Actual: {found_text}") from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_said()}' to be called once. "
                                 f"Called {self.call_count} times.{self._calls_repr()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        wanted = self._mock_bound(_Call((args, kwargs), two=True))
        if isinstance(wanted, Exception) or wanted not in [self._mock_bound(each) for each in self.call_args_list]:
            text = format_signature(self._mock_said(), args, kwargs)
            raise AssertionError(f"{text} call not found")

    def assert_has_calls(self, calls, any_order=False):
        wanted = [self._mock_bound(each) for each in calls]
        made = _CallList(self._mock_bound(each) for each in self.mock_calls)
        if not any_order:
            if wanted not in made:
                raise AssertionError(f"Calls not found.\nExpected: {_CallList(calls)}"
                                     f"{self._calls_repr(prefix='Actual').rstrip('.')}")
            return
        rest = list(made)
        missing = []
        for each in wanted:
            try:
                rest.remove(each)
            except ValueError:
                missing.append(each)
        if missing:
            raise AssertionError(f"{self._mock_said()!r} does not contain all of {tuple(missing)!r} in its call "
                                 f"list, found {rest!r} instead")


def _is_magic(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def _data_descriptor(cls, name):
    for each in cls.__mro__:
        if name in each.__dict__:
            return hasattr(type(each.__dict__[name]), "__set__")
    return False


def supported_magics():
    from ._magic import SUPPORTED
    return SUPPORTED


class _MagicForward:
    """A mock set as a magic method: looked up on the class, but called without self."""

    def __init__(self, mock):
        self.mock = mock

    def __get__(self, obj, cls=None):
        return self.mock


def adopt(parent, value, name, new_name):
    """Makes a mock that has no parent yet a child of this one, so that its calls are seen there too."""
    if not is_instance_mock(value):
        return False
    state = value.__dict__
    if state["_mock_name"] or state["_mock_new_name"] or state["_mock_parent"] is not None or (
            state["_mock_new_parent"] is not None):
        return False
    each = parent
    while each is not None:  # a mock that returns itself
        if each is value:
            return False
        each = each._mock_new_parent
    if new_name:
        state["_mock_new_parent"] = parent
        state["_mock_new_name"] = new_name
    if name:
        state["_mock_parent"] = parent
        state["_mock_name"] = name
    return True


class CallableMixin(NonCallableMock):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        if side_effect is not None:
            self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(args, kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._execute_mock_call(*args, **kwargs)

    def _mock_check_sig(self, args, kwargs):
        if self.__dict__.get("_mock_checks_signature") and self._spec_signature is not None:
            self._spec_signature.bind(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        state = self.__dict__
        state["called"] = True
        state["call_count"] += 1
        one = _Call((args, kwargs), two=True)
        state["call_args"] = one
        self.call_args_list.append(one)
        self.mock_calls.append(_Call(("", args, kwargs)))
        self._mock_tell_parents(args, kwargs)

    def _mock_tell_parents(self, args, kwargs):
        """method_calls of who has this as an attribute, mock_calls of all it came from."""
        tells_methods = self._mock_parent is not None
        method_name = self._mock_name
        path = self._mock_new_name
        is_call = path == "()"
        parent = self._mock_new_parent
        while parent is not None:
            if tells_methods:
                parent.method_calls.append(_Call((method_name, args, kwargs)))
                tells_methods = parent._mock_parent is not None
                if tells_methods:
                    method_name = f"{parent._mock_name}.{method_name}"
            parent.mock_calls.append(_Call((path, args, kwargs)))
            if parent._mock_new_name:
                dot = "" if is_call else "."
                is_call = parent._mock_new_name == "()"
                path = parent._mock_new_name + dot + path
            parent = parent._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if is_exception(effect):
                raise effect
            if not callable(effect):
                result = next(effect)
                if is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock that can be called."""


class PropertyMock(Mock):
    """A mock to be set on a class as a property."""

    def _get_child_mock(self, /, **kwargs):
        from ._magic import MagicMock
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)
