def f(command):
    match command:
        case 0 | None:
            return 1
        case [x, *rest] if rest:
            return x
        case {"a": y, **others}:
            return others
        case Point(x=0, y=(1 | 2) as z):
            return z
        case _:
            return 9
