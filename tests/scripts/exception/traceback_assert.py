# A report on standard error.
def f(x):
    assert x > 1, f"bad {x}"
f(0)
