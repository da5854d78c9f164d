def f(n):
    while n > 0:
        if n == 5:
            continue
        n -= 1
    else:
        n = 9
    for i, (a, *b) in n:
        if a:
            break
    else:
        return b
    while True:
        pass
