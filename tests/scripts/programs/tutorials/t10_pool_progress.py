"""A progress counter for pools: callbacks, imap_unordered with enumerate, a shared Value, futures as_completed."""
import multiprocessing as mp
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial

counter = None


def init(args):
    global counter
    counter = args


def analyze_data(args):
    with counter.get_lock():
        counter.value += 1
    return args * 10


def bar(done, total, width=10):
    filled = width * done // total
    return "[" + "=" * filled + " " * (width - filled) + f"] {done / total:4.0%}"


def cube(x, offset=0):
    return x ** 3 + offset


class Progress:
    def __init__(self, total):
        self.total, self.done, self.lines = total, 0, []

    def __call__(self, _=None):
        self.done += 1
        self.lines.append(bar(self.done, self.total))


if __name__ == "__main__":
    shared = mp.Value("i", 0)
    inputs = list(range(6))
    with mp.Pool(initializer=init, initargs=(shared,), processes=2) as p:
        i = p.map_async(analyze_data, inputs, chunksize=1)
        i.wait()
        print(i.get(), shared.value)

    progress = Progress(5)
    pool = mp.Pool(2)
    jobs = [pool.apply_async(cube, (n,), {"offset": 1}, callback=progress) for n in range(5)]
    pool.close()
    pool.join()
    print([j.get() for j in jobs])
    print(*progress.lines, sep="\n")

    with mp.Pool(2) as pool:
        for i, _ in enumerate(pool.imap_unordered(partial(cube, offset=-1), range(4)), 1):
            sys.stdout.write("\rdone {0:.0%}".format(i / 4))
        sys.stdout.write("\n")

    progress = Progress(3)
    with ThreadPoolExecutor(2) as ex:
        futures = [ex.submit(cube, n) for n in range(3)]
        for f in futures:
            f.add_done_callback(progress)
        total = sum(f.result() for f in as_completed(futures))
    print(total, progress.done, progress.lines[-1])
