# A report on standard error.
class Q:
    x = 1
    y = x + undefined
