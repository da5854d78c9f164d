"""TaskGroup: results, a failing child cancels the others, except*, nested groups, tasks that spawn tasks."""
import asyncio


class FetchError(Exception):
    pass


async def fetch(n, delay=0.002):
    try:
        await asyncio.sleep(delay)
        if n % 5 == 4:
            raise FetchError(f"no {n}")
        return n * 10
    except asyncio.CancelledError:
        cancelled.append(n)
        raise


cancelled = []


async def simple():
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(fetch(n), name=f"fetch-{n}") for n in range(4)]
        print("inside", tg is not None, tasks[0].get_name())
    print([t.result() for t in tasks])


async def failing():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fetch(4))
            tg.create_task(fetch(1, 1))
            tg.create_task(fetch(9))
            await asyncio.sleep(1)
            print("not reached")
    except* FetchError as group:
        print(type(group).__name__, group.message, sorted(str(e) for e in group.exceptions), "cancelled", cancelled)


async def mixed():
    async def boom(error):
        raise error

    try:
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(boom(ValueError("v")))
                tg.create_task(boom(KeyError("k")))
                tg.create_task(boom(OSError(2, "o")))
        except* (ValueError, KeyError) as eg:
            print("first handler:", [type(e).__name__ for e in eg.exceptions])
    except* OSError as eg:
        print("second handler:", eg.exceptions, eg.exceptions[0].errno)
    else:
        print("not here")
    finally:
        print("finally")


async def body_error():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fetch(2, 1))
            raise RuntimeError("in the body")
    except* RuntimeError as eg:
        print(repr(eg), cancelled[-1])


async def tree():
    total = 0

    async def walk(tg, depth):
        nonlocal total
        total += 1
        await asyncio.sleep(0)
        if depth:
            for _ in range(2):
                tg.create_task(walk(tg, depth - 1))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(walk(tg, 4))
    print("nodes", total)
    try:
        tg.create_task(fetch(1))
    except RuntimeError as e:
        print(str(e).split(">")[-1].strip())


async def nested():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fetch(3, 1))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fetch(14))
    except BaseExceptionGroup as eg:
        print(type(eg).__name__, [type(e).__name__ for e in eg.exceptions], eg.subgroup(FetchError) is not None)
        flat = eg
        while isinstance(flat, BaseExceptionGroup):
            flat = flat.exceptions[0]
        print(repr(flat), cancelled[-1])


async def main():
    for f in (simple, failing, mixed, body_error, tree, nested):
        print("--", f.__name__)
        await f()


import warnings
warnings.simplefilter("ignore")
asyncio.run(main())
