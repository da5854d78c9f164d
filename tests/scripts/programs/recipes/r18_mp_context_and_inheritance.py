"""Subclasses of Process with state, return values through pipes, exceptions sent home, and daemons."""
import multiprocessing as mp
import time
import traceback


class ProcessWithResult(mp.Process):
    """The Stack Overflow answer on exceptions in child processes."""

    def __init__(self, *args, **kwargs):
        mp.Process.__init__(self, *args, **kwargs)
        self._pconn, self._cconn = mp.Pipe()
        self._outcome = None

    def run(self):
        try:
            result = self._target(*self._args, **self._kwargs)
            self._cconn.send(("ok", result))
        except Exception as e:
            self._cconn.send(("error", (e, traceback.format_exc())))

    @property
    def outcome(self):
        if self._outcome is None:
            self._outcome = self._pconn.recv()
        return self._outcome

    def result(self):
        kind, value = self.outcome
        if kind == "error":
            raise value[0]
        return value


class Ticker(mp.Process):
    def __init__(self, interval, queue):
        super().__init__(daemon=True)
        self.interval, self.queue = interval, queue
        self.exit = mp.Event()

    def run(self):
        n = 0
        while not self.exit.wait(self.interval):
            n += 1
            self.queue.put(n)
        self.queue.put("shut down")

    def shutdown(self):
        self.exit.set()


def divide(a, b):
    return a / b


def nested(q):
    try:
        mp.Process(target=print, args=("from a daemon's child",)).start()
    except AssertionError as e:
        q.put(str(e))


if __name__ == "__main__":
    good, bad = ProcessWithResult(target=divide, args=(10, 4)), ProcessWithResult(target=divide, args=(1, 0))
    good.start(), bad.start()
    print(good.result())
    try:
        bad.result()
    except ZeroDivisionError as e:
        print("ZeroDivisionError:", e, "| the child's traceback names:", "in divide" in bad.outcome[1][1])
    good.join(), bad.join()
    print(good.exitcode, bad.exitcode)

    q = mp.Queue()
    t = Ticker(0.005, q)
    t.start()
    first = [q.get() for _ in range(3)]
    t.shutdown()
    t.join()
    rest = []
    while rest[-1:] != ["shut down"]:
        rest.append(q.get())
    print(first, rest[-1], t.exitcode, t.daemon)

    d = mp.Process(target=nested, args=(q,), daemon=True)
    d.start()
    print(q.get())
    d.join()
    begin = time.monotonic()
    mp.Process(target=time.sleep, args=(60,), daemon=True).start()
    print("daemons do not keep us:", time.monotonic() - begin < 5, len(mp.active_children()))
