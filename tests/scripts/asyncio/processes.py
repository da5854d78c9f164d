"""Processes and process pools started inside a loop."""
import asyncio, multiprocessing as mp
def f(): 
    async def m(): return 5
    print("child", asyncio.run(m()))
async def main():
    p=mp.Process(target=f); p.start(); p.join(); print(p.exitcode)
    from concurrent.futures import ProcessPoolExecutor
    loop=asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as ex:
        print(await asyncio.gather(*[loop.run_in_executor(ex,abs,-i) for i in range(4)]))
asyncio.run(main())
