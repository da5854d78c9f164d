def risky(i):
    if i % 3 == 0:
        raise ValueError(i)
    return i


def run(n):
    good = bad = 0
    for i in range(n):
        try:
            good += risky(i)
        except ValueError as error:
            bad += error.args[0]
        finally:
            good += 1
    return good, bad


print(run(600_000))
