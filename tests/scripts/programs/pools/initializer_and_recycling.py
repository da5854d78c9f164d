"""Pool(initializer=..., maxtasksperchild=...): per-worker state, recycled workers, results in order."""
import multiprocessing as mp
import os

_resource = None


def init(prefix, counter):
    global _resource
    with counter.get_lock():
        counter.value += 1
    _resource = f"{prefix}-ready"


def work(n):
    return _resource, n, os.getpid()


def count_words(text):
    words = {}
    for w in text.lower().split():
        words[w] = words.get(w, 0) + 1
    return words


if __name__ == "__main__":
    counter = mp.Value("i", 0)
    with mp.Pool(3, initializer=init, initargs=("db", counter)) as pool:
        results = pool.map(work, range(9), chunksize=1)
    print([(a, n) for a, n, _ in results][:3], len(results), "initialized", counter.value)
    print("all in worker processes:", os.getpid() not in {pid for _, _, pid in results})

    with mp.Pool(1, maxtasksperchild=2) as pool:
        pids = [pool.apply(os.getpid) for _ in range(6)]
        print("tasks per worker:", sorted(pids.count(p) for p in set(pids)))
        pool.close()
        pool.join()

    texts = ["the cat sat on the mat", "the dog ate the cat", "a dog is not a cat"]
    total = {}
    with mp.Pool() as pool:
        for partial in pool.imap_unordered(count_words, texts):
            for word, n in partial.items():
                total[word] = total.get(word, 0) + n
    print(sorted(total.items(), key=lambda kv: (-kv[1], kv[0]))[:4])
