"""Conway's game of life, every generation computed by a pool of threads row by row."""
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product


def parse(text):
    return [[ch == "#" for ch in line] for line in text.split()]


def neighbours(board, r, c):
    rows, cols = len(board), len(board[0])
    return sum(board[(r + dr) % rows][(c + dc) % cols]
               for dr, dc in product((-1, 0, 1), repeat=2) if (dr, dc) != (0, 0))


def next_row(board, r):
    row = []
    for c, alive in enumerate(board[r]):
        n = neighbours(board, r, c)
        row.append(n == 3 or (alive and n == 2))
    return row


def step(board, pool):
    return list(pool.map(partial(next_row, board), range(len(board))))


def show(board):
    return "\n".join("".join(".#"[cell] for cell in row) for row in board)


GLIDER = """
.#......
..#.....
###.....
........
........
........
........
........
"""

BLINKER = """
.....
..#..
..#..
..#..
.....
"""

with ThreadPoolExecutor(max_workers=4) as pool:
    board = parse(GLIDER)
    for generation in range(5):
        if generation in (0, 2, 4):
            print(f"generation {generation}")
            print(show(board))
        board = step(board, pool)
    start = parse(GLIDER)
    board = start
    for _ in range(32):
        board = step(board, pool)
    print("a glider is back after 32 generations on a torus of 8:", board == start)
    b = parse(BLINKER)
    print("period two:", step(step(b, pool), pool) == b, "not one:", step(b, pool) != b)
print(sum(map(sum, board)), "cells alive")
