"""An async cache with time to live, single flight, background refresh and statistics; clock injected."""
import asyncio
from dataclasses import dataclass, field


@dataclass
class Entry:
    value: object
    expires: float
    hits: int = 0


@dataclass
class Stats:
    hits: int = 0
    misses: int = 0
    refreshes: int = 0
    errors: list = field(default_factory=list)

    @property
    def ratio(self):
        total = self.hits + self.misses
        return self.hits / total if total else float("nan")


class AsyncCache:
    def __init__(self, load, ttl, clock=None):
        self.load, self.ttl = load, ttl
        self.clock = clock or asyncio.get_running_loop().time
        self.entries, self.flights, self.stats = {}, {}, Stats()

    async def get(self, key):
        entry = self.entries.get(key)
        if entry and entry.expires > self.clock():
            self.stats.hits += 1
            entry.hits += 1
            return entry.value
        self.stats.misses += 1
        if key not in self.flights:
            self.flights[key] = asyncio.ensure_future(self._fill(key))
        return await asyncio.shield(self.flights[key])

    async def _fill(self, key):
        try:
            value = await self.load(key)
            self.entries[key] = Entry(value, self.clock() + self.ttl)
            return value
        except Exception as e:
            self.stats.errors.append(str(e))
            raise
        finally:
            del self.flights[key]

    async def refresh_popular(self, threshold):
        popular = [k for k, e in self.entries.items() if e.hits >= threshold]
        await asyncio.gather(*map(self._refresh, popular))

    async def _refresh(self, key):
        self.stats.refreshes += 1
        self.entries[key] = Entry(await self.load(key), self.clock() + self.ttl)


async def main():
    now, loads = [0.0], []

    async def load(key):
        loads.append(key)
        await asyncio.sleep(0.001)
        if key == "bad":
            raise LookupError("cannot load bad")
        return f"{key}@{now[0]:.0f}"

    cache = AsyncCache(load, ttl=10, clock=lambda: now[0])
    print(await asyncio.gather(*(cache.get("a") for _ in range(4))), loads)
    now[0] = 5
    print(await cache.get("a"), await cache.get("b"), cache.stats.hits, cache.stats.misses)
    now[0] = 11
    print(await cache.get("a"), await cache.get("b"))
    results = await asyncio.gather(cache.get("bad"), cache.get("bad"), return_exceptions=True)
    print([repr(r) for r in results], results[0] is results[1], cache.stats.errors, cache.flights)
    for _ in range(3):
        await cache.get("b")
    now[0] = 12
    await cache.refresh_popular(3)
    print(await cache.get("b"), cache.stats, f"{cache.stats.ratio:.3f}", Stats().ratio)

    waiting = asyncio.create_task(cache.get("c"))
    other = asyncio.create_task(cache.get("c"))
    await asyncio.sleep(0)
    waiting.cancel()
    print(await other, waiting.cancelled() or waiting.done())


asyncio.run(main())
