"""Fork and join by recursion on an executor of processes at the top level only: determinants, Strassen, quick select."""
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial


def minor(m, j):
    return [row[:j] + row[j + 1:] for row in m[1:]]


def determinant(m):
    if len(m) == 1:
        return m[0][0]
    if len(m) == 2:
        (a, b), (c, d) = m
        return a * d - b * c
    return sum((-1) ** j * m[0][j] * determinant(minor(m, j)) for j in range(len(m)) if m[0][j])


def term(m, j):
    return (-1) ** j * m[0][j] * determinant(minor(m, j))


def add(a, b, sign=1):
    return [[x + sign * y for x, y in zip(r, s)] for r, s in zip(a, b)]


def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, col)) for col in columns] for row in a]


def quarters(m):
    h = len(m) // 2
    return [r[:h] for r in m[:h]], [r[h:] for r in m[:h]], [r[:h] for r in m[h:]], [r[h:] for r in m[h:]]


def strassen_jobs(x, y):
    a, b, c, d = quarters(x)
    e, f, g, h = quarters(y)
    return [(a, add(f, h, -1)), (add(a, b), h), (add(c, d), e), (d, add(g, e, -1)), (add(a, d), add(e, h)),
            (add(b, d, -1), add(g, h)), (add(a, c, -1), add(e, f))]


def strassen_join(p):
    p1, p2, p3, p4, p5, p6, p7 = p
    c11, c12 = add(add(add(p5, p4), p2, -1), p6), add(p1, p2)
    c21, c22 = add(p3, p4), add(add(add(p1, p5), p3, -1), p7, -1)
    return [r + s for r, s in zip(c11, c12)] + [r + s for r, s in zip(c21, c22)]


def star_multiply(pair):
    return multiply(*pair)


def quick_select(data, k):
    pivot = data[len(data) // 2]
    low, same, high = ([x for x in data if x < pivot], [x for x in data if x == pivot], [x for x in data if x > pivot])
    if k < len(low):
        return quick_select(low, k)
    if k < len(low) + len(same):
        return pivot
    return quick_select(high, k - len(low) - len(same))


if __name__ == "__main__":
    rng = random.Random(12)
    m = [[rng.randint(-5, 5) for _ in range(6)] for _ in range(6)]
    x, y = ([[rng.randint(0, 9) for _ in range(8)] for _ in range(8)] for _ in range(2))
    data = [rng.randrange(1000) for _ in range(201)]
    with ProcessPoolExecutor(3) as pool:
        print(sum(pool.map(partial(term, m), range(6))), determinant(m))
        product = strassen_join(list(pool.map(star_multiply, strassen_jobs(x, y))))
        print(product == multiply(x, y), product[0])
        medians = pool.map(quick_select, [data] * 3, [0, 100, 200])
        print(list(medians), sorted(data)[100], min(data), max(data))
    print(determinant([[2, 0], [0, 3]]), determinant([[7]]), determinant([[1, 2, 3], [4, 5, 6], [7, 8, 9]]))
