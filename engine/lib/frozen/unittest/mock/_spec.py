"""Mocks that have the interface of something: its attributes, and its functions' signatures."""

import inspect

from ._async import AsyncMock
from ._call import call
from ._magic import MagicMock, NonCallableMagicMock
from ._mock import DEFAULT, InvalidSpecError, is_async_callable, is_instance_mock


class _LazySpec:
    """An attribute of an autospecced mock, made when it is first used."""

    _is_lazy_spec = True

    def __init__(self, original, instance, spec_set):
        self.original = original
        self.instance = instance
        self.spec_set = spec_set

    def make(self, parent, name):
        return create_autospec(self.original, self.spec_set, self.instance, parent, name)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    if is_instance_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    if isinstance(spec, (list, tuple)):
        spec = type(spec)
    is_type = isinstance(spec, type)
    is_function = inspect.isroutine(spec)
    options = {"spec_set" if spec_set else "spec": spec, "unsafe": unsafe}
    if is_function and is_async_callable(spec):
        kind = AsyncMock
    elif not callable(spec) or is_type and instance and not hasattr(spec, "__call__"):
        kind = NonCallableMagicMock
    elif is_type and instance and "__call__" not in dir(spec):
        kind = NonCallableMagicMock
    else:
        kind = MagicMock
    # A method that is looked up on a class but called on the instance's mock: self is not given.
    eat_self = is_function and _parent is not None and isinstance(_parent._spec_class, type) and (
        inspect.isfunction(spec) and "." in getattr(spec, "__qualname__", ""))
    mock = kind(parent=_parent, name=_name, _new_parent=_parent, _new_name=_name or "", _spec_as_instance=instance,
                _eat_self=eat_self, **options, **kwargs)
    mock.__dict__["_mock_checks_signature"] = True
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock)
    for name in dir(spec):
        if len(name) > 4 and name.startswith("__") and name.endswith("__"):
            continue
        try:
            original = getattr(spec, name)
        except AttributeError:
            continue
        if name not in kwargs:
            mock._mock_children[name] = _LazySpec(original, False, spec_set)
    return mock


def seal(mock):
    """From now on, attributes that were not used yet are errors."""
    mock.__dict__["_mock_sealed"] = True
    for child in list(mock._mock_children.values()):
        if is_instance_mock(child) and child._mock_new_parent is mock:
            seal(child)
    value = mock._mock_return_value
    if value is not DEFAULT and is_instance_mock(value):
        seal(value)


def mock_open(mock=None, read_data=""):
    """Stands in for open(): what is read comes from `read_data`."""
    import io

    def fresh():
        return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)
    if mock is None:
        mock = MagicMock(name="open", spec=open)
    handle = MagicMock()
    stream = [fresh()]
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    for name in ("read", "readline", "readlines"):
        def forward(*args, _name=name, **kwargs):
            own = getattr(handle, _name)._mock_return_value
            return own if own is not DEFAULT else getattr(stream[0], _name)(*args, **kwargs)
        getattr(handle, name).side_effect = forward
    handle.__iter__.side_effect = lambda: iter(stream[0])
    handle.__next__ = lambda self: next(stream[0])

    def reset(*args, **kwargs):
        stream[0] = fresh()
        return DEFAULT
    mock.side_effect = reset
    mock.return_value = handle
    return mock
