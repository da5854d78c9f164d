# A report on standard error.
xs = {}
del xs["a"]
