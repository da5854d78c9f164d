# Descriptors: property, classmethod, staticmethod, __set_name__, data and non-data descriptors, super.
class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, "unset")

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("delete", self.name)
        del obj.__dict__[self.name]


class P:
    x = Typed(int)
    y = Typed(str)


p = P()
print(p.x)
p.x = 5
print(p.x, p.__dict__)
try:
    p.y = 1
except TypeError as e:
    print(e)
del p.x
print(p.x, type(P.x).__name__)


class NonData:
    def __get__(self, obj, owner):
        return ("nondata", obj is None, owner.__name__)


class Q:
    a = NonData()


q = Q()
print(q.a, Q.a)
q.a = 5
print(q.a)


class R:
    def __init__(self):
        self._v = 1

    @property
    def v(self):
        "doc of v"
        return self._v

    @v.setter
    def v(self, x):
        self._v = x

    @v.deleter
    def v(self):
        print("deleting")
        self._v = None

    @property
    def ro(self):
        return "ro"

    @property
    def bad(self):
        raise AttributeError("inner")


r = R()
r.v = 10
print(r.v, R.v.__doc__, R.v.fget.__name__)
del r.v
print(r.v)
for action in ("r.ro = 1", "del r.ro", "r.bad"):
    try:
        exec(action)
    except AttributeError as e:
        print(e)
print(hasattr(r, "bad"), getattr(r, "bad", "default"))


class S:
    count = 0

    @classmethod
    def inc(cls, by=1):
        cls.count += by
        return cls.__name__, cls.count

    @staticmethod
    def stat(*a, **k):
        return a, k


class T(S):
    pass


print(S.inc(), T.inc(5), S.count, T.count, T().inc())
print(S.stat(1, k=2), S().stat(3), S.__dict__["stat"].__func__(4))
print(type(S.__dict__["inc"]).__name__, S.__dict__["inc"].__wrapped__.__name__)
m = S.inc
print(m.__self__ is S, m.__func__.__name__)


class A:
    def who(self):
        return "A"

    @classmethod
    def cm(cls):
        return "A.cm " + cls.__name__


class B(A):
    def who(self):
        return "B" + super().who()

    @classmethod
    def cm(cls):
        return "B+" + super().cm()

    def later(self):
        f = lambda: super(B, self).who()
        return f()


class C(A):
    def who(self):
        return "C" + super().who()


class D(B, C):
    def who(self):
        return "D" + super().who()


print(D().who(), D.cm(), D().later(), super(C, D()).who())
s = super(B, D())
print(repr(s), s.__thisclass__, s.__self_class__)
try:
    super(int, "x")
except TypeError as e:
    print(e)
try:
    super().x
except RuntimeError as e:
    print(e)
try:
    D().missing_thing
except AttributeError as e:
    print(e)
try:
    super(D, D()).nothing
except AttributeError as e:
    print(e)


class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print("meta new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("meta init", name)
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print("meta call", cls.__name__, a, k)
        return super().__call__(*a, **k)

    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 1}

    @property
    def prop(cls):
        return "prop of " + cls.__name__

    def __getattr__(cls, name):
        if name == "dynamic":
            return "dyn"
        raise AttributeError(name)

    def __len__(cls):
        return 42

    def __iter__(cls):
        return iter([1, 2])

    def __getitem__(cls, k):
        return ("item", k)

    def __contains__(cls, x):
        return x == 3

    def __instancecheck__(cls, x):
        return x == "magic"


class M(metaclass=Meta, flag=True):
    v = 1

    def __init__(self, x):
        self.x = x


print(M.injected, M(3).x, M.prop, M.dynamic, len(M), list(M), M["k"], 3 in M, isinstance("magic", M))


class N(M):
    pass


print(type(N).__name__)


class Init:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))


class I1(Init, tag="one"):
    pass


class I2(Init):
    pass


print(Init.registry)
try:
    class I3(Init, other=1):
        pass
except TypeError as e:
    print(e)


class CG:
    def __class_getitem__(cls, item):
        return (cls.__name__, item)


print(CG[int], CG["a", 1])


class Entry:
    def __mro_entries__(self, bases):
        return (A,)


class FromEntry(Entry()):
    pass


print(FromEntry.__bases__, len(FromEntry.__orig_bases__))


class Slotted:
    __slots__ = {"a": "doc a", "__dict__": None}


sl = Slotted()
sl.a = 1
sl.free = 2
print(sl.a, sl.free, sl.__dict__)
try:
    class Conflict:
        __slots__ = ("x",)
        x = 1
except ValueError as e:
    print(e)


class Private:
    __slots__ = ("__secret",)

    def __init__(self):
        self.__secret = 5

    def get(self):
        return self.__secret


print(Private().get(), hasattr(Private(), "_Private__secret"))


class WithDel:
    pass


def method(self, x):
    return (self.tag, x)


w = WithDel()
w.tag = "t"
WithDel.m = method
print(w.m(1))
w.m = lambda x: "own"
print(w.m(1))
import types
w.bound = types.MethodType(method, w)
print(w.bound(2), w.bound == types.MethodType(method, w))


class Cached:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        value = self.f(obj)
        obj.__dict__[self.name] = value
        return value


class UsesCached:
    @Cached
    def expensive(self):
        print("computing")
        return 99


uc = UsesCached()
print(uc.expensive, uc.expensive)
import abc


class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self):
        pass

    @property
    @abc.abstractmethod
    def g(self):
        pass


class Half(Abstract):
    def f(self):
        return "f"


class Whole(Half):
    g = 3


print(sorted(Abstract.__abstractmethods__), sorted(Half.__abstractmethods__), Whole().f(), Whole().g)
for cls in (Abstract, Half):
    try:
        cls()
    except TypeError as e:
        print(str(e)[:40])


class Virtual(abc.ABC):
    pass


Virtual.register(int)
print(isinstance(5, Virtual), issubclass(int, Virtual), issubclass(str, Virtual), isinstance("", Virtual))
