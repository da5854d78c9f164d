"""Big numbers in pools: polynomial products, Fibonacci by doubling, factorials by ranges, pi digits, fractions by hand."""
from functools import reduce
from math import comb, factorial, gcd, prod
from multiprocessing import Pool
from operator import mul


def fib(n):
    def doubling(k):
        if k == 0:
            return 0, 1
        a, b = doubling(k >> 1)
        c, d = a * (2 * b - a), a * a + b * b
        return (d, c + d) if k & 1 else (c, d)
    return doubling(n)[0]


def multiply(pair):
    p, q = pair
    out = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] += a * b
    return out


def product_of_range(bounds):
    return prod(range(*bounds))


def pi_digits(n):
    digits, (q, r, t, k, m, x) = [], (1, 0, 1, 1, 3, 3)
    while len(digits) < n:
        if 4 * q + r - t < m * t:
            digits.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(map(str, digits))


def harmonic(bounds):
    n, d = 0, 1
    for i in range(*bounds):
        n, d = n * i + d, d * i
        g = gcd(n, d)
        n, d = n // g, d // g
    return n, d


if __name__ == "__main__":
    with Pool(3) as pool:
        print(pool.map(fib, [10, 90, 300]))
        squares = pool.map(multiply, [([1, 1], [1, 1]), ([1, 2, 1], [1, 3, 3, 1])])
        print(squares, squares[1] == [comb(5, k) for k in range(6)])
        parts = pool.map(product_of_range, [(1, 50), (50, 100), (100, 151)])
        print(reduce(mul, parts) == factorial(150), len(str(factorial(150))), factorial(150) % (10 ** 9 + 7))
        print(pool.apply(pi_digits, (30,)))
        sums = pool.map(harmonic, [(1, 10), (10, 20)])
        n, d = sums[0][0] * sums[1][1] + sums[1][0] * sums[0][1], sums[0][1] * sums[1][1]
        print(n // gcd(n, d), d // gcd(n, d), f"{n / d:.12f}")
        print(pool.starmap(pow, [(3, 1000, 10 ** 9), (2, 10, 1000), (7, -1, 13)]), [x.bit_length() for x in pool.map(fib, [64, 128])])
        print(pool.map(hex, [2 ** 70, -255]), pool.map(divmod, [10], chunksize=1) if False else divmod(-7, 3))
