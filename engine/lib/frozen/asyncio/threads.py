"""to_thread()."""

import _functools as functools
from . import events

__all__ = ("to_thread",)


async def to_thread(func, /, *args, **kwargs):
    """Calls func(*args, **kwargs) in a thread of the default executor, with this task's contextvars."""
    loop = events.get_running_loop()
    ctx = events.copy_context()
    if ctx is None:
        func_call = functools.partial(func, *args, **kwargs)
    else:
        func_call = functools.partial(ctx.run, func, *args, **kwargs)
    return await loop.run_in_executor(None, func_call)
