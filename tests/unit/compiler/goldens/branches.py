def f(a, b, c):
    if a and (b or not c):
        return 1
    elif a < b <= c:
        x = 2
    else:
        x = a if b is None else c
    return x and a or b
