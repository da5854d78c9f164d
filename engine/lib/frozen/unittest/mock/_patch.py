"""patch(): something else in the place of an attribute, for the time of a function, a class's tests or a with block."""

import contextlib
import inspect
from functools import wraps
from importlib import import_module

from ._async import AsyncMock
from ._magic import MagicMock, NonCallableMagicMock
from ._mock import DEFAULT, is_async_callable, is_instance_mock
from ._spec import create_autospec


def _resolve(path):
    """The object of a dotted path: modules are imported, the rest are attributes."""
    parts = path.split(".")
    found = import_module(parts[0])
    name = parts[0]
    for part in parts[1:]:
        name += f".{part}"
        try:
            found = getattr(found, part)
        except AttributeError:
            import_module(name)
            found = getattr(found, part)
    return found


def _split_target(target):
    parent, dot, attribute = target.rpartition(".") if isinstance(target, str) else ("", "", "")
    if not dot:
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return (lambda: _resolve(parent)), attribute


class _patch:
    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.has_local = False
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []
        self.is_started = False

    def copy(self):
        other = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                       self.new_callable, self.kwargs)
        other.attribute_name = self.attribute_name
        other.additional_patchers = [each.copy() for each in self.additional_patchers]
        return other

    # --- as a decorator

    def __call__(self, func):
        if isinstance(func, type):
            return self._decorate_class(func)
        if inspect.iscoroutinefunction(func):
            return self._decorate_async(func)
        return self._decorate_function(func)

    def _decorate_class(self, cls):
        for name in dir(cls):
            if not name.startswith(patch.TEST_PREFIX):
                continue
            found = getattr(cls, name)
            if hasattr(found, "__call__"):
                setattr(cls, name, self.copy()(found))
        return cls

    @contextlib.contextmanager
    def _entered(self, patched, args, kwargs):
        extra = []
        with contextlib.ExitStack() as stack:
            for each in patched.patchings:
                value = stack.enter_context(each)
                if each.attribute_name is not None:
                    kwargs.update(value)
                elif each.new is DEFAULT:
                    extra.append(value)
            yield args + tuple(extra), kwargs

    def _decorate_function(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        def patched(*args, **kwargs):
            with self._entered(patched, args, kwargs) as (all_args, all_kwargs):
                return func(*all_args, **all_kwargs)
        patched.patchings = [self]
        return patched

    def _decorate_async(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        async def patched(*args, **kwargs):
            with self._entered(patched, args, kwargs) as (all_args, all_kwargs):
                return await func(*all_args, **all_kwargs)
        patched.patchings = [self]
        return patched

    # --- as a context manager

    def _get_original(self):
        local = False
        try:
            original = vars(self.target)[self.attribute]
            local = True
        except (KeyError, TypeError, AttributeError):
            original = getattr(self.target, self.attribute, DEFAULT)
        if original is DEFAULT and not self.create:
            import builtins
            if not (inspect.ismodule(self.target) and hasattr(builtins, self.attribute)):
                raise AttributeError(f"{self.target} does not have the attribute {self.attribute!r}")
            self.create = True
            original = DEFAULT
        return original, local

    def _make_new(self, original):
        if self.autospec is not None and self.autospec is not False:
            spec = original if self.autospec is True else self.autospec
            return create_autospec(spec, spec_set=bool(self.spec_set), _name=self.attribute, **self.kwargs)
        if self.new is not DEFAULT:
            if self.kwargs:
                raise TypeError("Can't pass kwargs to a mock we aren't creating")
            return self.new
        options = {}
        spec, spec_set = self.spec, self.spec_set
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set, spec = original, None
        elif spec_set is True:
            spec_set = original
        kind = AsyncMock if spec is None and spec_set is None and is_async_callable(original) else MagicMock
        for name, value in (("spec", spec), ("spec_set", spec_set)):
            if value is not None and value is not False:
                options[name] = value
                if is_async_callable(value):
                    kind = AsyncMock
                elif not callable(value) and not isinstance(value, (list, tuple)):
                    kind = NonCallableMagicMock
        if self.new_callable is not None:
            kind = self.new_callable
        if isinstance(kind, type) and issubclass(kind, MagicMock.__mro__[-2]) and self.attribute:
            options["name"] = self.attribute
        options.update(self.kwargs)
        new = kind(**options)
        given = spec if spec is not None else spec_set
        if isinstance(given, type) and is_instance_mock(new):
            new.return_value = type(new).__mro__[1](spec=given, _new_parent=new, _new_name="()")
        return new

    def __enter__(self):
        if self.is_started:
            raise RuntimeError("Patch is already started")
        self.target = self.getter()
        original, self.has_local = self._get_original()
        made = original
        if isinstance(original, (staticmethod, classmethod)):
            made = original.__get__(None, self.target) if isinstance(self.target, type) else original.__func__
        new = self._make_new(made)
        self.temp_original = original
        self.is_started = True
        self._exit_stack = contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            extra = {}
            if self.new is DEFAULT:
                extra[self.attribute_name] = new
            for each in self.additional_patchers:
                value = self._exit_stack.enter_context(each)
                if each.new is DEFAULT:
                    extra.update(value)
            return extra
        except BaseException as error:
            if not self.__exit__(type(error), error, error.__traceback__):
                raise

    def __exit__(self, *exc_info):
        if not self.is_started:
            return None
        if self.has_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in (
                    "__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")):
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original, self.has_local, self.target
        stack = self._exit_stack
        del self._exit_stack
        self.is_started = False
        return stack.__exit__(*exc_info)

    def start(self):
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        try:
            self._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
          unsafe=False, **kwargs):
    getter, attribute = _split_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    if isinstance(target, str):
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    getter = (lambda: _resolve(target)) if isinstance(target, str) else (lambda: target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = []
    for attribute, new in kwargs.items():
        each = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        each.attribute_name = attribute
        patchers.append(each)
    patchers[0].additional_patchers = patchers[1:]
    return patchers[0]


class _patch_dict:
    """Some items of a mapping, for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            for name in dir(f):
                found = getattr(f, name)
                if name.startswith(patch.TEST_PREFIX) and hasattr(found, "__call__"):
                    setattr(f, name, _patch_dict(self.in_dict, self.values, self.clear)(found))
            return f
        if inspect.iscoroutinefunction(f):
            @wraps(f)
            async def patched(*args, **kwargs):
                with self:
                    return await f(*args, **kwargs)
        else:
            @wraps(f)
            def patched(*args, **kwargs):
                with self:
                    return f(*args, **kwargs)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _resolve(self.in_dict)
        try:
            self._original = self.in_dict.copy()
        except AttributeError:
            self._original = {key: self.in_dict[key] for key in self.in_dict}
        if self.clear:
            _clear(self.in_dict)
        try:
            self.in_dict.update(self.values)
        except AttributeError:
            for key in self.values:
                self.in_dict[key] = self.values[key]
        return self.in_dict

    def __exit__(self, *args):
        if self._original is not None:
            _clear(self.in_dict)
            try:
                self.in_dict.update(self._original)
            except AttributeError:
                for key in self._original:
                    self.in_dict[key] = self._original[key]
            self._original = None
        return False

    def start(self):
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        try:
            _patch._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _clear(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]


def _stop_all():
    for each in reversed(list(_patch._active_patches)):
        each.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"
