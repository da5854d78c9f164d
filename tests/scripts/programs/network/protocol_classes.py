"""asyncio protocols and transports: an echo protocol, a length-prefixed one, pause, EOF, and loop.create_connection."""
import asyncio
import struct


class EchoServerProtocol(asyncio.Protocol):
    count = 0

    def connection_made(self, transport):
        assert transport.get_extra_info('peername')
        self.transport = transport
        EchoServerProtocol.count += 1

    def data_received(self, data):
        self.transport.write(data)

    def eof_received(self):
        log.append("server: eof")

    def connection_lost(self, exc):
        log.append(f"server: lost {exc}")


class EchoClientProtocol(asyncio.Protocol):
    def __init__(self, message, on_con_lost):
        self.message, self.on_con_lost = message, on_con_lost

    def connection_made(self, transport):
        transport.write(self.message.encode())
        log.append(f"client: sent {self.message!r}")
        self.transport = transport

    def data_received(self, data):
        log.append(f"client: received {data.decode()!r}")
        self.transport.close()

    def connection_lost(self, exc):
        self.on_con_lost.set_result(True)


class Framed(asyncio.Protocol):
    """Messages with a length before them, however the bytes are cut."""

    def __init__(self, on_message):
        self.buffer, self.on_message = bytearray(), on_message

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while len(self.buffer) >= 4:
            (n,) = struct.unpack_from("!I", self.buffer)
            if len(self.buffer) < 4 + n:
                break
            message = bytes(self.buffer[4:4 + n])
            del self.buffer[:4 + n]
            self.on_message(self, message)

    def send(self, message):
        self.transport.write(struct.pack("!I", len(message)) + message)


log = []


async def echo(loop):
    server = await loop.create_server(EchoServerProtocol, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    lost = loop.create_future()
    transport, protocol = await loop.create_connection(lambda: EchoClientProtocol("Hello World!", lost), '127.0.0.1', port)
    await lost
    print(transport.is_closing(), type(protocol).__name__)
    await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()
    print(*log, sep="\n")


async def framed(loop):
    def serve(protocol, message):
        if message == b"bye":
            protocol.transport.close()
        else:
            protocol.send(message[::-1])

    got, finished = [], loop.create_future()

    def collect(protocol, message):
        got.append(message)
        if len(got) == 3:
            finished.set_result(got)

    server = await loop.create_server(lambda: Framed(serve), '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    transport, client = await loop.create_connection(lambda: Framed(collect), '127.0.0.1', port)
    whole = b"".join(struct.pack("!I", len(m)) + m for m in (b"abc", b"", b"x" * 300))
    for i in range(0, len(whole), 7):
        transport.write(whole[i:i + 7])
        if i % 70 == 0:
            await asyncio.sleep(0)
    await finished
    print([len(m) for m in got], got[0])
    client.send(b"bye")
    transport.close()
    server.close()


async def main():
    loop = asyncio.get_running_loop()
    await echo(loop)
    await framed(loop)
    print(EchoServerProtocol.count)


asyncio.run(main())
