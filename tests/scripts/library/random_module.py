"""The module random draws CPython's numbers for a seed."""

import random

random.seed(42)
print([random.random() for _ in range(5)])
print([random.randint(1, 100) for _ in range(20)], random.randrange(10), random.randrange(5, 10), random.randrange(0, 100, 7), random.randrange(10, 0, -3))
print(random.choice("abcdef"), random.choice([1, 2, 3]), random.choices("abc", k=5), random.choices([1, 2, 3], weights=[5, 1, 1], k=6), random.choices("xy", cum_weights=[1, 4], k=5))
items = list(range(20))
random.shuffle(items)
print(items, random.sample(range(100), 5), random.sample(range(10**9), 10), random.sample(["a", "b", "c"], 2), random.sample([1, 2], counts=[3, 4], k=5), random.sample(range(1000), 300)[:10])
print(random.uniform(1, 10), random.uniform(-1, 1), random.triangular(), random.triangular(1, 5, 2), random.gauss(), random.gauss(0, 1), random.gauss(10, 2), random.normalvariate(0, 1), random.normalvariate())
print(random.expovariate(1.5), random.betavariate(2, 3), random.gammavariate(2, 1), random.gammavariate(0.5, 1), random.gammavariate(1, 2), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(0, 4), random.lognormvariate(0, 1))
print(random.getrandbits(1), random.getrandbits(32), random.getrandbits(33), random.getrandbits(100), random.getrandbits(0), random.randbytes(5))
for seed in (0, 1, -5, 2**40, 2**200, "text", "", b"bytes", bytearray(b"x"), 1.5, True, "日本"):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(64), random.randint(0, 10**30))
random.seed("old", version=1)
print(random.random())
rng = random.Random(7)
other = random.Random(7)
print(rng.random() == other.random(), [rng.randint(0, 9) for _ in range(10)])
state = rng.getstate()
first = [rng.random() for _ in range(3)] + [rng.gauss(0, 1)]
rng.setstate(state)
print(first == [rng.random() for _ in range(3)] + [rng.gauss(0, 1)], len(state), state[0], len(state[1]), state[1][:3], state[1][-1], state[2])
for i in range(700):
    rng.getrandbits(32)
print(rng.random(), rng.randrange(2**100))


class Mine(random.Random):
    def random(self):
        return 0.25


mine = Mine(1)
print(mine.random(), mine.randint(0, 100), mine.choice("abcd"), mine.uniform(0, 4))
for case in ("random.randrange(0)", "random.randrange(5, 5)", "random.randint(5, 1)", "random.choice([])", "random.sample([1], 2)", "random.sample({1, 2}, 1)", "random.seed([])", "random.choices([], k=1)", "random.choices([1, 2], weights=[1])", "random.choices([1], weights=[0])", "random.randrange(1, 10, 0)", "random.getrandbits(-1)", "random.sample([1, 2], -1)", "random.randrange(1.5)", "random.choices([1, 2], [1, 1], cum_weights=[1, 2])"):
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
unseeded = random.Random()
print(0 <= unseeded.random() < 1, isinstance(random.SystemRandom().randint(1, 6), int), 0 <= random.SystemRandom().random() < 1)
