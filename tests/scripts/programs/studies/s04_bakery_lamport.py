"""Mutual exclusion without locks of the library: Peterson's and Lamport's bakery algorithm, with yields between."""
import threading
import time


class Peterson:
    def __init__(self):
        self.flag, self.turn = [False, False], 0

    def lock(self, i):
        self.flag[i], self.turn = True, 1 - i
        while self.flag[1 - i] and self.turn == 1 - i:
            time.sleep(0)

    def unlock(self, i):
        self.flag[i] = False


class Bakery:
    def __init__(self, n):
        self.choosing, self.number, self.n = [False] * n, [0] * n, n

    def lock(self, i):
        self.choosing[i] = True
        self.number[i] = 1 + max(self.number)
        self.choosing[i] = False
        for j in range(self.n):
            while self.choosing[j]:
                time.sleep(0)
            while self.number[j] and (self.number[j], j) < (self.number[i], i):
                time.sleep(0)

    def unlock(self, i):
        self.number[i] = 0


def run(mutex, n, rounds):
    counter, inside, overlaps = [0], [0], []

    def work(i):
        for _ in range(rounds):
            mutex.lock(i)
            inside[0] += 1
            if inside[0] > 1:
                overlaps.append(i)
            value = counter[0]
            time.sleep(0)
            counter[0] = value + 1
            inside[0] -= 1
            mutex.unlock(i)

    ts = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return counter[0], overlaps


print(run(Peterson(), 2, 50))
print(run(Bakery(4), 4, 20))


class SpinLock:
    def __init__(self):
        self._guard = threading.Lock()
        self.spins = 0

    def __enter__(self):
        while not self._guard.acquire(blocking=False):
            self.spins += 1
            time.sleep(0)

    def __exit__(self, *args):
        self._guard.release()


class TicketLock:
    def __init__(self):
        self.next, self.serving, self.cond = 0, 0, threading.Condition()
        self.order = []

    def __enter__(self):
        with self.cond:
            ticket, self.next = self.next, self.next + 1
            self.cond.wait_for(lambda: self.serving == ticket)
            self.order.append(ticket)

    def __exit__(self, *args):
        with self.cond:
            self.serving += 1
            self.cond.notify_all()


for lock in (SpinLock(), TicketLock()):
    total = 0

    def add():
        global total
        for _ in range(25):
            with lock:
                t = total
                time.sleep(0)
                total = t + 1

    ts = [threading.Thread(target=add) for _ in range(3)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    print(type(lock).__name__, total)
print(lock.order == list(range(75)))
