# Names: closures, classes, comprehensions, mangling, global and nonlocal.
x = "module"


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x += "!"
        return x

    class C:
        y = x
        x = "class"
        z = [x for _ in range(1)]
        w = [i for i in range(len(y))]

        def f(self):
            return x

        g = lambda self: x

    return inner(), C.y, C.z, C.w, C.x, C().f(), C().g(), x


print(outer())


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    return up


a, b = counter(), counter()
print(a(), a(2), b(), a())


def late():
    return [lambda: i for i in range(3)], [lambda i=i: i for i in range(3)]


print([[f() for f in fs] for fs in late()])


def comprehension_isolation(x):
    before = x
    squares = [x * x for x in range(4)]
    pairs = {x: y for x in "ab" for y in range(2)}
    nested = [[x + y for x in range(2)] for y in range(2)]
    gen = list(x for x in squares if x)
    return before, x, squares, pairs, nested, gen


print(comprehension_isolation("kept"))


def unbound_after_comprehension(flag):
    if flag:
        v = 1
    r = [v for v in range(3)]
    try:
        return v, r
    except UnboundLocalError as e:
        return str(e), r


print(unbound_after_comprehension(True), unbound_after_comprehension(False))


def comprehension_error():
    v = "v"
    try:
        [1 // v for v in (1, 0)]
    except ZeroDivisionError:
        return v


print(comprehension_error())


def captured_in_comprehension():
    fs = [lambda: (i, k) for i in range(2) for k in "ab"]
    i = "mine"
    gs = {i: lambda: i for i in range(2)}
    return [f() for f in fs], i, [gs[k]() for k in gs]


print(captured_in_comprehension())


class Mangled:
    __secret = 1

    def __init__(self):
        self.__value = 2

    def get(self, __arg=3):
        __local = 4
        return self.__secret, self.__value, __arg, __local, sorted(locals())

    def call(self):
        return (lambda **kw: sorted(kw))(__key=1)


m = Mangled()
print(m.get(), m.__dict__, Mangled._Mangled__secret, m.call())


def set_global():
    global made
    made = "made here"

    def deeper():
        return made

    class K:
        global in_class
        in_class = 5
        attribute = in_class

    return deeper(), K.attribute


print(set_global(), made, in_class)


def walrus(items):
    if (n := len(items)) > 2:
        found = [last := i for i in items if i % 2]
        return n, found, last
    return n


print(walrus([1, 2, 3]), walrus([1]))
print([y := 1, y ** 2], y, [(j, k := j) for j in range(2)], k)


def deleted():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        return str(e)


print(deleted())


def deleted_cell():
    v = 1

    def f():
        return v

    del v
    try:
        f()
    except NameError as e:
        return type(e).__name__, str(e)


print(deleted_cell())


def except_name():
    e = "before"
    try:
        raise ValueError("x")
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as error:
        return str(error)


print(except_name())


class Base:
    def who(self):
        return "Base"

    @classmethod
    def make(cls):
        return cls.__name__

    @property
    def prop(self):
        return "prop of Base"


class Derived(Base):
    def who(self):
        f = lambda: super(Derived, self).who()
        return "Derived(" + super().who() + f() + ")", __class__.__name__

    @classmethod
    def make(cls):
        return "made " + super().make()

    @property
    def prop(self):
        return super().prop + "!"

    def through_cell(self):
        def inner():
            return self

        return inner() is self and super().who()


d = Derived()
print(d.who(), Derived.make(), d.prop, d.through_cell())
print(set_global.__qualname__, Derived.who.__qualname__, outer.__code__.co_name, (lambda: 0).__qualname__)


def qualname():
    class Inner:
        def method(self):
            pass

        class Deep:
            pass

    return Inner.method.__qualname__, Inner.Deep.__qualname__, (lambda: 0).__qualname__


print(qualname())
print(sorted(n for n in dir() if n in ("x", "made", "in_class", "i", "j")))
