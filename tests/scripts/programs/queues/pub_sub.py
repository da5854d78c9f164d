"""Publish and subscribe: topics with wildcard, each subscriber with a thread and a queue of its own."""
import fnmatch
import queue
import threading
from collections import defaultdict
from contextlib import contextmanager


class Message:
    __slots__ = ("topic", "payload", "number")
    _count = 0
    _lock = threading.Lock()

    def __init__(self, topic, payload):
        self.topic, self.payload = topic, payload
        with Message._lock:
            Message._count += 1
            self.number = Message._count

    def __repr__(self):
        return f"<{self.number}:{self.topic}={self.payload!r}>"


class Broker:
    def __init__(self):
        self._subscribers = defaultdict(list)
        self._lock = threading.RLock()
        self.undelivered = []

    def subscribe(self, pattern, q):
        with self._lock:
            self._subscribers[pattern].append(q)

    def unsubscribe(self, pattern, q):
        with self._lock:
            self._subscribers[pattern].remove(q)
            if not self._subscribers[pattern]:
                del self._subscribers[pattern]

    def publish(self, topic, payload):
        message = Message(topic, payload)
        with self._lock:
            targets = [q for pattern, qs in self._subscribers.items() if fnmatch.fnmatch(topic, pattern) for q in qs]
        if not targets:
            self.undelivered.append(message)
        for q in targets:
            q.put(message)
        return len(targets)


class Subscriber(threading.Thread):
    def __init__(self, broker, name, *patterns):
        super().__init__(name=name, daemon=True)
        self.broker, self.patterns = broker, patterns
        self.inbox = queue.Queue()
        self.received = []
        for p in patterns:
            broker.subscribe(p, self.inbox)

    def run(self):
        while (message := self.inbox.get()) is not None:
            self.received.append(message)

    def stop(self):
        for p in self.patterns:
            self.broker.unsubscribe(p, self.inbox)
        self.inbox.put(None)
        self.join()


@contextmanager
def subscribers(broker, **wanted):
    running = {name: Subscriber(broker, name, *patterns) for name, patterns in wanted.items()}
    for s in running.values():
        s.start()
    try:
        yield running
    finally:
        for s in running.values():
            s.stop()


broker = Broker()
with subscribers(broker, weather=["weather.*"], everything=["*"], alarms=["*.alarm", "fire"]) as subs:
    counts = [
        broker.publish("weather.london", "rain"),
        broker.publish("weather.alarm", {"wind": 120}),
        broker.publish("news", "nothing happened"),
        broker.publish("fire", 1),
    ]
print(counts)
print(broker.publish("news", "nobody listens"), broker.undelivered)
for name, s in subs.items():
    print(name, s.received, s.is_alive())
