def f(o, *a, **k):
    print(o, end="")
    o.m(1, x=2).n
    o(*a)
    o(1, *a, x=1, **k, y=2)
    return o.a.b(*a)
