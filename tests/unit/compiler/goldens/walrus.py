def f(items):
    if (n := len(items)) > 10:
        return [last := x for x in items], last
    while chunk := items.read(n):
        yield chunk
