"""asyncio.Queue with workers (the documentation's example grown up), priority and LIFO queues."""
import asyncio
import random
import time


async def worker(name, queue, done):
    while True:
        # Get a "work item" out of the queue.
        sleep_for = await queue.get()
        await asyncio.sleep(sleep_for)
        # Notify the queue that the "work item" has been processed.
        queue.task_done()
        done.setdefault(name, []).append(sleep_for)


async def documentation_example():
    queue = asyncio.Queue()
    total_sleep_time = 0
    rng = random.Random(1)
    for _ in range(20):
        sleep_for = rng.uniform(0.001, 0.005)
        total_sleep_time += sleep_for
        queue.put_nowait(sleep_for)
    done, tasks = {}, []
    for i in range(3):
        tasks.append(asyncio.create_task(worker(f'worker-{i}', queue, done)))
    started_at = time.monotonic()
    await queue.join()
    total_slept_for = time.monotonic() - started_at
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print('====')
    print('3 workers slept in parallel:', total_slept_for < total_sleep_time)
    print(f'total expected sleep time: {total_sleep_time:.4f} seconds', sum(map(len, done.values())), sorted(done))


async def producer(q, n, name):
    for i in range(n):
        await q.put(f"{name}{i}")
    await q.put(None)


async def consumer(q, producers):
    items = []
    while producers:
        item = await q.get()
        if item is None:
            producers -= 1
        else:
            items.append(item)
        assert q.qsize() <= q.maxsize
    return items


async def bounded():
    q = asyncio.Queue(maxsize=2)
    results = await asyncio.gather(consumer(q, 2), producer(q, 3, "a"), producer(q, 4, "b"))
    print(results[0])
    print(q, q.maxsize, q.empty())
    q.put_nowait(1)
    q.put_nowait(2)
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print("QueueFull", repr(e), q.full())
    print(q.get_nowait(), await q.get())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print("QueueEmpty", repr(e))
    try:
        await asyncio.wait_for(q.get(), 0.005)
    except asyncio.TimeoutError:
        print("nothing came")
    for _ in range(9):
        q.task_done()
    try:
        q.task_done()
    except ValueError as e:
        print("ValueError:", e)


async def ordered():
    pq = asyncio.PriorityQueue()
    for item in [(3, "low"), (1, "urgent"), (2, "normal"), (1, "also urgent")]:
        await pq.put(item)
    print([(await pq.get())[1] for _ in range(pq.qsize())])
    lq = asyncio.LifoQueue()
    for n in range(4):
        lq.put_nowait(n)
    print([lq.get_nowait() for _ in range(4)])


async def main():
    await documentation_example()
    await bounded()
    await ordered()

asyncio.run(main())
