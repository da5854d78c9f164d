"""SimpleQueue, which CPython has in C; queue.py takes it from here."""

import threading
from _machine import queue_get as _trace_get, queue_put as _trace_put
from _collections import deque
from time import monotonic as time
from types import GenericAlias


class Empty(Exception):
    """Raised by get_nowait() on an empty queue, and by get() when its time is over."""


_count = 0


class SimpleQueue:
    """First in, first out, without bounds and without task tracking: a deque and a semaphore-like lock."""

    # CPython's is written in C: a put is one step that no other thread can interrupt. Here the lock
    # `_signal` is held while the queue is empty and somebody waits for it.

    def __init__(self):
        global _count
        _count += 1
        self._queue = deque()
        self._trace_name = f"SimpleQueue-{_count}"
        self._waiters = deque()

    def put(self, item, block=True, timeout=None):
        self._queue.append(item)
        _trace_put(self._trace_name, len(self._queue))
        if self._waiters:
            try:
                self._waiters.popleft().release()
            except (IndexError, RuntimeError):
                pass

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        endtime = None
        queue = self._queue
        while True:
            try:
                item = queue.popleft()
            except IndexError:
                if not block:
                    raise Empty from None
            else:
                _trace_get(self._trace_name, len(queue))
                # A put may have woken this thread for an item and others be left: hand the turn on.
                if queue and self._waiters:
                    try:
                        self._waiters.popleft().release()
                    except (IndexError, RuntimeError):
                        pass
                return item
            waiter = threading.Lock()
            waiter._label("Queue", self._trace_name)
            waiter.acquire()
            self._waiters.append(waiter)
            if queue:  # a put came between the look and the registration
                self._forget(waiter)
                continue
            if timeout is None:
                waiter.acquire()
            else:
                now = time()
                if endtime is None:
                    endtime = now + timeout
                if endtime <= now or not waiter.acquire(True, endtime - now):
                    self._forget(waiter)
                    if not queue:
                        raise Empty
                    block = True

    def _forget(self, waiter):
        try:
            self._waiters.remove(waiter)
        except ValueError:
            pass

    def put_nowait(self, item):
        return self.put(item)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._queue

    def qsize(self):
        return len(self._queue)

    __class_getitem__ = classmethod(GenericAlias)
