# A report on standard error.
def f():
    raise_it(1)
def raise_it(x): raise RuntimeError("whole")   # comment
f()
