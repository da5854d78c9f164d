"""collections.abc: what counts as what, and the methods that come for free."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


import collections.abc as abc
from collections.abc import *
from collections import deque, OrderedDict, defaultdict, Counter, ChainMap

samples = {
    "list": [], "tuple": (), "str": "", "dict": {}, "set": set(), "frozenset": frozenset(), "int": 5, "None": None, "bytes": b"", "bytearray": bytearray(),
    "range": range(1), "generator": (x for x in ()), "iterator": iter([]), "function": len, "lambda": lambda: 1, "class": int, "deque": deque(),
    "keys": {}.keys(), "items": {}.items(), "values": {}.values(), "map": map(str, []), "Counter": Counter(), "ChainMap": ChainMap(), "memoryview": memoryview(b""),
}
names = "Hashable Iterable Iterator Reversible Generator Sized Container Callable Collection Sequence MutableSequence Set MutableSet Mapping MutableMapping KeysView ItemsView ValuesView Awaitable Coroutine AsyncIterable".split()
for name, v in samples.items():
    print(name, [n for n in names if isinstance(v, getattr(abc, n))])


class Numbers(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(self.n))]
        if not -self.n <= i < self.n:
            raise IndexError(i)
        return (i % self.n) * 10


s = Numbers(4)
print(list(s), 20 in s, 5 in s, s.index(30), s.count(10), list(reversed(s)), s[1:3], isinstance(s, Sequence), isinstance(s, Collection))
try:
    s.index(99)
except ValueError as e:
    print("ValueError", e)


class Bag(MutableSet):
    def __init__(self, items=()):
        self.items = []
        for x in items:
            self.add(x)

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)

    def __repr__(self):
        return f"Bag({self.items})"


b = Bag([3, 1, 2])
print(b | [9], b & [1, 5], b - [1], b ^ [1, 7], b == Bag([1, 2, 3]), b == {1, 2, 3}, b < Bag([1, 2, 3, 4]), b.isdisjoint([8]), {1, 2} <= b)
b |= [4]
b -= [3]
b.remove(1)
print(b, b.pop(), b)
try:
    b.remove(99)
except KeyError as e:
    print("KeyError", e)
b.clear()
print(b, len(b))


class Registry(MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, k):
        return self.data[k]

    def __setitem__(self, k, v):
        self.data[k] = v

    def __delitem__(self, k):
        del self.data[k]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


r = Registry()
r.update(a=1, b=2)
r.update([("c", 3)], d=4)
print(dict(r), r.get("z", 0), "a" in r, list(r.items()), list(r.keys()), list(r.values()), r.pop("a"), r.setdefault("q", 9), r == {"b": 2, "c": 3, "d": 4, "q": 9})
print({**r}, r.popitem(), len(r), r.pop("zz", None), r.keys() & {"b"}, ("b", 2) in r.items(), 3 in r.values())
try:
    Sequence()
except TypeError as e:
    print(e)


class Incomplete(Mapping):
    def __getitem__(self, k):
        return 1


try:
    Incomplete()
except TypeError as e:
    print(e)


class Duck:
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __contains__(self, x):
        return False


print(isinstance(Duck(), Collection), isinstance(Duck(), Sequence), issubclass(Duck, Sized), issubclass(Duck, Hashable))
Sequence.register(Duck)
print(isinstance(Duck(), Sequence), issubclass(list, MutableSequence), issubclass(dict, Mapping), issubclass(bool, Hashable), issubclass(list, Hashable))


class Gen(Generator):
    def __init__(self):
        self.n = 0

    def send(self, v):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n, v

    def throw(self, typ, val=None, tb=None):
        raise StopIteration


print(list(Gen()), isinstance(Gen(), Iterator))


class Stack(MutableSequence):
    def __init__(self):
        self.items = []

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


k = Stack()
k.append(1)
k.extend([2, 3])
k += [4]
k.reverse()
print(k.items, k.pop(), k.pop(0), k.items)
k.remove(3)
k.clear()
print(k.items, Callable[[int], str], Mapping[str, int], Iterable[int])
