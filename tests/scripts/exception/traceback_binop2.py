# A report on standard error.
def f(a, b, c):
    return a ** b ** c // 0 + -a
f(1, 2, 3)
