"""Event loop details people print: exception handlers, task names, repr of states, call_soon order, stop and resume."""
import asyncio
import functools


async def named():
    task = asyncio.current_task()
    task.set_name("renamed")
    return task.get_name(), task.get_coro().__name__, len(task.get_stack()) >= 0


def report(loop, context):
    messages.append((context["message"].split("exception was never")[0].strip()[:20], repr(context.get("exception"))))


messages = []


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    print(loop.get_exception_handler() is report, loop.get_debug(), loop.is_running())
    print(await asyncio.create_task(named(), name="first"))
    order = []
    loop.call_soon(order.append, 1)
    loop.call_soon(functools.partial(order.append, 2))
    handle = loop.call_soon(order.append, 3)
    handle.cancel()
    task = asyncio.create_task(asyncio.sleep(0))
    task.add_done_callback(lambda t: order.append(("task", t.done())))
    await task
    await asyncio.sleep(0)
    print(order, handle.cancelled())

    when = loop.call_later(10, print)
    print(0 < when.when() - loop.time() <= 10, when.cancelled())
    when.cancel()
    loop.call_soon(lambda: {}["missing"])
    future = loop.create_future()
    future.set_exception(OSError("lost"))
    await asyncio.sleep(0.001)
    print(messages)
    future.exception()

    t = asyncio.create_task(asyncio.sleep(0.001), name="sleeper")
    print("pending" in repr(t), "sleeper" in repr(t))
    await t
    print("finished" in repr(t), "result=None" in repr(t))
    f = loop.create_future()
    print(repr(f))
    f.set_result(10)
    print(repr(f), f.result(), await f)
    e = loop.create_future()
    e.set_exception(ValueError("x"))
    print(repr(e), repr(e.exception()))
    try:
        e.set_result(1)
    except asyncio.InvalidStateError as error:
        print("InvalidStateError", error)
    try:
        loop.create_future().result()
    except asyncio.InvalidStateError as error:
        print("InvalidStateError", error)
    try:
        f.set_exception(StopIteration)
    except Exception as error:
        print(type(error).__name__, error)
    print(asyncio.isfuture(f), asyncio.isfuture(t), asyncio.isfuture(1), asyncio.iscoroutine(main))
    loop.set_exception_handler(None)


asyncio.run(main())
loop = asyncio.new_event_loop()
ticks = []


def tick(n):
    ticks.append(n)
    if n % 2:
        loop.stop()
    loop.call_soon(tick, n + 1)


loop.call_soon(tick, 0)
for _ in range(3):
    loop.run_forever()
    print(ticks)
for t in asyncio.all_tasks(loop):
    t.cancel()
loop.close()
