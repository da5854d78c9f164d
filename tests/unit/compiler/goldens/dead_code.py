def f(x):
    if 0:
        x()
    if __debug__:
        x = 1
    while 1:
        if x:
            return
        x = 0
    x()
