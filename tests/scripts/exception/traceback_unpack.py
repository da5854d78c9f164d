# A report on standard error.
a, b = [1, 2, 3]
