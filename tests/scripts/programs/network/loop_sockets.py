"""A server on bare sockets with the loop's sock_accept, sock_recv and sock_sendall; tasks for clients; clean stop."""
import asyncio
import logging
import socket
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")


async def echo(connection, loop):
    try:
        while data := await loop.sock_recv(connection, 1024):
            if data == b"boom\r\n":
                raise Exception("Unexpected network error")
            await loop.sock_sendall(connection, data)
    except Exception as ex:
        logging.error("error: %s", ex)
    finally:
        connection.close()


class Server:
    def __init__(self):
        self.tasks = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.socket.listen()

    async def listen(self):
        loop = asyncio.get_running_loop()
        while True:
            connection, address = await loop.sock_accept(self.socket)
            connection.setblocking(False)
            self.tasks.append(asyncio.create_task(echo(connection, loop)))

    async def close(self):
        for task in self.tasks:
            try:
                await asyncio.wait_for(task, 0.05)
            except asyncio.TimeoutError:
                logging.info("client did not leave in time")
        self.socket.close()


async def client(port, messages, hold=False):
    loop = asyncio.get_running_loop()
    s = socket.socket()
    s.setblocking(False)
    await loop.sock_connect(s, ("127.0.0.1", port))
    answers = []
    for message in messages:
        await loop.sock_sendall(s, message)
        answers.append(await loop.sock_recv(s, 100))
    if hold:
        held.append(s)
    else:
        s.close()
    return answers


held = []


async def main():
    server = Server()
    port = server.socket.getsockname()[1]
    listener = asyncio.create_task(server.listen())
    print(await asyncio.gather(client(port, [b"hi\r\n", b"there\r\n"]), client(port, [b"x"]), client(port, [b"boom\r\n"])))
    print(await client(port, [b"stay"], hold=True))
    listener.cancel()
    await server.close()
    print([t.done() for t in server.tasks], [t.cancelled() for t in server.tasks])
    held[0].close()


asyncio.run(main())
