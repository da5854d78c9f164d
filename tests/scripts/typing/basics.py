# typing: what programs do with annotations at run time.
from typing import *
import typing
import types

print(List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, str, int], Tuple[int, ...], Callable[[int, str], bool], Callable[..., int])
print(Any, Set[str], Type[int], Iterable[int], Optional[List[Dict[str, Any]]], Union[int], Union[int, None], NoReturn)
print(list[int], dict[str, list[int]], tuple[int, ...], int | str, int | None, Optional[int | str], type[int])
print(List[int] == List[int], Union[int, str] == Union[str, int], int | str == str | int, Optional[int] == Union[None, int])
print(isinstance(5, int | str), isinstance([], int | str), issubclass(bool, int | str), isinstance(None, int | None))
T = TypeVar("T")
K = TypeVar("K", bound=int)
A2 = TypeVar("A2", int, str)
print(T, T.__name__, K.__bound__, A2.__constraints__, List[T], List[T][int], Dict[T, K])


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


s: Stack[int] = Stack()
s.push(1)
print(s.pop(), Stack[int], Stack.__parameters__, Stack.__mro__, Stack[int]().items)


class Sub(Stack[str]):
    pass


print(Sub.__orig_bases__, Sub.__bases__)


class Shape(Protocol):
    def area(self) -> float: ...


@runtime_checkable
class Named(Protocol):
    name: str

    def hello(self) -> str: ...


class Dog:
    name = "rex"

    def hello(self):
        return "wuff"


print(isinstance(Dog(), Named), isinstance(5, Named))
try:
    Shape()
except TypeError as e:
    print(e)


class Emp(NamedTuple):
    name: str
    id: int = 3

    def show(self):
        return f"{self.name}:{self.id}"


e = Emp("bob")
print(e, e.name, e.show(), e._asdict(), Emp._fields, e == ("bob", 3), Emp.__annotations__, e._replace(id=9))
P = NamedTuple("P", [("x", int), ("y", int)])
print(P(1, 2), P(x=1, y=2).y)


class Movie(TypedDict, total=False):
    title: str
    year: int


m: Movie = {"title": "x"}
print(m, Movie(title="a", year=1), Movie.__annotations__, Movie.__total__)
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__)


def f(a: int, b: "str" = "x", *args: float, **kw: Any) -> Optional[bool]:
    return None


print(f.__annotations__)
print(get_type_hints(f))
print(cast(int, "x"), Literal["a", "b"], Literal[1, 2] == Literal[2, 1], get_origin(List[int]), get_args(Dict[str, int]), get_origin(int | str), get_args(Optional[int]))
print(Annotated[int, "meta"], get_type_hints(f, include_extras=True)["a"], Final, ClassVar[int])


class Cfg:
    x: int
    y: ClassVar[str] = "a"
    z: Final = 3


print(Cfg.__annotations__.keys(), get_type_hints(Cfg)["x"])


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x):
    return x


print(g(5), TYPE_CHECKING, typing.get_args(Callable[[int], str]))
try:
    List[int, str]
except TypeError as e:
    print(e)
try:
    isinstance([], List[int])
except TypeError as e:
    print(e)
print(isinstance([], List), isinstance({}, Mapping), isinstance([], Sequence), isinstance(lambda: 0, Callable))
Vector = list[float]
def scale(v: Vector) -> Vector:
    return [x * 2 for x in v]
print(scale([1.0]), scale.__annotations__)
x: int = 5
print(__annotations__)
print(list[T][int], dict[str, T][int], (list[T] | None)[int] if hasattr(list[T] | None, "__getitem__") else "")
