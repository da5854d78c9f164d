"""Questions about Pool: several arguments, lambdas, methods, class methods, nested data, exceptions, order, manager queues in workers."""
import multiprocessing as mp
import pickle
import time
from functools import partial
from itertools import product, repeat


def f(a, b, c=0):
    return a * 100 + b * 10 + c


def star(args):
    return f(*args)


class Model:
    scale = 2

    def __init__(self, w):
        self.w = w

    def predict(self, x):
        return self.w * x * self.scale

    @classmethod
    def make(cls, w):
        return cls(w)

    @staticmethod
    def helper(x):
        return x + 1

    def __call__(self, x):
        return self.predict(x) + 0.5

    def run(self, xs):
        with mp.Pool(2) as pool:
            return pool.map(self.predict, xs)

    def __getstate__(self):
        return {"w": self.w, "pickled": True}


def worker(q, n):
    for i in range(n):
        q.put((n, i))
        time.sleep(0.0005)
    return n


def fails(n):
    if n % 2:
        raise RuntimeError(f"odd {n}")
    return n


if __name__ == "__main__":
    with mp.Pool(3) as pool:
        print(pool.starmap(f, [(1, 2), (3, 4, 5)]), pool.map(star, [(1, 2, 3)]), pool.map(partial(f, 9, c=1), range(3)))
        print(pool.starmap(f, zip([1, 2], repeat(7))), pool.starmap(f, product([1, 2], [3, 4])))
        m = Model(3)
        print(pool.map(m.predict, [1, 2]), pool.map(m, [1]), pool.map(Model.helper, [1]), [x.w for x in pool.map(Model.make, [5, 6])])
        try:
            pool.map(lambda x: x, [1])
        except (pickle.PicklingError, AttributeError) as e:
            print(type(e).__name__, "lambda" in str(e))
        results = [pool.apply_async(fails, (n,)) for n in range(4)]
        for r in results:
            try:
                print(r.get(), end=" ")
            except RuntimeError as e:
                print(f"<{e}>", end=" ")
        print()
        got = []
        it = pool.imap_unordered(fails, range(4))
        while True:
            try:
                got.append(next(it))
            except StopIteration:
                break
            except RuntimeError as e:
                got.append(str(e))
        print(sorted(map(str, got)))
    print(m.run([10, 20]))
    with mp.Manager() as manager:
        q = manager.Queue()
        with mp.Pool(2) as pool:
            r = pool.starmap_async(worker, [(q, 2), (q, 3)])
            items = [q.get(timeout=5) for _ in range(5)]
            print(sorted(items), r.get(), q.empty())
    q = mp.Queue()
    with mp.Pool(1) as pool:
        try:
            pool.apply(worker, (q, 1))
        except RuntimeError as e:
            print("RuntimeError:", e)
