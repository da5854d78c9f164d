"""Actors with mailboxes in threads: ping-pong, a counter, a supervisor that restarts what crashed."""
from queue import Queue
from threading import Event, Thread


class ActorExit(Exception):
    pass


class Actor:
    def __init__(self, name):
        self.name = name
        self._mailbox = Queue()

    def send(self, msg):
        self._mailbox.put(msg)

    def recv(self):
        msg = self._mailbox.get()
        if msg is ActorExit:
            raise ActorExit()
        return msg

    def close(self):
        self.send(ActorExit)

    def start(self):
        self._terminated = Event()
        t = Thread(target=self._bootstrap, name=self.name)
        t.daemon = True
        t.start()

    def _bootstrap(self):
        try:
            self.run()
        except ActorExit:
            pass
        finally:
            self._terminated.set()

    def join(self):
        self._terminated.wait()

    def run(self):
        while True:
            self.recv()


class PrintActor(Actor):
    def run(self):
        while True:
            print(f"{self.name} got:", self.recv())


class TaggedActor(Actor):
    def run(self):
        while True:
            tag, *payload = self.recv()
            getattr(self, 'do_' + tag)(*payload)

    def do_add(self, x, y, reply):
        reply.put(x + y)

    def do_echo(self, text, times, reply):
        for _ in range(times):
            reply.put(text)


class PingPong(Actor):
    def __init__(self, name, log):
        super().__init__(name)
        self.log, self.partner = log, None

    def run(self):
        while True:
            n = self.recv()
            self.log.append(f"{self.name} {n}")
            if n == 0:
                self.partner.close()
                raise ActorExit
            self.partner.send(n - 1)


class Supervisor:
    def __init__(self, factory, limit=3):
        self.factory, self.limit, self.restarts, self.errors = factory, limit, 0, []

    def run(self, jobs):
        results = []
        todo = list(jobs)
        while todo:
            worker = self.factory()
            try:
                while todo:
                    results.append(worker(todo[0]))
                    todo.pop(0)
            except Exception as e:
                self.errors.append(f"{todo.pop(0)!r}: {e}")
                self.restarts += 1
                if self.restarts > self.limit:
                    raise RuntimeError("too many restarts") from e
        return results


p = PrintActor("printer")
p.start()
p.send("Hello")
p.send({"any": "object"})
p.close()
p.join()

a = TaggedActor("tagged")
a.start()
reply = Queue()
a.send(("add", 2, 3, reply))
a.send(("echo", "x", 3, reply))
print([reply.get() for _ in range(4)])
a.close()
a.join()

log = []
ping, pong = PingPong("ping", log), PingPong("pong", log)
ping.partner, pong.partner = pong, ping
ping.start(), pong.start()
ping.send(5)
ping.join(), pong.join()
print(log)

s = Supervisor(lambda: (lambda x: 10 // x))
print(s.run([1, 2, 0, 5, "a", 10]), s.errors, s.restarts)
try:
    Supervisor(lambda: int, limit=1).run(["x", "y"])
except RuntimeError as e:
    print(e, "from", type(e.__cause__).__name__)
