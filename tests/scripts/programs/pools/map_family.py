"""Pool.map, imap, imap_unordered, starmap, apply, apply_async, callbacks, chunksize, with processes and threads."""
import multiprocessing
import time
from multiprocessing.pool import ThreadPool
from multiprocessing import Pool, TimeoutError


def square(x):
    return x * x


def power(base, exponent):
    return base ** exponent


def slow_square(x):
    time.sleep(0.01 * (5 - x) / 5)
    return x * x


def fail_on_three(x):
    if x == 3:
        raise ValueError(f"bad value: {x}")
    return x


collected, errors = [], []


def exercise(pool):
    print(pool.map(square, range(10)))
    print(pool.map(square, range(10), chunksize=3), pool.map(square, []))
    print(list(pool.imap(slow_square, range(5))), sorted(pool.imap_unordered(slow_square, range(5), chunksize=2)))
    print(pool.starmap(power, [(2, 3), (3, 2), (5, 0)]))
    print(pool.apply(power, (2, 10)), pool.apply(power, kwds={"base": 3, "exponent": 3}))
    r = pool.apply_async(square, (12,), callback=collected.append)
    print(r.get(timeout=5), r.ready(), r.successful())
    m = pool.map_async(square, range(4), callback=collected.append)
    m.wait()
    print(m.get(), m.ready())
    s = pool.starmap_async(power, [(2, 2), (2, 3)])
    print(s.get())
    f = pool.apply_async(fail_on_three, (3,), error_callback=lambda e: errors.append(repr(e)))
    try:
        f.get()
    except ValueError as e:
        print("raised:", e, f.successful())
    try:
        pool.map(fail_on_three, range(5))
    except ValueError as e:
        print("map raised:", e)
    it = pool.imap(fail_on_three, range(2, 5))
    print(next(it), end=" ")
    try:
        next(it)
    except ValueError as e:
        print(e, end=" ")
    print(next(it))
    late = pool.apply_async(time.sleep, (0.2,))
    try:
        late.get(timeout=0.01)
    except TimeoutError:
        print("We lacked patience and got a multiprocessing.TimeoutError")
    try:
        late.successful()
    except ValueError as e:
        print("ValueError: not ready" if "not ready" in str(e) else e)


if __name__ == "__main__":
    for kind in (Pool, ThreadPool):
        print("==", kind.__name__)
        with kind(4) as pool:
            exercise(pool)
        try:
            pool.map(square, [1])
        except ValueError as e:
            print("ValueError:", e)
    print(collected, errors)
    pool = multiprocessing.Pool(processes=2)
    results = [pool.apply_async(square, (i,)) for i in range(5)]
    pool.close()
    pool.join()
    print([r.get() for r in results])
