# Calls, arguments, decorators, defaults, unpacking.
def show(*args, **kwargs):
    return args, kwargs


def signature(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(signature(1, d=4), signature(1, 2, 3, 4, 5, d=6, x=7), signature(1, c=9, d=0, b=8))
print(show(*[1, 2], 3, *"ab", x=1, **{"y": 2}, z=3, **{"w": 4}))
print(show(*(), **{}), show(*range(3)), show(**dict(a=1)))
print(show(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)[0][-1])
print(show(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15, p=16, q=17)[1])
big = {0: 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8, 8: 9, 9: 10, 10: 11, 11: 12, 12: 13, 13: 14, 14: 15, 15: 16, 16: 17, 17: 18, 18: 19}
print(big, [show, *[1, 2], 3][1:], (*"ab", *[1]), {*"a", *"b"} == {"a", "b"}, {**big, 0: "x", **{"y": 1}}[0])

for bad in (lambda: signature(), lambda: signature(1), lambda: signature(1, d=2, **{"d": 3}), lambda: show(**{1: 2}),
            lambda: show(*1), lambda: show(**1), lambda: (lambda a, /: a)(a=1), lambda: (lambda: 0)(1), lambda: (lambda *, a: a)()):
    try:
        print(bad())
    except TypeError as e:
        print(type(e).__name__, str(e).split(".")[-1])

order = []


def mark(x):
    order.append(x)
    return x


def decorate(name):
    order.append("make " + name)

    def apply(f):
        order.append("apply " + name)
        return f

    return apply


@decorate("outer")
@decorate("inner")
def decorated(a=mark("default"), *, b=mark("kwdefault")) -> mark("annotation"):
    """Doc."""


@decorate("class")
class Decorated(mark(object)):
    mark("body")


show(mark(1), mark(2), *[mark(3)], x=mark(4), **{"y": mark(5)})
{mark("k1"): mark("v1"), mark("k2"): mark("v2")}
mark([])[mark(0):mark(1)] = [mark("value")]
print(order)
print(decorated.__doc__, decorated.__defaults__, decorated.__kwdefaults__, decorated.__annotations__, decorated.__name__)


def mutable(x, seen=[]):
    seen.append(x)
    return seen


print(mutable(1), mutable(2))


class Point:
    """A point."""
    x: int = 0
    y: "int" = 1
    z: list[int]

    def __init_subclass__(cls, /, scale=1, **kw):
        cls.scale = scale
        super().__init_subclass__(**kw)

    def __call__(self, *a, **k):
        return a, k

    def method(self, a, *b):
        return a, b

    @staticmethod
    def static(a):
        return a

    @classmethod
    def cls(cls, a):
        return cls.__name__, a


class Scaled(Point, scale=3):
    pass


class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        ns["made_with"] = sorted(kw)
        return super().__new__(m, name, bases, ns)

    def __init__(c, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    @classmethod
    def __prepare__(m, name, bases, **kw):
        return {"prepared": name}


class WithMeta(metaclass=Meta, option=1):
    seen = prepared


p = Point()
print(Point.__doc__, Point.__annotations__, Scaled.scale, p(1, a=2), p.method(1, 2, *[3]), p.static(1), p.cls(2), Point.cls(3))
print(WithMeta.made_with, WithMeta.seen, type(WithMeta).__name__)
m = p.method
print(m(1), Point.method(p, 2), [f(5) for f in (p.static, p.cls)])

a, (b, *c), d = 1, (2, 3, 4), 5
*e, f = "xyz"
g, *h, i = range(5)
print(a, b, c, d, e, f, g, h, i)
for target, bad in (("two", lambda: exec("a, b = 1, 2, 3")), ("star", lambda: exec("a, *b, c = [1]")), ("none", lambda: exec("a, b = None"))):
    try:
        bad()
    except (ValueError, TypeError) as err:
        print(target, type(err).__name__, err)

n = [0, [1, 2, 3], {"k": 1}]
n[0] += 5
n[1][1:] += [9]
n[1][0] **= 2
n[2]["k"] -= 1
p.attr = 10
p.attr //= 3
p.attr <<= 2
text = "a"
text *= 3
print(n, p.attr, text)
print("%s and %r, %5s|%-5s|%.2s" % (1, "x", "ab", "cd", "efgh"), "%s%%" % (5,), "%d %s" % (1, 2), "%s" % "one")
width = 7
print(f"{width!r:>{width}}|{3.14159:.{2}f}|{'n' 'm'}|{width=}|{width = :>4}|{{}}|{[x for x in 'ab']}|{ {'a': 1}['a']}")
print(f"{'nested ' + f'{width:03}'}", f"" == "", f"{''}{None}{width:}", rf"\n{width}")
print(1 if width else 2, [1, 2, 3][::-1], "abc"[-1], (1, 2)[0], -2 ** 2, 2 ** -1, 7 // -2, -7 % 3, 1_000, 0xFF, 1 << 70, ~0, not 1)
