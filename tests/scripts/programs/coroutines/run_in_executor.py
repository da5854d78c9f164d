"""Blocking work beside an event loop: run_in_executor, to_thread, thread and process pools, call_soon_threadsafe."""
import asyncio
import concurrent.futures
import contextvars
import functools
import threading
import time

request_id = contextvars.ContextVar("request_id", default="none")


def blocking_io(n):
    time.sleep(0.02)
    return f"io {n} in {threading.current_thread().name.split('_')[0]}"


def cpu_bound(n):
    return sum(i * i for i in range(n))


def read_context():
    return request_id.get()


def fails():
    raise OSError("disk is full")


async def heartbeat(beats):
    while True:
        beats.append(1)
        await asyncio.sleep(0.002)


async def main():
    loop = asyncio.get_running_loop()
    beats = []
    heart = asyncio.create_task(heartbeat(beats))

    start = time.perf_counter()
    results = await asyncio.gather(*(loop.run_in_executor(None, blocking_io, n) for n in range(4)))
    print(results)
    print("in parallel:", time.perf_counter() - start < 0.06, "loop stayed alive:", len(beats) >= 3)
    heart.cancel()

    with concurrent.futures.ThreadPoolExecutor(max_workers=2, thread_name_prefix="custom") as pool:
        print(await loop.run_in_executor(pool, blocking_io, 9))
        print(await loop.run_in_executor(pool, functools.partial(int, "ff", base=16)))

    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        tasks = [loop.run_in_executor(pool, cpu_bound, n) for n in (10, 100, 1000)]
        print(await asyncio.gather(*tasks))

    request_id.set("abc-123")
    print(await asyncio.to_thread(read_context), await loop.run_in_executor(None, read_context))
    print(await asyncio.to_thread(functools.partial(sorted, [3, 1, 2], reverse=True)))
    try:
        await asyncio.to_thread(fails)
    except OSError as e:
        print("OSError:", e)

    # a thread that talks to the loop
    done = asyncio.Event()
    messages = asyncio.Queue()

    def producer():
        for i in range(3):
            loop.call_soon_threadsafe(messages.put_nowait, i)
        future = asyncio.run_coroutine_threadsafe(asyncio.sleep(0.005, "from the loop"), loop)
        got.append(future.result(timeout=1))
        loop.call_soon_threadsafe(done.set)

    got = []
    t = threading.Thread(target=producer)
    t.start()
    await done.wait()
    t.join()
    print([messages.get_nowait() for _ in range(messages.qsize())], got)

    # concurrent.futures.Future -> asyncio future
    cf = concurrent.futures.Future()
    threading.Timer(0.005, cf.set_result, ["wrapped"]).start()
    print(await asyncio.wrap_future(cf))


if __name__ == "__main__":
    asyncio.run(main())
