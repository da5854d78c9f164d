"""Programs from before asyncio.run: get_event_loop, run_until_complete, ensure_future, run_forever."""
import asyncio
import functools
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


async def slow_operation(future, n):
    await asyncio.sleep(0.001 * n)
    future.set_result(f"Future {n} is done!")


def got_result(future):
    print("callback:", future.result())
    loop.stop()


def hello_world(loop):
    print("Hello World")
    loop.stop()


def display_date(end_time, loop, ticks):
    ticks.append(round(loop.time(), 6))
    if len(ticks) < 4 and (loop.time() + 0.01) < end_time:
        loop.call_later(0.01, display_date, end_time, loop, ticks)
    else:
        loop.stop()


async def chained(n):
    if n == 0:
        return 0
    return n + await chained(n - 1)


def add(a, b, *, what="sum"):
    print(what, a + b)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
assert asyncio.get_event_loop() is loop
print("running", loop.is_running(), "closed", loop.is_closed())

future = loop.create_future()
asyncio.ensure_future(slow_operation(future, 1), loop=loop)
future.add_done_callback(got_result)
try:
    loop.run_forever()
finally:
    print("stopped")

loop.call_soon(hello_world, loop)
loop.run_forever()

ticks = []
loop.call_soon(display_date, loop.time() + 0.1, loop, ticks)
loop.run_forever()
print("ticks", len(ticks), ticks == sorted(ticks))

print(loop.run_until_complete(chained(10)))
tasks = [loop.create_task(chained(n)) for n in range(4)]
loop.run_until_complete(asyncio.wait(tasks))
print([t.result() for t in tasks])

order = []
loop.call_later(0.02, order.append, "later 0.02")
loop.call_later(0.01, order.append, "later 0.01")
loop.call_soon(order.append, "soon 1")
loop.call_soon(functools.partial(add, 1, 2, what="total"))
handle = loop.call_later(0.005, order.append, "cancelled")
handle.cancel()
loop.call_at(loop.time() + 0.015, order.append, "at 0.015")
loop.call_soon(order.append, "soon 2")
loop.run_until_complete(asyncio.sleep(0.03))
print(order, handle.cancelled())

try:
    loop.run_until_complete(future_that_fails := asyncio.ensure_future(asyncio.wait_for(loop.create_future(), 0.005), loop=loop))
except asyncio.TimeoutError as e:
    print("TimeoutError", repr(e), future_that_fails.done())
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
print(loop.is_closed())
for attempt in (lambda: loop.call_soon(print), lambda: loop.run_until_complete(asyncio.sleep(0)), lambda: loop.run_forever()):
    try:
        attempt()
    except RuntimeError as e:
        print("RuntimeError:", e)
