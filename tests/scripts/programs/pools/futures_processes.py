"""ProcessPoolExecutor: primes from the documentation, exceptions carried across, futures states, broken pool."""
import concurrent.futures
import math
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

PRIMES = [
    1009, 1013, 10007, 10009, 100003, 100019, 1000003,
    899, 999983 * 2,
]


class NotANumber(Exception):
    def __init__(self, text, position):
        super().__init__(text, position)
        self.text, self.position = text, position


def is_prime(n):
    if n < 2:
        return False
    if n == 2:
        return True
    if n % 2 == 0:
        return False
    sqrt_n = int(math.floor(math.sqrt(n)))
    for i in range(3, sqrt_n + 1, 2):
        if n % i == 0:
            return False
    return True


def parse(text):
    for i, ch in enumerate(text):
        if not ch.isdigit():
            raise NotANumber(text, i)
    return int(text)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def die(code):
    os._exit(code)


def main():
    with concurrent.futures.ProcessPoolExecutor() as executor:
        for number, prime in zip(PRIMES, executor.map(is_prime, PRIMES)):
            print('%d is prime: %s' % (number, prime))
    with ProcessPoolExecutor(max_workers=2) as pool:
        futures = {pool.submit(fib, n): n for n in (5, 10, 15)}
        print(sorted((futures[f], f.result()) for f in concurrent.futures.as_completed(futures)))
        f = pool.submit(parse, "12a")
        try:
            f.result()
        except NotANumber as e:
            print("NotANumber", e.args, e.position, type(e.__cause__).__name__)
        print(list(pool.map(parse, ["1", "22", "333"], chunksize=2)), list(pool.map(math.gcd, [12, 9], [8, 6])))
        bad = pool.submit(lambda: 1)
        print(type(bad.exception()).__name__)
    with ProcessPoolExecutor(1) as pool:
        f = pool.submit(die, 1)
        try:
            f.result()
        except BrokenProcessPool as e:
            print("BrokenProcessPool:", e)
        try:
            pool.submit(fib, 1)
        except BrokenProcessPool as e:
            print("BrokenProcessPool again")


if __name__ == '__main__':
    main()
