"""MapReduce over documents with a process pool: map, shuffle, reduce; an inverted index and word counts."""
import collections
import functools
import itertools
import multiprocessing
import string

DOCUMENTS = {
    "a.txt": "It was the best of times, it was the worst of times.",
    "b.txt": "It was the age of wisdom... it was the age of foolishness!",
    "c.txt": "It was the season of Light; it was the season of Darkness?",
}
STOP_WORDS = {"it", "was", "the", "of"}
TR = str.maketrans(string.punctuation, " " * len(string.punctuation))


class SimpleMapReduce:
    def __init__(self, map_func, reduce_func, num_workers=None):
        self.map_func = map_func
        self.reduce_func = reduce_func
        self.pool = multiprocessing.Pool(num_workers)

    def partition(self, mapped_values):
        partitioned_data = collections.defaultdict(list)
        for key, value in mapped_values:
            partitioned_data[key].append(value)
        return sorted(partitioned_data.items())

    def __call__(self, inputs, chunksize=1):
        map_responses = self.pool.map(self.map_func, inputs, chunksize=chunksize)
        partitioned_data = self.partition(itertools.chain(*map_responses))
        return self.pool.map(self.reduce_func, partitioned_data)

    def close(self):
        self.pool.close()
        self.pool.join()


def file_to_words(name):
    words = DOCUMENTS[name].translate(TR).lower().split()
    return [(w, 1) for w in words if w not in STOP_WORDS]


def count_words(item):
    word, occurrences = item
    return word, sum(occurrences)


def index_words(name):
    return [(w, name) for w, _ in file_to_words(name)]


def merge_names(item):
    return item[0], sorted(set(item[1]))


def mean_length(acc, item):
    total, n = acc
    return total + len(item[0]) * item[1], n + item[1]


if __name__ == '__main__':
    mapper = SimpleMapReduce(file_to_words, count_words, 2)
    word_counts = mapper(sorted(DOCUMENTS))
    mapper.close()
    word_counts.sort(key=lambda kv: (-kv[1], kv[0]))
    longest = max(len(word) for word, count in word_counts)
    for word, count in word_counts:
        print(f"{word:<{longest + 1}}: {count:5}")
    index = SimpleMapReduce(index_words, merge_names, 3)
    for word, names in index(sorted(DOCUMENTS), chunksize=2):
        print(word, names)
    index.close()
    total, n = functools.reduce(mean_length, word_counts, (0, 0))
    print(f"mean length {total / n:.3f}", collections.Counter(dict(word_counts)).total())
