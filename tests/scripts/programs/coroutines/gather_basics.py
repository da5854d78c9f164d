"""The first asyncio programs everybody writes: gather, create_task, return_exceptions, order of results."""
import asyncio
import time


async def count():
    print("One")
    await asyncio.sleep(0.1)
    print("Two")


async def factorial(name, number):
    f = 1
    for i in range(2, number + 1):
        print(f"Task {name}: Compute factorial({number}), currently i={i}...")
        await asyncio.sleep(0.01)
        f *= i
    print(f"Task {name}: factorial({number}) = {f}")
    return f


async def fail(after):
    await asyncio.sleep(after)
    raise RuntimeError(f"failed after {after}")


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)
    return what


async def main():
    start = time.perf_counter()
    await asyncio.gather(count(), count(), count())
    print("together:", time.perf_counter() - start < 0.15)
    results = await asyncio.gather(factorial("A", 2), factorial("B", 3), factorial("C", 4))
    print(results)

    results = await asyncio.gather(say_after(0.02, "slow"), fail(0.01), say_after(0, "fast"), return_exceptions=True)
    print(results, type(results))
    try:
        await asyncio.gather(fail(0.005), say_after(0.02, "still running"))
    except RuntimeError as e:
        print("gather raised:", e)
    await asyncio.sleep(0.03)

    task1 = asyncio.create_task(say_after(0.01, "hello"), name="greeter")
    task2 = asyncio.create_task(say_after(0.02, "world"))
    print(task1.get_name(), task1.done(), task2.get_name().startswith("Task-"))
    print(await task1, await task2, task1.done(), task1.result(), task1.exception())
    inner = asyncio.gather(say_after(0, "a"), say_after(0, "b"))
    outer = await asyncio.gather(inner, asyncio.gather())
    print(outer)
    coros = [asyncio.sleep(0.001 * i, result=i * i) for i in range(5)]
    print(await asyncio.gather(*coros), sum(await asyncio.gather(*(asyncio.sleep(0, x) for x in range(4)))))


if __name__ == "__main__":
    asyncio.run(main())
