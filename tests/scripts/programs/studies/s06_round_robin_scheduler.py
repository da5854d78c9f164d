"""Scheduling algorithms of an OS course, simulated, and the same jobs run for real in threads to check the arithmetic."""
import heapq
import threading
from collections import deque, namedtuple

Job = namedtuple("Job", "name arrival burst priority", defaults=(0,))
JOBS = [Job("A", 0, 5, 2), Job("B", 1, 3, 1), Job("C", 2, 8, 3), Job("D", 3, 2, 1)]


def fcfs(jobs):
    clock, out = 0, {}
    for job in sorted(jobs, key=lambda j: j.arrival):
        clock = max(clock, job.arrival) + job.burst
        out[job.name] = clock
    return out


def sjf(jobs, key=lambda j: j.burst):
    todo, ready, clock, out = deque(sorted(jobs, key=lambda j: j.arrival)), [], 0, {}
    while todo or ready:
        while todo and todo[0].arrival <= clock:
            job = todo.popleft()
            heapq.heappush(ready, (key(job), job.arrival, job))
        if not ready:
            clock = todo[0].arrival
            continue
        job = heapq.heappop(ready)[-1]
        clock += job.burst
        out[job.name] = clock
    return out


def round_robin(jobs, quantum):
    todo, queue, clock, out, gantt = deque(sorted(jobs, key=lambda j: j.arrival)), deque(), 0, {}, []
    left = {j.name: j.burst for j in jobs}
    while todo or queue:
        while todo and todo[0].arrival <= clock:
            queue.append(todo.popleft())
        if not queue:
            clock = todo[0].arrival
            continue
        job = queue.popleft()
        run = min(quantum, left[job.name])
        gantt.append(f"{job.name}{run}")
        clock += run
        left[job.name] -= run
        while todo and todo[0].arrival <= clock:
            queue.append(todo.popleft())
        if left[job.name]:
            queue.append(job)
        else:
            out[job.name] = clock
    return out, " ".join(gantt)


def averages(finish):
    turnaround = [finish[j.name] - j.arrival for j in JOBS]
    waiting = [t - j.burst for t, j in zip(turnaround, JOBS)]
    return f"turnaround {sum(turnaround) / len(JOBS):.2f} waiting {sum(waiting) / len(JOBS):.2f}"


for name, finish in (("fcfs", fcfs(JOBS)), ("sjf", sjf(JOBS)), ("priority", sjf(JOBS, lambda j: j.priority))):
    print(f"{name:<9}", finish, averages(finish))
for quantum in (1, 3, 100):
    finish, gantt = round_robin(JOBS, quantum)
    print(f"rr({quantum})", gantt, averages(finish))


class Turns:
    """Threads that run one unit at a time, when the dispatcher says so."""

    def __init__(self, jobs):
        self.go = {j.name: threading.Semaphore(0) for j in jobs}
        self.done = threading.Semaphore(0)
        self.log = []

    def run(self, job):
        for _ in range(job.burst):
            self.go[job.name].acquire()
            self.log.append(job.name)
            self.done.release()


turns = Turns(JOBS)
threads = [threading.Thread(target=turns.run, args=(j,)) for j in JOBS]
[t.start() for t in threads]
_, gantt = round_robin(JOBS, 3)
for part in gantt.split():
    for _ in range(int(part[1:])):
        turns.go[part[0]].release()
        turns.done.acquire()
[t.join() for t in threads]
expected = "".join(p[0] * int(p[1:]) for p in gantt.split())
print("threads took the same turns:", "".join(turns.log) == expected, len(expected))
