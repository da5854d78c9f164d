def f(a, n):
    f"{a}"
    s = f"<{a!r:>{n}}|{a=}>" "tail"
    return "%s: %5r" % (a, n), f"", "ab" * 3
