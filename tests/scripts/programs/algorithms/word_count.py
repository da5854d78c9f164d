"""Word frequencies of generated files: threads that read, a Counter that merges, heapq for the top, tempfile for the disk."""
import collections
import heapq
import os
import random
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.pool import ThreadPool

WORDS = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor".split()


def write_files(folder, n, rng):
    paths = []
    for i in range(n):
        path = os.path.join(folder, f"text{i:02}.txt")
        with open(path, "w", encoding="utf-8") as f:
            for _ in range(10):
                f.write(" ".join(rng.choices(WORDS, weights=range(len(WORDS), 0, -1), k=8)).capitalize() + ".\n")
        paths.append(path)
    return paths


def count_file(path):
    counter = collections.Counter()
    with open(path, encoding="utf-8") as f:
        for line in f:
            counter.update(word.strip(".").lower() for word in line.split())
    return counter


class CountingThread(threading.Thread):
    total = collections.Counter()
    lock = threading.Lock()

    def __init__(self, paths):
        super().__init__()
        self.paths = paths

    def run(self):
        mine = sum((count_file(p) for p in self.paths), collections.Counter())
        with self.lock:
            CountingThread.total += mine


with tempfile.TemporaryDirectory() as folder:
    paths = write_files(folder, 6, random.Random(5))
    print(sorted(os.listdir(folder)), all(os.path.isfile(p) for p in paths))
    threads = [CountingThread(paths[i::3]) for i in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with ThreadPoolExecutor(3) as ex:
        by_future = collections.Counter()
        for f in as_completed([ex.submit(count_file, p) for p in paths]):
            by_future.update(f.result())
    with ThreadPool(2) as pool:
        by_pool = collections.Counter()
        for c in pool.imap_unordered(count_file, paths):
            by_pool += c
    total = CountingThread.total
    print("agree:", total == by_future == by_pool, "words:", sum(total.values()), len(total))
    for word, n in heapq.nlargest(4, total.items(), key=lambda kv: (kv[1], kv[0])):
        print(f"{word:<12}{n:4} {'*' * (n // 10)}")
    longest = max(total, key=lambda w: (len(w), w))
    print(longest, total[longest] > 0, total["missing"], (total - by_pool), list(total.elements())[:0])
    size = sum(os.path.getsize(p) for p in paths)
    os.rename(paths[0], paths[0] + ".bak")
    os.remove(paths[1])
    print(size > 1000, sorted(os.listdir(folder))[:2])
    try:
        count_file(paths[1])
    except FileNotFoundError as e:
        print(type(e).__name__, os.path.basename(e.filename), e.strerror)
print("folder removed:", not os.path.exists(folder))
