# A report on standard error.
raise SystemExit(3)
