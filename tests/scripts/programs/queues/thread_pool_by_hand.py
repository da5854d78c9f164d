"""A thread pool as the recipes write it: Worker threads that take (func, args, kwargs) from a Queue."""
from queue import Queue
from threading import Thread, Lock, current_thread
import time


class Worker(Thread):
    """ Thread executing tasks from a given tasks queue """

    def __init__(self, tasks):
        Thread.__init__(self)
        self.tasks = tasks
        self.daemon = True
        self.start()

    def run(self):
        while True:
            func, args, kargs = self.tasks.get()
            try:
                func(*args, **kargs)
            except Exception as e:
                # An exception happened in this thread
                with out_lock:
                    errors.append(f"{type(e).__name__}: {e}")
            finally:
                # Mark this task as done, whether an exception happened or not
                self.tasks.task_done()


class ThreadPool:
    """ Pool of threads consuming tasks from a queue """

    def __init__(self, num_threads):
        self.tasks = Queue(num_threads)
        self.workers = [Worker(self.tasks) for _ in range(num_threads)]

    def add_task(self, func, *args, **kargs):
        """ Add a task to the queue """
        self.tasks.put((func, args, kargs))

    def map(self, func, args_list):
        """ Add a list of tasks to the queue """
        for args in args_list:
            self.add_task(func, args)

    def wait_completion(self):
        """ Wait for completion of all the tasks in the queue """
        self.tasks.join()


class Result:
    def __init__(self):
        self._lock = Lock()
        self._lock.acquire()
        self._value = self._error = None

    def set(self, value=None, error=None):
        self._value, self._error = value, error
        self._lock.release()

    def get(self, timeout=-1):
        if not self._lock.acquire(timeout=timeout):
            raise TimeoutError("no result yet")
        self._lock.release()
        if self._error:
            raise self._error
        return self._value


def call(result, func, *args):
    try:
        result.set(func(*args))
    except Exception as e:
        result.set(error=e)


errors, outputs, users = [], [], set()
out_lock = Lock()


def wait_delay(d):
    users.add(current_thread().name)
    time.sleep(d / 1000)
    if d == 7:
        raise ValueError(f"I do not like {d}")
    with out_lock:
        outputs.append(d)


if __name__ == "__main__":
    delays = [(i * 7) % 11 for i in range(1, 21)]
    pool = ThreadPool(5)
    pool.map(wait_delay, delays)
    pool.wait_completion()
    print(sorted(outputs) == sorted(d for d in delays if d != 7), errors, 1 < len(users) <= 5)
    r1, r2, r3 = Result(), Result(), Result()
    pool.add_task(call, r1, divmod, 17, 5)
    pool.add_task(call, r2, divmod, 17, 0)
    pool.add_task(call, r3, time.sleep, 0.05)
    print(r1.get(), end=" ")
    try:
        r2.get()
    except ZeroDivisionError as e:
        print(e, end=" ")
    try:
        r3.get(timeout=0.005)
    except TimeoutError as e:
        print(e)
    print(r3.get())
