def f(a, b):
    c = -a + b * 2 ** 3
    c += 60 * 60 * 24
    c[0] //= 1
    c.x |= ~b
    c[a:b] += [1]
    return not a in (1, 2)
