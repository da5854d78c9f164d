"""Port scanner on this very computer: sequential, with a thread pool, and with asyncio; the results must agree."""
import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager


@contextmanager
def open_ports(n):
    servers = []
    try:
        for _ in range(n):
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.listen(8)
            servers.append(s)
        yield [s.getsockname()[1] for s in servers]
    finally:
        for s in servers:
            s.close()


def is_open(port, host="127.0.0.1"):
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as sock:
        sock.settimeout(0.5)
        return sock.connect_ex((host, port)) == 0


async def is_open_async(port, semaphore):
    async with semaphore:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 0.5)
        except (ConnectionRefusedError, asyncio.TimeoutError):
            return None
        writer.close()
        await writer.wait_closed()
        return port


async def scan(ports):
    semaphore = asyncio.Semaphore(4)
    found = await asyncio.gather(*(is_open_async(p, semaphore) for p in ports))
    return [p for p in found if p]


with open_ports(3) as listening:
    with closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        free = s.getsockname()[1]
    candidates = listening + [free]
    sequential = [p for p in candidates if is_open(p)]
    with ThreadPoolExecutor(4) as pool:
        threaded = [p for p, ok in zip(candidates, pool.map(is_open, candidates)) if ok]
    concurrent = asyncio.run(scan(candidates))
    print(len(sequential), sequential == listening == threaded == concurrent, free in threaded)
print("after closing:", [is_open(p) for p in listening])
print(socket.gethostbyname("localhost"), socket.inet_aton("127.0.0.1"), socket.htons(80) == int.from_bytes(b"\x00\x50", "little"))
