def f(n):
    x = yield n
    yield from x
    return (i * n for i in x if i)
