# A report on standard error.
d = {"a": {"b": None}}
def f():
    x = d["a"]["b"]["c"] + 1
f()
