"""Counts down in one thread, two threads and two processes, the way talks on the GIL begin; ratios only."""
import sys
import threading
import time
from multiprocessing import Process

COUNT = 20_000


def countdown(n):
    while n > 0:
        n -= 1


def measure(label, jobs):
    start = time.time()
    for j in jobs:
        j.start()
    for j in jobs:
        j.join()
    return label, time.time() - start


def main():
    start = time.time()
    countdown(COUNT)
    countdown(COUNT)
    sequential = time.time() - start
    rows = [
        ("sequential", sequential),
        measure("two threads", [threading.Thread(target=countdown, args=(COUNT,)) for _ in range(2)]),
        measure("two processes", [Process(target=countdown, args=(COUNT,)) for _ in range(2)]),
    ]
    for label, seconds in rows:
        print(f"{label:15} took some time: {seconds > 0}")
    print(sys.getswitchinterval())
    sys.setswitchinterval(0.001)
    print(sys.getswitchinterval())
    try:
        sys.setswitchinterval(0)
    except ValueError as e:
        print("ValueError:", e)
    counter = 0

    def add():
        nonlocal counter
        for _ in range(5000):
            counter += 1

    ts = [threading.Thread(target=add) for _ in range(4)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    print("counter", counter)


if __name__ == "__main__":
    main()
