"""Value and Array shared between processes, with and without their lock; raw ctypes types; a struct of results."""
import ctypes
import multiprocessing as mp
import time


def unsafe(counter, n):
    for _ in range(n):
        v = counter.value
        time.sleep(0.0005)
        counter.value = v + 1


def safe(counter, n):
    for _ in range(n):
        with counter.get_lock():
            counter.value += 1


def with_own_lock(lock, counter, n):
    for _ in range(n):
        lock.acquire()
        counter.value += 1
        lock.release()


def fill(array, start, step):
    for i in range(start, len(array), step):
        array[i] = i * i


def modify(n, x, s, text):
    n.value **= 2
    x.value **= 2
    s[:] = [v * 2 for v in s]
    text.value = text.value.upper()


def run(target, *argument_lists):
    ps = [mp.Process(target=target, args=args) for args in argument_lists]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return [p.exitcode for p in ps]


if __name__ == "__main__":
    c = mp.Value("i", 0, lock=False)
    run(unsafe, (c, 8), (c, 8))
    print("without a lock updates get lost:", c.value < 16)
    c = mp.Value("i", 0)
    run(safe, *[(c, 25)] * 4)
    print("with get_lock:", c.value)
    lock, c = mp.Lock(), mp.Value("i", 0, lock=False)
    run(with_own_lock, *[(lock, c, 25)] * 4)
    print("with a lock of our own:", c.value)

    a = mp.Array("i", 10)
    print(run(fill, (a, 0, 3), (a, 1, 3), (a, 2, 3)), list(a), len(a), a[2:5])
    n, x, s, text = mp.Value("i", 7), mp.Value(ctypes.c_double, 1.5), mp.Array("d", [1.0, 2.5]), mp.Array("c", b"hello world")
    run(modify, (n, x, s, text))
    print(n.value, x.value, s[:], text.value, text[:5])
    raw = mp.RawArray("i", range(3))
    run(fill, (raw, 0, 1))
    print(list(raw))
    try:
        a[10] = 1
    except IndexError as e:
        print("IndexError:", e)
    try:
        mp.Array("i", ["a"])
    except TypeError as e:
        print("TypeError", e)
