"""Classes people write for asyncio: __await__, __aenter__, async properties, factories, mixins, callbacks to futures."""
import asyncio
import functools


class Delayed:
    def __init__(self, value, delay=0.001):
        self.value, self.delay = value, delay

    def __await__(self):
        yield from asyncio.sleep(self.delay).__await__()
        return self.value


class AsyncInit:
    def __init__(self, name):
        self.name = name
        self.ready = False

    async def _init(self):
        await asyncio.sleep(0)
        self.ready = True
        return self

    def __await__(self):
        return self._init().__await__()

    @classmethod
    async def create(cls, name):
        return await cls(name)


class Resource:
    opened = []

    def __init__(self, name, fail=False):
        self.name, self.fail = name, fail

    async def __aenter__(self):
        await asyncio.sleep(0)
        if self.fail:
            raise RuntimeError(f"cannot open {self.name}")
        self.opened.append(self.name)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.opened.append(f"-{self.name}{'' if exc_type is None else ':' + exc_type.__name__}")
        return exc_type is KeyError

    @property
    async def size(self):
        await asyncio.sleep(0)
        return len(self.name)


def legacy_api(x, on_success, on_error):
    loop = asyncio.get_running_loop()
    if x < 0:
        loop.call_later(0.001, on_error, ValueError("negative"))
    else:
        loop.call_later(0.001, on_success, x * 2)


def promisify(f):
    @functools.wraps(f)
    def wrapper(*args):
        future = asyncio.get_running_loop().create_future()
        f(*args, future.set_result, future.set_exception)
        return future
    return wrapper


class AsyncCounterIterator:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Delayed(self.n, 0)


def async_cached(f):
    cache = {}

    @functools.wraps(f)
    async def wrapper(key):
        if key not in cache:
            cache[key] = asyncio.ensure_future(f(key))
        return await cache[key]

    wrapper.cache = cache
    return wrapper


@async_cached
async def slow_lookup(key):
    lookups.append(key)
    await asyncio.sleep(0.001)
    return key.upper()


lookups = []


async def main():
    print(await Delayed(5), await asyncio.gather(Delayed(1), Delayed(2)), await asyncio.wait_for(Delayed("w"), 1))
    a = await AsyncInit.create("a")
    print(a.ready, AsyncInit("b").ready, (await AsyncInit("c")).name)
    async with Resource("outer") as r, Resource("inner") as s:
        print(await r.size, await s.size)
    async with Resource("swallow"):
        raise KeyError("gone")
    try:
        async with Resource("x"), Resource("y", fail=True):
            print("never")
    except RuntimeError as e:
        print("RuntimeError:", e)
    print(Resource.opened)
    call = promisify(legacy_api)
    print(await call(21))
    try:
        await call(-1)
    except ValueError as e:
        print("ValueError:", e)
    print([x async for x in AsyncCounterIterator(3)], [x async for x in AsyncCounterIterator(0)])
    print(await asyncio.gather(*map(slow_lookup, "abab")), lookups, len(slow_lookup.cache))
    try:
        async with object():
            pass
    except TypeError as e:
        print("TypeError:", e)
    try:
        async for _ in [1]:
            pass
    except TypeError as e:
        print("TypeError:", e)


asyncio.run(main())
