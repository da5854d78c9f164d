# A report on standard error.
x = ([1, 2])[5]
