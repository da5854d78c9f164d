"""A bank over TCP with JSON lines, a lock per account pair, and clients that transfer at the same time."""
import asyncio
import json
from collections import defaultdict


class Bank:
    def __init__(self, **balances):
        self.balances = dict(balances)
        self.locks = defaultdict(asyncio.Lock)
        self.transfers = 0

    async def transfer(self, source, target, amount):
        a, b = sorted((source, target))
        async with self.locks[a], self.locks[b]:
            if self.balances[source] < amount:
                return {"error": "insufficient funds", "balance": self.balances[source]}
            before = self.balances[source]
            await asyncio.sleep(0)
            self.balances[source] = before - amount
            self.balances[target] += amount
            self.transfers += 1
            return {"ok": True}

    async def dispatch(self, request):
        match request:
            case {"op": "transfer", "from": source, "to": target, "amount": int(amount)} if amount > 0:
                return await self.transfer(source, target, amount)
            case {"op": "balance", "of": str(name)}:
                return {"balance": self.balances[name]}
            case {"op": "total"}:
                return {"total": sum(self.balances.values())}
            case {"op": op}:
                return {"error": f"bad request {op}"}
            case [*_]:
                return {"error": "a list"}
        return {"error": "no op"}

    async def serve(self, reader, writer):
        async for line in reader:
            try:
                answer = await self.dispatch(json.loads(line))
            except json.JSONDecodeError as e:
                answer = {"error": f"line {e.lineno} column {e.colno}: {e.msg}"}
            except KeyError as e:
                answer = {"error": f"unknown account {e}"}
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        writer.close()


class Client:
    @classmethod
    async def connect(cls, port):
        self = cls()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
        return self

    async def ask(self, **request):
        return await self.raw(json.dumps(request))

    async def raw(self, text):
        self.writer.write(text.encode() + b"\n")
        return json.loads(await self.reader.readline())

    async def close(self):
        self.writer.close()
        await self.writer.wait_closed()


async def shuffle(port, pairs):
    c = await Client.connect(port)
    results = [await c.ask(**{"op": "transfer", "from": a, "to": b, "amount": n}) for a, b, n in pairs]
    await c.close()
    return results


async def main():
    bank = Bank(ann=100, bob=50, eve=0)
    server = await asyncio.start_server(bank.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        results = await asyncio.gather(shuffle(port, [("ann", "bob", 10)] * 5), shuffle(port, [("bob", "eve", 5)] * 6),
                                       shuffle(port, [("eve", "ann", 3)] * 2))
        print([sum("ok" in r for r in rs) >= 1 for rs in results], sum(bank.balances.values()))
        c = await Client.connect(port)
        print(await c.ask(op="total"), (await c.ask(op="transfer", to="bob", amount=10 ** 6, **{"from": "eve"}))["error"])
        print(await c.ask(op="balance", of="zoe"), await c.ask(op="fly"), await c.raw("[1]"), await c.raw("{}"))
        print(await c.raw('{"op": '), await c.ask(op="transfer", to="bob", amount=-1, **{"from": "ann"}))
        await c.close()
    print(bank.transfers == sum("ok" in r for rs in results for r in rs))


asyncio.run(main())
