# Structural pattern matching.


class Color:
    RED = "red!"
    BLUE = "blue!"


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Pair:
    __match_args__ = ("left", "right")

    def __init__(self, left, right):
        self.left, self.right = left, right


def describe(v):
    match v:
        case None | True | False:
            return f"singleton {v}"
        case 0:
            return "zero"
        case -1 | 1.5 | 2j | "one" | b"b":
            return f"literal {v!r}"
        case int(n) if n > 100:
            return f"big {n}"
        case int():
            return "int"
        case Color.RED:
            return "red"
        case Color.BLUE as blue:
            return f"other {blue}"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, y, *rest] if x == y:
            return f"same {x} {rest}"
        case (1, (2 | 3) as two, *_, last):
            return f"numbers {two} {last}"
        case [*start, "end"]:
            return f"start {start}"
        case {"kind": "point", "at": [x, y]}:
            return f"point map {x} {y}"
        case {"a": a, **rest}:
            return f"a {a} {rest}"
        case {}:
            return "mapping"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=px, y=(0 | 1) as py):
            return f"low {px} {py}"
        case Pair(Point(a, b), Pair(c, _) as inner):
            return f"pair {a} {b} {c} {inner.right}"
        case str() as s:
            return f"str {s}"
        case (1 | 2, x) | [x, 3 | 4]:
            return f"or {x}"
        case _:
            return "anything"


for value in (None, True, 0, -1, 1.5, 2j, "one", b"b", 101, 7, Color.RED, Color.BLUE, [], [9], [5, 5, 6, 7], (1, 2, 0, 8), (1, 3, 4),
              ["x", "y", "end"], {"kind": "point", "at": (1, 2)}, {"a": 1, "b": 2}, {"z": 1}, {}, Point(0, 0), Point(3, 3), Point(4, 1),
              Point(5, 9), Pair(Point(1, 2), Pair(3, 4)), "text", (2, "q"), ["w", 4], [7, 8, 9], range(3), {1, 2}, object, 3.0):
    print(type(value).__name__, describe(value))


def binds(v):
    match v:
        case (a, b) | [a, b, _]:
            return a, b
        case {"x": a, "y": b} | {"y": b, "z": a}:
            return a, b
        case a:
            b = None
    return a, b


print(binds((1, 2)), binds((1, 2, 3)), binds({"x": 1, "y": 2}), binds({"y": 1, "z": 2}), binds(5))


def nested(v):
    match v:
        case [[a, [b, *c]], {"k": [d, *_, e]}]:
            return a, b, c, d, e
        case _:
            pass
    match v, len(v):
        case (_, 0):
            return "none"
        case (w, n):
            return w, n


print(nested([[1, [2, 3, 4]], {"k": [5, 6, 7]}]), nested([]), nested([1]))


def in_loop(items):
    out = []
    for i in items:
        match i:
            case 0:
                continue
            case 9:
                break
            case int() | str():
                out.append(i)
    else:
        out.append("else")
    return out


print(in_loop([1, 0, "a", 9, 2]), in_loop([0, 1]))
try:
    match 1:
        case Pair(1, 2, 3):
            pass
    match Pair(1, 2):
        case Pair(1, 2, 3):
            pass
except TypeError as e:
    print(e)
match = case = type = 1
print(match, case, type)
