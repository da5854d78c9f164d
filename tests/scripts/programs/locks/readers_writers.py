"""Readers-writer lock on a Condition: many readers or one writer, writers first."""
import threading
import time


class RWLock:
    """A lock that many readers may hold, or one writer."""

    def __init__(self):
        self._cond = threading.Condition(threading.Lock())
        self._readers = 0
        self._writers_waiting = 0
        self._writing = False
        self.max_readers = 0

    def acquire_read(self):
        with self._cond:
            while self._writing or self._writers_waiting:
                self._cond.wait()
            self._readers += 1
            self.max_readers = max(self.max_readers, self._readers)

    def release_read(self):
        with self._cond:
            self._readers -= 1
            if not self._readers:
                self._cond.notify_all()

    def acquire_write(self):
        with self._cond:
            self._writers_waiting += 1
            self._cond.wait_for(lambda: not self._writing and self._readers == 0)
            self._writers_waiting -= 1
            self._writing = True

    def release_write(self):
        with self._cond:
            self._writing = False
            self._cond.notify_all()

    class _Reading:
        def __init__(self, rw):
            self.rw = rw

        def __enter__(self):
            self.rw.acquire_read()

        def __exit__(self, exc_type, exc, tb):
            self.rw.release_read()
            return False

    class _Writing(_Reading):
        def __enter__(self):
            self.rw.acquire_write()

        def __exit__(self, *args):
            self.rw.release_write()

    def read(self):
        return self._Reading(self)

    def write(self):
        return RWLock._Writing(self)


data = {"version": 0, "copy": 0}
rw = RWLock()
torn = []


def reader(n):
    for _ in range(4):
        with rw.read():
            a = data["version"]
            time.sleep(0.003)
            if a != data["copy"]:
                torn.append((n, dict(data)))
        time.sleep(0.002)


def writer():
    for _ in range(3):
        with rw.write():
            data["version"] += 1
            time.sleep(0.002)
            data["copy"] += 1
        time.sleep(0.004)


threads = [threading.Thread(target=reader, args=(i,)) for i in range(5)]
threads += [threading.Thread(target=writer) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(data, "torn reads:", torn, "several readers at once:", rw.max_readers > 1)
