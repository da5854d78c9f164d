"""What counts as a coroutine."""

__all__ = ('iscoroutinefunction', 'iscoroutine')

import sys
from _functools import partial


async def _sample():
    pass


_coroutine = _sample()
CoroutineType = type(_coroutine)
_coroutine.close()
del _coroutine
_is_coroutine = object()
_generators_count = sys.version_info < (3, 12)  # a plain generator could be a task until then
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100


def _is_debug_mode():
    return bool(sys.flags.dev_mode or not sys.flags.ignore_environment and 'os' in sys.modules
                and sys.modules['os'].environ.get('PYTHONASYNCIODEBUG'))


def iscoroutinefunction(func):
    """Whether func is an async def function (or is marked as one)."""
    marked = getattr(func, "_is_coroutine", None) is _is_coroutine
    while isinstance(func, partial):
        func = func.func
    func = getattr(func, '__func__', func)
    code = getattr(func, '__code__', None)
    if code is None or not hasattr(func, '__defaults__'):
        return marked
    return bool(code.co_flags & CO_COROUTINE) or marked


def iscoroutine(obj):
    """Whether obj is a coroutine object."""
    if type(obj) is CoroutineType:
        return True
    code = getattr(obj, 'gi_code', None)
    if code is not None:
        return _generators_count or bool(code.co_flags & CO_ITERABLE_COROUTINE)
    return hasattr(type(obj), '__await__') and hasattr(obj, 'send') and hasattr(obj, 'throw') \
        and hasattr(obj, 'close')


def _format_coroutine(coro):
    from . import format_helpers
    return format_helpers._format_coroutine(coro)
