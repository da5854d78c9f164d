"""Locks, conditions, events and barriers between processes, all on the world's semaphores."""

import os
import threading
import _machine
from time import monotonic as _time
from . import context
from . import process

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier']

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = 2147483647
_get_ident = threading.get_ident


class SemLock:
    """A semaphore of the world, with the bookkeeping of CPython's _multiprocessing.SemLock."""

    _cause = "Semaphore"

    def __init__(self, kind, value, maxvalue, *, ctx, cause=None, name=""):
        self._kind = kind
        self._maxvalue = maxvalue
        self._cause = cause or self._cause
        self._name = name
        self._handle = _machine.io("SemaphoreCreate", a=value, b=maxvalue, text=self._cause, text2=name).a
        self._reset_owner()

    def _reset_owner(self):
        self._owner = None
        self._depth = 0

    def acquire(self, block=True, timeout=None):
        if self._kind == RECURSIVE_MUTEX and self._is_mine():
            self._depth += 1
            return True
        if not block:
            seconds = 0.0
        elif timeout is None:
            seconds = -1.0
        else:
            seconds = max(float(timeout), 0.0)
        # The words are for the trace: what is waited for, if it has to wait.
        if not _machine.io("SemaphoreAcquire", a=self._handle, seconds=seconds, text=self._cause,
                           text2=self._name).a:
            return False
        self._owner = (_get_ident(), os.getpid())
        self._depth += 1
        return True

    def release(self):
        if self._kind == RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._depth > 1:
                self._depth -= 1
                return
        try:
            _machine.io("SemaphoreRelease", a=self._handle)
        except OSError:
            raise ValueError("semaphore or lock released too many times") from None
        self._depth -= 1

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def _count(self):
        return self._depth

    def _is_mine(self):
        return self._depth > 0 and self._owner == (_get_ident(), os.getpid())

    def _get_value(self):
        return _machine.io("SemaphoreValue", a=self._handle).a

    def _is_zero(self):
        return self._get_value() == 0

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._handle, self._kind, self._maxvalue, self._cause, self._name)

    def __setstate__(self, state):
        self._handle, self._kind, self._maxvalue, self._cause, self._name = state
        self._reset_owner()


class Semaphore(SemLock):
    def __init__(self, value=1, *, ctx, cause=None, name=""):
        SemLock.__init__(self, SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx, cause=cause, name=name)

    def get_value(self):
        return self._get_value()

    def __repr__(self):
        return '<%s(value=%s)>' % (self.__class__.__name__, self._get_value())


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, *, ctx, cause=None, name=""):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx, cause=cause, name=name)

    def __repr__(self):
        return '<%s(value=%s, maxvalue=%s)>' % (self.__class__.__name__, self._get_value(), self._maxvalue)


def _describe_owner(lock):
    if lock._is_mine():
        name = process.current_process().name
        if threading.current_thread().name != 'MainThread':
            name += '|' + threading.current_thread().name
        return name
    if not lock._is_zero():
        return 'None'
    if lock._count() > 0:
        return 'SomeOtherThread'
    return 'SomeOtherProcess'


class Lock(SemLock):
    _cause = "Lock"

    def __init__(self, *, ctx, cause=None, name=""):
        SemLock.__init__(self, SEMAPHORE, 1, 1, ctx=ctx, cause=cause, name=name)

    def __repr__(self):
        return '<%s(owner=%s)>' % (self.__class__.__name__, _describe_owner(self))


class RLock(SemLock):
    _cause = "RLock"

    def __init__(self, *, ctx):
        SemLock.__init__(self, RECURSIVE_MUTEX, 1, 1, ctx=ctx)

    def __repr__(self):
        count = self._count() if self._is_mine() else 0 if not self._is_zero() else 'nonzero'
        return '<%s(%s, %s)>' % (self.__class__.__name__, _describe_owner(self), count)


class Condition:
    """Sleepers wait on one semaphore and count themselves in two others, as in CPython."""

    def __init__(self, lock=None, *, ctx, cause="Condition"):
        self._lock = lock or ctx.RLock()
        self._sleeping_count = ctx.Semaphore(0)
        self._woken_count = ctx.Semaphore(0)
        self._wait_semaphore = Semaphore(0, ctx=ctx, cause=cause)
        self._make_methods()

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore)

    def __setstate__(self, state):
        (self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore) = state
        self._make_methods()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __repr__(self):
        try:
            num_waiters = self._sleeping_count._get_value() - self._woken_count._get_value()
        except Exception:
            num_waiters = 'unknown'
        return '<%s(%s, %s)>' % (self.__class__.__name__, self._lock, num_waiters)

    def wait(self, timeout=None):
        assert self._lock._is_mine(), 'must acquire() condition before using wait()'
        self._sleeping_count.release()
        count = self._lock._count()
        for i in range(count):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for i in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        assert self._lock._is_mine(), 'lock is not owned'
        assert not self._wait_semaphore.acquire(False), (
            'notify: Should not have been able to acquire + _wait_semaphore')
        # Sleepers that have timed out since the last notify.
        while self._woken_count.acquire(False):
            res = self._sleeping_count.acquire(False)
            assert res, 'notify: Bug in sleeping_count.acquire- res should not be False'
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        if sleepers:
            for i in range(sleepers):
                self._woken_count.acquire()
            # Those woken for nothing, because they timed out at the same moment.
            while self._wait_semaphore.acquire(False):
                pass

    def notify_all(self):
        self.notify(n=SEM_VALUE_MAX)

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if result:
            return result
        if timeout is not None:
            endtime = _time() + timeout
        else:
            endtime = None
            waittime = None
        while not result:
            if endtime is not None:
                waittime = endtime - _time()
                if waittime <= 0:
                    break
            self.wait(waittime)
            result = predicate()
        return result


class Event:
    def __init__(self, *, ctx):
        self._cond = Condition(ctx.Lock(), ctx=ctx, cause="Event")
        self._flag = ctx.Semaphore(0)

    def is_set(self):
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def set(self):
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
            else:
                self._cond.wait(timeout)
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def __repr__(self):
        set_status = 'set' if self.is_set() else 'unset'
        return f"<{type(self).__qualname__} at {id(self):#x} {set_status}>"


class Barrier(threading.Barrier):
    """threading's barrier, with its state and its count in shared memory."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        handle = _machine.io("MemoryCreate", a=16, text="").a
        cond = Condition(ctx=ctx, cause="Barrier")
        self.__setstate__((parties, action, timeout, cond, handle))
        self._state = 0
        self._count = 0

    def __setstate__(self, state):
        (self._parties, self._action, self._timeout, self._cond, self._memory) = state

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._parties, self._action, self._timeout, self._cond, self._memory)

    def _load(self, offset):
        return int.from_bytes(_machine.io("MemoryRead", a=self._memory, b=offset, c=8).data, "little", signed=True)

    def _store(self, offset, value):
        _machine.io("MemoryWrite", a=self._memory, b=offset, data=value.to_bytes(8, "little", signed=True))

    @property
    def _state(self):
        return self._load(0)

    @_state.setter
    def _state(self, value):
        self._store(0, value)

    @property
    def _count(self):
        return self._load(8)

    @_count.setter
    def _count(self, value):
        self._store(8, value)
