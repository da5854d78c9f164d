"""The sieve of Eratosthenes as a chain: generators, threads with queues, coroutines with queues, processes with pipes."""
import asyncio
import itertools
import threading
from multiprocessing import Pipe, Process
from queue import Queue

N = 10


def gen_primes():
    def sieve(numbers):
        p = next(numbers)
        yield p
        yield from sieve(n for n in numbers if n % p)
    yield from sieve(itertools.count(2))


def filter_thread(p, inbox, outbox, stop):
    while not stop.is_set():
        n = inbox.get()
        if n % p:
            outbox.put(n)


def thread_primes(count):
    stop, head = threading.Event(), Queue(5)

    def source():
        for n in itertools.count(2):
            if stop.is_set():
                return
            head.put(n)

    threading.Thread(target=source, daemon=True).start()
    primes, inbox = [], head
    for _ in range(count):
        p = inbox.get()
        primes.append(p)
        outbox = Queue(5)
        threading.Thread(target=filter_thread, args=(p, inbox, outbox, stop), daemon=True).start()
        inbox = outbox
    stop.set()
    return primes


async def async_primes(count):
    async def source(q):
        for n in itertools.count(2):
            await q.put(n)

    async def only(p, inbox, outbox):
        while True:
            n = await inbox.get()
            if n % p:
                await outbox.put(n)

    q = asyncio.Queue(1)
    tasks, primes = [asyncio.create_task(source(q))], []
    for _ in range(count):
        p = await q.get()
        primes.append(p)
        following = asyncio.Queue(1)
        tasks.append(asyncio.create_task(only(p, q, following)))
        q = following
    for t in tasks:
        t.cancel()
    return primes


def sift(receive, left):
    p = receive.recv()
    if left == 1:
        out.append(p)
        return


def stage(inbox, results, depth):
    p = inbox.recv()
    results.send(p)
    if depth == 1:
        while inbox.recv():
            pass
        results.send(None)
        return
    reader, writer = Pipe(False)
    child = Process(target=stage, args=(reader, results, depth - 1))
    child.start()
    while n := inbox.recv():
        if n % p:
            writer.send(n)
    writer.send(0)
    child.join()


def process_primes(count):
    results, child_end = Pipe(False)
    reader, writer = Pipe(False)
    first = Process(target=stage, args=(reader, child_end, count))
    first.start()
    for n in range(2, 40):
        writer.send(n)
    writer.send(0)
    primes = list(iter(results.recv, None))
    first.join()
    return primes


if __name__ == "__main__":
    a = list(itertools.islice(gen_primes(), N))
    print(a)
    print(thread_primes(N) == a, asyncio.run(async_primes(N)) == a, process_primes(5) == a[:5])
