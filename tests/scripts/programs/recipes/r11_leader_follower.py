"""Work stealing: every worker has a deque; idle ones steal from the other end. Counts must come out right."""
import threading
import time
from collections import deque


class Worker(threading.Thread):
    def __init__(self, number, pool):
        super().__init__(name=f"w{number}")
        self.jobs, self.pool, self.done, self.stolen = deque(), pool, [], 0
        self.lock = threading.Lock()

    def take(self):
        with self.lock:
            return self.jobs.pop() if self.jobs else None

    def give(self):
        with self.lock:
            return self.jobs.popleft() if self.jobs else None

    def run(self):
        while True:
            job = self.take()
            if job is None:
                victim = max(self.pool, key=lambda w: len(w.jobs))
                job = victim.give()
                if job is None:
                    return
                self.stolen += 1
            time.sleep(0.0005)
            self.done.append(job * job)


pool = []
pool.extend(Worker(n, pool) for n in range(4))
pool[0].jobs.extend(range(40))  # all the work lies with the first
for w in pool:
    w.start()
for w in pool:
    w.join()
everything = sorted(x for w in pool for x in w.done)
print(everything == [n * n for n in range(40)], len(everything))
print("others helped:", sum(w.stolen for w in pool[1:]) > 0, "nobody has work left:", not any(w.jobs for w in pool))
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
d.rotate(1)
print(d, d.maxlen, d[0], list(reversed(d)))
