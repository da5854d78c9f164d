# Operators and protocols written in Python.
class V:
    def __init__(self, *xs):
        self.xs = xs

    def __repr__(self):
        return f"V{self.xs}"

    def __add__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return V(*[a + b for a, b in zip(self.xs, o.xs)])

    def __radd__(self, o):
        return ("radd", o)

    def __mul__(self, k):
        return V(*[a * k for a in self.xs])

    __rmul__ = __mul__

    def __iadd__(self, o):
        self.xs += (o,)
        return self

    def __eq__(self, o):
        return isinstance(o, V) and self.xs == o.xs

    def __lt__(self, o):
        return self.xs < o.xs

    def __hash__(self):
        return hash(self.xs)

    def __len__(self):
        return len(self.xs)

    def __getitem__(self, i):
        return self.xs[i]

    def __contains__(self, x):
        return x in self.xs

    def __neg__(self):
        return V(*[-x for x in self.xs])

    def __bool__(self):
        return any(self.xs)

    def __call__(self, *a, **k):
        return (a, k)

    def __iter__(self):
        return iter(self.xs)

    def __format__(self, spec):
        return f"<{spec}>"

    def __index__(self):
        return self.xs[0]

    def __abs__(self):
        return sum(self.xs)

    def __matmul__(self, o):
        return sum(a * b for a, b in zip(self.xs, o.xs))


a, b = V(1, 2), V(3, 4)
print(a + b, a * 3, 3 * a, 5 + a, -a, abs(a), a @ b)
try:
    a + 5
except TypeError as e:
    print(e)
try:
    a - b
except TypeError as e:
    print(e)
try:
    ~a
except TypeError as e:
    print(e)
c = V(1)
c += 7
print(c, len(c), c[1], 7 in c, 8 in c, bool(V(0)), bool(c), list(c))
print(a == V(1, 2), a != V(1, 2), a != b, a < b, a > b, {a: 1}[V(1, 2)])
try:
    a <= b
except TypeError as e:
    print(e)
print(a(1, k=2), f"{a:xyz}", format(a), [10, 20, 30][V(1)], hex(V(255)))
print(sorted([b, a]), max(a, b), sum([a, b], V(0, 0)))


class NoEqHash:
    def __eq__(self, o):
        return True


try:
    hash(NoEqHash())
except TypeError as e:
    print(e)
print(NoEqHash.__hash__)


class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


print(list(Seq()), 9 in Seq(), 5 in Seq())


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), sum(Countdown(4)), 2 in Countdown(5), tuple(Countdown(2)))
for i in Countdown(2):
    print("loop", i)
x, y = Countdown(2)
print(x, y)
print([*Countdown(2)], max(Countdown(9)))


class Attr:
    def __getattr__(self, name):
        if name.startswith("q"):
            return name.upper()
        raise AttributeError(f"no {name}")

    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


o = Attr()
o.v = 5
print(o.v, o.query, hasattr(o, "zzz"), getattr(o, "zzz", "d"))
del o.v
try:
    o.zzz
except AttributeError as e:
    print(e)


class GetAttribute:
    def __init__(self):
        self.z = 3

    def __getattribute__(self, name):
        if name == "magic":
            return 42
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return "fallback " + name


g = GetAttribute()
print(g.magic, g.z, g.missing)


class Items(dict):
    def __missing__(self, key):
        return "missing " + str(key)


d = Items(a=1)
print(d["a"], d["b"], d.get("c"), len(d), d)


class MyInt(int):
    def __add__(self, o):
        return MyInt(int(self) + int(o) + 1000)

    def __repr__(self):
        return f"MyInt({int(self)})"


m = MyInt(5)
print(m + 1, 1 + m, m * 2, m == 5, hash(m) == hash(5), [1, 2, 3, 4, 5, 6][m], -m, m > 3)


class MyList(list):
    def __getitem__(self, i):
        return "item %s" % i


ml = MyList([1, 2])
ml.append(3)
ml.extra = "attr"
print(ml, ml[0], len(ml), ml.extra, ml == [1, 2, 3], isinstance(ml, list))


class MyStr(str):
    def shout(self):
        return self.upper() + "!"


ms = MyStr("hey")
ms.tag = 1
print(ms, ms.shout(), ms == "hey", ms + "x", len(ms), ms.tag, {"hey": 5}[ms])


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


p = Pair(1, 2)
p.note = "n"
print(p, p.first, p == (1, 2), p.note, len(p), hash(p) == hash((1, 2)))


class Base:
    def __radd__(self, o):
        return "base radd"


class Left:
    def __add__(self, o):
        return "left add"


class Right(Left):
    def __radd__(self, o):
        return "right radd first"


print(Left() + Right(), 1 + Base(), [1] + Right() if False else "skip")


class Cmp:
    def __init__(self, n):
        self.n = n

    def __lt__(self, o):
        return ("lt", self.n)

    def __gt__(self, o):
        return ("gt", self.n)


print(Cmp(1) < Cmp(2), Cmp(1) > Cmp(2), Cmp(1) < 5, 5 < Cmp(1))


class Ctx:
    def __enter__(self):
        print("enter")
        return "value"

    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__, v)
        return True


with Ctx() as v:
    print(v)
    raise ValueError("swallowed")
print((5).__add__(3), int.__add__(2, 3), "a".__len__(), [1].__contains__(1), (2).__pow__(3))
print(int.__add__, (5).__add__.__name__, str.__len__)
try:
    int.__add__("a", 1)
except TypeError as e:
    print(e)
try:
    [] + 5
except TypeError as e:
    print(e)
try:
    "a" + 1
except TypeError as e:
    print(e)
try:
    1 + "a"
except TypeError as e:
    print(e)
try:
    len(5)
except TypeError as e:
    print(e)
try:
    x = 5
    x()
except TypeError as e:
    print(e)
try:
    x = 5
    x[0]
except TypeError as e:
    print(e)
try:
    for q in 5:
        pass
except TypeError as e:
    print(e)
try:
    None + 1
except TypeError as e:
    print(e)
try:
    object() < object()
except TypeError as e:
    print(e)
V.__sub__ = lambda self, o: "patched"
print(a - b)
del V.__sub__
try:
    a - b
except TypeError as e:
    print(e)
