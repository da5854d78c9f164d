def f(a, b):
    x = [1, 2, 3]
    y = (1, (2, "three"), None)
    z = {1, 2, 3}
    d = {"a": a, "b": b, **x, 1: 2}
    e = [a, *b, 1]
    a, b = b, a
    for i in [1, 2]:
        x[i:] = y[::2]
    return a in {1, 2}, {a: b}
