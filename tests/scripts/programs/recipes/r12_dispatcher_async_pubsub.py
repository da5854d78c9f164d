"""Async publish and subscribe with queues per subscriber, slow consumers that drop, and async iteration."""
import asyncio
from contextlib import asynccontextmanager


class Topic:
    def __init__(self, maxsize=2):
        self.maxsize, self.queues, self.dropped = maxsize, {}, 0

    @asynccontextmanager
    async def subscribe(self):
        q = asyncio.Queue(self.maxsize)
        self.queues[q] = True
        try:
            yield Subscription(q)
        finally:
            self.queues.pop(q, None)

    async def publish(self, message):
        for q in self.queues:
            if q.full():
                q.get_nowait()
                self.dropped += 1
            q.put_nowait(message)
        await asyncio.sleep(0)

    async def close(self):
        for q in list(self.queues):
            await q.put(StopAsyncIteration)


class Subscription:
    def __init__(self, queue):
        self.queue = queue

    def __aiter__(self):
        return self

    async def __anext__(self):
        item = await self.queue.get()
        if item is StopAsyncIteration:
            raise StopAsyncIteration
        return item


async def reader(topic, name, delay, ready, out):
    async with topic.subscribe() as sub:
        ready.release()
        async for message in sub:
            out.setdefault(name, []).append(message)
            await asyncio.sleep(delay)


async def main():
    topic, out, ready = Topic(), {}, asyncio.Semaphore(0)
    readers = [asyncio.create_task(reader(topic, "fast", 0, ready, out)),
               asyncio.create_task(reader(topic, "slow", 0.02, ready, out))]
    for _ in readers:
        await ready.acquire()
    for n in range(6):
        await topic.publish(n)
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.1)
    await topic.close()
    await asyncio.gather(*readers)
    print(sorted(out.items()), "dropped", topic.dropped, "left", len(topic.queues))


asyncio.run(main())
