"""Echo server and clients with asyncio streams in one program; line protocol, EOF, several clients."""
import asyncio


async def handle_echo(reader, writer):
    peer = writer.get_extra_info("peername")
    assert peer[0] == "127.0.0.1"
    while data := await reader.readline():
        message = data.decode().rstrip()
        if message == "quit":
            writer.write(b"bye\n")
            await writer.drain()
            break
        if message.startswith("block"):
            size = int(message.split()[1])
            payload = await reader.readexactly(size)
            writer.write(payload[::-1] + b"\n")
        else:
            writer.write(f"echo: {message!r}\n".encode())
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    closed.append(peer[1] > 0)


closed = []


async def client(port, name, lines):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for line in lines:
        writer.write((line + "\n").encode())
        await writer.drain()
        answers.append((await reader.readline()).decode().strip())
        await asyncio.sleep(0.001)
    writer.write_eof()
    rest = await reader.read()
    writer.close()
    await writer.wait_closed()
    return name, answers, rest, reader.at_eof()


async def main():
    server = await asyncio.start_server(handle_echo, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print("serving on", host, port > 1024, server.is_serving())
    async with server:
        results = await asyncio.gather(
            client(port, "a", ["hello", "world"]),
            client(port, "b", ["one", "quit"]),
            client(port, "c", []),
            client(port, "d", ["ünïcödé ✓"]),
        )
        for r in results:
            print(r)
        reader, writer = await asyncio.open_connection(host, port)
        writer.writelines([b"block 6\n", b"abc", b"def", b"next\n"])
        print(await reader.readuntil(b"a\n"), await reader.readline())
        writer.close()
        await writer.wait_closed()
        r, w = await asyncio.open_connection(host, port)
        w.write(b"short\n")
        try:
            await r.readexactly(1000) if w.write_eof() is None else None
        except asyncio.IncompleteReadError as e:
            print("IncompleteReadError", e.partial, e.expected, e)
        w.close()
    print("closed", len(closed), server.is_serving())
    try:
        await asyncio.open_connection(host, port)
    except ConnectionRefusedError as e:
        print("refused", e.errno)


asyncio.run(main())
