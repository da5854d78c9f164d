# A report on standard error.
def a():
    try:
        1/0
    except ZeroDivisionError as e:
        raise ValueError("wrapped") from e
def b():
    try:
        a()
    except ValueError:
        raise KeyError("during")
b()
