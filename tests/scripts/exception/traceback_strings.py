# A report on standard error.
name = "w"
y = f"{name}" + 5 + "x"
