"""10 000 asyncio tasks that sleep at once."""
import asyncio
import time


async def work(i):
    await asyncio.sleep(0.5)
    return i


async def main():
    start = time.perf_counter()
    results = await asyncio.gather(*(work(i) for i in range(10_000)))
    print(len(results), sum(results), 0.5 <= time.perf_counter() - start < 1.5)


asyncio.run(main())
