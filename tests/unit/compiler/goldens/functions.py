@outer
@inner(1)
def f(a, /, b: int = 1, *args: str, c, d=2, **kw) -> None:
    """Doc."""
    return lambda x, y=3: x
