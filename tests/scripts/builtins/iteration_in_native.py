"""Generators and Python-level iterators driven by built-in functions, with errors in the middle."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


log = []


def noisy(n, fail_at=None):
    try:
        for i in range(n):
            log.append(i)
            if i == fail_at:
                raise ValueError(f"at {i}")
            yield i
        log.append("end")
    except ValueError:
        log.append("raising")
        raise


class It:
    def __init__(self, items):
        self.items = list(items)

    def __iter__(self):
        log.append("iter")
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration("done")
        return self.items.pop(0)


consumers = {
    "list": list, "tuple": tuple, "set": set, "sum": sum, "max": max, "min": min, "any": lambda it: any(x > 1 for x in it),
    "all": lambda it: all(x < 1 for x in it), "sorted": sorted, "join": lambda it: "-".join(map(str, it)),
    "dict": lambda it: dict((x, x) for x in it), "extend": lambda it: [9].__iadd__(it), "star": lambda it: [*it],
    "unpack": lambda it: (lambda a, *b: (a, b))(*it), "in": lambda it: 2 in it, "zip": lambda it: list(zip(it, "abcdef")),
    "map": lambda it: list(map(lambda x: x * 2, it)), "filter": lambda it: list(filter(lambda x: x % 2, it)),
    "enumerate": lambda it: list(enumerate(it)), "frozenset": frozenset, "bytes": bytes, "fromkeys": dict.fromkeys,
    "update": lambda it: {9}.union(it), "slice": lambda it: (lambda l: (l.__setitem__(slice(0, 1), list(it)), l)[1])([7, 8]),
    "reversed": lambda it: list(reversed(list(it))), "bytearray": bytearray, "iter": lambda it: next(iter(it)),
    "count": lambda it: sum(1 for _ in it), "comp": lambda it: {x: y for x, y in enumerate(it)},
}
for name, consume in consumers.items():
    for source in (lambda: noisy(4), lambda: noisy(4, 2), lambda: It([3, 1, 2]), lambda: map(lambda x: x + 1, noisy(3)), lambda: noisy(0)):
        log.clear()
        try:
            result = consume(source())
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(name, result, log)


class Deep:
    """An iterator inside an iterator inside an iterator."""

    def __init__(self, depth):
        self.depth = depth

    def __iter__(self):
        if self.depth:
            for x in Deep(self.depth - 1):
                yield x + 1
        else:
            yield from range(3)


print(sum(Deep(20)), list(Deep(3)), max(Deep(5)))


def returning():
    yield 1
    return "value"


def delegating():
    got = yield from returning()
    yield got


print(list(delegating()))
g = returning()
next(g)
try:
    next(g)
except StopIteration as e:
    print("StopIteration", e.value)
try:
    next(map(str, iter(())))
except StopIteration as e:
    print("StopIteration", e.value)


def stops():
    raise StopIteration("from the function")


print(list(map(lambda x: stops() if x == 2 else x, range(5))))
print(list(filter(lambda x: stops() if x == 2 else True, range(5))))
try:
    print(sum(stops() for _ in range(3)))
except RuntimeError as e:
    print("RuntimeError", e)
print(list(iter(lambda: stops(), 1)))


class Reentrant:
    def __init__(self):
        self.items = [3, 1, 2]

    def __getitem__(self, i):
        return self.items[i]


print(list(Reentrant()), sorted(Reentrant()), sum(Reentrant()), max(Reentrant()), list(zip(Reentrant(), Reentrant())))


def recursive(n):
    return sum(recursive(n - 1) for _ in range(2)) if n else 1


print(recursive(8))
print(sorted(range(5), key=lambda x: sum(noisy(x))), max(range(4), key=lambda x: len(list(noisy(x)))))
a, b, *c = noisy(5)
print(a, b, c)
for x, (y, z) in zip(noisy(2), enumerate(noisy(2))):
    print(x, y, z)
print([[y for y in noisy(x)] for x in noisy(3)])
print({**dict(zip("abc", noisy(3)))}, [*noisy(2), *It("xy")], {*noisy(2)}, (*noisy(2),))
import operator
print(list(map(operator.add, noisy(3), It([10, 20, 30]))))
