"""asyncio.wait with FIRST_COMPLETED / FIRST_EXCEPTION / timeout, as_completed, and cleaning up after them."""
import asyncio
import random


async def fetch(name, delay, fails=False):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("  cancelled:", name)
        raise
    if fails:
        raise ConnectionError(name + " refused")
    return f"{name}:{delay}"


def names(tasks):
    return sorted(t.get_name() for t in tasks)


def start(*specs):
    return {asyncio.create_task(fetch(*spec), name=spec[0]) for spec in specs}


async def first_answer():
    tasks = start(("mirror1", 0.05), ("mirror2", 0.01), ("mirror3", 0.09))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print("first:", [t.result() for t in done], "pending:", names(pending))
    for task in pending:
        task.cancel()
    results = await asyncio.gather(*pending, return_exceptions=True)
    print([type(r).__name__ for r in results], all(t.cancelled() for t in pending))


async def first_failure():
    tasks = start(("good", 0.01), ("bad", 0.02, True), ("late", 1))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print("done:", names(done), "pending:", names(pending))
    for t in sorted(done, key=lambda t: t.get_name()):
        print(" ", t.get_name(), repr(t.exception()))
    for t in pending:
        t.cancel("no longer needed")
    await asyncio.wait(pending)
    try:
        next(iter(pending)).result()
    except asyncio.CancelledError as e:
        print("  result() of a cancelled task:", e.args)


async def with_timeout():
    tasks = start(("quick", 0.005), ("slow", 0.5))
    done, pending = await asyncio.wait(tasks, timeout=0.03)
    print("after the time-out:", names(done), names(pending))
    [t.cancel() for t in pending]
    await asyncio.sleep(0)


async def completed():
    jobs = [fetch(f"job{i}", d) for i, d in enumerate((0.03, 0.01, 0.02))]
    for next_one in asyncio.as_completed(jobs):
        print("as completed:", await next_one)
    try:
        for next_one in asyncio.as_completed([fetch("x", 0.01), fetch("y", 1)], timeout=0.05):
            print("as completed:", await next_one)
    except asyncio.TimeoutError:
        print("as_completed timed out")


async def poll():
    pending = start(*((f"p{i}", 0.01 * (i + 1)) for i in range(4)))
    rounds = 0
    while pending:
        done, pending = await asyncio.wait(pending, timeout=1, return_when=asyncio.FIRST_COMPLETED)
        rounds += 1
    print("rounds:", rounds)
    try:
        await asyncio.wait([])
    except ValueError as e:
        print("ValueError:", e)
    try:
        await asyncio.wait([asyncio.create_task(asyncio.sleep(0))], return_when="WHENEVER")
    except ValueError as e:
        print("ValueError:", e)
    try:
        await asyncio.wait(asyncio.sleep(0))
    except TypeError as e:
        print("TypeError:", e)


async def main():
    for step in (first_answer, first_failure, with_timeout, completed, poll):
        print(step.__name__)
        await step()
    print("left over:", len(asyncio.all_tasks()) - 1)


import warnings
warnings.simplefilter("ignore", RuntimeWarning)
asyncio.run(main())
