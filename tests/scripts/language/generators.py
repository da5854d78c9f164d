# Generators and coroutines: send, throw, close, delegation, asynchronous iteration.
import asyncio


def echo():
    got = []
    try:
        while True:
            try:
                got.append((yield len(got)))
            except ValueError as e:
                got.append(f"caught {e}")
    except GeneratorExit:
        got.append("closed")
        print(got)
        raise
    finally:
        print("finally")


g = echo()
print(next(g), g.send("a"), g.send("b"), g.throw(ValueError("v")))
g.close()


def inner():
    try:
        x = yield 1
        y = yield x * 2
        return x + y
    except KeyError:
        yield "key"
        return "after key"


def outer():
    result = yield from inner()
    print("result", result)
    result = yield from [10, 20]
    print("list", result)
    return "end"


def drive(gen, *sends):
    out = [next(gen)]
    try:
        for s in sends:
            out.append(gen.send(s))
    except StopIteration as e:
        out.append(("stop", e.value))
    return out


print(drive(outer(), 5, 6, None, None))
o = outer()
next(o)
print(o.throw(KeyError("k")), next(o))
o.close()


def stops():
    raise StopIteration("inside")
    yield


try:
    next(stops())
except RuntimeError as e:
    print(type(e).__name__, e, type(e.__cause__).__name__)

print(list(a * b for a in range(1, 4) if a != 2 for b in range(a)))
print(sum(x for x in range(5)), [*((yield_ for yield_ in "ab"))], dict((k, k) for k in "xy"))
lazy = (1 // x for x in [1, 0])
print(next(lazy))
try:
    next(lazy)
except ZeroDivisionError:
    print("lazy division", list(lazy))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fibonacci()
print([next(f) for _ in range(10)], f.gi_frame is not None)
lam = (lambda: (yield 1))()
print(next(lam))


class Awaitable:
    def __await__(self):
        got = yield from asyncio.sleep(0, "slept").__await__()
        return got + "!"


class Manager:
    async def __aenter__(self):
        await asyncio.sleep(0)
        return "entered"

    async def __aexit__(self, kind, value, traceback):
        await asyncio.sleep(0)
        print("aexit", kind.__name__ if kind else None)
        return kind is KeyError


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("got", got)
    finally:
        await asyncio.sleep(0)
        print("agen finally")


async def early():
    async with Manager() as m:
        for i in range(2):
            async for x in Countdown(3):
                if x == 1:
                    return m, x


async def main():
    print(await Awaitable())
    async with Manager() as m:
        print(m)
        raise KeyError
    print(await early())
    async for x in Countdown(2):
        print("count", x)
    else:
        print("else")
    print([x async for x in Countdown(3)], {x: -x async for x in agen(2)}, {x async for x in Countdown(4) if x % 2})
    print([await asyncio.sleep(0, y) for y in "ab"], [[z async for z in Countdown(w)] for w in range(3)])
    print([x async for x in (i async for i in agen(3) if i)])
    g = agen(5)
    print(await g.__anext__(), await g.asend("hello"))
    await g.aclose()
    try:
        async with Manager():
            raise ValueError("through")
    except ValueError as e:
        print(e)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except TimeoutError:
        print("timeout")

    async def cancelled():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("cancelled")
            raise
        finally:
            print("cleanup")

    t = asyncio.create_task(cancelled())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("task", t.cancelled())
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(asyncio.sleep(0, 1))
        b = tg.create_task(asyncio.sleep(0, 2))
    print(a.result() + b.result())


asyncio.run(main())
