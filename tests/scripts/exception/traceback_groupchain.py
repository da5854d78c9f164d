# A report on standard error.
try:
    1/0
except ZeroDivisionError:
    try:
        raise ValueError("v")
    except ValueError as v:
        raise ExceptionGroup("g", [v, OSError(2, "no")]) from v
