"""Debounce, throttle, batch: three small coroutine helpers with a virtual user that types."""
import asyncio
import functools


def debounce(wait):
    def decorator(f):
        task = None

        @functools.wraps(f)
        def wrapper(*args):
            nonlocal task

            async def later():
                await asyncio.sleep(wait)
                f(*args)

            if task is not None:
                task.cancel()
            task = asyncio.create_task(later())
            return task
        return wrapper
    return decorator


class Batcher:
    """Collects single requests for a moment and answers them together."""

    def __init__(self, load_many, delay=0.002):
        self.load_many, self.delay = load_many, delay
        self.waiting, self.flusher = {}, None

    def load(self, key):
        if key not in self.waiting:
            self.waiting[key] = asyncio.get_running_loop().create_future()
        if self.flusher is None:
            self.flusher = asyncio.ensure_future(self.flush())
        return self.waiting[key]

    async def flush(self):
        await asyncio.sleep(self.delay)
        waiting, self.waiting, self.flusher = self.waiting, {}, None
        try:
            answers = await self.load_many(list(waiting))
        except Exception as e:
            for future in waiting.values():
                future.set_exception(e)
            return
        for key, future in waiting.items():
            future.set_result(answers.get(key))


searched = []


@debounce(0.01)
def search(text):
    searched.append(text)


batches = []


async def load_users(ids):
    batches.append(sorted(ids))
    await asyncio.sleep(0.001)
    if 13 in ids:
        raise LookupError("13 is unlucky")
    return {i: f"user{i}" for i in ids if i < 100}


async def main():
    for i in range(1, 7):
        last = search("python"[:i])
        await asyncio.sleep(0.05 if i == 3 else 0.001)
    await last
    print(searched)

    users = Batcher(load_users)
    print(await asyncio.gather(users.load(1), users.load(2), users.load(1), users.load(500)))
    print(await users.load(7), batches)
    print([repr(r) for r in await asyncio.gather(users.load(13), users.load(14), return_exceptions=True)])


asyncio.run(main())
