type Pair[T] = tuple[T, T]
def first[T: int](pair: Pair[T], default=None) -> T:
    return pair
class Box[T](Base):
    def get(self) -> T: ...
