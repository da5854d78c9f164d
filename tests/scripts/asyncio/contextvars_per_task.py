"""Every task has its own copy of the context."""
import contextvars, asyncio
v=contextvars.ContextVar("v",default=1); w=contextvars.ContextVar("w")
print(v.get()); t=v.set(2); print(v.get(), t.old_value is contextvars.Token.MISSING); v.reset(t); print(v.get())
try: w.get()
except LookupError as e: print("LE")
c=contextvars.copy_context(); c.run(v.set,9); print(v.get(), c[v], list(c.items())[0][1])
async def f(i):
    v.set(i); await asyncio.sleep(0.001*i); return v.get()
async def main():
    v.set(100)
    print(await asyncio.gather(*[f(i) for i in range(4)]), v.get())
    print(await asyncio.to_thread(v.get))
asyncio.run(main()); print(v.get())
try: t=v.set(1); v.reset(t); v.reset(t)
except RuntimeError as e: print(str(e)[:12])
