def f(x):
    for i in x:
        try:
            if i:
                return g(i)
            continue
        finally:
            h()
