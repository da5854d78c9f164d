"""A thread pool that grows with its queue and shrinks when idle; counts and states, no times."""
import queue
import threading
import time


class ElasticPool:
    def __init__(self, minimum, maximum, idle):
        self.minimum, self.maximum, self.idle = minimum, maximum, idle
        self.tasks, self.lock = queue.Queue(), threading.RLock()
        self.workers, self.peak, self.born = set(), 0, 0
        self.closed = False
        for _ in range(minimum):
            self._grow()

    def _grow(self):
        with self.lock:
            if len(self.workers) < self.maximum:
                self.born += 1
                t = threading.Thread(target=self._work, name=f"elastic-{self.born}")
                self.workers.add(t)
                self.peak = max(self.peak, len(self.workers))
                t.start()

    def _work(self):
        me = threading.current_thread()
        while True:
            try:
                task = self.tasks.get(timeout=self.idle)
            except queue.Empty:
                with self.lock:
                    if self.closed or len(self.workers) > self.minimum:
                        self.workers.discard(me)
                        return
                continue
            if task is None:
                with self.lock:
                    self.workers.discard(me)
                return
            function, args, box, done = task
            try:
                box.append(function(*args))
            except Exception as e:
                box.append(e)
            done.set()

    def submit(self, function, *args):
        if self.closed:
            raise RuntimeError("pool is closed")
        box, done = [], threading.Event()
        self.tasks.put((function, args, box, done))
        if self.tasks.qsize() > 1:
            self._grow()

        def result(timeout=None):
            if not done.wait(timeout):
                raise TimeoutError
            if isinstance(box[0], Exception):
                raise box[0]
            return box[0]
        return result

    def close(self):
        self.closed = True
        with self.lock:
            workers = list(self.workers)
        for _ in workers:
            self.tasks.put(None)
        for w in workers:
            w.join()


def slow_double(x):
    time.sleep(0.005)
    return 2 * x


pool = ElasticPool(1, 5, idle=0.02)
results = [pool.submit(slow_double, n) for n in range(12)]
print([r(5) for r in results])
print("grew:", 1 < pool.peak <= 5)
deadline = time.monotonic() + 3
while len(pool.workers) > 1 and time.monotonic() < deadline:
    time.sleep(0.01)
print("shrank to", len(pool.workers))
try:
    pool.submit(int, "x")(5)
except ValueError as e:
    print("ValueError:", e)
try:
    pool.submit(time.sleep, 0.05)(0.001)
except TimeoutError as e:
    print("TimeoutError", repr(e))
pool.close()
print(len(pool.workers), any(t.name.startswith("elastic") for t in threading.enumerate()))
try:
    pool.submit(print)
except RuntimeError as e:
    print("RuntimeError:", e)
