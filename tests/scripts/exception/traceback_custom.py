# A report on standard error.
class Outer:
    class E(Exception):
        pass
def f():
    raise Outer.E()
f()
