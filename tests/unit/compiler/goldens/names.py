x = 1
def f(a):
    global x
    x = a
    y = len(x)
    del y
    return y
class C:
    x = x
    del x
