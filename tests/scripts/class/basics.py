# Classes: attributes, inheritance, mro, super, methods of every kind, slots, dunders.
class A:
    """Doc of A."""
    x = 1

    def __init__(self, v=0):
        self.v = v

    def get(self):
        return self.v

    @classmethod
    def make(cls, v):
        return cls(v)

    @staticmethod
    def add(a, b):
        return a + b

    @property
    def double(self):
        return self.v * 2

    @double.setter
    def double(self, value):
        self.v = value // 2


class B(A):
    def get(self):
        return super().get() + 100


class C(A):
    def get(self):
        return "C" + str(super().get())


class D(B, C):
    pass


print(A.__doc__, A.__name__, A.__qualname__, A.__module__, B.__bases__)
print([c.__name__ for c in D.__mro__])
b = B.make(5)
print(b.get(), type(b) is B, isinstance(b, A), issubclass(D, C), issubclass(A, B))
print(A.add(1, 2), b.add(3, 4))
b.double = 20
print(b.v, b.double)
try:
    D(1).get()
except TypeError as e:
    print(e)
print(repr(A.get).startswith("<function A.get at 0x"), b.get.__self__ is b, b.get.__func__ is B.get)
print(A.x, b.x)
A.x = 2
print(A.x, b.x)
b.x = 3
print(A.x, b.x, b.__dict__)
del b.x
print(b.x)
try:
    del b.x
except AttributeError as e:
    print(e)
try:
    b.nothing
except AttributeError as e:
    print(e, e.name, e.obj is b)
try:
    A.nothing
except AttributeError as e:
    print(e)
try:
    (5).nothing
except AttributeError as e:
    print(e)
try:
    (5).x = 1
except AttributeError as e:
    print(e)
try:
    int.x = 1
except TypeError as e:
    print(e)


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slots()
print(s.a)
try:
    s.b
except AttributeError as e:
    print(e)
try:
    s.c = 1
except AttributeError as e:
    print(e)
s.b = 2
print(s.b, hasattr(s, "__dict__"), Slots.a)


class SubSlots(Slots):
    __slots__ = ("c",)


t = SubSlots()
t.c = 9
print(t.a, t.c)


class SubDict(Slots):
    pass


u = SubDict()
u.anything = 3
print(u.a, u.anything, u.__dict__)

try:
    class Bad(A, object, B):
        pass
except TypeError as e:
    print(str(e).replace("\n", " "))
try:
    class Twice(A, A):
        pass
except TypeError as e:
    print(e)
try:
    class NoBool(bool):
        pass
except TypeError as e:
    print(e)
try:
    class Layout(int, list):
        pass
except TypeError as e:
    print(e)
try:
    A(1, 2, 3)
except TypeError as e:
    print(e)
try:
    object(1)
except TypeError as e:
    print(e)


class NoInit:
    pass


try:
    NoInit(1)
except TypeError as e:
    print(e)


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as e:
    print(e)


class New:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("init", args, kw)


New(1, 2, k=3)


class Other:
    def __new__(cls):
        return 42


print(Other())

K = type("K", (A,), {"y": 7, "f": lambda self: self.y})
print(K().f(), K.__name__, K.__bases__, type(K))
print(sorted(n for n in dir(K) if not n.startswith("__")))
print(A.__subclasses__()[0].__name__)
print(type(A), type(type), type.__mro__, object.__bases__)
print(isinstance(A, type), isinstance(3, (str, int)), isinstance(True, int))
b.__class__ = C
print(b.get())
print(A.__dict__["x"], type(A.__dict__).__name__)
print(vars(NoInit()), getattr(b, "zzz", "default"), hasattr(b, "v"))
setattr(b, "dyn", 1)
print(b.dyn)
delattr(b, "dyn")
print(hasattr(b, "dyn"))
print(object().__repr__().startswith("<object object at 0x"))
print(NoInit().__str__().startswith("<__main__.NoInit object at 0x"))
