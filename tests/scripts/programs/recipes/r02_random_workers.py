"""Random from threads: a Random for each worker gives the same numbers in any schedule."""
import random
import threading
from concurrent.futures import ThreadPoolExecutor


def dice(seed, n=1000):
    rng = random.Random(seed)
    counts = [0] * 7
    for _ in range(n):
        counts[rng.randint(1, 6)] += 1
    return counts[1:]


def walk(seed):
    rng = random.Random(f"walk-{seed}")
    x = y = 0
    for _ in range(100):
        dx, dy = rng.choice([(0, 1), (0, -1), (1, 0), (-1, 0)])
        x, y = x + dx, y + dy
    return x, y


with ThreadPoolExecutor(4) as pool:
    for seed, counts in enumerate(pool.map(dice, range(3))):
        print(seed, counts, sum(counts))
    print(list(pool.map(walk, range(4))))

random.seed(42)
print(random.random(), random.randint(1, 100), random.uniform(1, 2), random.choice("abcdef"))
print(random.sample(range(50), 6), random.randrange(0, 100, 5), round(random.gauss(0, 1), 6), random.getrandbits(16))
deck = [f"{r}{s}" for s in "SH" for r in "AKQJ"]
random.shuffle(deck)
print(deck, random.choices(["red", "black"], [18, 18], k=5))
print(round(random.expovariate(2), 6), round(random.triangular(0, 10, 5), 6), round(random.betavariate(2, 3), 6),
      round(random.normalvariate(10, 2), 6), random.randbytes(3))
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
print(a == [random.random() for _ in range(3)])
results = {}
threads = [threading.Thread(target=lambda s=s: results.__setitem__(s, dice(s, 50))) for s in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results.items()))
for bad in (lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randint(5, 1)):
    try:
        bad()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
