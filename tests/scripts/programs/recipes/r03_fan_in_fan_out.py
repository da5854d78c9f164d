"""Fan out to workers, fan in through one queue, keep the order with sequence numbers; for threads and coroutines."""
import asyncio
import heapq
import queue
import threading
import time


def fan(jobs, workers, work):
    todo, done = queue.Queue(), queue.Queue()
    for item in enumerate(jobs):
        todo.put(item)

    def run():
        while True:
            try:
                n, job = todo.get_nowait()
            except queue.Empty:
                break
            done.put((n, work(job)))
        done.put(None)

    for _ in range(workers):
        threading.Thread(target=run).start()
    finished = 0
    while finished < workers:
        item = done.get()
        if item is None:
            finished += 1
        else:
            yield item


def in_order(pairs):
    heap, expected = [], 0
    for pair in pairs:
        heapq.heappush(heap, pair)
        while heap and heap[0][0] == expected:
            yield heapq.heappop(heap)[1]
            expected += 1


def slow_upper(word):
    time.sleep(0.001 * (5 - len(word)))
    return word.upper()


words = ["a", "bbbb", "cc", "ddd", "e", "ff"]
print(list(in_order(fan(words, 3, slow_upper))))
print(sorted(fan(words, 2, len)))
print(list(in_order(fan([], 2, len))))


async def afan(jobs, workers, work):
    todo, done = asyncio.Queue(), asyncio.Queue()

    async def run():
        while True:
            n, job = await todo.get()
            await done.put((n, await work(job)))
            todo.task_done()

    tasks = [asyncio.create_task(run()) for _ in range(workers)]
    for item in enumerate(jobs):
        todo.put_nowait(item)
    await todo.join()
    for t in tasks:
        t.cancel()
    while not done.empty():
        yield done.get_nowait()


async def slow_square(x):
    await asyncio.sleep(0.001 * (4 - x))
    return x * x


async def main():
    pairs = [p async for p in afan([0, 1, 2, 3], 4, slow_square)]
    print("finished in the order of the delays:", [n for n, _ in pairs], [v for _, v in sorted(pairs)])


asyncio.run(main())
