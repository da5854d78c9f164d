"""Async generators, comprehensions and context managers: tickers, paging, merging, clean-up."""
import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager


async def ticker(delay, to):
    """Yield numbers from 0 to `to` every `delay` seconds."""
    for i in range(to):
        yield i
        await asyncio.sleep(delay)


class Paginated:
    def __init__(self, pages):
        self.pages = pages

    def __aiter__(self):
        self.page, self.buffer = 0, []
        return self

    async def __anext__(self):
        if not self.buffer:
            if self.page >= len(self.pages):
                raise StopAsyncIteration
            await asyncio.sleep(0.001)
            self.buffer = list(self.pages[self.page])
            self.page += 1
        return self.buffer.pop(0)


@asynccontextmanager
async def connection(name, log):
    log.append(f"open {name}")
    try:
        yield name.upper()
    except ValueError as e:
        log.append(f"{name} swallowed {e}")
    finally:
        await asyncio.sleep(0)
        log.append(f"close {name}")


async def merge(*iterables):
    queue = asyncio.Queue()
    done = object()

    async def pump(it):
        async for item in it:
            await queue.put(item)
        await queue.put(done)

    tasks = [asyncio.create_task(pump(it)) for it in iterables]
    left = len(tasks)
    while left:
        item = await queue.get()
        if item is done:
            left -= 1
        else:
            yield item


async def echo():
    received = []
    try:
        while True:
            value = yield len(received)
            received.append(value)
    except GeneratorExit:
        print("closed with", received)
        raise
    except ZeroDivisionError as e:
        print("thrown in:", e)
        yield "recovered"


async def main():
    print([i async for i in ticker(0, 5) if i % 2 == 0])
    print({i: i * i async for i in ticker(0, 3)}, {x async for x in Paginated(["ab", "a"])})
    print([letter async for letter in Paginated(["abc", "", "d"])])
    print([await asyncio.sleep(0, n) for n in range(3)])
    print([x + y for x in [1, 2] async for y in ticker(0, 2)])
    print(sorted([x async for x in merge(ticker(0.001, 3), Paginated(["xy"]).__aiter__() if False else ticker(0.002, 2))]))
    gen = (i * 2 async for i in ticker(0, 4))
    print(await gen.__anext__(), await anext(gen), [x async for x in gen], await anext(gen, "empty"))

    log = []
    async with connection("db", log) as db, connection("cache", log) as cache:
        log.append(f"use {db}+{cache}")
    async with connection("bad", log):
        raise ValueError("oops")
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(connection(f"c{i}", log)) for i in range(2)]
        stack.callback(log.append, "plain callback")
        log.append("+".join(names))
    print(*log, sep="\n")

    e = echo()
    print(await e.asend(None), await e.asend("a"), await e.asend("b"))
    await e.aclose()
    e = echo()
    await anext(e)
    print(await e.athrow(ZeroDivisionError("boo")))
    async with aclosing(ticker(0.001, 100)) as numbers:
        async for n in numbers:
            if n == 2:
                break
    try:
        await anext(numbers)
    except StopAsyncIteration:
        print("exhausted")


asyncio.run(main())
