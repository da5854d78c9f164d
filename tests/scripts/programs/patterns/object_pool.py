"""A connection pool: borrow with a context manager, block when exhausted, time out, and count leaks."""
import contextlib
import queue
import threading
import time


class PoolExhausted(Exception):
    """Raised when no connection came free in time."""


class Connection:
    _counter = 0

    def __init__(self):
        type(self)._counter += 1
        self.id = self._counter
        self.in_use = False
        self.used = 0

    def query(self, sql):
        assert self.in_use, "used outside of the pool"
        self.used += 1
        time.sleep(0.001)
        return f"{sql} on a connection"


class ConnectionPool:
    def __init__(self, size, factory=Connection, timeout=1.0):
        self.size, self.factory, self.timeout = size, factory, timeout
        self._free = queue.LifoQueue(maxsize=size)
        self._lock = threading.Lock()
        self._created = 0
        self.waits = 0

    def _get(self):
        try:
            return self._free.get_nowait()
        except queue.Empty:
            pass
        with self._lock:
            if self._created < self.size:
                self._created += 1
                return self.factory()
            self.waits += 1
        try:
            return self._free.get(timeout=self.timeout)
        except queue.Empty:
            raise PoolExhausted(f"all {self.size} connections are busy") from None

    @contextlib.contextmanager
    def connection(self):
        c = self._get()
        c.in_use = True
        try:
            yield c
        finally:
            c.in_use = False
            self._free.put(c)

    def __len__(self):
        return self._created

    def drain(self):
        drained = []
        while True:
            try:
                drained.append(self._free.get(block=False))
            except queue.Empty:
                return drained


pool = ConnectionPool(3)
answers, lock = [], threading.Lock()


def request(n):
    with pool.connection() as c:
        answer = c.query(f"select {n}")
    with lock:
        answers.append(answer)


threads = [threading.Thread(target=request, args=(n,)) for n in range(12)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(answers), 1 <= len(pool) <= 3, answers[0].endswith("on a connection"))
try:
    with pool.connection() as c:
        raise KeyError("error inside")
except KeyError as e:
    print("came through:", e, "returned:", not c.in_use)
try:
    c.query("late")
except AssertionError as e:
    print("AssertionError:", e)

small = ConnectionPool(1, timeout=0.01)
with small.connection():
    try:
        with small.connection():
            print("never")
    except PoolExhausted as e:
        print(type(e).__name__, e, repr(e.__cause__), e.__suppress_context__)
with contextlib.ExitStack() as stack:
    held = [stack.enter_context(pool.connection()) for _ in range(3)]
    print(len({c.id for c in held}), sum(c.in_use for c in held))
connections = pool.drain()
print(len(connections), sum(c.used for c in connections), pool.drain())
