"""What counts as a coroutine."""

__all__ = ('iscoroutinefunction', 'iscoroutine')

import sys


async def _sample():
    pass


_coroutine = _sample()
CoroutineType = type(_coroutine)
_coroutine.close()
del _coroutine
_is_coroutine = object()
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100


def iscoroutinefunction(func):
    """Whether func is an async def function (or is marked as one)."""
    marked = getattr(func, "_is_coroutine", None) is _is_coroutine
    while hasattr(func, 'func') and hasattr(func, 'keywords'):
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
        return bool(code.co_flags & CO_ITERABLE_COROUTINE)
    return hasattr(type(obj), '__await__') and hasattr(obj, 'send') and hasattr(obj, 'throw') \
        and hasattr(obj, 'close')


def _format_coroutine(coro):
    from . import format_helpers
    return format_helpers._format_coroutine(coro)
