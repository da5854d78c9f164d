# A report on standard error.
def f(*a):
    raise TypeError("multi")
f(
    1,
    2,
)
