"""Token bucket, leaky bucket and sliding window limiters for coroutines; a decorator with parameters."""
import asyncio
import functools
import time
from collections import deque


class TokenBucket:
    def __init__(self, rate, capacity):
        self.rate, self.capacity = rate, capacity
        self.tokens = capacity
        self.updated = time.monotonic()
        self.lock = asyncio.Lock()

    def refill(self):
        now = time.monotonic()
        self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
        self.updated = now

    async def acquire(self, n=1):
        async with self.lock:
            while True:
                self.refill()
                if self.tokens >= n:
                    self.tokens -= n
                    return
                await asyncio.sleep((n - self.tokens) / self.rate)


class SlidingWindow:
    def __init__(self, calls, period):
        self.calls, self.period = calls, period
        self.times = deque()

    async def __aenter__(self):
        while True:
            now = time.monotonic()
            while self.times and now - self.times[0] >= self.period:
                self.times.popleft()
            if len(self.times) < self.calls:
                self.times.append(now)
                return self
            await asyncio.sleep(self.period - (now - self.times[0]))

    async def __aexit__(self, *args):
        pass


def limited(per_second):
    interval = 1 / per_second

    def decorator(function):
        next_slot = 0.0

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            nonlocal next_slot
            now = time.monotonic()
            next_slot = max(next_slot + interval, now)
            await asyncio.sleep(next_slot - now)
            return await function(*args, **kwargs)

        wrapper.interval = interval
        return wrapper

    return decorator


@limited(per_second=200)
async def call_api(n):
    """Pretends to call."""
    stamps.append(time.monotonic())
    return n


stamps = []


async def main():
    bucket = TokenBucket(rate=200, capacity=5)
    start = time.monotonic()
    times = []

    async def job():
        await bucket.acquire()
        times.append(time.monotonic() - start)

    await asyncio.gather(*(job() for _ in range(10)))
    print("burst of five at once:", sum(t < 0.004 for t in times) >= 5, "all ten:", len(times), "last not before 25 ms:", times[-1] >= 0.024)

    window = SlidingWindow(3, 0.02)
    stamps2 = []

    async def job2():
        async with window:
            stamps2.append(time.monotonic())

    await asyncio.gather(*(job2() for _ in range(7)))
    worst = min(b - a for a, b in zip(stamps2, stamps2[3:]))
    print("never more than 3 in 20 ms:", worst >= 0.0195, len(stamps2))

    print(await asyncio.gather(*map(call_api, range(5))))
    print("spaced:", all(b - a >= 0.002 for a, b in zip(stamps, stamps[1:])), call_api.__name__, call_api.__doc__, call_api.interval)


asyncio.run(main())
