# A report on standard error.
x = 5
x += "a"
