"""Tuples, slices and ranges."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


t = (1, 2, 3)
show(r"""
(), (1,), tuple(), tuple([1, 2]), tuple("ab"), tuple(range(3)), tuple(x for x in "xy"), tuple((1, 2)) is t
tuple(5)
tuple(1, 2)
t[0], t[-1], t[1:], t[::-1], t[5:], t[:]
t[3]
t["x"]
t[1.5]
t + (4,), t * 2, 2 * t, t * 0, () + t, t + ()
t + [1]
t + 1
t * 1.5
t * "a"
t == (1, 2, 3), t < (1, 2, 4), t >= (1,), t != [1, 2, 3], () < (1,), (1, "a") < (2,)
t < [1]
(1, "a") < (1, 2)
1 in t, 5 in t, len(t), t.index(2), t.count(1)
t.index(9)
hash(t) == hash((1, 2, 3)), hash(()), hash((1, 2)), hash((1, (2, 3))), hash((None,)) == hash((None,))
hash(([],))
{(1, 2): "a"}[1, 2]
repr((1,)), repr(()), repr((1, (2,))), str((1, "a"))
t.append(1)
t.__getnewargs__(), tuple.__new__(tuple, [1]), t.__add__((9,)), t.__contains__(1)
min(t), max(t), sum(t), sorted(t, reverse=True), list(reversed(t)), list(enumerate(t))
slice(1), slice(1, 2), slice(1, 2, 3), slice(None), slice("a", "b"), slice(1, 2) == slice(1, 2), slice(1).stop
slice()
slice(1, 2, 3, 4)
slice(1, 10, 2).indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(10**30).indices(5)
slice(0).indices(-1)
slice(1, 2) < slice(1, 3), slice(5).start, slice(5).step
range(5), range(1, 5), range(1, 10, 3), range(5, 0, -1), range(0), list(range(5, 0, -2)), range(-1)
range(1, 2, 0)
range()
range(1, 2, 3, 4)
range(1.5)
range("a")
len(range(10)), len(range(1, 10, 3)), len(range(10, 1)), bool(range(0)), bool(range(1))
range(10)[3], range(10)[-1], range(10)[2:5], range(10)[::-1], range(0, 20, 3)[1::2], range(10)[5:2]
range(10)[10]
range(10)["x"]
5 in range(10), 10 in range(10), 4 in range(0, 10, 3), 3.0 in range(5), "a" in range(3), True in range(2)
range(5) == range(5), range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2]
hash(range(3)) == hash(range(0, 3, 1)), range(5).index(3), range(5).count(3), range(5).count(9)
range(5).index(9)
range(5).index("a")
range(5).start, range(1, 5).stop, range(1, 5, 2).step, list(reversed(range(5))), list(reversed(range(0)))
range(10**20, 10**20 + 3), list(range(10**20, 10**20 + 3)), range(10**20)[10**19], 10**19 in range(10**20)
len(range(10**20))
range(10**20)[-1], range(10**20)[5:10**19:10**18][1], list(reversed(range(2**63 - 2, 2**63 + 1)))
list(range(2**63 - 2, 2**63)), range(2**63, 0, -2**62), list(range(2**63, 0, -2**62)), range(0, 2**64, 2**63)[1]
repr(range(10**20)), range(True), range(False, True)
range(3) + range(3)
range(3).append
range(3)[0] is 0 or True
iter(range(3)).__length_hint__(), type(iter(range(3))).__name__, type(iter(range(10**20))).__name__
""")
a, *b, c = range(5)
print(a, b, c)
try:
    a, b = range(3)
except ValueError as e:
    print(e)
try:
    a, b, c = (1, 2)
except ValueError as e:
    print(e)
try:
    a, *b = ()
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)


class T(tuple):
    def __new__(cls, *items):
        self = super().__new__(cls, items)
        self.note = "n"
        return self


u = T(1, 2, 3)
print(u, u.note, u == (1, 2, 3), u[0], u[1:], type(u[1:]).__name__, type(u + ()).__name__, len(u), hash(u) == hash((1, 2, 3)), {u: 1}[1, 2, 3])
print(sorted([T(2), T(1)]), T(), [*T(4, 5)], T(*"abc").note)


class Slotted(tuple):
    __slots__ = ()


print(Slotted([1, 2]), Slotted(), Slotted("ab")[1])
for i in range(0, 10, 4):
    print(i, end=" ")
for i in range(3, 0, -1):
    print(i, end=" ")
print()
total = 0
for i in range(100000):
    total += i
print(total)
