"""operator, heapq and bisect."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


import bisect
import heapq
import operator
from operator import *

show(r"""
add(1, 2), sub(5, 3), mul(2, 3), truediv(7, 2), floordiv(7, 2), mod(7, 3), operator.pow(2, 3), neg(5), pos(5), invert(5), inv(0), operator.abs(-3), matmul.__name__
lshift(1, 3), rshift(8, 1), and_(6, 3), or_(6, 3), xor(6, 3), lt(1, 2), le(2, 2), eq(1, 1.0), ne(1, 2), ge(3, 2), gt(1, 2), not_(0), truth([]), is_(None, None), is_not(1, None)
add(1, "a")
concat([1], [2]), contains([1, 2], 1), countOf([1, 2, 1], 1), indexOf("abc", "b"), getitem([1, 2], 1), getitem({"a": 1}, "a"), length_hint([1, 2]), length_hint(iter([1])), length_hint(5, 3), index(True), operator.call(max, 1, 2)
concat(1, 2)
indexOf([1], 5)
itemgetter(1)("abc"), itemgetter(0, 2)("abc"), itemgetter("a")({"a": 1}), itemgetter(slice(1, 3))("abcd"), itemgetter(-1)([1, 2])
itemgetter()
itemgetter(5)("abc")
itemgetter(1)()
attrgetter("real")(5), attrgetter("real", "imag")(5), attrgetter("__class__.__name__")("x")
attrgetter("nope")(5)
attrgetter(5)
methodcaller("upper")("abc"), methodcaller("split", ",")("a,b"), methodcaller("split", sep=",", maxsplit=1)("a,b,c")
methodcaller("nope")("abc")
methodcaller()
repr(itemgetter(1, 2)), repr(attrgetter("a.b", "c")), repr(methodcaller("f", 1, k=2))
sorted([(2, "a"), (1, "b")], key=itemgetter(0)), max([{"n": 1}, {"n": 3}], key=itemgetter("n")), list(map(attrgetter("real"), [1, 2]))
iadd([1], [2]), isub(5, 2), iconcat([1], [2]), ior({1}, {2}), imul([1], 2), ipow(2, 3), itruediv(1, 2)
heapq.nsmallest(2, [5, 1, 4]), heapq.nlargest(2, [5, 1, 4]), heapq.nsmallest(1, "hello"), heapq.nlargest(2, ["aa", "b", "cccc"], key=len), heapq.nsmallest(0, [1]), heapq.nsmallest(1, [])
list(heapq.merge([1, 4, 7], [2, 5], [3])), list(heapq.merge([3, 1], [2], reverse=True)), list(heapq.merge(["a", "BB"], ["ccc"], key=len)), list(heapq.merge())
heapq.heappop([])
heapq.heappush(5, 1)
heapq.heappushpop([], 5), heapq.heappushpop([1, 3], 2), heapq.heapreplace([1, 3], 5)
heapq.heapreplace([], 1)
bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect_right([1, 2], 0), bisect.bisect("abd", "c"), bisect.bisect([1, 2, 3], 2, 0, 1), bisect.bisect([1, 2, 3], 9, lo=1)
bisect.bisect([1, 2], 1, lo=-1)
bisect.bisect([{"n": 1}, {"n": 5}], 3, key=lambda d: d["n"]), bisect.bisect_left((1, 3), 3), bisect.bisect([1, "a"], 0)
bisect.bisect(["a"], 0)
""")
h = []
for x in [5, 3, 8, 1, 9, 2, 7]:
    heapq.heappush(h, x)
print(h, h[0])
print([heapq.heappop(h) for _ in range(len(h))])
h = [9, 8, 7, 6, 5, 4, 3, 2, 1]
heapq.heapify(h)
print(h)
tasks = [(2, "b"), (1, "z"), (1, "a"), (3, "q")]
heapq.heapify(tasks)
print(tasks, [heapq.heappop(tasks) for _ in range(4)])


class Job:
    def __init__(self, p, name):
        self.p, self.name = p, name

    def __lt__(self, other):
        return self.p < other.p

    def __repr__(self):
        return f"{self.name}{self.p}"


jobs = [Job(3, "c"), Job(1, "a"), Job(2, "b"), Job(1, "d")]
heapq.heapify(jobs)
print(jobs, [heapq.heappop(jobs) for _ in range(4)])
try:
    heapq.heapify([1, "a"])
except TypeError as e:
    print(e)
items = []
for x in [5, 1, 4, 1, 3]:
    bisect.insort(items, x)
print(items)
bisect.insort_left(items, 1)
bisect.insort(items, 9, key=lambda v: -v)
print(items)
grades = [bisect.bisect([60, 70, 80, 90], s) for s in (33, 99, 77, 70, 89)]
print(["FDCBA"[g] for g in grades])
data = [(i * 7919) % 1009 for i in range(500)]
heap = []
for x in data:
    heapq.heappush(heap, x)
print(heap[:10], [heapq.heappop(heap) for _ in range(500)] == sorted(data), heapq.nlargest(3, data), heapq.nsmallest(3, data, key=lambda v: -v))
