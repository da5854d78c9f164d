# A report on standard error.
def f():
    raise ValueError("in f")
errors = []
for i in range(2):
    try:
        f()
    except ValueError as e:
        errors.append(e)
raise ExceptionGroup("many", errors + [TypeError("x"), ExceptionGroup("nested", [KeyError("k")])])
