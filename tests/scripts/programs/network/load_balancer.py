"""A round-robin TCP load balancer with health checks in asyncio, in front of three backends, one of which dies."""
import asyncio
import itertools


class Backend:
    def __init__(self, name):
        self.name, self.served, self.healthy = name, 0, True

    async def start(self):
        self.server = await asyncio.start_server(self.handle, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def handle(self, reader, writer):
        line = await reader.readline()
        if line:
            self.served += line != b"PING\n"
            writer.write(b"PONG\n" if line == b"PING\n" else f"{self.name}: {line.decode().strip()}\n".encode())
            await writer.drain()
        writer.close()

    async def stop(self):
        self.server.close()
        await self.server.wait_closed()


class Balancer:
    def __init__(self, backends):
        self.backends = backends
        self.cycle = itertools.cycle(backends)
        self.retries = 0

    def pick(self):
        for backend in itertools.islice(self.cycle, len(self.backends)):
            if backend.healthy:
                return backend
        raise LookupError("no healthy backend")

    async def handle(self, reader, writer):
        request = await reader.readline()
        while True:
            try:
                backend = self.pick()
                up_reader, up_writer = await asyncio.open_connection("127.0.0.1", backend.port)
            except ConnectionRefusedError:
                backend.healthy = False
                self.retries += 1
                continue
            except LookupError as e:
                writer.write(f"503 {e}\n".encode())
                break
            up_writer.write(request)
            writer.write(await up_reader.readline())
            up_writer.close()
            break
        await writer.drain()
        writer.close()

    async def health_check(self, interval):
        while True:
            for backend in self.backends:
                try:
                    r, w = await asyncio.open_connection("127.0.0.1", backend.port)
                    w.write(b"PING\n")
                    backend.healthy = await r.readline() == b"PONG\n"
                    w.close()
                except OSError:
                    backend.healthy = False
            await asyncio.sleep(interval)


async def ask(port, text):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{text}\n".encode())
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer.decode().strip()


async def main():
    backends = [await Backend(f"b{i}").start() for i in range(3)]
    balancer = Balancer(backends)
    front = await asyncio.start_server(balancer.handle, "127.0.0.1", 0)
    port = front.sockets[0].getsockname()[1]
    for i in range(6):
        print(await ask(port, f"request {i}"))
    await backends[1].stop()
    for i in range(4):
        print(await ask(port, f"after death {i}"))
    print([b.healthy for b in backends], "retries", balancer.retries, [b.served for b in backends])
    checker = asyncio.create_task(balancer.health_check(0.01))
    await backends[0].stop()
    await backends[2].stop()
    await asyncio.sleep(0.03)
    print(await ask(port, "anybody?"))
    checker.cancel()
    front.close()
    await front.wait_closed()


asyncio.run(main())
