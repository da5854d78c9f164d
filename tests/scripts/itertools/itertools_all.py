"""All of itertools: results, errors, generators and Python-level iterators as sources."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


import itertools
import operator
from itertools import *


class It:
    def __init__(self, items):
        self.items = iter(items)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.items)


def gen(items):
    yield from items


def take(n, it):
    return list(islice(it, n))


show(r"""
take(3, count()), take(3, count(5)), take(3, count(5, -2)), take(3, count(0.5, 0.25)), take(2, count(10**20)), take(3, count(step=3)), take(2, count(2**63 - 1))
count("a")
repr(count(5)), repr(count(5, 2)), repr(count(1.5)), next(count(3))
take(7, cycle("abc")), take(3, cycle(gen([1]))), list(cycle([])), take(5, cycle(It("xy")))
cycle(5)
list(repeat(1, 3)), take(2, repeat("a")), list(repeat(1, 0)), list(repeat(1, -5)), repr(repeat(1, 3)), repr(repeat("a")), list(map(pow, range(4), repeat(2)))
repeat(1, "a")
repeat()
list(chain()), list(chain("ab", [1], gen([2]), It("c"))), list(chain.from_iterable(["ab", "cd"])), list(chain.from_iterable(gen([[1], [2, 3]]))), list(chain([], [], [1]))
list(chain([1], 5))
chain.from_iterable(5)
list(islice("abcdef", 3)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice(gen(range(10)), 2, 8, 3)), list(islice(count(), 5, 10)), list(islice([], 3)), list(islice("abc", 0)), list(islice("abc", 5, 2))
islice("abc", -1)
islice("abc", 1, 2, 0)
islice("abc", "x")
islice("abc")
islice("abc", 1, 2, 3, 4)
list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(bool, gen([1, 0, 1])))
list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])), list(filterfalse(bool, gen([0, 1])))
list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress(gen("abc"), It([True, False, True]))), list(compress("abc", [1])), list(compress([], count()))
list(starmap(pow, [(2, 5), (3, 2)])), list(starmap(lambda *a: sum(a), [(1, 2, 3), [4]])), list(starmap(operator.add, gen([(1, 2)]))), list(starmap(max, ["ab", "cd"]))
list(starmap(pow, [5]))
list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate("abc")), list(accumulate([1, 2], initial=10)), list(accumulate([], initial=5)), list(accumulate([])), list(accumulate(gen([3, 1, 2]), max)), list(accumulate([1, 2], lambda a, b: a * 10 + b, initial=0)), list(accumulate([1, 2], initial=None)), list(accumulate([1, 2], func=None))
list(accumulate([1, "a"]))
list(zip_longest("ab", [1, 2, 3])), list(zip_longest("ab", gen([1]), fillvalue="-")), list(zip_longest()), list(zip_longest([])), list(zip_longest(It("abc"), [], [1]))
zip_longest(5)
list(product("ab", [1, 2])), list(product([1, 2], repeat=2)), list(product()), list(product([])), list(product("ab", [])), list(product(gen("x"), It([1, 2]))), len(list(product(range(3), repeat=4))), list(product("a", repeat=0))
product(5)
product("a", repeat=-1)
list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations([1, 2], 3)), list(permutations("ab", 0)), list(permutations([])), len(list(permutations(range(5)))), list(permutations(gen([1, 2])))
permutations("ab", -1)
permutations("ab", "x")
list(combinations("abcd", 2)), list(combinations([1, 2, 3], 3)), list(combinations([1], 2)), list(combinations("ab", 0)), len(list(combinations(range(8), 4))), list(combinations(gen("xyz"), 2))
combinations("ab", -1)
combinations("ab")
list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 2)), list(combinations_with_replacement([], 0)), list(combinations_with_replacement("a", 3))
[(k, list(g)) for k, g in groupby("aaabbc")], [(k, len(list(g))) for k, g in groupby([1, 1, 2, 3, 3])], [(k, list(g)) for k, g in groupby(["a", "A", "b"], key=str.lower)], [k for k, g in groupby("aab")], list(groupby([]))
[(k, list(g)) for k, g in groupby(gen([1, 3, 2, 4]), lambda x: x % 2)], [(k, next(g)) for k, g in groupby("aabbb")], [list(g) for k, g in list(groupby("aabb"))]
groupby(5)
list(pairwise("abcd")), list(pairwise([1])), list(pairwise([])), list(pairwise(gen([1, 2, 3]))), list(pairwise(It("ab")))
[list(t) for t in tee([1, 2, 3])], [list(t) for t in tee(gen("ab"), 3)], tee([], 0), len(tee("ab", 4)), [list(t) for t in tee(It([1, 2]))]
tee(5)
tee([], -1)
type(count()).__name__, type(chain()).__module__, isinstance(iter(chain()), chain), type(cycle("a")), callable(tee)
sum(islice(count(1), 100)), max(takewhile(lambda x: x * x < 50, count())), list(zip(count(), "ab")), dict(zip("ab", count(1))), list(map(operator.mul, count(1), [5, 6])), next(dropwhile(lambda x: x < 10, count()))
list(chain(*[[1, 2], [3]])), sorted(chain("b", "a")), set(chain([1], [1, 2])), [*chain("a", "b")], "".join(chain("ab", "cd")), sum(chain([1], (2,)))
""")

a, b = tee(gen([1, 2, 3]))
print(next(a), next(a), next(b), list(a), list(b))
a, b = tee(count())
print(next(a), next(a), next(b), next(a))
c = a.__copy__()
print(next(a), next(c))

groups = groupby("aabbbc")
key1, first = next(groups)
print(next(first), key1)
key2, second = next(groups)
print(list(first), list(second), key2)

calls = []


def keyed(x):
    calls.append(x)
    return x // 10


for k, g in groupby([1, 2, 11, 12, 21], keyed):
    print(k, list(g), calls)

it = islice(It(range(10)), 2, 6)
print(list(it), list(it))
source = iter(range(10))
print(list(islice(source, 3)), list(source))
source = iter(range(10))
print(list(islice(source, 0, 6, 4)), next(source))
source = gen(range(10))
print(list(takewhile(lambda x: x < 3, source)), next(source))


def failing():
    yield 1
    raise KeyError("broken")


for make in (
    lambda: chain([0], failing()), lambda: islice(failing(), 5), lambda: accumulate(failing()), lambda: cycle(failing()),
    lambda: zip_longest(failing(), [1, 2, 3]), lambda: groupby(failing()), lambda: pairwise(failing()), lambda: compress("abc", failing()),
    lambda: starmap(lambda x: x, ((x,) for x in failing())), lambda: filterfalse(lambda x: 1 / 0, [1]), lambda: dropwhile(lambda x: {}[x], [1]),
    lambda: tee(failing())[1], lambda: product(failing()), lambda: permutations(failing()),
):
    got = []
    try:
        for x in make():
            got.append(x if not isinstance(x, tuple) or not isinstance(x[-1], itertools._grouper) else x[0])
            if len(got) > 8:
                break
    except Exception as e:
        print(got, type(e).__name__, e)
    else:
        print(got)


class MyCount(count):
    pass


print(take(3, MyCount(7)), repr(MyCount(2)))


def primes():
    sieve = count(2)
    while True:
        p = next(sieve)
        yield p
        sieve = filter(lambda n, p=p: n % p, sieve)


print(take(10, primes()))
print([''.join(p) for p in product("ab", "cd", "ef")], list(chain.from_iterable(repeat(tuple("xy"), 2))))
roundrobin = cycle(iter(s).__next__ for s in ["ABC", "D", "EF"])
print([n() for n in islice(roundrobin, 3)])
print(list(itertools.islice((x for x in itertools.count() if x % 7 == 3), 4)), list(accumulate(range(1, 8), lambda a, b: a * b))[-1])
