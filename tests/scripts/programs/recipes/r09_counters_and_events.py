"""CountDownLatch, CyclicBarrier, ReadySetGo and an exchange: Java's helpers rebuilt on Condition and Event."""
import threading
import time


class CountDownLatch:
    def __init__(self, count=1):
        self.count = count
        self.lock = threading.Condition()

    def count_down(self):
        with self.lock:
            self.count -= 1
            if self.count <= 0:
                self.lock.notify_all()

    def wait(self, timeout=None):
        with self.lock:
            return self.lock.wait_for(lambda: self.count <= 0, timeout)


class Exchanger:
    def __init__(self):
        self.cond, self.slot, self.answers = threading.Condition(), None, {}

    def exchange(self, mine):
        me = threading.get_ident()
        with self.cond:
            if self.slot is None:
                self.slot = (me, mine)
                self.cond.wait_for(lambda: me in self.answers)
                return self.answers.pop(me)
            other, theirs = self.slot
            self.slot = None
            self.answers[other] = mine
            self.cond.notify_all()
            return theirs


class Once:
    def __init__(self):
        self._lock, self._event, self._claimed = threading.Lock(), threading.Event(), False

    def do(self, f):
        with self._lock:
            first, self._claimed = not self._claimed, True
        if first:
            f()
            self._event.set()
        self._event.wait()
        return first


start, done = threading.Event(), CountDownLatch(4)
log, lock = [], threading.Lock()


def runner(n):
    start.wait()
    time.sleep(0.001 * n)
    with lock:
        log.append(n)
    done.count_down()


for n in range(4):
    threading.Thread(target=runner, args=(n,)).start()
print("before the start:", log, done.wait(0.005))
start.set()
print("all done:", done.wait(2), sorted(log))

ex, got = Exchanger(), {}
ts = [threading.Thread(target=lambda w=w: got.__setitem__(w, ex.exchange(w))) for w in ("tea", "coffee")]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(got["tea"], got["coffee"])

once, count, firsts = Once(), [], []
ts = [threading.Thread(target=lambda: firsts.append(once.do(lambda: (time.sleep(0.005), count.append(1))))) for _ in range(5)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(count), firsts.count(True), firsts.count(False))
