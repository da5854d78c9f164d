"""Give up on slow calls: with a future, with a process that is terminated, with wait_for, with a watchdog thread."""
import asyncio
import concurrent.futures
import multiprocessing
import threading
import time


def slow(seconds, value="value"):
    time.sleep(seconds)
    return value


def put(q, seconds):
    q.put(slow(seconds))


def with_future(seconds, limit):
    ex = concurrent.futures.ThreadPoolExecutor(1)
    try:
        return ex.submit(slow, seconds).result(timeout=limit)
    except concurrent.futures.TimeoutError:
        return "timeout"
    finally:
        ex.shutdown(wait=False)


def with_process(seconds, limit):
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=put, args=(q, seconds))
    p.start()
    p.join(limit)
    if p.is_alive():
        p.terminate()
        p.join()
        return f"terminated {p.exitcode}"
    return q.get()


async def with_asyncio(seconds, limit):
    try:
        return await asyncio.wait_for(asyncio.to_thread(slow, seconds), limit)
    except asyncio.TimeoutError:
        return "timeout"


class Watchdog:
    def __init__(self, timeout, handler):
        self.timeout, self.handler = timeout, handler
        self.timer = threading.Timer(timeout, handler)

    def __enter__(self):
        self.timer.start()
        return self

    def reset(self):
        self.timer.cancel()
        self.timer = threading.Timer(self.timeout, self.handler)
        self.timer.start()

    def __exit__(self, *exc):
        self.timer.cancel()


def with_watchdog(steps, step):
    barked = threading.Event()
    with Watchdog(0.05, barked.set) as dog:
        for _ in range(steps):
            time.sleep(step)
            dog.reset()
    return "barked" if barked.is_set() else "quiet"


if __name__ == "__main__":
    print(with_future(0.001, 1), with_future(0.2, 0.01))
    print(with_process(0.001, 2), with_process(5, 0.05))
    print(asyncio.run(with_asyncio(0.001, 1)), asyncio.run(with_asyncio(0.1, 0.01)))
    print(with_watchdog(3, 0.005), with_watchdog(1, 0.2))
    print(threading.active_count() >= 1, multiprocessing.active_children())
