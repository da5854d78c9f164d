"""Producer and consumer with a bounded queue.Queue, sentinels to stop, and task_done/join."""
# sorted
import queue
import random
import threading
import time

NUM_PRODUCERS, NUM_CONSUMERS, ITEMS = 2, 3, 12
SENTINEL = object()

buffer = queue.Queue(maxsize=4)
consumed = []
consumed_lock = threading.Lock()
max_seen = 0


class Producer(threading.Thread):
    def __init__(self, number):
        super().__init__(name=f"Producer-{number}")
        self.number = number

    def run(self):
        for i in range(ITEMS):
            item = (self.number, i)
            buffer.put(item)
            time.sleep(random.random() * 0.002)
        print(f"{self.name} finished after {ITEMS} items")


class Consumer(threading.Thread):
    def run(self):
        global max_seen
        count = 0
        while True:
            item = buffer.get()
            try:
                if item is SENTINEL:
                    return
                time.sleep(random.random() * 0.003)
                with consumed_lock:
                    consumed.append(item)
                    max_seen = max(max_seen, buffer.qsize())
                count += 1
            finally:
                buffer.task_done()


producers = [Producer(i) for i in range(NUM_PRODUCERS)]
consumers = [Consumer() for _ in range(NUM_CONSUMERS)]
for t in producers + consumers:
    t.start()
for p in producers:
    p.join()
buffer.join()
print("all tasks done, queue empty:", buffer.empty(), buffer.qsize(), buffer.full())
for _ in consumers:
    buffer.put(SENTINEL)
for c in consumers:
    c.join()
print("consumed", len(consumed), "never more than", max_seen <= 4)
for n in range(NUM_PRODUCERS):
    own = [i for number, i in consumed if number == n]
    print("producer", n, "complete", sorted(own) == list(range(ITEMS)))
try:
    buffer.task_done()
except ValueError as e:
    print("ValueError:", e)
