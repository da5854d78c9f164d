# A report on standard error.
xs = [1, 2, 3]
xs[10] = 5
