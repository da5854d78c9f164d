"""Lists: construction, indexing, slices, methods, operators, errors."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


a = [3, 1, 2]

show(r"""
list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in "xy")
list(5)
list(1, 2)
list(x=1)
a[0], a[-1], a[True], a[1:], a[::-1], a[5:], a[-100:100], a[2:0:-1]
a[3]
a[-4]
a["x"]
a[1.0]
a[None]
a[10**30]
a[::0]
a["x":]
a + [4], [4] + a, a * 2, 2 * a, a * 0, a * -1, a * True
a + (1,)
a + 1
1 + a
a * 1.5
a * "x"
a - a
-a
a == [3, 1, 2], a != [3, 1, 2], a == (3, 1, 2), a < [3, 2], a <= [3, 1, 2], a > [3, 1], a >= [4]
[] < [1], [1, 2] < [1, 3], [1, "a"] == [1, "a"]
a < (1,)
[1] < ["a"]
3 in a, 9 in a, "x" not in a, None in a
len(a), bool(a), bool([]), a.index(2), a.count(1), a.index(1, 1), a.index(2, -1)
a.index(9)
a.index(1, 2)
a.index("x", 0, 1)
a.index()
a.count()
a.append()
a.append(1, 2)
a.pop(9)
[].pop()
a.pop("x")
a.remove(9)
a.insert(1)
a.sort(1)
a.sort(key=1)
a.extend(5)
hash(a)
repr([]), repr([[]]), repr([1, "x", None, True, 2.5, (1,), {}])
[1, 2] * 2 == [1, 2, 1, 2], [[]] * 2, [None] * 3
[*range(3), *"ab", *[]], [*{"k": 1}]
[x for x in range(10) if x % 3 == 0], [[y for y in range(x)] for x in range(3)]
sorted([3, 1, 2], reverse=True), sorted("bca"), sorted({"b": 1, "a": 2})
sorted([1, "a"])
sorted(5)
sorted([1], lambda x: x)
list.append([], 1), list.__len__([1, 2]), [].__len__(), [1].__contains__(1), [1].__getitem__(0)
list.append()
list.append(1, 2)
a.__class__, type(a).__name__, list.__name__, list.__mro__
isinstance(a, list), issubclass(list, object), list == type([])
a.nothing
a.__add__([9]), a.__mul__(2), a.__rmul__(2), a.__eq__([1]), a.__eq__(5), a.__lt__(5)
""")


def step(text):
    try:
        exec(text, globals())
    except Exception as e:
        print(text, "=>", f"{type(e).__name__}: {e}")
    else:
        print(text, "=>", b)


b = [1, 2, 3, 4, 5]
for line in r"""
b.append(6)
b.extend([7, 8])
b.extend("xy")
b += (9,)
b += b
b *= 2
del b[10:]
del b[0]
del b[-1], b[::2]
b.insert(0, "a")
b.insert(100, "z")
b.insert(-1, "y")
b[1] = "one"
b[1:2] = []
b[1:1] = [1, 2, 3]
b[::2] = "abcd"
b[::2] = [0] * ((len(b) + 1) // 2)
b[:] = range(5)
b[1:3] = (x * 10 for x in range(4))
b[5:2] = ["in"]
b[:0] = b
b.reverse()
b[0] = b[0]
b[99] = 1
b["x"] = 1
del b[99]
b[0:1] = 5
b[::2] = 5
b[None] = 3
b += 5
b *= "x"
b.clear()
b = [5, 3, 9]; b.sort()
b.sort(reverse=True)
b.sort(key=lambda x: -x)
b.sort(key=str, reverse=True)
b.remove(3)
b.pop()
b.pop(0)
b = list("hello"); b.sort(); b.reverse()
b = b.copy() + b[:]
b = [1, 2, 3]; b.insert(True, 0)
""".strip().splitlines():
    step(line)

recursive = [1]
recursive.append(recursive)
print(recursive, repr(recursive))
recursive2 = {"a": recursive}
recursive.append(recursive2)
print(recursive)

items = [1, 2, 3, 4]
for item in items:
    if item < 10:
        items.append(item + 10)
print(items)
for item in items:
    items.remove(item)
print(items)

it = iter([1, 2, 3])
print(next(it), list(it), list(it), next(it, "end"), it.__length_hint__())
r = reversed([1, 2, 3])
print(next(r), r.__length_hint__(), list(r), type(r).__name__, type(iter([])).__name__)


class L(list):
    def __init__(self, *args):
        super().__init__(args)
        self.extra = "extra"

    def __getitem__(self, i):
        return ("item", super().__getitem__(i))


l = L(1, 2, 3)
print(l, l[0], l.extra, len(l), list(l), l + [4], type(l + [4]).__name__, l[1:], isinstance(l, list))
l.append(5)
l.more = 1
print(l, l.__dict__, l == [1, 2, 3, 5], sorted(l), sum(l), l.copy(), type(l.copy()).__name__)


class Weird:
    def __eq__(self, other):
        print("eq", other)
        return other == 2


w = Weird()
print([1, 2, 3].index(w), [1, 2, 3].count(w), w in [1, 2], [w] == [2])


class Index:
    def __index__(self):
        return 1


print(a[Index()], a[Index():], [1] * Index(), a[:Index()])


def sort_errors():
    def key(x):
        if x == 2:
            raise ValueError("no key for 2")
        return x

    numbers = [3, 1, 2]
    try:
        numbers.sort(key=key)
    except ValueError as e:
        print(e, numbers)

    def meddle(x):
        numbers.append(x)
        return x

    try:
        numbers.sort(key=meddle)
    except ValueError as e:
        print(e, sorted(numbers))


sort_errors()


class Ordered:
    compared = 0

    def __init__(self, rank, name):
        self.rank, self.name = rank, name

    def __lt__(self, other):
        Ordered.compared += 1
        return self.rank < other.rank

    def __repr__(self):
        return f"{self.name}{self.rank}"


things = [Ordered(i * 7 % 5, "abcdefghij"[i]) for i in range(10)]
print(sorted(things), sorted(things, reverse=True), max(things), min(things))
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([(1, Ordered(2, "x")), (1, Ordered(1, "y"))]))
print(sorted([3, 1.5, True, 2]), sorted(["b", "B", "a"], key=str.lower), sorted("hello world".split(), key=len))
print([i for i, _ in sorted(enumerate([5, 2, 5, 1, 2, 5]), key=lambda p: p[1])])
data = [(i * 7919) % 1000 for i in range(2000)]
ordered = sorted(data)
print(ordered[:5], ordered[-5:], all(ordered[i] <= ordered[i + 1] for i in range(1999)), sorted(ordered) == ordered)
print(sorted(data, key=lambda x: -x)[:3], sorted(map(str, data))[:5], sorted(float(x) for x in data)[:3])
