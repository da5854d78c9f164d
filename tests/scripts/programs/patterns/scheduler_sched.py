"""Periodic jobs: the sched module, Timer chains, a repeated timer class and an asyncio scheduler."""
import asyncio
import datetime
import sched
import threading
import time


class RepeatedTimer:
    """The Stack Overflow answer: run something every n seconds without drift."""

    def __init__(self, interval, function, *args, **kwargs):
        self._timer = None
        self.interval = interval
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.is_running = False
        self.start()

    def _run(self):
        self.is_running = False
        self.start()
        self.function(*self.args, **self.kwargs)

    def start(self):
        if not self.is_running:
            self._timer = threading.Timer(self.interval, self._run)
            self._timer.start()
            self.is_running = True

    def stop(self):
        self._timer.cancel()
        self.is_running = False


def with_sched():
    s = sched.scheduler(time.monotonic, time.sleep)
    out = []
    s.enter(0.010, 1, out.append, argument=("second",))
    s.enter(0.005, 2, out.append, argument=("first, low priority",))
    t = time.monotonic() + 0.02
    s.enterabs(t, 2, out.append, argument=("third b",))
    s.enterabs(t, 1, out.append, ("third a",))
    never = s.enter(0.001, 1, out.append, kwargs={"never": 1})
    s.cancel(never)
    print(len(s.queue), s.empty(), s.queue[0].priority)
    s.run()
    print(out, s.empty())


def with_repeated_timer():
    ticks = []
    enough = threading.Event()

    def tick(name):
        ticks.append(name)
        if len(ticks) >= 3:
            enough.set()

    rt = RepeatedTimer(0.005, tick, "World")
    enough.wait(2)
    rt.stop()
    print(ticks[:3], rt.is_running)


async def periodic(interval, times, job):
    loop = asyncio.get_running_loop()
    start = loop.time()
    for i in range(times):
        await asyncio.sleep(max(0, start + (i + 1) * interval - loop.time()))
        result = job(i)
        if asyncio.iscoroutine(result):
            await result


async def with_asyncio():
    out = []

    async def slow(i):
        out.append(("slow", i))
        await asyncio.sleep(0.001)

    await asyncio.gather(periodic(0.02, 3, lambda i: out.append(("fast", i))), periodic(0.05, 1, slow))
    print(out)


def next_runs(start, every, n):
    when = start
    while n:
        if when.weekday() < 5:
            yield when
            n -= 1
        when += every


with_sched()
with_repeated_timer()
asyncio.run(with_asyncio())
for when in next_runs(datetime.datetime(2024, 2, 28, 22, 0), datetime.timedelta(hours=12), 6):
    print(when.isoformat(sep=" "), when.strftime("%A"))
