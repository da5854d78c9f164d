# A report on standard error.
value = 1
def f():
    print(valeu)
f()
