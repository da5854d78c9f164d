"""The `_thread` of engine/lib/README.md on the real CPython: the real module, with named locks."""

import _thread as _real

error = RuntimeError
TIMEOUT_MAX = _real.TIMEOUT_MAX
_local = _real._local
get_ident = _real.get_ident
get_native_id = _real.get_native_id
_count = _real._count
stack_size = _real.stack_size
interrupt_main = _real.interrupt_main
_ended = {}  # ident -> a real lock, released when the thread has ended


class lock:
    def __init__(self):
        self._real = _real.allocate_lock()
        self.acquire = self._real.acquire
        self.release = self._real.release
        self.locked = self._real.locked
        self.label = ("Lock", "")

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _label(self, kind, name):
        self.label = (kind, name)

    def _at_fork_reinit(self):
        self.__init__()

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread.lock' object")


LockType = lock


def allocate_lock():
    return lock()


class RLock(_real.RLock):
    def _label(self, kind, name):
        pass

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread.RLock' object")


def daemon_threads_allowed():
    return True


def _set_name(ident, name):
    pass


def start_new_thread(function, args, kwargs={}, *, name="", daemon=False):
    ended = _real.allocate_lock()
    ended.acquire()

    def body():
        _ended[_real.get_ident()] = ended
        try:
            function(*args, **kwargs)
        finally:
            ended.release()

    ident = _real.start_new_thread(body, ())
    _ended[ident] = ended
    return ident
