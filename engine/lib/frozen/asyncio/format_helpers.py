"""The texts of reprs: callbacks, coroutines, futures."""

import sys
from _functools import partial


def _get_function_source(func):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    code = getattr(func, '__code__', None)
    if code is not None:
        return (code.co_filename, code.co_firstlineno)
    if isinstance(func, partial):
        return _get_function_source(func.func)
    return None


def _format_callback_source(func, args):
    func_repr = _format_callback(func, args, None)
    source = _get_function_source(func)
    # CPython's own callbacks are C methods without a source line.
    if source and not source[0].startswith('<frozen asyncio.'):
        func_repr += f' at {source[0]}:{source[1]}'
    return func_repr


def _repr(value):
    text = repr(value)
    if len(text) > 60 and isinstance(value, (str, bytes, int)):
        text = text[:28] + '...' + text[-28:]
    return text


def _format_args_and_kwargs(args, kwargs):
    items = []
    if args:
        items.extend(_repr(arg) for arg in args)
    if kwargs:
        items.extend(f'{k}={_repr(v)}' for k, v in kwargs.items())
    return '({})'.format(', '.join(items))


def _format_callback(func, args, kwargs, suffix=''):
    if isinstance(func, partial):
        suffix = _format_args_and_kwargs(args, kwargs) + suffix
        return _format_callback(func.func, func.args, func.keywords, suffix)
    if hasattr(func, '__qualname__') and func.__qualname__:
        func_repr = func.__qualname__
        if func_repr in ('Task.__step', 'Task.__wakeup'):
            func_repr = func_repr.replace('.__', '.task_')
    elif hasattr(func, '__name__') and func.__name__:
        func_repr = func.__name__
    else:
        func_repr = repr(func)
    func_repr += _format_args_and_kwargs(args, kwargs)
    if suffix:
        func_repr += suffix
    return func_repr


def extract_stack(f=None, limit=None):
    """Where something was made, for the loop's debug mode."""
    import traceback
    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = 10
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack


def _format_callbacks(callbacks):
    def format_cb(pair):
        return _format_callback_source(pair[0], ())

    size = len(callbacks)
    if size == 1:
        text = format_cb(callbacks[0])
    elif size == 2:
        text = '{}, {}'.format(format_cb(callbacks[0]), format_cb(callbacks[1]))
    else:
        text = '{}, <{} more>, {}'.format(format_cb(callbacks[0]), size - 2, format_cb(callbacks[-1]))
    return f'cb=[{text}]'


def _format_coroutine(coro):
    name = getattr(coro, '__qualname__', None) or getattr(coro, '__name__', None) \
        or f'<{type(coro).__name__} without __name__>'
    name = f'{name}()'
    running = getattr(coro, 'cr_running', False) or getattr(coro, 'gi_running', False)
    code = getattr(coro, 'cr_code', None) or getattr(coro, 'gi_code', None)
    if code is None:
        return f'{name} running' if running else name
    frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None)
    filename = code.co_filename or '<empty co_filename>'
    if frame is not None:
        return f'{name} running at {filename}:{frame.f_lineno}'
    return f'{name} done, defined at {filename}:{code.co_firstlineno}'


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == 'FINISHED':
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        else:
            info.append(f'result={_repr(future._result)}')
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f'created at {frame[0]}:{frame[1]}')
    return info


def _task_repr_info(task):
    info = _future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    info.insert(1, 'name=%r' % task.get_name())
    info.insert(2, f'coro=<{_format_coroutine(task._coro)}>')
    if task._fut_waiter is not None:
        info.insert(3, f'wait_for={task._fut_waiter!r}')
    return info


_busy = set()


def describe(future, infos):
    """The repr of a future: with a guard against futures that name each other."""
    if id(future) in _busy:
        return '...'
    _busy.add(id(future))
    try:
        return f'<{future.__class__.__name__} {" ".join(infos(future))}>'
    finally:
        _busy.discard(id(future))
