# dataclasses
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, FrozenInstanceError, InitVar, KW_ONLY, make_dataclass
from typing import List, ClassVar, Optional


@dataclass
class Point:
    x: int
    y: int = 0

    def dist(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


p = Point(3, 4)
print(p, p.dist(), p == Point(3, 4), p != Point(1), Point(x=1), Point.__match_args__)
p.x = 10
print(p, p.__dict__, Point.__doc__)
for bad in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(z=1)):
    try:
        bad()
    except TypeError as e:
        print(str(e).replace("Point.__init__", "__init__"))
try:
    hash(p)
except TypeError as e:
    print(e)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    tags: tuple = ()


v = Version(1, 2)
print(v < Version(1, 3), sorted([Version(2), Version(1, 5), v]), hash(v) == hash(Version(1, 2)), {v: 1}[Version(1, 2)])
try:
    v.major = 5
except FrozenInstanceError as e:
    print(e)
try:
    del v.minor
except FrozenInstanceError as e:
    print(e)


@dataclass
class Inventory:
    name: str
    items: List[str] = field(default_factory=list)
    secret: int = field(default=7, repr=False, compare=False)
    total: int = field(init=False, default=0)
    kind: ClassVar[str] = "inv"

    def __post_init__(self):
        self.total = len(self.items)


a, b = Inventory("a"), Inventory("b", ["x"])
a.items.append("q")
print(a, b, a.kind, b.total)
print([f.name for f in fields(a)], asdict(b), astuple(b))
print(replace(b, name="c"), is_dataclass(Inventory), is_dataclass(5))


@dataclass
class Base:
    a: int
    b: str = "b"


@dataclass
class Derived(Base):
    c: float = 1.5

    def __str__(self):
        return "derived!"


d = Derived(1, c=2.5)
print(repr(d), str(d), asdict(Derived(1)))


@dataclass
class WithInit:
    x: int
    scale: InitVar[int] = 2

    def __post_init__(self, scale):
        self.x *= scale


print(WithInit(5), WithInit(5, 10))


@dataclass
class Kw:
    a: int
    _: KW_ONLY
    b: int = 5
    c: int = 6


print(Kw(1, b=2))
try:
    Kw(1, 2)
except TypeError as e:
    print(str(e).replace("Kw.__init__", "__init__"))


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 3


s = Slotted(1)
print(s, hasattr(s, "__dict__"))
try:
    s.z = 1
except AttributeError as e:
    print(type(e).__name__)
try:
    @dataclass
    class BadDefault:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class BadOrder:
        x: int = 1
        y: int
except TypeError as e:
    print(e)


@dataclass
class Node:
    value: int
    next: Optional["Node"] = None


n = Node(1, Node(2))
print(n, asdict(n))
n.next.next = n
print(n)
C = make_dataclass("C", [("x", int), ("y", int, field(default=5))])
print(C(1), C.__name__)


@dataclass(eq=False)
class NoEq:
    x: int


print(NoEq(1) == NoEq(1))
match Point(1, 2):
    case Point(x=1, y=yy):
        print("matched", yy)
match Point(5, 6):
    case Point(a1, b1):
        print(a1, b1)


@dataclass(unsafe_hash=True)
class UH:
    x: int


print(hash(UH(1)) == hash(UH(1)))


@dataclass(repr=False)
class NR:
    x: int

    def __repr__(self):
        return "custom"


print(NR(1))
