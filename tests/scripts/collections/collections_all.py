"""collections: deque, defaultdict, Counter, OrderedDict, namedtuple, ChainMap, the User classes."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


import collections
from collections import *

d = deque([1, 2, 3])
show(r"""
deque(), deque("abc"), deque([1, 2, 3], 2), deque(maxlen=3), deque([1], maxlen=None), deque(x for x in range(3)), deque(range(10), maxlen=3)
deque(5)
deque([], -1)
deque([], "x")
d[0], d[-1], d[1], len(d), bool(deque()), 2 in d, 9 in d, list(d), list(reversed(d)), d.maxlen, deque([], 5).maxlen, sum(d), sorted(d, reverse=True)
d[3]
d["x"]
d[0:1]
deque().pop()
deque().popleft()
d == deque([1, 2, 3]), d == [1, 2, 3], d < deque([1, 2, 4]), d != deque(), d + deque([4]), d * 2, 2 * d, deque([1, 2], 3) * 2, d.copy() is d
d + [4]
d.index(2), d.count(1), d.index(3, 1), d.copy(), deque([1, 2, 1]).count(1)
d.index(9)
d.remove(9)
deque([1], 1).insert(0, 2)
hash(d)
repr(deque([deque([1])])), str(deque(maxlen=2)), type(iter(d)).__name__, deque([1, [2]]), isinstance(d, deque)
d.rotate("x")
d.append()
defaultdict(), defaultdict(int), defaultdict(list, a=1), defaultdict(None, {1: 2}), defaultdict(list, [(1, 2)]), defaultdict(int)["x"], defaultdict(lambda: "d")[5], defaultdict(str)["q"]
defaultdict(5)
defaultdict(None)["x"]
defaultdict()["x"]
defaultdict(int, 5)
defaultdict(int).get("x"), "x" in defaultdict(int), defaultdict(list).default_factory, defaultdict(int, a=1) == {"a": 1}, defaultdict(int, a=1).copy(), defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1)
Counter(), Counter("hello"), Counter([1, 1, 2]), Counter({"a": 3}), Counter(a=2, b=1), Counter("aab", c=5), Counter(x for x in "zz")
Counter(5)
Counter("abcab").most_common(), Counter("abcab").most_common(2), Counter("abc").most_common(0), Counter("aab")["z"], Counter("aab").total(), sorted(Counter("aab").elements()), Counter("aab").most_common(1)
Counter("aab") + Counter("bc"), Counter("aab") - Counter("ab"), Counter("aab") & Counter("ab"), Counter("aab") | Counter("bbc"), +Counter(a=-1, b=2), -Counter(a=-1, b=2)
Counter("aab") == Counter("aba"), Counter("a") <= Counter("ab"), Counter("ab") > Counter("a"), Counter(a=0) == Counter(), Counter("a") == {"a": 1}, Counter("a") != Counter("b")
Counter.fromkeys("ab")
OrderedDict(), OrderedDict(a=1, b=2), OrderedDict([("x", 1)]), OrderedDict({"q": 1}), list(OrderedDict(a=1, b=2)), OrderedDict.fromkeys("ab", 0)
OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, {"a": 1} == OrderedDict(a=1), OrderedDict(a=1) != OrderedDict(a=1), list(reversed(OrderedDict(a=1, b=2))), OrderedDict(a=1) | {"b": 2}, {"z": 1} | OrderedDict(a=1)
OrderedDict().popitem()
OrderedDict(a=1).move_to_end("x")
OrderedDict(a=1).pop("x")
OrderedDict(a=1).pop("a"), OrderedDict(a=1).pop("x", 5), OrderedDict(a=1).setdefault("b", 2), OrderedDict(a=1, b=2).keys(), OrderedDict(a=1).items(), OrderedDict(a=1).values(), OrderedDict(a=1).copy()
""")

d.append(4)
d.appendleft(0)
print(d, d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft("xy")
print(d)
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.reverse()
print(d)
d.insert(1, "i")
d.insert(-1, "j")
d.remove("a")
del d[0]
d[0] = "first"
d[-1] = "last"
print(d, len(d))
d += [7, 8]
d *= 2
print(d)
d.clear()
print(d, list(d))
bounded = deque(maxlen=3)
for i in range(6):
    bounded.append(i)
    print(list(bounded), end=" ")
bounded.appendleft("L")
print(bounded)
bounded.extend([1, 2])
print(bounded, bounded.copy(), deque(bounded), deque(bounded, 2))
try:
    e = deque([1, 2, 3])
    for x in e:
        e.append(x)
except RuntimeError as ex:
    print(ex)
e = deque(range(5))
e.extend(e)
print(e)
recursive = deque([1])
recursive.append(recursive)
print(recursive)


class D(deque):
    def __init__(self, *a):
        super().__init__(*a)
        self.note = "n"


x = D([1, 2])
print(x, x.note, x.copy(), type(x + x).__name__, len(x))
big = deque()
for i in range(10000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1], sum(big))

words = defaultdict(list)
for word in "the quick brown fox jumps over the lazy dog".split():
    words[len(word)].append(word)
print(words, dict(words))
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(t["a"]["b"].default_factory is tree, list(t), t["a"]["b"]["c"])
counts = defaultdict(int)
for c in "mississippi":
    counts[c] += 1
print(counts, sorted(counts.items()), counts.pop("z", None))
counts.default_factory = None
try:
    counts["nope"]
except KeyError as ex:
    print("KeyError", ex)


class DD(defaultdict):
    def __missing__(self, key):
        return f"missing {key}"


print(DD(int)["a"], DD())


def make():
    print("factory called")
    return []


lazy = defaultdict(make)
lazy["a"].append(1)
lazy["a"].append(2)
print(lazy["a"], lazy.get("b"), "b" in lazy, len(lazy))

c = Counter("mississippi")
c.update("miss")
c.update({"m": 10})
c.subtract("ppp")
c["new"] += 1
print(c, c["missing"], "missing" in c)
del c["nothing there"], c["new"]
print(c, sum(c.values()), c.most_common(2), list(c), dict(c))
c += Counter("s")
c -= Counter("m" * 5)
c &= Counter({"s": 3, "m": 9, "i": 9})
c |= Counter({"z": 2})
print(c, isinstance(c, dict), c.copy() == c, type(c.copy()).__name__)
text = "it was the best of times it was the worst of times".split()
print(Counter(text).most_common(3), Counter(map(len, text)))

o = OrderedDict.fromkeys("abcde")
o.move_to_end("b")
o.move_to_end("e", last=False)
print(list(o), o.popitem(), o.popitem(last=False), list(o), "a" in o)
o["z"] = 1
o["a"] = 2
del o["c"]
o.update(q=1)
print(o, len(o), list(o.items()))


class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            self.popitem(last=False)


l = LRU(2)
l["a"] = 1
l["b"] = 2
l["a"]
l["c"] = 3
print(list(l), l.size)
fifo = OrderedDict((i, i) for i in range(3000))
while len(fifo) > 1:
    fifo.popitem(last=False)
print(fifo)

Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p.y, p[0], tuple(p), p == (1, 2), p._fields, p._asdict(), p._replace(x=9), Point._make([3, 4]), hash(p) == hash((1, 2)))
x, y = p
print(x, y, len(p), p + (3,), isinstance(p, tuple), Point.__name__, Point.__doc__, Point.x.__doc__, sorted([Point(2, 1), Point(1, 5)]))
for bad in (
    "Point()", "Point(1)", "Point(1, 2, 3)", "Point(1, z=2)", "p._replace(z=1)", "Point._make([1])", "namedtuple('a b', 'x')", "namedtuple('A', 'x x')",
    "namedtuple('A', '_x')", "namedtuple('A', 'class')", "namedtuple('A', ['x'], defaults=[1, 2])", "p.z", "setattr(p, 'x', 5)", "namedtuple('A', '1x')",
):
    try:
        print(bad, eval(bad))
    except Exception as ex:
        print(bad, type(ex).__name__, ex)
Account = namedtuple("Account", "owner balance currency", defaults=[0, "EUR"])
print(Account("ann"), Account._field_defaults, namedtuple("R", "x class x", rename=True)._fields, namedtuple("E", "")(), namedtuple("C", "a,b , c")(1, 2, 3))


class Rich(namedtuple("Base", "a b")):
    __slots__ = ()

    @property
    def total(self):
        return self.a + self.b

    def __str__(self):
        return f"Rich<{self.a},{self.b}>"


r = Rich(1, 2)
print(r, repr(r), r.total, r._replace(a=5), type(r._replace(a=5)).__name__, Rich._fields)
match p:
    case Point(x=1, y=b):
        print("matched", b)
match p:
    case Point(a, b):
        print("matched", a, b)

m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], m.get("c"), len(m), sorted(m), m.maps, m.parents, "b" in m, dict(m), list(m))
m["b"] = 9
child = m.new_child({"z": 0})
print(m, child, child["z"], child.maps[1] is m.maps[0])
try:
    m["nothing"]
except KeyError as ex:
    print("KeyError", ex)
try:
    del m["zz"]
except KeyError as ex:
    print("KeyError", ex)
print(m.pop("b"), m, m | {"q": 1}, bool(ChainMap()))


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


u = Lower(A=1)
u["B"] = 2
u.update({"C": 3})
print(u, u["a"], len(u), "b" in u, u.get("zz"), sorted(u), u.pop("c"), u.setdefault("D", 5), u == {"a": 1, "b": 2, "d": 5}, u.copy())
ul = UserList([3, 1])
ul.append(2)
ul.sort()
print(ul, ul[0], ul[1:], ul + [9], ul * 2, len(ul), 3 in ul, ul == [1, 2, 3], list(reversed(ul)), ul.index(2), type(ul[:1]).__name__)
us = UserString("Hello")
print(us, us.upper(), us + " world", us[1], len(us), "ell" in us, us == "Hello", us.split("l"), us.find("l"), type(us.lower()).__name__, hash(us) == hash("Hello"), us * 2)
