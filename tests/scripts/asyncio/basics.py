"""Tasks, waiting for several of them, time-outs, cancellation, groups, queues, locks, loops in threads."""
import asyncio, time, threading
async def w(n,d):
    await asyncio.sleep(d); return n
async def bad(): 
    await asyncio.sleep(0.01); raise ValueError("x")
async def main():
    print(asyncio.current_task().get_name(), await asyncio.gather(w(1,.03),w(2,.01),w(3,.02)))
    t=asyncio.create_task(w("t",1)); await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError as e: print("cancelled", t.cancelled(), repr(e))
    try: await asyncio.wait_for(w(1,1),0.05)
    except asyncio.TimeoutError as e: print("timeout",repr(e))
    print(await asyncio.gather(w(1,0.01),bad(),return_exceptions=True))
    try: await asyncio.gather(w(1,0.05),bad())
    except ValueError as e: print(repr(e))
    for c in asyncio.as_completed([w(1,.03),w(2,.01),w(3,.02)]): print(await c,end=" ")
    print()
    d,p=await asyncio.wait([asyncio.create_task(w(1,.01)),asyncio.create_task(w(2,1))],timeout=0.05); print(len(d),len(p))
    d,p=await asyncio.wait(p|{asyncio.create_task(w(5,.01))},return_when=asyncio.FIRST_COMPLETED); print(d.pop().result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w(1,1)); tg.create_task(bad()); x=tg.create_task(w(3,0.001))
    except* ValueError as eg: print(eg.exceptions, x.result(), repr(eg))
    async def slow():  # a task of its own: 3.11's group leaves this one with a cancellation that 3.12 takes back
        async with asyncio.timeout(0.02): await asyncio.sleep(1)
    try: await asyncio.create_task(slow())
    except TimeoutError: print("to")
    q=asyncio.Queue(2)
    async def prod():
        for i in range(5): await q.put(i)
    async def cons():
        while True: print("got",await q.get()); q.task_done()
    c=asyncio.create_task(cons()); await prod(); await q.join(); c.cancel()
    l=asyncio.Lock()
    async def crit(i):
        async with l: print("in",i); await asyncio.sleep(0.005)
    await asyncio.gather(*map(crit,range(3)))
    print(l.locked(), asyncio.Event().is_set())
    s=asyncio.Semaphore(2)
    async def lim(i):
        async with s: await asyncio.sleep(0.01); return i
    print(await asyncio.gather(*map(lim,range(5))))
    print(await asyncio.to_thread(lambda: threading.current_thread().name))
    loop=asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: 42))
    loop.call_later(0.01,print,"later"); loop.call_soon(print,"soon"); await asyncio.sleep(0.02)
    f=loop.create_future(); loop.call_later(0.01,f.set_result,9); print(await f, f.done())
    inner=asyncio.create_task(w("s",0.03))
    try: await asyncio.wait_for(asyncio.shield(inner),0.01)
    except TimeoutError: print("shielded", await inner)
    b=asyncio.Barrier(3)
    async def bb(i):
        async with b as pos: return pos
    print(sorted(await asyncio.gather(*map(bb,range(3)))))
    cond=asyncio.Condition()
    async def waiter():
        async with cond: await cond.wait(); return "woke"
    ws=[asyncio.create_task(waiter()) for _ in range(2)]; await asyncio.sleep(0)
    async with cond: cond.notify_all()
    print(await asyncio.gather(*ws))
    print(len(asyncio.all_tasks()))
    async def agen():
        for i in range(3): yield i; await asyncio.sleep(0)
    print([i async for i in agen()])
    try: asyncio.run(main())
    except RuntimeError as e: print(e)
    t=asyncio.create_task(bad(),name="mytask"); await asyncio.sleep(0.02)
    print(t.get_name(), t.done(), t.exception())
    t=asyncio.create_task(w(1,9),name="n"); await asyncio.sleep(0); print(repr(t).replace(__file__,"F")[:60])
    return "done"
print(asyncio.run(main()))
async def m2():
    t=asyncio.create_task(bad()); await asyncio.sleep(0.03)
asyncio.run(m2())
loop=asyncio.new_event_loop(); asyncio.set_event_loop(loop)
print(loop.run_until_complete(w(7,0.01)))
async def forever():
    try: await asyncio.sleep(10)
    finally: print("cleanup")
asyncio.ensure_future(forever(),loop=loop)
loop.call_later(0.02,loop.stop); loop.run_forever(); 
th=threading.Thread(target=loop.run_forever); th.start()
print(asyncio.run_coroutine_threadsafe(w("ts",0.01),loop).result())
loop.call_soon_threadsafe(loop.stop); th.join(); loop.close()
print(loop)
try: asyncio.run(3)
except ValueError as e: print(e)
async def m3(): raise KeyError("z")
asyncio.run(m3())
