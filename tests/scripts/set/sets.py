"""Sets and frozensets: order as CPython's, operations, methods, errors."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


s = {1, 2, 3}
f = frozenset([1, 2])
show(r"""
set(), {1, 2}, set([1, 2, 1]), set("a"), frozenset(), frozenset([1]), set(range(5)), {*range(3)}, frozenset({1}) == {1}
set(5)
set(1, 2)
frozenset(5)
{[]}
{{}}
{set()}
{frozenset()} == {frozenset()}
{10, 5, 100, 7, 64, 8, 0}, set(range(20, 0, -3)), {1000, 1, 2000, 2}, {-1, -2, -3}, {2**61, 2**62, 5}
set([9, 17, 33, 1, 25]), {33, 1, 17, 65, 129}, set(i * i for i in range(20)), {i % 7 for i in range(100)}
{3.5, 2, 1.0, True, 0.0}, {1, 1.0, True}, {0, False, None} == {0, None}, {(1, 2), (0, 1), (5, 6), (2, 1)}
s | {4}, s & {2, 9}, s - {1}, s ^ {3, 4}, s | f, f | s, type(f | s).__name__, type(s | f).__name__
s | [4]
s & 5
s - "a"
s + s
s.union([4, 5], (6,), "a") == {1, 2, 3, 4, 5, 6, "a"}, s.intersection([1, 2], {2}), s.difference([1], [2]), s.union()
s.symmetric_difference([3, 4, 4]), s.intersection(), s.difference(), s.intersection({})
s.union(5)
s.symmetric_difference(1, 2)
s == {3, 2, 1}, s != {1}, s < {1, 2, 3, 4}, s <= s, s > {1}, s >= {1, 2}, s == f, {1, 2} == f, s == [1, 2, 3]
s < [1]
s.issubset([1, 2, 3, 4]), s.issuperset([1]), s.isdisjoint([9]), s.isdisjoint("abc"), s.issubset(range(5))
s.issubset(5)
1 in s, 9 in s, {1} in {frozenset([1])}, len(s), bool(set()), sorted(s), sum(s), max(s), list(s)
[] in s
s.remove(9)
s.remove([])
s.discard(9), s.copy() == s, s.copy() is s, f.copy() is f
set().pop()
hash(s)
hash(frozenset()) , hash(f) == hash(frozenset([2, 1])), hash(frozenset([1, 2, 3])), hash(frozenset("")) 
f.add(1)
f.pop
s.add()
s.nothing
repr(set()), repr(frozenset({1})), repr({1}), str(frozenset()), {frozenset({1, 2})}
s.__or__({9}), s.__contains__(1), s.__len__(), s.__eq__({1}), s.__le__({1, 2, 3, 4}), s.__and__(5), f.__hash__() == hash(f)
set.union({1}, {2}), set.__name__, type(iter(s)).__name__, iter(s).__length_hint__()
{x for x in "hello"} == set("helo"), {x * 2 for x in s if x > 1}, frozenset(x for x in range(3))
s is set(s), frozenset(f) is f, set(frozenset([1])), {1} | {2} & {2, 3}
{1, 2, 3} - {2} | {9}, {1, 2} ^ {2, 3} ^ {3, 4}, {1, 2, 3} & {3, 2} - {3}
""")


def step(text):
    try:
        exec(text, globals())
    except Exception as e:
        print(text, "=>", f"{type(e).__name__}: {e}")
    else:
        print(text, "=>", t)


t = {1, 2, 3}
for line in r"""
t.add(4); t.add(2)
t.update([5, 6], {7}, range(10, 12))
t.update()
t.update({"k": 1}); t.discard("k")
t |= {20, 30}
t &= {1, 2, 20, 99}
t -= {1}
t ^= {2, 3}
t |= [1]
t &= 5
t.intersection_update([3, 20, 4], (20, 3))
t.difference_update([20], [9])
t.symmetric_difference_update([3, 4, 5])
t.remove(4)
t.discard(100)
t.clear()
t = set(range(10)); t -= {i for i in range(0, 10, 2)}
t ^= t
t = {1, 2}; t |= t; t &= t
t -= t
t = set("a"); t.add("a")
t.update(5)
t.add([])
""".strip().splitlines():
    step(line)

u = set(range(12))
print([u.pop() for _ in range(5)], u)
u.add(0)
print(u, u.pop(), u)
try:
    for x in u:
        u.add(x + 100)
except RuntimeError as e:
    print(e)
try:
    for x in u:
        u.discard(x)
except RuntimeError as e:
    print(e)
a = set(range(0, 300, 7))
b = set(range(0, 300, 5))
print(a & b, a | b, a - b, a ^ b, b - a)
c = set(range(100))
for i in range(0, 100, 3):
    c.remove(i)
for i in range(500, 520):
    c.add(i)
print(c)
print(set(list(c)), c.copy(), set(c), c | {1}, frozenset(c))
print({x * 37 % 101 for x in range(60)})
print(set(range(1000, 0, -37)), {i << 5 for i in range(40)}, {-i * 3 for i in range(30)})
print({(i % 3, i % 5) for i in range(20)})
print({1.5 * i for i in range(10)})


class P:
    def __init__(self, x):
        self.x = x

    def __hash__(self):
        return self.x % 4

    def __eq__(self, other):
        return isinstance(other, P) and self.x == other.x

    def __repr__(self):
        return f"P{self.x}"


print({P(i) for i in (5, 1, 9, 1, 2, 5)}, P(1) in {P(1)}, {P(1)} | {P(5)}, {P(1), P(2)} & {P(2)})


class S(set):
    def add(self, x):
        super().add(x * 2)


v = S([1, 2])
v.add(5)
v.note = "x"
print(v, v | {7}, type(v | {7}).__name__, v.note, v == {1, 2, 10}, S(), type(v.copy()).__name__)


class F(frozenset):
    pass


print(F([1, 2]), F() == frozenset(), hash(F([1])) == hash(frozenset([1])), F("a") | {"b"} == {"a", "b"})


def numbers():
    yield from (3, 1, 2)


print(set(numbers()), frozenset(numbers()), {1}.union(numbers()), {1, 5} & set(numbers()), {1, 5}.difference(numbers()))
print({1, 5}.issubset(numbers()), {1}.issubset(numbers()), {9}.isdisjoint(numbers()), {1, 5}.symmetric_difference(numbers()))
big = set(range(70000))
big |= set(range(69990, 70010))
print(len(big), list(big)[:5], 70009 in big, sum(big))
