"""Leader election with heartbeats in asyncio: nodes exchange messages through queues; the leader fails; a new one is elected."""
import asyncio


class Node:
    def __init__(self, number, cluster):
        self.number, self.cluster, self.inbox = number, cluster, asyncio.Queue()
        self.term, self.leader, self.voted = 0, None, {}
        self.alive = True

    # the smaller the number, the sooner a node becomes impatient: nobody is elected by chance here
    @property
    def patience(self):
        return 0.05 + 0.05 * self.number

    async def send(self, target, *message):
        if self.alive and target.alive:
            await target.inbox.put((self.number, *message))

    async def broadcast(self, *message):
        for node in self.cluster:
            if node is not self:
                await self.send(node, *message)

    async def run(self):
        while self.alive:
            try:
                async with asyncio.timeout(self.patience):
                    sender, kind, term = await self.inbox.get()
            except TimeoutError:
                await self.election()
                continue
            if kind == "heartbeat" and term >= self.term:
                self.term, self.leader = term, sender
            elif kind == "vote?" and self.voted.setdefault(term, sender) == sender and term > self.term:
                self.term = term
                await self.send(self.cluster[sender], "vote", term)

    async def election(self):
        self.term += 1
        self.voted[self.term] = self.number
        votes = 1
        log.append(f"node {self.number} stands for term {self.term}")
        await self.broadcast("vote?", self.term)
        try:
            async with asyncio.timeout(0.03):
                while votes <= len(self.cluster) // 2:
                    _, kind, term = await self.inbox.get()
                    votes += kind == "vote" and term == self.term
        except TimeoutError:
            return
        self.leader = self.number
        log.append(f"node {self.number} leads term {self.term} with {votes} votes")
        for _ in range(4):
            await self.broadcast("heartbeat", self.term)
            await asyncio.sleep(0.02)
        if self.number != len(self.cluster) - 3:
            self.alive = False
            log.append(f"node {self.number} dies")
        else:
            stop.set()
            while True:
                await self.broadcast("heartbeat", self.term)
                await asyncio.sleep(0.02)


async def main():
    global stop
    stop, cluster = asyncio.Event(), []
    cluster.extend(Node(n, cluster) for n in range(5))
    tasks = [asyncio.create_task(n.run(), name=f"node-{n.number}") for n in cluster]
    await asyncio.wait_for(stop.wait(), 5)
    await asyncio.sleep(0.03)
    for t in tasks:
        t.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(*log, sep="\n")
    print([n.alive for n in cluster], [n.leader for n in cluster if n.alive])


log = []
asyncio.run(main())
