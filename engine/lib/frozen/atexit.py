"""atexit: functions to be called when the process ends, the last registered first."""

_callbacks = []


def register(func, /, *args, **kwargs):
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func):
    _callbacks[:] = [entry for entry in _callbacks if entry[0] != func]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


def _run_exitfuncs():
    import sys
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            raise
        except BaseException:
            sys.stderr.write(f"Exception ignored in atexit callback: {func!r}\n")
            sys.excepthook(*sys.exc_info())
