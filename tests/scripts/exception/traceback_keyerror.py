# A report on standard error.
d = {}
d["missing key"]
