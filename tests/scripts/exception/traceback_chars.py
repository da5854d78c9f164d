# A report on standard error.
def f():
    é = "ü"; x = é + "汉字" + 1 + é
f()
