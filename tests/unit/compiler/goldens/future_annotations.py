from __future__ import annotations
x: list[int] | None = None
def f(a: 'b', *c: (d, e), g: -1 + 2 * (3 - 4)) -> lambda x, *y: {x: y}:
    z: undefined
