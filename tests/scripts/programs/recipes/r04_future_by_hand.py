"""Futures by hand: Future() with set_result, chaining, then(), and an executor of one's own that subclasses Executor."""
import concurrent.futures
import threading
import time
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError


class NewThreadExecutor(Executor):
    def __init__(self):
        self.threads = []

    def submit(self, fn, /, *args, **kwargs):
        future = Future()

        def run():
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as e:
                future.set_exception(e)

        t = threading.Thread(target=run)
        self.threads.append(t)
        t.start()
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        if wait:
            for t in self.threads:
                t.join()


def then(future, function):
    result = Future()

    def done(f):
        try:
            result.set_result(function(f.result()))
        except Exception as e:
            result.set_exception(e)

    future.add_done_callback(done)
    return result


with NewThreadExecutor() as ex:
    f = ex.submit(lambda: 20)
    g = then(then(f, lambda x: x + 1), lambda x: x * 2)
    h = then(f, lambda x: x / 0)
    print(g.result(1), repr(h.exception()))
    print(list(ex.map(pow, [2, 3], [5, 2])))

f = Future()
print(f.done(), f.running(), f.cancelled(), "pending" in repr(f))
threading.Timer(0.01, f.set_result, ("late",)).start()
try:
    f.result(timeout=0.001)
except concurrent.futures.TimeoutError:
    print("not yet")
print(f.result(timeout=5), "finished returned str" in repr(f))
try:
    f.set_result("again")
except InvalidStateError as e:
    print("InvalidStateError", str(e).split(":")[0])
c = Future()
print(c.cancel(), c.cancel(), c.cancelled(), c.set_running_or_notify_cancel())
try:
    c.result()
except CancelledError:
    print("CancelledError")
errors = []
e = Future()
e.add_done_callback(lambda fut: errors.append(fut.exception().args))
e.set_exception(ValueError("set by hand"))
print(errors, type(e.exception()).__name__, "raised ValueError" in repr(e))
done, not_done = concurrent.futures.wait([f, e, Future()], timeout=0.01)
print(len(done), len(not_done))
