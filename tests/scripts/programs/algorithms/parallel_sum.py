"""The same sum in six ways: plain, threads, thread pool, processes, process pool, coroutines. They must agree."""
import asyncio
import math
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

N, WORKERS = 4000, 4


def partial_sum(bounds):
    low, high = bounds
    return sum(math.isqrt(i) * (i % 3) for i in range(low, high))


def chunks(n, workers):
    step = -(-n // workers)
    return [(i, min(i + step, n)) for i in range(0, n, step)]


def with_threads():
    total, lock = 0, threading.Lock()

    def work(bounds):
        nonlocal total
        s = partial_sum(bounds)
        with lock:
            total += s

    ts = [threading.Thread(target=work, args=(b,)) for b in chunks(N, WORKERS)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return total


def work(bounds, q):
    q.put(partial_sum(bounds))


def with_processes():
    q = multiprocessing.Queue()
    ps = [multiprocessing.Process(target=work, args=(b, q)) for b in chunks(N, WORKERS)]
    for p in ps:
        p.start()
    total = sum(q.get() for _ in ps)
    for p in ps:
        p.join()
    return total


def with_executor(cls):
    with cls(max_workers=WORKERS) as ex:
        return sum(ex.map(partial_sum, chunks(N, WORKERS)))


def with_pool():
    with multiprocessing.Pool(WORKERS) as pool:
        return sum(pool.imap_unordered(partial_sum, chunks(N, WORKERS)))


async def with_coroutines():
    async def one(bounds):
        await asyncio.sleep(0)
        return partial_sum(bounds)
    return sum(await asyncio.gather(*map(one, chunks(N, WORKERS))))


if __name__ == "__main__":
    expected = partial_sum((0, N))
    answers = {
        "threads": with_threads(),
        "ThreadPoolExecutor": with_executor(ThreadPoolExecutor),
        "processes": with_processes(),
        "ProcessPoolExecutor": with_executor(ProcessPoolExecutor),
        "Pool": with_pool(),
        "coroutines": asyncio.run(with_coroutines()),
    }
    print("expected", expected, chunks(10, 3))
    for how, answer in answers.items():
        print(f"{how:>20}: {answer} {'ok' if answer == expected else 'WRONG'}")
