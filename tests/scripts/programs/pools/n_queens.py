"""N queens: the first row's choices are spread over processes; bit masks and generators check each other."""
from functools import partial
from itertools import chain, permutations
from multiprocessing import Pool


def solve(n, row, columns, diag1, diag2, board):
    if row == n:
        yield tuple(board)
        return
    for col in range(n):
        if columns >> col & 1 or diag1 >> (row + col) & 1 or diag2 >> (row - col + n) & 1:
            continue
        board.append(col)
        yield from solve(n, row + 1, columns | 1 << col, diag1 | 1 << row + col, diag2 | 1 << row - col + n, board)
        board.pop()


def solve_from(n, first):
    return list(solve(n, 1, 1 << first, 1 << first, 1 << (n - first), [first]))


def count(n, cols=0, d1=0, d2=0):
    full = (1 << n) - 1
    if cols == full:
        return 1
    free, total = full & ~(cols | d1 | d2), 0
    while free:
        bit = free & -free
        free ^= bit
        total += count(n, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1)
    return total


def show(board):
    n = len(board)
    return "\n".join(" ".join("Q" if c == col else "." for c in range(n)) for col in board)


if __name__ == "__main__":
    n = 6
    with Pool(3) as pool:
        by_first = pool.map(partial(solve_from, n), range(n), chunksize=1)
        counts = dict(zip(range(1, 8), pool.map(count, range(1, 8))))
    solutions = list(chain.from_iterable(by_first))
    print([len(s) for s in by_first], len(solutions), counts)
    print(show(solutions[0]))
    brute = [p for p in permutations(range(n))
             if len({p[i] + i for i in range(n)}) == n == len({p[i] - i for i in range(n)})]
    print("brute force agrees:", sorted(solutions) == brute)
    mirrored = {tuple(n - 1 - c for c in s) for s in solutions}
    print("closed under mirror:", mirrored == set(solutions))
