"""Cancelling tasks: clean-up in finally, swallowing, shield, messages, cancel of a waiting gather."""
import asyncio
import contextlib


async def job(name, log):
    try:
        log.append(f"{name} start")
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        log.append(f"{name} cancelled {e.args}")
        raise
    finally:
        await asyncio.sleep(0)
        log.append(f"{name} cleaned up")


async def stubborn():
    for attempt in range(2):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("I do not want to", attempt)
    return "finished after all"


async def main():
    log = []
    t = asyncio.create_task(job("a", log))
    await asyncio.sleep(0.001)
    print(t.cancel("enough"), t.cancelled(), t.done())
    try:
        await t
    except asyncio.CancelledError as e:
        print("main saw it", t.cancelled(), t.done(), e.args)
    print(log, t.cancel())

    s = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    s.cancel()
    await asyncio.sleep(0)
    s.cancel()
    print(await s, s.cancelled(), s.cancelling())

    # never started: the coroutine does not run at all
    log = []
    n = asyncio.create_task(job("never", log))
    n.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await n
    print("never started:", log)

    # shield: the inner task goes on
    inner = asyncio.create_task(asyncio.sleep(0.01, "inner result"))
    outer = asyncio.create_task(asyncio.wait_for(asyncio.shield(inner), 0.002))
    try:
        await outer
    except asyncio.TimeoutError:
        print("outer timed out, inner done:", inner.done())
    print(await inner)

    # cancelling gather cancels the children
    log = []
    g = asyncio.gather(job("x", log), job("y", log))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    g.cancel()
    try:
        await g
    except asyncio.CancelledError:
        print("gather cancelled", sorted(log))

    # a child that is cancelled shows up as CancelledError in the results
    a, b = asyncio.create_task(asyncio.sleep(1)), asyncio.create_task(asyncio.sleep(0.001, 1))
    asyncio.get_running_loop().call_soon(a.cancel)
    print(await asyncio.gather(a, b, return_exceptions=True))

    # cancel everything but me
    log = []
    for i in range(3):
        asyncio.create_task(job(f"bg{i}", log), name=f"bg{i}")
    await asyncio.sleep(0)
    tasks = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
    [task.cancel() for task in tasks]
    print(f"Cancelling {len(tasks)} outstanding tasks", sorted(t.get_name() for t in tasks))
    await asyncio.gather(*tasks, return_exceptions=True)
    print(len(log), sorted(log)[0])

    # future helper states
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda fut: print("done callback, cancelled:", fut.cancelled()))
    print(f.cancel(), f.cancelled())
    await asyncio.sleep(0)
    for call in (f.result, f.exception, lambda: f.set_result(1)):
        try:
            call()
        except (asyncio.CancelledError, asyncio.InvalidStateError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
