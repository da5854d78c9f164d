"""Merge sort with recursion in threads, in processes with pipes and with a pool; against sorted()."""
import heapq
import math
import random
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe, Pool, Process
from threading import Thread


def merge(left, right):
    result, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            result.append(left[i])
            i += 1
        else:
            result.append(right[j])
            j += 1
    result += left[i:]
    result.extend(right[j:])
    return result


def merge_sort(data):
    if len(data) <= 1:
        return list(data)
    middle = len(data) // 2
    return merge(merge_sort(data[:middle]), merge_sort(data[middle:]))


def threaded(data, depth, out):
    if depth <= 0 or len(data) <= 1:
        out[:] = merge_sort(data)
        return
    middle = len(data) // 2
    a, b = [], []
    ts = [Thread(target=threaded, args=(data[:middle], depth - 1, a)),
          Thread(target=threaded, args=(data[middle:], depth - 1, b))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    out[:] = merge(a, b)


def with_pipes(data, conn, depth):
    if depth <= 0 or len(data) <= 1:
        conn.send(merge_sort(data))
        conn.close()
        return
    middle = len(data) // 2
    parts = []
    for half in (data[:middle], data[middle:]):
        ours, theirs = Pipe(False)
        p = Process(target=with_pipes, args=(half, theirs, depth - 1))
        p.start()
        theirs.close()
        parts.append((ours, p))
    conn.send(merge(*(c.recv() for c, _ in parts)))
    for _, p in parts:
        p.join()
    conn.close()


def merge_pair(pair):
    return merge(*pair)


def with_pool(data, workers):
    size = math.ceil(len(data) / workers)
    with Pool(workers) as pool:
        parts = pool.map(merge_sort, [data[i:i + size] for i in range(0, len(data), size)])
        while len(parts) > 1:
            extra = parts.pop() if len(parts) % 2 == 1 else None
            parts = pool.map(merge_pair, list(zip(parts[::2], parts[1::2]))) + ([extra] if extra else [])
    return parts[0]


if __name__ == "__main__":
    rng = random.Random(99)
    data = [rng.randint(-500, 500) for _ in range(300)]
    expected = sorted(data)
    print("plain", merge_sort(data) == expected)
    out = []
    threaded(data, 2, out)
    print("threads", out == expected)
    ours, theirs = Pipe(False)
    p = Process(target=with_pipes, args=(data, theirs, 2))
    p.start()
    print("pipes", ours.recv() == expected)
    p.join()
    print("pool", with_pool(data, 3) == expected)
    with ThreadPoolExecutor() as ex:
        print("heapq.merge", list(heapq.merge(*ex.map(sorted, (data[i::4] for i in range(4))))) == expected)
    print(expected[:5], expected[-3:], merge([], [1]), merge_sort([]), merge_sort("hello"))
