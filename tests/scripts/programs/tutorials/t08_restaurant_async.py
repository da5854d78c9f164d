"""A restaurant kitchen with asyncio: orders with priorities, cooks, an oven with two places, and a closing time."""
import asyncio
import itertools
import random


class Kitchen:
    def __init__(self, cooks, oven_places, seed):
        self.orders = asyncio.PriorityQueue()
        self.oven = asyncio.BoundedSemaphore(oven_places)
        self.counter = itertools.count()
        self.rng = random.Random(seed)
        self.cooks = cooks
        self.served, self.burnt = [], []
        self.in_oven = self.most_in_oven = 0

    def order(self, table, dish, vip=False):
        self.orders.put_nowait((0 if vip else 1, next(self.counter), table, dish))

    async def cook(self, name):
        while True:
            _, number, table, dish = await self.orders.get()
            try:
                await asyncio.sleep(self.rng.uniform(0.0005, 0.002))
                if dish in ("pizza", "lasagne"):
                    async with self.oven:
                        self.in_oven += 1
                        self.most_in_oven = max(self.most_in_oven, self.in_oven)
                        try:
                            await asyncio.wait_for(asyncio.sleep(0.004 if dish == "pizza" else 0.5), timeout=0.05)
                        except asyncio.TimeoutError:
                            self.burnt.append((table, dish))
                            continue
                        finally:
                            self.in_oven -= 1
                self.served.append((number, table, dish, name))
            finally:
                self.orders.task_done()

    async def evening(self):
        for n, dish in enumerate(["soup", "pizza", "salad", "pizza", "lasagne", "soup", "pizza"]):
            self.order(n % 3 + 1, dish, vip=n == 6)
        cooks = [asyncio.create_task(self.cook(f"cook{i}"), name=f"cook{i}") for i in range(self.cooks)]
        await self.orders.join()
        for c in cooks:
            c.cancel()
        return await asyncio.gather(*cooks, return_exceptions=True)


async def main():
    kitchen = Kitchen(cooks=3, oven_places=2, seed=8)
    endings = await kitchen.evening()
    print([type(e).__name__ for e in endings])
    print(sorted((n, t, d) for n, t, d, _ in kitchen.served))
    print("burnt", kitchen.burnt, "oven never above 2:", kitchen.most_in_oven <= 2, kitchen.oven.locked())
    one = Kitchen(1, 1, 0)
    one.order(1, "soup")
    one.order(2, "soup", vip=True)
    task = asyncio.create_task(one.cook("alone"))
    await one.orders.join()
    task.cancel()
    print("vip first:", [t for _, t, _, _ in one.served])


asyncio.run(main())
