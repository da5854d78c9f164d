"""Coroutines that nobody awaits: the warning, once for each line, with the filters of the program."""
import asyncio
import multiprocessing
import sys
import warnings

sys.stderr = sys.stdout


async def work(n):
    await asyncio.sleep(n)


class Client:
    async def fetch(self):
        return 1


async def main():
    for i in range(3):
        work(i)
    Client().fetch()
    asyncio.sleep(1)
    closed = work(1)
    closed.close()
    await asyncio.create_task(work(0.01))
    await Client().fetch()
    print("end of main")


def child():
    print("in the child")
    sys.stdout.flush()


sys.stdout.flush()
process = multiprocessing.Process(target=child)
process.start()
process.join()
asyncio.run(main())
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    work(7)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    work(8)
    print([str(w.message) for w in caught])
print("end")
