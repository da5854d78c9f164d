"""Heaps: lists whose smallest item stands first. The basic moves are C++ (_heapq)."""

from _heapq import (
    _heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop,
    heapreplace,
)

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in one sorted stream, one at a time."""
    # An entry is [rank, order of the iterable, item, its iterator's next]; the order decides among
    # equals, so that the merge is stable and items themselves are never compared.
    heap = []
    sign = -1 if reverse else 1
    for order, iterable in enumerate(map(iter, iterables)):
        advance = iterable.__next__
        try:
            item = advance()
        except StopIteration:
            continue
        rank = item if key is None else key(item)
        heap.append([rank, order * sign, item, advance])
    build, pop, replace = (
        (_heapify_max, _heappop_max, _heapreplace_max) if reverse
        else (heapify, heappop, heapreplace)
    )
    build(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        try:
            item = entry[3]()
        except StopIteration:
            pop(heap)
            continue
        entry[2] = item
        entry[0] = item if key is None else key(item)
        replace(heap, entry)


def nsmallest(n, iterable, key=None):
    """The n smallest items, smallest first: sorted(iterable, key=key)[:n]."""
    if n == 1:
        missing = object()
        least = min(iterable, default=missing, key=key)
        return [] if least is missing else [least]
    if n <= 0:
        return []
    return sorted(iterable, key=key)[:n]


def nlargest(n, iterable, key=None):
    """The n largest items, largest first: sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        missing = object()
        most = max(iterable, default=missing, key=key)
        return [] if most is missing else [most]
    if n <= 0:
        return []
    return sorted(iterable, key=key, reverse=True)[:n]
