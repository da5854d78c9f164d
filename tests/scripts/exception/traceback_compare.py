# A report on standard error.
x = 5
if x < "a": pass
