"""Matrix multiplication with one thread for every row; the teacher's exercise."""
import random
import threading
from typing import List

Matrix = List[List[int]]


def random_matrix(rows: int, cols: int, seed: int) -> Matrix:
    rng = random.Random(seed)
    return [[rng.randint(-9, 9) for _ in range(cols)] for _ in range(rows)]


def multiply_sequential(a: Matrix, b: Matrix) -> Matrix:
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]


class RowWorker(threading.Thread):
    def __init__(self, a: Matrix, b: Matrix, row: int, result: Matrix) -> None:
        super().__init__()
        self.a, self.b, self.row, self.result = a, b, row, result

    def run(self) -> None:
        for j in range(len(self.b[0])):
            total = 0
            for k in range(len(self.b)):
                total += self.a[self.row][k] * self.b[k][j]
            self.result[self.row][j] = total


def multiply_threaded(a: Matrix, b: Matrix) -> Matrix:
    if len(a[0]) != len(b):
        raise ValueError(f"cannot multiply {len(a)}x{len(a[0])} by {len(b)}x{len(b[0])}")
    result = [[0] * len(b[0]) for _ in a]
    workers = [RowWorker(a, b, i, result) for i in range(len(a))]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return result


def show(m: Matrix) -> None:
    width = max(len(str(v)) for row in m for v in row)
    for row in m:
        print("  ".join(str(v).rjust(width) for v in row))


A = random_matrix(8, 12, seed=1)
B = random_matrix(12, 6, seed=2)
C = multiply_threaded(A, B)
show(C)
print("same as sequential:", C == multiply_sequential(A, B))
identity = [[int(i == j) for j in range(8)] for i in range(8)]
print("identity:", multiply_threaded(identity, C) == C)
try:
    multiply_threaded(A, A)
except ValueError as err:
    print("ValueError:", err)
