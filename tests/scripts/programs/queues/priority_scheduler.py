"""A job scheduler with a PriorityQueue of dataclass jobs, and LIFO and simple queues beside it."""
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue
from threading import Thread
from typing import Any, Callable
import time


@dataclass(order=True)
class Job:
    priority: int
    sequence: int
    name: str = field(compare=False)
    action: Callable[..., Any] = field(compare=False, repr=False)
    args: tuple = field(default=(), compare=False)


class Scheduler:
    def __init__(self):
        self.jobs: PriorityQueue[Job] = PriorityQueue()
        self.counter = count()
        self.results: list[tuple[str, Any]] = []

    def submit(self, priority, name, action, *args):
        self.jobs.put(Job(priority, next(self.counter), name, action, args))

    def run(self):
        while True:
            job = self.jobs.get()
            if job.action is None:
                self.jobs.task_done()
                break
            try:
                self.results.append((job.name, job.action(*job.args)))
            except Exception as e:
                self.results.append((job.name, repr(e)))
            finally:
                self.jobs.task_done()


s = Scheduler()
s.submit(5, "clean up", lambda: "clean")
s.submit(1, "deploy", lambda env: f"deployed to {env}", "prod")
s.submit(3, "test", sum, [1, 2, 3])
s.submit(1, "notify", str.upper, "done")
s.submit(3, "broken", int, "x1")
s.submit(99, "stop", None)
worker = Thread(target=s.run)
worker.start()
s.jobs.join()
worker.join()
for name, result in s.results:
    print(f"{name:10} -> {result}")
print(Job(1, 2, "shown", print))
print(Job(1, 2, "a", print) < Job(1, 3, "b", print), Job(1, 2, "a", None) == Job(1, 2, "b", print))

stack = LifoQueue()
for ch in "abc":
    stack.put(ch)
print("".join(stack.get() for _ in range(stack.qsize())))

q = Queue(2)
q.put_nowait(1)
q.put(2, block=False)
for attempt in (lambda: q.put_nowait(3), lambda: q.put(3, timeout=0.01), lambda: q.put(3, True, 0.01)):
    try:
        attempt()
    except Full as e:
        print("Full", repr(e))
print(q.get_nowait(), q.get(timeout=1))
for attempt in (q.get_nowait, lambda: q.get(timeout=0.01), lambda: q.get(False)):
    try:
        attempt()
    except Empty as e:
        print("Empty", repr(e))
try:
    q.get(timeout=-1)
except ValueError as e:
    print(e)

simple = SimpleQueue()
Thread(target=lambda: [time.sleep(0.005), simple.put("late")]).start()
print(simple.get(), simple.empty(), simple.qsize())
pq = PriorityQueue()
for entry in [(2, "code"), (1, "eat"), (3, "sleep")]:
    pq.put(entry)
while not pq.empty():
    print(pq.get(), end=" ")
print()
try:
    pq.put((1, {}))
    pq.put((1, {}))
except TypeError as e:
    print("TypeError:", e)
