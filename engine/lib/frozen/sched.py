"""Events at their times, by priority."""

import heapq
import threading
import time
from collections import namedtuple

__all__ = ["scheduler"]


class Event(namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')):
    __slots__ = ()


class scheduler:
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc, self.delayfunc = timefunc, delayfunc
        self._sequence = 0

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        with self._lock:
            self._sequence += 1
            event = Event(time, priority, self._sequence, action, argument, kwargs or {})
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        while True:
            with self._lock:
                if not self._queue:
                    break
                event = self._queue[0]
                now = self.timefunc()
                delay = event.time > now
                if not delay:
                    heapq.heappop(self._queue)
            if delay:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
            else:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)

    @property
    def queue(self):
        with self._lock:
            return sorted(self._queue)
