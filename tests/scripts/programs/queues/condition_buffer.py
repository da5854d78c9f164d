"""Bounded buffer with a Condition, the operating systems course version, plus notify(n)."""
import threading
import time
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.mutex = threading.Lock()
        self.not_full = threading.Condition(self.mutex)
        self.not_empty = threading.Condition(self.mutex)
        self.closed = False

    def put(self, item):
        with self.not_full:
            while len(self.items) >= self.capacity:
                self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                if self.closed:
                    raise EOFError("buffer is closed")
                self.not_empty.wait()
            item = self.items.popleft()
            self.not_full.notify()
            return item

    def close(self):
        with self.mutex:
            self.closed = True
            self.not_empty.notify_all()


buf = BoundedBuffer(3)
results = {"even": [], "odd": []}


def consumer():
    while True:
        try:
            n = buf.get()
        except EOFError:
            break
        results["odd" if n & 1 else "even"].append(n)
        time.sleep(0.0005)


def producer(start):
    for n in range(start, start + 10):
        buf.put(n)


consumers = [threading.Thread(target=consumer) for _ in range(2)]
producers = [threading.Thread(target=producer, args=(s,)) for s in (0, 10, 20)]
for t in consumers + producers:
    t.start()
for t in producers:
    t.join()
buf.close()
for t in consumers:
    t.join()
print({k: sorted(v) for k, v in results.items()})

# who is woken by notify(2)?
cond = threading.Condition()
ready, woken = [], []


def waiter(n):
    with cond:
        ready.append(n)
        ok = cond.wait(timeout=2)
        woken.append((n, ok))


ts = [threading.Thread(target=waiter, args=(n,)) for n in range(4)]
for t in ts:
    t.start()
while len(ready) < 4:
    time.sleep(0.001)
with cond:
    cond.notify(2)
while len(woken) < 2:
    time.sleep(0.001)
time.sleep(0.01)
print("woken by notify(2):", len(woken), all(ok for _, ok in woken))
with cond:
    cond.notify_all()
for t in ts:
    t.join()
print("all:", sorted(n for n, _ in woken))
with cond:
    print("wait times out:", cond.wait(0.01), cond.wait_for(lambda: False, timeout=0.01), cond.wait_for(lambda: 42))
for call in (cond.wait, cond.notify, cond.notify_all):
    try:
        call()
    except RuntimeError as e:
        print("RuntimeError:", e)
