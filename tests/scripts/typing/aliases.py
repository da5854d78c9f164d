# What typing's names look like, and what subscripting them gives.
import collections.abc
from typing import (
    Annotated, Any, Callable, ClassVar, Dict, Final, Generic, Iterable, List, Literal, Mapping, NewType,
    NoReturn, Optional, ParamSpec, Set, Tuple, Type, TypeVar, Union, get_args, get_origin,
)

T = TypeVar("T")
K = TypeVar("K", covariant=True)
P = ParamSpec("P")


class Node(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value


class Pair(Node[T], Generic[T, K]):
    pass


for form in (Any, Union, Optional, List, List[int], Dict[str, int], Optional[int], Union[int, str],
             Union[int, None, str], Union[int], Union[int, Union[str, int]], Callable, Callable[[int], str],
             Callable[..., T], Callable[[], None], Tuple[int, ...], Tuple[()], Tuple[int, str],
             Literal["a", 1], Literal["a", "a"], ClassVar[int], Final[int], Type[Node], Node, Node[int],
             Node[T], Pair[int, str], Node["Later"], T, K, P, List[T], List[T][int], Dict[str, T][int],
             Annotated[int, "x", 3], NoReturn, Iterable[Mapping[str, Set[int]]], List[Optional[T]][str],
             Callable[[T], K][int, str], Callable[P, T], Callable[P, T][[int, str], bool], Union[T, int][str],
             int | None, list[int], dict[str, list[T]], dict[str, list[T]][int], T | None, None | T,
             List[int] | None, Optional[Union[int, str]], Node[int] | str, "x" if 0 else Union["A", int]):
    print(repr(form), get_origin(form), get_args(form), getattr(form, "__parameters__", "-"))

print(Node[int](3).value, type(Node[int](3)), Node[int](3).__orig_class__)
print(Pair.__mro__, Pair.__orig_bases__, Pair.__parameters__)
print(Union[int, str] == Union[str, int], Optional[int] == Union[None, int], List[int] == List[int],
      List[int] == List[str], hash(List[int]) == hash(List[int]), Union[int, str] == (int | str))
print(isinstance([], List), isinstance({}, Mapping), issubclass(dict, Dict), isinstance(1, Union[int, str]))
print(List[int]() if False else "no", collections.abc.Callable[[int], str])


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: isinstance([], List[int]))
attempt(lambda: List[int, str])
attempt(lambda: Dict[int])
attempt(lambda: List())
attempt(lambda: Union[()])
attempt(lambda: Any())
attempt(lambda: isinstance(1, Any))
attempt(lambda: Node[int, str])
attempt(lambda: Node[int][str])
attempt(lambda: Optional[int, str])
attempt(lambda: Union())
attempt(lambda: TypeVar("X", int))
attempt(lambda: TypeVar("X", int, str, bound=int))
attempt(lambda: TypeVar("X", covariant=True, contravariant=True))
attempt(lambda: Generic[int])
attempt(lambda: Generic[T, T])
attempt(lambda: Callable[int])
attempt(lambda: Callable[int, str])
attempt(lambda: List[int].nothing)
attempt(lambda: type("X", (Generic,), {}))
attempt(lambda: List[(1, 2), 3])
attempt(lambda: ClassVar[int, str])

UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__, UserId.__name__)
print(T.__name__, T.__constraints__, T.__bound__, T.__covariant__, K.__covariant__)
print(TypeVar("S", int, str).__constraints__, TypeVar("B", bound="Node").__bound__)
print(P.args, P.kwargs)
