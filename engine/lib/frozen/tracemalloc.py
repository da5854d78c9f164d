"""Tracing of memory: the simulated machine does not record who allocates, so sizes are those of the whole heap."""

import gc

_started = None
_peak = 0


def _size():
    import sys
    return sum(sys.getsizeof(obj) for obj in gc.get_objects())


def start(nframe=1):
    global _started, _peak
    _started, _peak = _size(), 0


def stop():
    global _started
    _started = None


def is_tracing():
    return _started is not None


def get_traced_memory():
    global _peak
    if _started is None:
        return 0, 0
    now = max(0, _size() - _started)
    _peak = max(_peak, now)
    return now, _peak


def reset_peak():
    global _peak
    _peak = 0


def clear_traces():
    pass


def get_traceback_limit():
    return 1


def take_snapshot():
    raise RuntimeError("GILscope does not record which line allocates what: tracemalloc.take_snapshot() is not "
                       "part of its simulated library")
