"""Decorators people put on concurrent code: timed, synchronized, run in a thread, run once, with and without arguments."""
# mask: \d+\.\d+ ?m?s\b
import functools
import logging
import sys
import threading
import time
from timeit import default_timer as timer

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(message)s", stream=sys.stdout)


def timed(func=None, *, label=None):
    if func is None:
        return functools.partial(timed, label=label)

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        start = timer()
        try:
            return func(*args, **kwargs)
        finally:
            elapsed = timer() - start
            logging.info("%s took %.4fs", label or func.__qualname__, elapsed)
            wrapper.calls += 1
    wrapper.calls = 0
    return wrapper


def synchronized(lock):
    def wrap(f):
        @functools.wraps(f)
        def new_function(*args, **kw):
            with lock:
                return f(*args, **kw)
        return new_function
    return wrap


def threaded(fn):
    """Runs the function in a thread; result() waits for it."""
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        box = {}

        def run():
            try:
                box["value"] = fn(*args, **kwargs)
            except Exception as e:
                box["error"] = e

        thread = threading.Thread(target=run, name=fn.__name__, daemon=True)
        thread.start()

        def result(timeout=None):
            thread.join(timeout)
            if thread.is_alive():
                raise TimeoutError(f"{fn.__name__} still runs")
            if "error" in box:
                raise box["error"]
            return box["value"]

        thread.result = result
        return thread
    return wrapper


def once(f):
    lock, done = threading.Lock(), []

    @functools.wraps(f)
    def wrapper(*a, **k):
        with lock:
            if not done:
                done.append(f(*a, **k))
        return done[0]
    return wrapper


class Timer:
    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *args):
        self.interval = time.perf_counter() - self.start


@timed
def add(a, b):
    return a + b


@timed(label="slow one")
def slow():
    time.sleep(0.005)
    raise RuntimeError("oops")


mutex = threading.Lock()
total = 0


@synchronized(mutex)
def accumulate(n):
    global total
    old = total
    time.sleep(0.0001)
    total = old + n


@threaded
def download(n):
    time.sleep(n / 1000)
    if n > 5:
        raise ValueError("too large")
    return f"downloaded {n}"


@once
def configure(value):
    return f"configured {value}"


print(add(1, 2), add.calls, add.__name__, add.__wrapped__(3, 4))
try:
    slow()
except RuntimeError as e:
    print("raised", e, slow.calls)
ts = [threading.Thread(target=accumulate, args=(i,)) for i in range(10)]
[t.start() for t in ts]
[t.join() for t in ts]
print(total)
jobs = [download(n) for n in (3, 1, 7)]
for j in jobs:
    try:
        print(j.name, j.result())
    except ValueError as e:
        print("ValueError", e)
try:
    download(100).result(0.001)
except TimeoutError as e:
    print(e)
print(configure(1), configure(2))
with Timer() as t:
    time.sleep(0.01)
print(f"Slept {t.interval:.3f} s", t.interval >= 0.01)
