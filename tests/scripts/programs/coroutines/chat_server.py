"""A chat room over asyncio streams: nicknames, broadcast, private messages, leaving; with scripted clients."""
import asyncio


class ChatServer:
    def __init__(self):
        self.users: dict[str, asyncio.StreamWriter] = {}
        self.log: list[str] = []

    async def start(self):
        self.server = await asyncio.start_server(self.on_connect, "localhost", 0)
        return self.server.sockets[0].getsockname()[1]

    async def stop(self):
        self.server.close()
        await self.server.wait_closed()

    async def send(self, writer, text):
        writer.write(text.encode() + b"\r\n")
        await writer.drain()

    async def broadcast(self, text, skip=None):
        for name, writer in list(self.users.items()):
            if name != skip:
                await self.send(writer, text)

    async def on_connect(self, reader, writer):
        await self.send(writer, "NAME?")
        name = (await reader.readline()).decode().strip()
        if not name or name in self.users:
            await self.send(writer, "ERROR name is taken")
            writer.close()
            return
        self.users[name] = writer
        await self.broadcast(f"* {name} joined, {len(self.users)} here")
        try:
            async for line in reader:
                text = line.decode().strip()
                await self.command(name, writer, text)
                if text == "/quit":
                    break
        except ConnectionResetError:
            self.log.append(f"{name} lost")
        finally:
            del self.users[name]
            await self.broadcast(f"* {name} left")
            writer.close()

    async def command(self, name, writer, text):
        self.log.append(f"{name}: {text}")
        match text.split(maxsplit=2):
            case ["/quit"]:
                await self.send(writer, "BYE")
            case ["/who"]:
                await self.send(writer, "users: " + ", ".join(sorted(self.users)))
            case ["/msg", target, message] if target in self.users:
                await self.send(self.users[target], f"[{name}] {message}")
            case ["/msg", target, *_]:
                await self.send(writer, f"ERROR no {target}")
            case _ if text.startswith("/"):
                await self.send(writer, "ERROR unknown command")
            case _:
                await self.broadcast(f"<{name}> {text}", skip=name)


class ChatClient:
    def __init__(self, name):
        self.name = name
        self.heard = []

    async def connect(self, port):
        self.reader, self.writer = await asyncio.open_connection("localhost", port)
        assert await self.reader.readline() == b"NAME?\r\n"
        await self.say(self.name)
        self.listener = asyncio.create_task(self.listen())
        return self

    async def say(self, text):
        self.writer.write(f"{text}\n".encode())
        await self.writer.drain()
        await asyncio.sleep(0.01)

    async def listen(self):
        async for line in self.reader:
            self.heard.append(line.decode().rstrip())

    async def leave(self):
        await self.say("/quit")
        await self.listener
        self.writer.close()


async def main():
    chat = ChatServer()
    port = await chat.start()
    ann = await ChatClient("ann").connect(port)
    bob = await ChatClient("bob").connect(port)
    fake = await ChatClient("ann").connect(port)
    await fake.listener
    await ann.say("hello everybody")
    await bob.say("/who")
    await bob.say("/msg ann psst, a secret")
    await bob.say("/msg carl hi")
    await ann.say("/dance")
    await ann.leave()
    await bob.say("anyone?")
    await bob.leave()
    await chat.stop()
    for c in (ann, bob, fake):
        print(c.name, *c.heard, sep="\n   ")
    print(chat.log, chat.users)


asyncio.run(main())
