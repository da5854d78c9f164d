"""Ranges that leave the numbers of 64 bits on their way."""
import sys

edge = sys.maxsize
print(list(range(edge - 3, edge + 3)), list(range(edge - 3, edge + 10, 5)), list(range(edge - 2, edge + 1)))
print(list(range(-edge + 1, -edge - 5, -2)), [i for i in range(edge, edge + 2)], sum(range(edge - 1, edge + 2)))
