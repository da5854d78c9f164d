"""The functions of the module builtins."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Number(self.n + (other.n if isinstance(other, Number) else other))

    __radd__ = __add__

    def __lt__(self, other):
        return self.n < other.n

    def __gt__(self, other):
        return self.n > other.n

    def __repr__(self):
        return f"N({self.n})"

    def __abs__(self):
        return Number(abs(self.n))

    def __bool__(self):
        return self.n > 0

    def __len__(self):
        return 3

    def __round__(self, n=None):
        return ("round", n)

    def __divmod__(self, other):
        return ("divmod", other)

    def __rdivmod__(self, other):
        return ("rdivmod", other)

    def __pow__(self, other, mod=None):
        return ("pow", other, mod)

    def __index__(self):
        return self.n

    def __format__(self, spec):
        return f"<{spec}>"


class Empty:
    pass


class Getitem:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10

    def __len__(self):
        return 3


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class NoIter:
    def __iter__(self):
        return 5


class Raises:
    def __iter__(self):
        yield 1
        raise ValueError("in the middle")


def gen(*items):
    for item in items:
        yield item


def counter():
    box = [0]

    def step():
        box[0] += 1
        return box[0]

    return step


show(r"""
sum([]), sum([1, 2]), sum([1, 2], 10), sum([1.5, 2]), sum(range(5)), sum([[1], [2]], []), sum((True, True)), sum(gen(1, 2, 3))
sum([1, 2], start=5), sum([0.5] * 4), sum([10**20, 1]), sum([2**62, 2**62]), sum([Number(1), Number(2)]), sum([1, 2.5, 3]), sum([1j, 2])
sum(["a"])
sum(["a"], "")
sum([b"a"], b"")
sum(5)
sum([1], [])
sum()
sum(Raises())
sum(Iter(4)), sum(Getitem()), sum({1: 2, 3: 4}), sum({1, 2})
min(1, 2), max(1, 2), min([3, 1]), max("hello"), min((2, 1), (1, 9)), max(gen(1, 5, 2)), min(Iter(4)), max(1.5, 2, True)
min([]), 1
max(())
min([], default=5), max([], default=None), min(gen(), default="d")
max(1, 2, default=3)
min()
max(5)
min(1, "a")
max([1, 2], key=lambda x: -x), min("abc", "b", key=len), max(["aa", "b"], key=len), min([1, 2], key=None), max([3, 3.0]), max([3.0, 3])
max([1], foo=2)
max([Number(1), Number(3), Number(2)]), min(Number(1), Number(0)), max({"a": 1, "b": 2}), max({"a": 3, "b": 2}.items(), key=lambda kv: kv[1])
any([]), any([0, 1]), any(gen(0, "", [])), all([]), all([1, 0]), all(gen(1, "a")), any([Number(0), Number(1)]), all([Number(0)]), any("a"), all({})
any(5)
len([1]), len("abc"), len({}), len(Number(1)), len(range(5)), len(b"ab"), len(Getitem())
len(5)
len(Empty())
len()
abs(-5), abs(5.5), abs(-2.5), abs(True), abs(-10**20), abs(3 + 4j), abs(Number(-1))
abs("x")
divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(Number(1), 2), divmod(2, Number(1)), divmod(True, 2)
divmod(1, 0)
divmod("a", 1)
divmod(1.0, 0)
pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(3, -1, 7), pow(2.0, 3), pow(Number(1), 2), pow(Number(1), 2, 3), pow(base=2, exp=3), pow(2, 3, mod=5)
pow(2, 3, 0)
pow(2.0, 3, 5)
pow("a", 2)
round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1234, -2), round(5), round(2.5, None), round(1e20), round(Number(1)), round(Number(1), 2), round(True)
round("a")
round(2.5, "x")
round(float("nan"))
round(float("inf"))
hex(255), hex(-255), oct(8), bin(5), bin(-5), bin(0), hex(10**20), hex(Number(255)), hex(True)
hex(1.5)
bin("a")
chr(65), chr(8364), chr(0x1F600), ord("a"), ord("€"), ord(b"a"), ascii("é€😀"), ascii([1, "ü"]), repr("é")
chr(-1)
chr(0x110000)
chr("a")
ord("ab")
ord("")
ord(5)
sorted([3, 1]), sorted("hello"), sorted(gen(3, 1, 2)), sorted({3: 1, 1: 2}), sorted([Number(2), Number(1)]), sorted(Iter(3)), sorted([], key=5)
sorted([1, 2], key=5)
sorted([1, None])
sorted()
list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))), list(reversed(Getitem())), list(reversed({1: 2})), list(reversed((1, 2)))
reversed({1})
reversed(5)
reversed(gen(1))
list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate(gen("x"), start=1)), list(enumerate(["a"], 10**20)), list(enumerate(Iter(2)))
enumerate(5)
enumerate([], "x")
next(enumerate("a")), type(enumerate([])).__name__, dict(enumerate("ab"))
list(zip()), list(zip([1])), list(zip("ab", [1, 2, 3])), list(zip(gen(1, 2), Iter(2))), list(zip([1, 2], [3, 4], strict=True)), dict(zip("ab", range(2)))
list(zip([1], [2, 3], strict=True))
list(zip([1, 2], [3], strict=True))
list(zip([1], [2], [3, 4], strict=True))
list(zip([1, 2], [1, 2], [3], strict=True))
list(zip(gen(1), gen(1, 2), strict=True))
zip(5)
zip([1], 5)
list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(None, []))
map(str)
map()
map(5, 5)
list(map(5, [1]))
list(map(int, "12")), list(map(len, gen("ab", "c"))), list(map(lambda *a: a, "ab", gen(1, 2), Iter(3))), sum(map(int, "123")), list(map(Number, [1]))
list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x % 2, range(6))), list(filter(bool, gen(0, 1))), list(filter(str.isdigit, "a1b2")), list(filter(Number, [0, 1]))
filter(None)
filter(None, 5)
list(filter(5, [1]))
next(iter([1])), next(iter([]), "d"), next(gen(1)), next(gen(), None), next(Iter(1)), next(Iter(0), "end")
next(iter([]))
next(gen())
next(Iter(0))
next([1])
next(5)
iter(5)
iter([1], 2)
next(iter(NoIter()))
list(NoIter())
list(iter(counter(), 4)), list(iter(Getitem())), list(Getitem()), tuple(Iter(3)), [*Getitem()], 20 in Getitem(), 99 in Getitem(), 2 in Iter(4), set(Iter(3))
type(iter(counter(), 4)).__name__, type(iter(Getitem())).__name__
list(Empty())
[x for x in 5]
1 in 5
1 in Empty()
isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance("a", str | int), issubclass(bool, int), issubclass(int, (str, object))
isinstance(1, 5)
issubclass(1, int)
isinstance([], list[int])
callable(len), callable(5), callable(Empty), callable(Empty()), callable(lambda: 1), callable(Number)
getattr(1, "real"), getattr(1, "nothing", "d"), getattr(Empty, "__name__"), hasattr(1, "real"), hasattr(1, "x"), hasattr([], "append"), hasattr(Empty(), "x")
getattr(1, "nothing")
getattr(1, 5)
hasattr(1, 5)
setattr(1, "x", 2)
delattr(Empty(), "x")
id(5) == id(5), hash(5), hash("a") == hash("a"), hash(1.0), hash(True), hash(None) == hash(None), hash(-1), hash(2**61 - 1), hash(0.5), hash(10**20)
hash([])
hash({})
type(5), type(type), type(None), type(len).__name__, type(...).__name__, type(NotImplemented).__name__
repr(None), repr(...), repr(NotImplemented), repr(len), repr(print), repr(int), repr([].append)[:26]
format(5), format(5, "03"), format("a", ">3"), format(Number(1), "spec"), format(3.14159, ".2f"), format(1000, ","), format(None), format([1])
format(5, "x"), format(5, "s")
format([], "x")
format(1, 5)
dir([])[-3:], "append" in dir([]), "real" in dir(5), [n for n in dir(Empty()) if not n.startswith("__")]
vars(5)
bool([]), bool("a"), bool(), int("5"), int(), float("1.5"), str(5), str(), complex(1, 2), bytes(2), object() is None
eval("1 + 2"), eval("x", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}), eval(" 7"), eval(compile("3 * 3", "f", "eval"))
eval("1 +")
eval("x = 1")
eval("undefined_name")
eval(5)
exec("a b")
exec(5)
compile("1", "f", "bad")
compile("x = (", "<mine>", "exec")
exec("y = 5"), __import__("math").floor(2.5), __import__("sys").__name__
__name__, __debug__, len(__builtins__.__dict__) > 100
max(range(5)), min(range(5, 0, -1)), max(b"abc"), sum(b"ab"), sorted(b"ba"), list(zip(b"ab", "cd"))
all(isinstance(x, int) for x in [1, 2]), any(x > 3 for x in range(5)), max(x * x for x in range(5)), min((x for x in []), default=0)
print(1, sep=5)
print(1, end=5)
print(1, foo=5)
print(print(1))
input.__name__, print.__name__, len.__name__, len.__module__, int.__module__, sum.__doc__ is None or True
""")


def values():
    a = 1
    b = "two"
    return sorted(locals().items()), sorted(vars().items())


print(values())
print(sorted(k for k in globals() if k.startswith("N") or k == "gen"))
exec("z = 10\nprint(z)\ndef f(): return z + 1\nprint(f())")
print(z)
space = {}
exec("v = 1\nw = v + 1", space)
print(space["w"], "__builtins__" in space)
local = {}
exec("v2 = 1", {}, local)
print(local)


def inner():
    q = 5
    exec("q = 6")
    print(q, eval("q + 1"), [eval("q", {"q": n}) for n in (1, 2)])


inner()
print("a", "b", sep="", end="|\n")
print()
print(1, 2.5, None, True, "x", [1], sep=", ")
print("no newline", end="")
print()
print(*range(5), sep="\n")
print("multi\nline", "x")


class Out:
    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)

    def flush(self):
        self.pieces.append("FLUSH")


out = Out()
print("a", 1, Number(2), file=out)
print("x", end="", file=out, flush=True)
print(file=out)
print(out.pieces)


class Str:
    def __str__(self):
        return "str of Str"


print(Str(), [Str()].__len__(), str(Str()), f"{Str()}")


class BadStr:
    def __str__(self):
        return 5


try:
    print(BadStr())
except TypeError as e:
    print(e)
import sys

sys.stdout.write("written\n")
sys.stdout.writelines(["a", "b\n"])
print(sys.stdout.encoding, sys.stdout.fileno(), sys.stdout.writable())
old, sys.stdout = sys.stdout, out
print("captured")
sys.stdout = old
print(out.pieces[-2:])
try:
    input()
except EOFError as e:
    print("EOFError", e)
it = iter([1, 2, 3])
print(list(zip(it, it)), list(it))
m = map(lambda x: 10 // x, [1, 0, 2])
print(next(m))
try:
    next(m)
except ZeroDivisionError as e:
    print(e)
print(next(m), next(m, "done"))
try:
    exit(3)
except SystemExit as e:
    print("exit", e.code)
try:
    quit()
except SystemExit as e:
    print("quit", e.code)
