# A report on standard error.
a, b = 1, "x"
def f():
    return (a + 2) * (b - 1)
f()
