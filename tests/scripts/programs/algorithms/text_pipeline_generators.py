"""Generators as coroutines: cooperative round-robin, send() pipelines, and a trampoline scheduler with fake I/O."""
import collections
import functools
import heapq
import itertools


def coroutine(func):
    @functools.wraps(func)
    def start(*args, **kwargs):
        cr = func(*args, **kwargs)
        next(cr)
        return cr
    return start


@coroutine
def grep(pattern, target):
    try:
        while True:
            line = yield
            if pattern in line:
                target.send(line)
    except GeneratorExit:
        out.append(f"grep {pattern} closed")
        target.close()


@coroutine
def broadcast(*targets):
    try:
        while True:
            item = yield
            for t in targets:
                t.send(item)
    except GeneratorExit:
        for t in targets:
            t.close()


@coroutine
def collect(name):
    items = []
    try:
        while True:
            items.append((yield))
    finally:
        out.append((name, items))


@coroutine
def averager():
    total = count = 0
    average = None
    while True:
        term = yield average
        if term is None:
            break
        total += term
        count += 1
        average = total / count
    return total, count


out = []
p = broadcast(grep("python", collect("python")), grep("go", collect("go")))
for line in ["python rocks", "let us go", "python, go!", "nothing"]:
    p.send(line)
p.close()
print(*out, sep="\n")

a = averager()
print([a.send(x) for x in (10, 30, 5)])
try:
    a.send(None)
except StopIteration as e:
    print("result", e.value)


def delegating(results):
    while True:
        results.append((yield from averager.__wrapped__()))


results = []
d = delegating(results)
next(d)
for x in (1, 2, 3, None, 10, None):
    d.send(x)
print(results)


class Scheduler:
    def __init__(self):
        self.ready, self.sleeping, self.clock, self.sequence = collections.deque(), [], 0, itertools.count()
        self.trace = []

    def spawn(self, gen, name):
        self.ready.append((gen, name, None))

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.clock, _, gen, name = heapq.heappop(self.sleeping)
                self.ready.append((gen, name, None))
            gen, name, value = self.ready.popleft()
            try:
                request = gen.send(value)
            except StopIteration as stop:
                self.trace.append((self.clock, name, "done", stop.value))
                continue
            except Exception as e:
                self.trace.append((self.clock, name, "failed", repr(e)))
                continue
            match request:
                case ("sleep", n):
                    heapq.heappush(self.sleeping, (self.clock + n, next(self.sequence), gen, name))
                case ("spawn", child, child_name):
                    self.spawn(child, child_name)
                    self.ready.append((gen, name, child_name))
                case None:
                    self.ready.append((gen, name, self.clock))


def countdown(n, delay):
    while n:
        yield "sleep", delay
        n -= 1
    return "liftoff"


def parent():
    child = yield "spawn", countdown(2, 5), "child"
    now = yield
    yield "sleep", 3
    raise RuntimeError(f"parent of {child} died, was at {now}")


s = Scheduler()
s.spawn(countdown(3, 2), "a")
s.spawn(parent(), "parent")
s.run()
for row in s.trace:
    print(*row)
