# A report on standard error.
def deco(f):
    def w(*a, **k):
        return f(*a, **k)
    return w
@deco
def t(a):
    return a.x.y.z
t(1)
