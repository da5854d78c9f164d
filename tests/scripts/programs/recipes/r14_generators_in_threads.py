"""Generators shared by threads: why they raise, and the two usual wrappers."""
import itertools
import threading
import time
from queue import Queue


class LockedIterator:
    def __init__(self, it):
        self.it, self.lock = iter(it), threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.it)


def threadsafe_generator(f):
    def g(*a, **kw):
        return LockedIterator(f(*a, **kw))
    return g


@threadsafe_generator
def numbers(n):
    for i in range(n):
        time.sleep(0.0002)
        yield i


def slow():
    for i in range(3):
        time.sleep(0.02)
        yield i


gen, errors = slow(), []


def consume():
    try:
        for _ in gen:
            pass
    except ValueError as e:
        errors.append(str(e))


ts = [threading.Thread(target=consume) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(errors)

taken, shared = [], numbers(30)
ts = [threading.Thread(target=lambda: taken.extend(shared)) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(taken) == list(range(30)))

counter = itertools.count()
ids = []
ts = [threading.Thread(target=lambda: ids.extend(next(counter) for _ in range(50))) for _ in range(4)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(set(ids)), max(ids))


def background(iterable, maxsize=2):
    """Runs the iterable in a thread, ahead of the consumer."""
    q, end = Queue(maxsize), object()

    def produce():
        try:
            for item in iterable:
                q.put((item, None))
            q.put((end, None))
        except Exception as e:
            q.put((end, e))

    threading.Thread(target=produce, daemon=True).start()
    while True:
        item, error = q.get()
        if error:
            raise error
        if item is end:
            return
        yield item


def breaks():
    yield 1
    yield 2
    raise RuntimeError("source broke")


print(list(background(range(5))))
try:
    for x in background(breaks()):
        print(x)
except RuntimeError as e:
    print("RuntimeError:", e)
