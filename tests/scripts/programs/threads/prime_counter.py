"""Counts primes with several threads, each over its own range, and compares with one thread."""
# mask: \d+\.\d+ seconds
import threading
import time


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    i = 3
    while i * i <= n:
        if n % i == 0:
            return False
        i += 2
    return True


class PrimeCounter(threading.Thread):
    def __init__(self, start, stop):
        # Call the Thread class's init function
        threading.Thread.__init__(self)
        self.start_number = start
        self.stop_number = stop
        self.count = 0

    def run(self):
        for number in range(self.start_number, self.stop_number):
            if is_prime(number):
                self.count += 1


def single(limit):
    return sum(1 for n in range(limit) if is_prime(n))


def multi(limit, workers):
    step = limit // workers
    threads = []
    for i in range(workers):
        t = PrimeCounter(i * step, (i + 1) * step)
        t.start()
        threads.append(t)
    for t in threads:
        t.join()
    for i, t in enumerate(threads):
        print("Thread %d: range(%d, %d) has %d primes" % (i, t.start_number, t.stop_number, t.count))
    return sum(t.count for t in threads)


if __name__ == "__main__":
    LIMIT = 8000
    begin = time.time()
    n = single(LIMIT)
    print("Single thread: {} primes, took {:.2f} seconds".format(n, time.time() - begin))
    begin = time.time()
    n = multi(LIMIT, 4)
    print("Multi thread: {} primes, took {:.2f} seconds".format(n, time.time() - begin))
