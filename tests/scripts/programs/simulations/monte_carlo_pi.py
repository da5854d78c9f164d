"""Monte Carlo estimate of pi in threads and in processes, with seeds, so that the numbers are CPython's."""
import math
import random
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool


def hits(seed, samples=2000):
    rng = random.Random(seed)
    inside = 0
    for _ in range(samples):
        x, y = rng.random(), rng.random()
        if x * x + y * y <= 1.0:
            inside += 1
    return inside


def estimate(inside, samples):
    return 4 * inside / samples


def with_threads(n):
    result = [None] * n

    def work(i):
        result[i] = hits(i)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return result


def buffon(seed, throws=1000):
    rng = random.Random(seed)
    crossed = 0
    for _ in range(throws):
        x = rng.uniform(0, 0.5)
        theta = rng.uniform(0, math.pi / 2)
        crossed += x <= 0.5 * math.sin(theta)
    return crossed


if __name__ == "__main__":
    a = with_threads(4)
    with ThreadPoolExecutor(4) as ex:
        b = list(ex.map(hits, range(4)))
    with ProcessPoolExecutor(2) as ex:
        c = list(ex.map(hits, range(4)))
    with Pool(2) as pool:
        d = pool.map(hits, range(4))
        e = pool.starmap(hits, [(s, 500) for s in range(3)])
    print(a, a == b == c == d)
    print("pi is about", estimate(sum(a), 4 * 2000), "error %.5f" % abs(estimate(sum(a), 8000) - math.pi))
    print(e, [round(estimate(x, 500), 3) for x in e])
    crossed = sum(map(buffon, range(3)))
    print("needle:", round(2 * 3000 / crossed, 4))
    random.seed(123)
    print(random.sample(range(100), 5), random.choices("abc", weights=[5, 3, 1], k=6), random.gauss(0, 1))
