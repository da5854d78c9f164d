"""Load test of an asyncio server: requests per worker, latencies sorted into buckets, errors counted, graceful end."""
import asyncio
import collections
import random


class Server:
    def __init__(self, limit):
        self.slots, self.handled, self.rejected = asyncio.Semaphore(limit), 0, 0

    async def handle(self, reader, writer):
        request = (await reader.readline()).split()
        if self.slots.locked():
            self.rejected += 1
            writer.write(b"503 busy\n")
        else:
            async with self.slots:
                await asyncio.sleep(float(request[1]))
                self.handled += 1
                writer.write(b"200 ok\n")
        await writer.drain()
        writer.close()


async def request(port, delay):
    loop = asyncio.get_running_loop()
    start = loop.time()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {delay}\n".encode())
    status = int((await reader.readline()).split()[0])
    writer.close()
    return status, loop.time() - start


async def user(port, n, rng, results):
    for _ in range(n):
        results.append(await request(port, rng.choice([0.001, 0.002])))


async def main():
    server = Server(limit=100)
    tcp = await asyncio.start_server(server.handle, "127.0.0.1", 0)
    port = tcp.sockets[0].getsockname()[1]
    results, rng = [], random.Random(1)
    await asyncio.gather(*(user(port, 5, rng, results) for _ in range(6)))
    statuses = collections.Counter(status for status, _ in results)
    times = sorted(t for _, t in results)
    print(statuses, server.handled, "median at least 1 ms:", times[len(times) // 2] >= 0.001)
    server.slots = asyncio.Semaphore(2)
    answers = await asyncio.gather(*(request(port, 0.05) for _ in range(5)))
    print(sorted(status for status, _ in answers), server.rejected)
    tcp.close()
    await tcp.wait_closed()
    try:
        await request(port, 0)
    except OSError as e:
        print(type(e).__name__)


asyncio.run(main())
