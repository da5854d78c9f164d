"""asyncio Lock, Event, Condition, Semaphore, BoundedSemaphore and Barrier in small scenes."""
import asyncio


async def lock_scene():
    lock = asyncio.Lock()
    order = []

    async def worker(n):
        async with lock:
            order.append(f"in{n}")
            await asyncio.sleep(0.001)
            order.append(f"out{n}")

    await asyncio.gather(*(worker(n) for n in range(3)))
    print(order, lock.locked())
    await lock.acquire()
    print("locked" in repr(lock), repr(lock).split(" ", 1)[0])
    try:
        await asyncio.wait_for(lock.acquire(), 0.002)
    except asyncio.TimeoutError:
        print("could not get the lock")
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print("RuntimeError:", e)


async def event_scene():
    event = asyncio.Event()

    async def waiter(n):
        print(f"waiter {n} waits")
        await event.wait()
        print(f"waiter {n} goes")

    tasks = [asyncio.create_task(waiter(n)) for n in range(2)]
    await asyncio.sleep(0)
    print(event.is_set())
    event.set()
    await asyncio.gather(*tasks)
    print(event.is_set(), await event.wait())
    event.clear()
    print(event.is_set())


async def condition_scene():
    condition = asyncio.Condition()
    stock = 0

    async def buyer(name, amount):
        nonlocal stock
        async with condition:
            await condition.wait_for(lambda: stock >= amount)
            stock -= amount
            print(f"{name} bought {amount}, {stock} left")

    async def supplier():
        nonlocal stock
        for amount in (1, 2, 3):
            await asyncio.sleep(0.002)
            async with condition:
                stock += amount
                condition.notify_all()

    await asyncio.gather(buyer("big", 3), buyer("small", 1), buyer("middle", 2), supplier())
    try:
        condition.notify()
    except RuntimeError as e:
        print("RuntimeError:", e)


async def semaphore_scene():
    sem = asyncio.Semaphore(2)
    running = peak = 0

    async def limited(n):
        nonlocal running, peak
        async with sem:
            running += 1
            peak = max(peak, running)
            await asyncio.sleep(0.001)
            running -= 1
        return n

    print(await asyncio.gather(*(limited(n) for n in range(6))), "peak", peak)
    bounded = asyncio.BoundedSemaphore(1)
    async with bounded:
        print(bounded.locked())
    try:
        bounded.release()
    except ValueError as e:
        print("ValueError:", e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print("ValueError:", e)


async def barrier_scene():
    barrier = asyncio.Barrier(3)
    log = []

    async def hiker(n):
        await asyncio.sleep(0.001 * n)
        log.append(f"arrive{n}")
        async with barrier as position:
            log.append(f"go{n}")
            return position

    print(sorted(await asyncio.gather(*map(hiker, range(3)))), log[:3], sorted(log[3:]))
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    t = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    await barrier.abort()
    try:
        await t
    except asyncio.BrokenBarrierError as e:
        print("broken:", e, barrier.broken)


async def main():
    for scene in (lock_scene, event_scene, condition_scene, semaphore_scene, barrier_scene):
        print("--", scene.__name__)
        await scene()

asyncio.run(main())
