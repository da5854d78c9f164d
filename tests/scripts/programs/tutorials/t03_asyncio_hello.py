import asyncio
import time


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)


async def nested():
    return 42


async def main():
    started = time.perf_counter()
    await say_after(0.02, 'hello')
    await say_after(0.03, 'world')
    print("one after the other: at least 50 ms", time.perf_counter() - started >= 0.05)

    task1 = asyncio.create_task(say_after(0.02, 'hello'))
    task2 = asyncio.create_task(say_after(0.03, 'world'))
    await task1
    await task2

    # Nothing happens if we just call "nested()".
    coro = nested()
    print(type(coro).__name__, coro.__name__, asyncio.iscoroutine(coro), asyncio.iscoroutinefunction(nested))
    print(await coro)
    try:
        await coro
    except RuntimeError as e:
        print("RuntimeError:", e)
    task = asyncio.create_task(nested())
    print(await task + await task)
    background_tasks = set()
    for i in range(3):
        task = asyncio.create_task(say_after(0.001 * i, f"background {i}"))
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)
    while background_tasks:
        await asyncio.sleep(0.001)
    print(len(background_tasks), asyncio.current_task().get_name().startswith("Task-"))
    try:
        asyncio.run(nested())
    except RuntimeError as e:
        print("RuntimeError:", e)
    try:
        await 5
    except TypeError as e:
        print("TypeError:", e)

import warnings
warnings.simplefilter("ignore")
asyncio.run(main())
with asyncio.Runner() as runner:
    print(runner.run(nested()), runner.run(asyncio.sleep(0, "runner")), runner.get_loop().is_running())
try:
    asyncio.run(nested)
except ValueError as e:
    print("ValueError:", str(e).split(",")[0])
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    asyncio.create_task(coro := nested())
except RuntimeError as e:
    print("RuntimeError:", e)
    coro.close()
