"""A parking lot with three places: semaphores, bounded semaphores and what they refuse."""
import threading
import time
from random import Random

PLACES = 3
lot = threading.BoundedSemaphore(PLACES)
inside = 0
peak = 0
log = []
mutex = threading.Lock()


def car(n, rng):
    global inside, peak
    time.sleep(rng.random() / 100)
    with lot:
        with mutex:
            inside += 1
            peak = max(peak, inside)
            log.append(("in", n))
        time.sleep(0.005 + rng.random() / 200)
        with mutex:
            inside -= 1
            log.append(("out", n))


rng = Random(7)
cars = [threading.Thread(target=car, args=(n, rng), name=f"car-{n}") for n in range(10)]
for c in cars:
    c.start()
for c in cars:
    c.join()
print("peak", peak, "inside now", inside, "events", len(log))
print("each came once:", sorted(n for what, n in log if what == "in") == list(range(10)))
print("out after in:", all(log.index(("in", n)) < log.index(("out", n)) for n in range(10)))
try:
    lot.release()
except ValueError as e:
    print("ValueError:", e)

plain = threading.Semaphore(0)
print("empty:", plain.acquire(blocking=False), plain.acquire(timeout=0.01))
plain.release(2)
print("two:", plain.acquire(), plain.acquire(), plain.acquire(False))
try:
    threading.Semaphore(-1)
except ValueError as e:
    print("ValueError:", e)
try:
    plain.release(0)
except ValueError as e:
    print("ValueError:", e)
try:
    plain.acquire(blocking=False, timeout=1)
except ValueError as e:
    print("ValueError:", e)


# a ping-pong with two semaphores: strict alternation
ping, pong = threading.Semaphore(1), threading.Semaphore(0)
out = []


def player(mine, other, word):
    for i in range(3):
        mine.acquire()
        out.append(f"{word}{i}")
        other.release()


a = threading.Thread(target=player, args=(ping, pong, "ping"))
b = threading.Thread(target=player, args=(pong, ping, "pong"))
b.start(), a.start()
a.join(), b.join()
print(" ".join(out))
