"""functools: partial, reduce, caches, wraps, total_ordering, singledispatch and the rest."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


import functools
from functools import *


def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw


p = partial(f, 1, c=5)
q = partial(p, 7, d=9)
show(r"""
p(), p(8), p(8, 9, c=1), q(), q(1, c=0), p.func is f, p.args, p.keywords, q.args, q.keywords, q.func is f
partial()
partial(5)
p.nothing
partial(int, base=2)("101"), partial(print, end="!\n")("x"), list(map(partial(pow, 2), range(4))), partial(str)()
repr(partial(int, base=2)), repr(partial(max, 1, 2)), str(partial(int)), callable(p)
reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 10), reduce(max, (x for x in [3, 9, 2])), reduce(None, [1]), reduce(None, [], 5)
reduce(lambda a, b: a + b, [])
reduce(lambda a, b: a + b, 5)
reduce(lambda a, b: a + b)
sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted("bca", key=cmp_to_key(lambda a, b: (a > b) - (a < b))), cmp_to_key(lambda a, b: 0)(5).obj
cmp_to_key(lambda a, b: 0)(5) == cmp_to_key(lambda a, b: 0)(6), cmp_to_key(lambda a, b: a - b)(5) < cmp_to_key(lambda a, b: a - b)(6)
""")
p.attribute = 1
print(p.attribute, p.__dict__)


@lru_cache(maxsize=3)
def slow(x, y=0):
    """Doc of slow."""
    print("computing", x, y)
    return x * 10 + y


print(slow(1), slow(1), slow(2), slow(3), slow(4), slow(1), slow(4), slow(x=4), slow(4, 0), slow(4, y=0))
print(slow.cache_info(), slow.__name__, slow.__doc__, slow.__wrapped__(9), slow.cache_parameters())
slow.cache_clear()
print(slow.cache_info())
try:
    slow([])
except TypeError as e:
    print(e)


@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed("1"), typed.cache_info())


@lru_cache(maxsize=0)
def uncached(x):
    return x


print(uncached(1), uncached(1), uncached.cache_info())


@cache
def cached(*args, **kw):
    print("called", args, kw)
    return len(args)


print(cached(1, 2), cached(1, 2), cached(1, 2, k=3), cached(k=3), cached(), cached(), cached.cache_info())


@lru_cache(maxsize=2)
def raising(x):
    print("raising", x)
    if x < 0:
        raise ValueError(x)
    return x


for x in (-1, -1, 1, 1):
    try:
        print(raising(x))
    except ValueError as e:
        print("ValueError", e)
try:
    lru_cache("x")
except TypeError as e:
    print(e)


class Methods:
    def __init__(self, n):
        self.n = n

    @lru_cache
    def double(self, x):
        print("double", self.n, x)
        return self.n * x

    @cached_property
    def prop(self):
        """Doc of prop."""
        print("computing prop")
        return self.n + 1

    def plain(self, a, b, c=0):
        return self.n, a, b, c

    part = partialmethod(plain, 10, c=5)
    other = partialmethod(plain, 1, 2)


m = Methods(3)
print(m.double(2), m.double(2), Methods(4).double(2), Methods.double.cache_info().hits)
print(m.prop, m.prop, m.__dict__, Methods.prop.__doc__)
del m.prop
print(m.prop)
m.prop = 99
print(m.prop, m.part(1), m.part(2, c=9), m.other(), m.other(c=1))


def deco(fn):
    @wraps(fn)
    def wrapper(*args, **kw):
        return fn(*args, **kw)

    return wrapper


@deco
def wrapped(a: int, b="x") -> str:
    """Doc."""
    return a, b


wrapped.tag = 1
print(wrapped(1), wrapped.__name__, wrapped.__doc__, wrapped.__wrapped__(2), wrapped.__annotations__, wrapped.__qualname__, wrapped.__module__)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Version) and self.n == other.n

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), a >= Version(1), sorted([b, a])[0] is a, max(a, b) is b)
try:
    a <= 5
except TypeError as e:
    print(e)
for root in ("__le__", "__gt__", "__ge__"):
    import operator
    op = getattr(operator, root)
    cls = total_ordering(type("C", (), {"__init__": Version.__init__, "__eq__": lambda s, o: s.n == o.n, root: lambda s, o, op=op: op(s.n, o.n)}))
    x, y = cls(1), cls(2)
    print(root, x < y, x <= y, x > y, x >= y, x <= cls(1), x < cls(1), x >= cls(1), x > cls(1))
try:
    total_ordering(type("N", (), {}))
except ValueError as e:
    print(e)


@singledispatch
def describe(x):
    """Describes."""
    return f"object {x!r}"


@describe.register
def _(x: int):
    return f"int {x}"


@describe.register(list)
@describe.register(tuple)
def _(x):
    return f"sequence of {len(x)}"


@describe.register(str)
def text(x, extra=""):
    return f"str {x}{extra}"


class Base:
    pass


class Derived(Base):
    pass


describe.register(Base, lambda x: "base")
print(describe(1), describe(True), describe(1.5), describe([1]), describe((1, 2)), describe("a", extra="!"), describe(Derived()), describe(None), text("direct"))
print(describe.dispatch(bool) is describe.dispatch(int), describe.__name__, describe.__doc__, sorted(c.__name__ for c in describe.registry))
try:
    describe()
except TypeError as e:
    print(e)


class Visitor:
    @singledispatchmethod
    def visit(self, x):
        return f"default {x}"

    @visit.register
    def _(self, x: int):
        return f"int {x}"

    @visit.register(str)
    def _(self, x):
        return f"str {x}"


v = Visitor()
print(v.visit(1), v.visit("a"), v.visit(2.5))
