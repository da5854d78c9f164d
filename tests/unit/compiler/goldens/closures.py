def counter(start):
    count = start
    def up(by=1, *, log=None):
        nonlocal count
        count += by
        return lambda: count + by
    return up
