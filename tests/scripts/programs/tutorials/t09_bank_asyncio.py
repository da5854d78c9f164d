# Race conditions without threads: awaiting between read and write, and how asyncio.Lock repairs it.
import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def unsafe_withdraw(self, amount):
        balance = self.balance
        await asyncio.sleep(0)
        if balance >= amount:
            self.balance = balance - amount
            return True
        return False

    async def safe_withdraw(self, amount):
        async with self.lock:
            return await self.unsafe_withdraw(amount)


async def main():
    a = Account(100)
    results = await asyncio.gather(*(a.unsafe_withdraw(60) for _ in range(3)))
    print("unsafe:", results, a.balance)
    a = Account(100)
    results = await asyncio.gather(*(a.safe_withdraw(60) for _ in range(3)))
    print("safe:", results, a.balance)

    counter = 0

    async def increment(n):
        nonlocal counter
        for _ in range(n):
            counter += 1  # no await here: nothing can come in between

    await asyncio.gather(*(increment(1000) for _ in range(5)))
    print(counter)

    shared = []

    async def appender(tag):
        for i in range(3):
            shared.append(f"{tag}{i}")
            await asyncio.sleep(0)

    await asyncio.gather(appender("a"), appender("b"), appender("c"))
    print(shared)

    # deadlock that a timeout breaks
    x, y = asyncio.Lock(), asyncio.Lock()

    async def grab(first, second, name):
        async with first:
            await asyncio.sleep(0)
            try:
                await asyncio.wait_for(second.acquire(), 0.01 if name == "left" else 0.5)
            except asyncio.TimeoutError:
                return f"{name} backed off"
            second.release()
            return f"{name} got both"

    print(await asyncio.gather(grab(x, y, "left"), grab(y, x, "right")), x.locked(), y.locked())


asyncio.run(main())
