"""wait_for, timeout(), timeout_at, reschedule, nested time-outs and what they raise."""
import asyncio
import time


async def eternity():
    try:
        await asyncio.sleep(3600)
    finally:
        print('yay, cleaned up!')


async def slow_cleanup():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(0.005)
        print("slow clean-up done")
        raise


class Request:
    def __init__(self, delays):
        self.delays = iter(delays)

    async def send(self):
        await asyncio.sleep(next(self.delays))
        return "response"


async def retry(request, attempts, timeout):
    for attempt in range(1, attempts + 1):
        try:
            return await asyncio.wait_for(request.send(), timeout)
        except asyncio.TimeoutError:
            print(f"attempt {attempt} timed out")
            timeout *= 2
    raise ConnectionError("gave up")


async def main():
    try:
        await asyncio.wait_for(eternity(), timeout=0.01)
    except asyncio.TimeoutError as e:
        print('timeout!', type(e) is TimeoutError, e.args, isinstance(e.__cause__, asyncio.CancelledError))
    try:
        await asyncio.wait_for(slow_cleanup(), 0.01)
    except TimeoutError:
        print("timed out after the clean-up")
    print(await asyncio.wait_for(asyncio.sleep(0, "immediately"), None))

    try:
        async with asyncio.timeout(0.01) as cm:
            print("expired?", cm.expired(), cm.when() is not None)
            await asyncio.sleep(1)
    except TimeoutError as e:
        print("timeout()", cm.expired(), repr(e))

    async with asyncio.timeout(None) as cm:
        await asyncio.sleep(0.001)
        cm.reschedule(asyncio.get_running_loop().time() + 10)
    print("not expired:", cm.expired())

    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() + 0.005):
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(2)
            except TimeoutError:
                print("never: the inner one has not expired")
    except TimeoutError:
        print("the outer one")

    try:
        async with asyncio.timeout(1):
            raise KeyError("other errors pass")
    except KeyError as e:
        print(repr(e))

    print(await retry(Request([0.05, 0.05, 0.01]), 3, 0.01))
    try:
        await retry(Request([1, 1]), 2, 0.001)
    except ConnectionError as e:
        print(e)

    start = time.monotonic()
    results = await asyncio.gather(*(asyncio.wait_for(asyncio.sleep(d, d), 0.02) for d in (0.001, 0.005, 1, 2)),
                                   return_exceptions=True)
    print([type(r).__name__ if isinstance(r, Exception) else r for r in results], time.monotonic() - start < 0.5)


asyncio.run(main())
