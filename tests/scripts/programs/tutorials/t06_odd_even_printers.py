"""Interview questions: print odd and even in turn, ABC in order, FooBar, zero-even-odd, H2O."""
import threading
from threading import Barrier, Condition, Event, Lock, Semaphore


def odd_even(limit):
    out, cond, turn = [], Condition(), [1]

    def run(parity):
        while True:
            with cond:
                cond.wait_for(lambda: turn[0] % 2 == parity or turn[0] > limit)
                if turn[0] > limit:
                    return
                out.append((threading.current_thread().name, turn[0]))
                turn[0] += 1
                cond.notify_all()

    ts = [threading.Thread(target=run, args=(p,), name=n) for p, n in ((0, "even"), (1, "odd"))]
    go(ts)
    return out


def go(threads):
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def abc(times):
    out = []
    locks = [Lock() for _ in range(3)]
    for l in locks[1:]:
        l.acquire()

    def run(i):
        for _ in range(times):
            locks[i].acquire()
            out.append("ABC"[i])
            locks[(i + 1) % 3].release()

    go([threading.Thread(target=run, args=(i,)) for i in (2, 0, 1)])
    return "".join(out)


class FooBar:
    def __init__(self, n):
        self.n = n
        self.foo_done, self.bar_done = Event(), Event()
        self.bar_done.set()
        self.text = []

    def foo(self):
        for _ in range(self.n):
            self.bar_done.wait()
            self.text.append("foo")
            self.bar_done.clear()
            self.foo_done.set()

    def bar(self):
        for _ in range(self.n):
            self.foo_done.wait()
            self.text.append("bar")
            self.foo_done.clear()
            self.bar_done.set()


class ZeroEvenOdd:
    def __init__(self, n):
        self.n, self.out = n, []
        self.zero_s, self.even_s, self.odd_s = Semaphore(1), Semaphore(0), Semaphore(0)

    def zero(self):
        for i in range(1, self.n + 1):
            self.zero_s.acquire()
            self.out.append(0)
            (self.odd_s if i % 2 else self.even_s).release()

    def numbers(self, start, sem):
        for i in range(start, self.n + 1, 2):
            sem.acquire()
            self.out.append(i)
            self.zero_s.release()


class H2O:
    def __init__(self):
        self.h, self.o = Semaphore(2), Semaphore(1)
        self.barrier = Barrier(3)
        self.out = []

    def atom(self, kind):
        sem = self.h if kind == "H" else self.o
        with sem:
            self.barrier.wait()
            self.out.append(kind)
            self.barrier.wait()


print(odd_even(7))
print(abc(4))
fb = FooBar(3)
go([threading.Thread(target=fb.bar), threading.Thread(target=fb.foo)])
print("".join(fb.text))
z = ZeroEvenOdd(5)
go([threading.Thread(target=z.zero), threading.Thread(target=z.numbers, args=(2, z.even_s)),
    threading.Thread(target=z.numbers, args=(1, z.odd_s))])
print(z.out)
w = H2O()
go([threading.Thread(target=w.atom, args=(k,)) for k in "OHHHHOHOH"])
print(all(sorted(w.out[i:i + 3]) == ["H", "H", "O"] for i in range(0, 9, 3)), len(w.out))
