def f(a, b):
    del a.x, b[0], b[1:2], (a, b)
    assert a, "gone"
    raise a from b
