"""Async versions of itertools: chain, zip, islice, batched, merge with limits, first(), race(); and a paginated API."""
import asyncio
import itertools


async def arange(*args, delay=0):
    for i in range(*args):
        if delay:
            await asyncio.sleep(delay)
        yield i


async def achain(*sources):
    for source in sources:
        if hasattr(source, "__aiter__"):
            async for x in source:
                yield x
        else:
            for x in source:
                yield x


async def azip(*sources):
    iterators = [aiter(s) for s in sources]
    while True:
        try:
            yield tuple(await asyncio.gather(*(anext(i) for i in iterators)))
        except StopAsyncIteration:
            return


async def aislice(source, *args):
    wanted = itertools.islice(itertools.count(), *args)
    nxt = next(wanted, None)
    n = 0
    async for x in source:
        if nxt is None:
            break
        if n == nxt:
            yield x
            nxt = next(wanted, None)
            if nxt is None:
                break
        n += 1


async def batched(source, n):
    batch = []
    async for x in source:
        batch.append(x)
        if len(batch) == n:
            yield batch
            batch = []
    if batch:
        yield batch


async def first(*coros):
    tasks = [asyncio.ensure_future(c) for c in coros]
    try:
        for next_done in asyncio.as_completed(tasks):
            try:
                return await next_done
            except ValueError:
                continue
        raise LookupError("nobody succeeded")
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def job(delay, result):
    await asyncio.sleep(delay)
    if isinstance(result, Exception):
        raise result
    return result


async def bounded_map(f, source, limit):
    semaphore, running, peak = asyncio.Semaphore(limit), 0, 0

    async def one(x):
        nonlocal running, peak
        async with semaphore:
            running += 1
            peak = max(peak, running)
            try:
                return await f(x)
            finally:
                running -= 1

    return await asyncio.gather(*[one(x) async for x in source]), peak


async def pages(total, size):
    cursor = 0
    while cursor is not None:
        await asyncio.sleep(0)
        yield list(range(cursor, min(cursor + size, total)))
        cursor = cursor + size if cursor + size < total else None


async def main():
    print([x async for x in achain(arange(3), "ab", arange(5, 7))])
    print([x async for x in azip(arange(3), arange(10, 20), arange(100, 102))])
    print([x async for x in aislice(arange(100), 2, 9, 3)], [x async for x in aislice(arange(5), 2)])
    print([b async for b in batched(arange(7), 3)])
    print(await first(job(0.03, "slow"), job(0.001, ValueError("fast but bad")), job(0.01, "winner")))
    try:
        await first(job(0, ValueError()), job(0.001, ValueError()))
    except LookupError as e:
        print("LookupError:", e)
    results, peak = await bounded_map(lambda x: job(0.001, x * x), arange(7), 3)
    print(results, peak)
    print([n async for page in pages(7, 3) for n in page], sum([len(p) async for p in pages(10, 4)]))
    total = 0
    async for x in arange(10):
        if x % 2:
            continue
        if x > 6:
            break
        total += x
    else:
        print("never")
    print(total)


asyncio.run(main())
