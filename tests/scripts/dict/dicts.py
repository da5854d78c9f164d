"""Dicts: construction, access, methods, views, order, errors."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


d = {"a": 1, "b": 2}
show(r"""
dict(), dict(a=1), dict([(1, 2), (3, 4)]), dict({"x": 1}, y=2), dict([["k", "v"]]), dict(["ab", "cd"]), {**d, "c": 3}
dict(5)
dict(1, 2)
dict([1])
dict([(1, 2, 3)])
dict([(1, 2), "x"])
dict(zip("ab", [1, 2])), dict(enumerate("xy")), dict(((k, k) for k in range(2)))
d["a"], d.get("a"), d.get("x"), d.get("x", 0), d.get(None), "a" in d, "x" in d, 1 not in d
d["x"]
d[1]
d[[]]
{}[()]
{[]: 1}
{{}: 1}
d.get([])
[] in d
d.get()
d.pop("x")
d.pop("x", None), d.pop("x", 5)
d.pop()
{}.popitem()
d.setdefault("a", 9), dict(d).setdefault("z"), d.keys(), d.values(), d.items(), len(d), bool(d), bool({})
list(d), list(d.items()), sorted(d), list(reversed(d)), list(reversed(d.items())), list(d.values())[::-1]
d == {"b": 2, "a": 1}, d != {}, d == [("a", 1)], {1: 1.0} == {1.0: 1}, {1: "a", True: "b", 1.0: "c"}
d < d
d + d
d | {"c": 3}, {"c": 3} | d, d | {"a": 9}
d | [("c", 3)]
d.update(5)
d.update([1])
d.update(1, 2)
hash(d)
dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys({})
dict.fromkeys(5)
dict.fromkeys()
{1: {2: {3: {}}}}, {(1, 2): [3]}, {None: None, True: False}, {"q": "it's", 'd': '"'}
{k: v for k, v in zip("abc", range(3))}, {x: x * x for x in range(3) if x}, {i % 2: i for i in range(5)}
d.items() == {"a": 1, "b": 2}.items(), d.keys() == {"a", "b"}, d.keys() & {"a"}, d.keys() | {"c"}, d.keys() - {"a"}
sorted(d.keys() ^ {"a", "c"}), d.items() & {("a", 1)}, {"a", "z"} - d.keys(), {"a"} <= d.keys(), d.keys() >= {"a"}
d.keys().isdisjoint(["z"]), d.keys().isdisjoint("a"), ("a", 1) in d.items(), ("a", 2) in d.items(), 1 in d.values()
d.keys() & 5
d.keys()[0]
len(d.items()), d.keys().mapping, list(d.keys()), "a" in d.keys()
d.values() == d.values(), d.keys() < {"a", "b", "c"}, d.keys() == ["a", "b"]
repr({}.keys()), repr({}.items()), repr({}.values()), {1: 2}.items(), type(d.keys()).__name__
d.nothing
d.__contains__("a"), d.__len__(), d.__getitem__("a"), d.__eq__({}), d.__eq__(5), d.__or__({})
d.copy() == d, d.copy() is d, type(iter(d)).__name__, type(iter(d.items())).__name__
dict(**{"x": 1}, **{"y": 2}), dict(a=1, **{"b": 2})
dict(**{"x": 1}, **{"x": 2})
(lambda **k: k)(**{"a": 1}, b=2)
(lambda **k: k)(**5)
(lambda **k: k)(**{1: 2})
{**5}
{**[1]}
max(d), min(d, key=d.get), max(d, key=d.get), sum(d.values()), "".join(d), any(d.values()), list(map(d.get, "abz"))
next(iter({"only": 1})), iter(d).__length_hint__(), list(zip(d, d.values())), [*d], {*d} == {"a", "b"}
{1: "int"}[True], {1.0: "f"}[1], {0: "z"}[False], {2**70: "big"}[2**70], {"x" * 3: 1}["xxx"], {-1: "m", -2: "n"}
""")

e = {}
for i in range(20):
    e[i * 3] = i
for i in range(0, 60, 6):
    del e[i]
e[3] = "again"
e["new"] = 1
print(e, len(e))
print(e.popitem(), e.popitem(), len(e))
e.update({100: 1}, x=2)
e.update([("y", 3)], z=4)
e.update(q=5)
print(e)
e |= {"or": 1}
e |= [("pairs", 2)]
print(e)
e.clear()
print(e, e.setdefault("k", []), e)
e["k"].append(1)
print(e)

recursive = {}
recursive["self"] = recursive
print(recursive, recursive.items(), [recursive])

for change in ("d2['z'] = 1", "del d2['b']", "d2['a'] = 5", "d2.clear()"):
    d2 = {"a": 1, "b": 2}
    try:
        for k in d2:
            exec(change)
        print(change, d2)
    except Exception as ex:
        print(change, type(ex).__name__, ex)
d2 = {"a": 1, "b": 2}
try:
    for k in d2:
        del d2[k]
        d2[k + "x"] = 1
        if len(k) > 5:
            break
except RuntimeError as ex:
    print(ex)
try:
    for k, v in d2.items():
        d2[k + "new"] = v
except RuntimeError as ex:
    print(ex)
for k in list(d2):
    del d2[k]
print(d2)


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return len(self.name)

    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name

    def __repr__(self):
        return f"Key({self.name})"


k = {Key("a"): 1, Key("b"): 2, Key("a"): 3}
print(k, k[Key("b")], Key("c") in k, Key("a") in k, k.get(Key("zz"), "none"))
del k[Key("a")]
print(k)


class Missing(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


m = Missing(a=1)
print(m["a"], m["x"], m, m.get("y"), "y" in m)


class D(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v + 1)

    def keys(self):
        return ["fake"]


x = D(a=1)
x["b"] = 1
x.update(c=1)
print(x, dict(x), {**D(q=1)}, list(x), x.copy(), type(x.copy()).__name__, isinstance(x, dict))


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key.upper()


print(dict(Mapping()), {**Mapping()}, dict(Mapping(), z=1), (lambda **k: k)(**Mapping()))


class Bad:
    def __hash__(self):
        raise ValueError("no hash")


for case in (lambda: {Bad(): 1}, lambda: {}.get(Bad()), lambda: Bad() in {}):
    try:
        case()
    except ValueError as ex:
        print(ex)


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise KeyError("eq")


try:
    {BadEq(): 1, 1: 2}
except KeyError as ex:
    print("KeyError", ex)

big = {i: str(i) for i in range(5000)}
print(len(big), big[4999], sum(big), list(big)[:3], list(big)[-1])
for i in range(0, 5000, 2):
    del big[i]
print(len(big), list(big)[:5], 2 in big, 3 in big)
words = "the quick brown fox jumps over the lazy dog the end".split()
count = {}
for word in words:
    count[word] = count.get(word, 0) + 1
print(count)
groups = {}
for word in words:
    groups.setdefault(len(word), []).append(word)
print(groups)
print({v: k for k, v in {"a": 1, "b": 2}.items()}, dict(sorted(count.items(), key=lambda kv: (-kv[1], kv[0]))))
queue = {i: None for i in range(2000)}
while len(queue) > 1:
    first = next(iter(queue))
    del queue[first]
print(queue)
nested = {"x": {"y": [1, {"z": 2}]}}
nested["x"]["y"][1]["z"] += 5
print(nested)
