"""Every elementary function of many random numbers: what must not depend on where we are compiled."""

import hashlib
import math
import random

ONE = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh",
       "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt", "erf", "erfc", "gamma", "lgamma"]
TWO = ["pow", "atan2"]
ROUNDS = 1500

generator = random.Random(1)


def any_number():
    kind = generator.randrange(4)
    if kind == 0:
        return generator.uniform(-1, 1)
    if kind == 1:
        return generator.uniform(-20, 20)
    if kind == 2:
        return math.ldexp(generator.uniform(1, 2) * generator.choice((-1, 1)), generator.randint(-1074, 1023))
    return 1 + math.ldexp(generator.uniform(-1, 1), -generator.randint(0, 50))


def outcome(function, *arguments):
    try:
        return repr(function(*arguments))
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        return type(error).__name__


def checksum(function, count):
    texts = [outcome(function, *[any_number() for _ in range(count)]) for _ in range(ROUNDS)]
    return hashlib.sha256(" ".join(texts).encode()).hexdigest()[:16], texts[0]


for name in ONE:
    print(name, *checksum(getattr(math, name), 1))
for name in TWO:
    print(name, *checksum(getattr(math, name), 2))
print("hypot", *checksum(math.hypot, 3))
print("abs", *checksum(lambda x, y: abs(complex(x, y)), 2))
print("complex power", *checksum(lambda x, y: complex(x, y) ** complex(y, x), 2))
for draw in (generator.gauss, generator.lognormvariate, generator.vonmisesvariate, generator.gammavariate):
    print(draw.__name__, [draw(1.5, 2.5) for _ in range(20)])
