import threading
import time
from concurrent.futures import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future,
                                ThreadPoolExecutor, TimeoutError, as_completed, wait)


def slow(x):
    time.sleep(0.1 * x)
    return x


def failing(x):
    time.sleep(0.02)
    raise ValueError(f"bad {x}")


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="w") as pool:
    print(list(pool.map(slow, [3, 1, 2])))
    futures = {pool.submit(slow, i): i for i in (3, 1, 2)}
    print([f.result() for f in as_completed(futures)])
    done, not_done = wait([pool.submit(slow, 1), pool.submit(slow, 4)], return_when=FIRST_COMPLETED)
    print(len(done), len(not_done))
    done, not_done = wait([pool.submit(failing, 1), pool.submit(slow, 4)], return_when=FIRST_EXCEPTION)
    print(len(done), len(not_done), done.pop().exception())
    print(wait([pool.submit(slow, 0)], return_when=ALL_COMPLETED).done.pop().result())
    future = pool.submit(failing, 2)
    try:
        future.result()
    except ValueError as error:
        print(repr(error), future.done(), future.running(), future.cancelled())
    try:
        pool.submit(slow, 5).result(timeout=0.01)
    except TimeoutError as error:
        print("timeout", repr(error))
    try:
        list(pool.map(slow, [5], timeout=0.01))
    except TimeoutError:
        print("map timeout")
    future.add_done_callback(lambda f: print("callback", f is future))
    print(pool.submit(lambda: threading.current_thread().name[:2]).result())

pool = ThreadPoolExecutor(1)
running = pool.submit(slow, 2)
waiting = pool.submit(slow, 1)
print(waiting.cancel(), waiting.cancelled(), running.cancel())
try:
    waiting.result()
except CancelledError as error:
    print("cancelled", repr(error))
more = [pool.submit(slow, 1) for _ in range(3)]
pool.shutdown(wait=True, cancel_futures=True)
print([f.cancelled() for f in more], running.result())
try:
    pool.submit(slow, 1)
except RuntimeError as error:
    print(error)


def initialize(value):
    threading.current_thread().value = value


with ThreadPoolExecutor(2, initializer=initialize, initargs=(7,)) as pool:
    print(pool.submit(lambda: threading.current_thread().value).result())
try:
    ThreadPoolExecutor(0)
except ValueError as error:
    print(error)
future = Future()
future.set_result(1)
try:
    future.set_result(2)
except Exception as error:
    print(type(error).__name__, str(error)[:9])
print(future.result(), future.exception())

# Sleeps decide the order, which a busy machine's CPython cannot promise.
# expect: [3, 1, 2]
# expect: [1, 2, 3]
# expect: 1 1
# expect: 1 1 bad 1
# expect: 0
# expect: ValueError('bad 2') True False False
# expect: timeout TimeoutError()
# expect: map timeout
# expect: callback True
# expect: w_
# expect: True True False
# expect: cancelled CancelledError()
# expect: [True, True, True] 2
# expect: cannot schedule new futures after shutdown
# expect: 7
# expect: max_workers must be greater than 0
# expect: InvalidStateError FINISHED:
# expect: 1 None
