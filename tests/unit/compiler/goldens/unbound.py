def f(a):
    if a:
        x = 1
    try:
        y = x
    except E:
        return y
    print(y)
    del a
    return a
