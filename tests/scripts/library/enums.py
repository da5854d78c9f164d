# enum
from enum import Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name} is {self.value}"

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color.CRIMSON)
print(Color(2), Color["BLUE"], list(Color), len(Color), Color.RED.describe(), Color.default())
print(Color.RED is Color.CRIMSON, Color.RED == Color.GREEN, Color.RED != 1, Color.RED in Color)
print(isinstance(Color.RED, Color), type(Color.RED), Color.__members__)
for bad in (lambda: Color(9), lambda: Color["X"]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    Color.RED = 5
except AttributeError as e:
    print(e)
print({Color.RED: "r"}[Color.RED], f"{Color.RED}", f"{Color.RED:>12}", str(Color))


class Auto(Enum):
    A = auto()
    B = auto()
    C = auto()


print([(m.name, m.value) for m in Auto])


class Prio(IntEnum):
    LOW = 1
    HIGH = 10


print(Prio.LOW < Prio.HIGH, Prio.LOW + 1, Prio.HIGH, repr(Prio.HIGH), f"{Prio.HIGH}", int(Prio.LOW), Prio(10), sorted([Prio.HIGH, Prio.LOW]), Prio.LOW == 1, [10, 20][Prio.LOW], "%d" % Prio.HIGH)


class S(StrEnum):
    ONE = auto()
    TWO = "zwei"


print(S.ONE, repr(S.TWO), S.TWO.upper(), S.ONE == "one", f"{S.TWO}", S("zwei"), "x" + S.ONE)


class Mixed(str, Enum):
    A = "a"
    B = "b"


print(Mixed.A, Mixed.A.value, Mixed.A == "a", Mixed("b"), Mixed.A.upper(), repr(Mixed.B))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.W, repr(Perm.R | Perm.X), Perm.RW, Perm.R in Perm.RW, Perm.X in Perm.RW, ~Perm.R, bool(Perm.R & Perm.W), list(Perm.R | Perm.X), Perm(0), Perm(5), len(Perm.RW), list(Perm))
print(Perm.R ^ Perm.RW, Perm.RW.value, Perm.R.value, Perm(7))


class IF(IntFlag):
    A = 1
    B = 2


print(IF.A | IF.B, repr(IF.A | IF.B), IF.A + 5, IF(3), IF.A | 8, repr(IF(8)), IF.B & 2, ~IF.A == -2)


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def ratio(self):
        return round(self.mass / self.radius, 3)


print(Planet.EARTH.mass, Planet.MARS.ratio, Planet.MARS.value, Planet((5.97, 6.37)))


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        return cls.A if value == "any" else None


print(Missing("any"))
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
F = Enum("F", "X Y Z")
print(list(F), F.Y.value)
G = IntEnum("G", {"P": 5, "Q": 6})
print(list(G), G.Q + 1)
try:
    class More(Color):
        D = 4
except TypeError as e:
    print(e)


class Ordered(Enum):
    A = 1
    B = 2

    def __lt__(self, other):
        return self.value < other.value


print(sorted([Ordered.B, Ordered.A]), max(Ordered.A, Ordered.B))


class New(Enum):
    def __new__(cls, value, label):
        obj = object.__new__(cls)
        obj._value_ = value
        obj.label = label
        return obj
    A = (1, "first")
    B = (2, "second")


print(New(1).label, New.B.label, list(New))


class Gen(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)
    AA = auto()
    BB = auto()


print([g.value for g in Gen])
match Color.RED:
    case Color.GREEN:
        print("green")
    case Color.RED:
        print("red")
import copy, pickle
print(copy.deepcopy(Color.RED) is Color.RED, pickle.loads(pickle.dumps(Color.BLUE)) is Color.BLUE)
print(hash(Color.RED) == hash(Color.RED), [c for c in reversed(Color)])
