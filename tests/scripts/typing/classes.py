# Protocol, NamedTuple, TypedDict, overload, get_type_hints.
import typing
from typing import (
    Any, Dict, Generic, Iterable, List, NamedTuple, Optional, Protocol, TypedDict, TypeVar, Union, cast, final,
    get_type_hints, overload, runtime_checkable, SupportsInt, NotRequired, Required, is_typeddict,
)

T = TypeVar("T")


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class Named(Protocol):
    name: str


class File:
    def close(self):
        print("closed")


class Explicit(Closable):
    def __init__(self, x):
        self.x = x


print(isinstance(File(), Closable), isinstance(3, Closable), issubclass(File, Closable), Explicit(4).x)
print(isinstance(3, SupportsInt), isinstance("", SupportsInt))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Closable())
attempt(lambda: isinstance(3, Named))


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0

    def norm(self):
        return abs(self.x) + abs(self.y)

    @property
    def double(self):
        return self.x * 2


p = Point(3)
print(p, p.x, p.norm(), p.double, p._asdict(), p._replace(y=9), Point._fields, Point._field_defaults)
print(Point.__annotations__, Point.__doc__, Point.__mro__, p == (3, 0), isinstance(p, tuple))
x, y = p
print(x, y)
attempt(lambda: Point())
Employee = NamedTuple("Employee", [("name", str), ("id", int)])
print(Employee("a", 1), Employee.__annotations__)
try:
    class Bad(NamedTuple):
        a: int = 1
        b: str
except TypeError as error:
    print(error)


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


class More(Movie, total=False):
    stars: int
    must: Required[str]


m: Movie = {"title": "x"}
print(m, Movie(title="y", year=3), Movie.__required_keys__, sorted(More.__optional_keys__), More.__total__)
print(sorted(More.__annotations__), is_typeddict(Movie), is_typeddict(dict))
attempt(lambda: isinstance({}, Movie))
Other = TypedDict("Other", {"a": int})
print(Other(a=1), Other.__annotations__)


@overload
def f(a: int) -> int: ...
@overload
def f(a: str) -> str: ...
def f(a):
    return a


print(f(3), len(typing.get_overloads(f)))
print(cast(int, "x"), final(File) is File, typing.TYPE_CHECKING)


class Tree(Generic[T]):
    left: "Optional[Tree[T]]"
    items: List["int"]
    name: str = "x"

    def add(self, item: T, other: "Tree" = None) -> "Union[int, Tree]":
        return item


print(get_type_hints(Tree))
print(get_type_hints(Tree.add))
print(get_type_hints(lambda: 1), get_type_hints(Point))
attempt(lambda: get_type_hints(3))


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


class IntStack(Stack[int]):
    pass


s = IntStack()
s.push(3)
print(s.items, IntStack.__orig_bases__, IntStack.__parameters__, IntStack.__mro__)
attempt(lambda: IntStack[int])
attempt(lambda: typing.assert_never(3))
attempt(lambda: typing.nothing)


def g(a: "list[int]", *b: Any, c: Dict[str, Iterable[int]] = {}) -> None: ...


print(get_type_hints(g))
