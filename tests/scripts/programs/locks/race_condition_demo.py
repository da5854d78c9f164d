"""The race that sleeps between read and write, and its repair; a course's first lesson on locks."""
import threading
import time

x = 0


def increment_global():
    global x
    copy = x
    time.sleep(0.01)  # let the others in
    x = copy + 1


def taskof_thread(times):
    for _ in range(times):
        increment_global()


def main_task():
    global x
    x = 0
    t1 = threading.Thread(target=taskof_thread, args=(3,))
    t2 = threading.Thread(target=taskof_thread, args=(3,))
    t1.start()
    t2.start()
    t1.join()
    t2.join()


for i in range(2):
    main_task()
    print("Iteration {0}: x is 6? {1}".format(i, x == 6))


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def unsafe(self):
        v = self.value
        time.sleep(0.001)
        self.value = v + 1

    def safe(self):
        self.lock.acquire()
        try:
            v = self.value
            time.sleep(0.001)
            self.value = v + 1
        finally:
            self.lock.release()


def hammer(method, n=10):
    threads = [threading.Thread(target=method) for _ in range(n)]
    for th in threads:
        th.start()
    for th in threads:
        th.join()


c = Counter()
hammer(c.unsafe)
print("unsafe lost updates:", c.value < 10)
c = Counter()
hammer(c.safe)
print("safe:", c.value)

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.01))
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print("RuntimeError:", e)
rlock = threading.RLock()
with rlock:
    with rlock:
        print("reentrant", rlock.acquire(False))
        rlock.release()
try:
    rlock.release()
except RuntimeError as e:
    print("RuntimeError:", e)
