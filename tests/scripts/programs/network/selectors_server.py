"""An event loop of one's own with selectors: register, modify, data on keys, timers on a heap."""
import heapq
import itertools
import selectors
import socket
import time
import types


class Loop:
    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.timers, self.counter = [], itertools.count()
        self.running = True

    def call_later(self, delay, callback, *args):
        heapq.heappush(self.timers, (time.monotonic() + delay, next(self.counter), callback, args))

    def run(self):
        while self.running and (self.timers or self.selector.get_map()):
            timeout = max(0, self.timers[0][0] - time.monotonic()) if self.timers else None
            for key, mask in self.selector.select(timeout):
                key.data.callback(key, mask)
            while self.timers and self.timers[0][0] <= time.monotonic():
                _, _, callback, args = heapq.heappop(self.timers)
                callback(*args)


def accept(key, mask):
    conn, addr = key.fileobj.accept()
    conn.setblocking(False)
    data = types.SimpleNamespace(callback=service, inb=b"", outb=b"", peer=addr[0])
    loop.selector.register(conn, selectors.EVENT_READ | selectors.EVENT_WRITE, data=data)
    log.append("accepted")


def service(key, mask):
    sock, data = key.fileobj, key.data
    if mask & selectors.EVENT_READ:
        received = sock.recv(16)
        if received:
            data.outb += received
        else:
            log.append("closing")
            loop.selector.unregister(sock)
            sock.close()
            return
    if mask & selectors.EVENT_WRITE and data.outb:
        sent = sock.send(data.outb)
        data.outb = data.outb[sent:]


class Client:
    def __init__(self, name, messages, port):
        self.name, self.messages, self.answers = name, list(messages), b""
        self.expected = sum(map(len, messages))
        self.sock = socket.socket()
        self.sock.connect(("127.0.0.1", port))
        self.sock.setblocking(False)
        loop.selector.register(self.sock, selectors.EVENT_READ, types.SimpleNamespace(callback=self.ready))
        self.tick()

    def tick(self):
        if self.messages:
            self.sock.send(self.messages.pop(0))
            loop.call_later(0.002, self.tick)

    def ready(self, key, mask):
        self.answers += self.sock.recv(100)
        if len(self.answers) >= self.expected:
            loop.selector.unregister(self.sock)
            self.sock.close()
            clients.remove(self)
            done.append((self.name, self.answers))
            if not clients:
                loop.call_later(0.01, stop)


def stop():
    loop.selector.unregister(listener)
    listener.close()
    loop.running = False


log, done, loop = [], [], Loop()
listener = socket.socket()
listener.bind(("localhost", 0))
listener.listen()
listener.setblocking(False)
loop.selector.register(listener, selectors.EVENT_READ, data=types.SimpleNamespace(callback=accept))
port = listener.getsockname()[1]
clients = []
for name, messages in {"a": [b"1", b"22", b"333"], "b": [b"x" * 40]}.items():
    clients.append(Client(name, messages, port))
key = loop.selector.get_key(listener)
print(key.events == selectors.EVENT_READ, key.fileobj is listener)
loop.run()
print(sorted(done), sorted(log))
try:
    loop.selector.get_key(listener)
except (KeyError, ValueError) as e:
    print(type(e).__name__)
loop.selector.close()
