"""bytes, bytearray and memoryview: methods, operators, errors."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


show(r"""
b"a\xff\x00'", b'a"', b"\t\n\r\\", b"", bytes(3), bytes([1, 2]), bytes((255,)), bytes(b"x"), bytes(bytearray(b"y")), bytes("é", "utf-8"), bytes("é", "latin-1"), bytes(range(5)), bytes(memoryview(b"m")), bytes(x for x in [1, 2]), bytes({1: 2}), bytes()
b"abc"[0], b"abc"[-1], b"abc"[1:], b"abc"[::-1], b"abc"[::2], b"abc"[5:], len(b"abc"), 97 in b"abc", b"bc" in b"abc", b"" in b"", list(b"abc"), b"a" + b"b", b"a" * 3, 3 * b"a", b"a" < b"b", b"a" == bytearray(b"a"), b"a" == "a", b"a" != 97, bool(b""), hash(b"abc"), hash(b""), b"abc" >= b"ab"
b"a".startswith("a")
b"a".startswith((1,))
b"a".startswith(1)
b"a".endswith((b"a", b"b")), b"abc".startswith(b"b", 1), b"abc".endswith(b"b", 0, 2), b"a".startswith(())
b"a".replace("a", b"")
b"a".center(5, "a")
b"a".center(5, b"ab")
b"a".strip("a")
b"a".partition("a")
b"a".partition(b"")
b"a".split(b"")
b"a".split("a")
b"a".index(b"b")
b"a".translate(b"a")
b"a".translate("a")
b"a".hex(":"), b"abcdef".hex(":", 2), b"abcdef".hex("_", -4), b"abcde".hex(" ", 2), b"abcde".hex(b"-", -2), b"".hex(":")
b"a".hex("ab")
b"a".count("a")
b"a".find("a")
b"a".find(256)
b"a".join(1)
b"a".join("ab")
b"a".join([1])
b"a".removeprefix("a")
bytes.maketrans(b"a", b"bc")
bytes.fromhex(1)
bytes.fromhex("0g")
bytes.fromhex("0")
bytes.fromhex("a a")
bytes.fromhex("aa bb  cc"), bytes.fromhex(" aa"), bytes.fromhex("")
bytearray(b"a").pop(5)
bytearray().pop()
bytearray(b"a").remove(5)
bytearray(b"a").append(256)
bytearray(b"a").append("a")
bytearray(b"a").extend("a")
bytearray(b"a").extend([300])
bytearray(b"abc")[5]
bytearray(b"abc").__setitem__(5, 1)
bytearray(b"abc").__setitem__(0, 300)
bytearray(b"abc").__setitem__("a", 300)
bytearray(b"abc").__setitem__(slice(0, 2), "ab")
bytearray(b"abc").__setitem__(slice(0, 3, 2), b"a")
bytearray(b"abc").index(b"x")
hash(bytearray())
bytearray(b"a'"), bytearray(5), repr(bytearray(b"x")), bytearray(b'a"'), bytearray(b"a'\"")
b"a" + 1
b"a" + "a"
b"a" * 1.5
bytearray(b"a") + "a"
b"a" < "a"
b"abc"[5]
b"abc"["a"]
300 in b"abc"
"a" in b"abc"
b"a" % (), b"%d %s %r %a %x %c %5.2f%%" % (5, b"a", "é", "é", 255, 65, 1.5), b"%(a)s" % {b"a": b"x"}, b"%b|%-5s|%5b" % (b"x", b"y", b"z"), b"%c" % b"x"
b"%b" % 5
b"%s" % "a"
b"%d" % "a"
b"%c" % 300
b"%c" % "a"
b"%s"  % ()
b"%s" % (b"a", b"b")
memoryview(b"abc").tobytes(), memoryview(b"abc").tolist(), memoryview(b"abc").nbytes, memoryview(b"abc").itemsize, memoryview(b"abc").format, memoryview(b"abc").shape, memoryview(b"abc").readonly, memoryview(b"abc").strides, memoryview(b"abc").ndim
memoryview(b"abc").__setitem__(0, 1)
memoryview(bytearray(b"abc")).__setitem__(0, 300)
memoryview(bytearray(b"abc")).__setitem__(0, "a")
memoryview(bytearray(b"abc")).__setitem__(slice(0, 2), b"a")
memoryview(b"abc")["a"]
memoryview(b"abc")[5]
memoryview(1)
memoryview(b"abcdefgh").cast("I").tolist(), memoryview(b"abcdefgh").cast("h").tolist(), memoryview(b"ab").cast("c").tolist(), memoryview(b"\0\0\0\0\0\0\xf8\x3f").cast("d").tolist()
memoryview(b"abc").cast("I")
memoryview(b"abc") == b"abc", memoryview(b"abc")[::2].tobytes(), memoryview(b"abc").hex(), memoryview(b"abc")[::-1] == b"cba", hash(memoryview(b"abc")) == hash(b"abc")
hash(memoryview(bytearray(b"abc")))
memoryview(b"abc")[1:].tobytes(), memoryview(b"abc")[-1], len(memoryview(b"abc")), list(memoryview(b"ab")), memoryview(b"abcd")[1:3][0], memoryview(b"abc").obj, memoryview(b"abc").contiguous, memoryview(b"abcdef")[::2].tolist(), memoryview(bytearray(b"ab")).readonly, memoryview(memoryview(b"ab")[1:])[0], bytes(memoryview(b"abcdef")[::-2]), memoryview(b"ab").toreadonly().readonly
b"abc".isalpha(), b"aBc".swapcase(), b"abc def".title(), b"abc".capitalize(), b"a\tb".expandtabs(), b" a ".strip(), b"42".zfill(5), b"A1".isalnum(), b"a".islower(), b"Ab".istitle(), b"AB".isupper(), b"12".isdigit(), b" ".isspace(), b"a\xff".isascii(), b"a b".title(), b"ABC".lower(), b"abc".upper(), b"-5".zfill(4)
b"a b  c".split(), b"a,b,c".split(b",", 1), b"a,b,c".rsplit(b",", 1), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True), b" a b ".split(), b" a b c ".split(None, 1), b" a b c ".rsplit(None, 1), b"".split(), b"".split(b","), bytearray(b"a b").split()
b"a".find(b"a", "x")
b"abc".find(98), b"abc".find(b"c"), b"abc".find(b""), b"abc".rfind(b"b"), b"abcabc".index(b"ca"), b"abc".count(b"b"), b"aaa".count(b"aa"), b"abc".count(97), b"abc".find(b"c", 0, 2), b"abc".count(b""), b"abcabc".rindex(97), b"a".ljust(3, b"-"), b"a".rjust(3), b"a".center(4)
b"abc".replace(b"b", b"xx"), b"abc".replace(b"", b"-"), b"aaa".replace(b"a", b"b", 2), b"abc".partition(b"b"), b"abc".rpartition(b"x"), b"a-b-c".rpartition(b"-"), b"abc".translate(bytes.maketrans(b"a", b"z")), b"abc".translate(None, b"b"), b"abc".translate(None, delete=b"a"), b"xxaxx".strip(b"x"), b" a ".lstrip(), b" a ".rstrip(), b"pre-x".removeprefix(b"pre-"), b"x.py".removesuffix(b".py"), b"ab".hex(), bytearray.fromhex("0a")
b"a" + bytearray(b"b"), bytearray(b"a") + b"b", type(bytearray(b"a") * 2), b"a".join([bytearray(b"x"), b"y"]), bytearray(b",").join([b"a", b"b"]), b"".join(bytes([i]) for i in range(3)), bytearray(b"%d") % 5
bytes(b"a", "utf8")
bytes("a", errors="x")
bytes("a")
bytes(encoding="utf8")
bytes(3, "utf8")
bytes([1, 2.5])
bytes(["a"])
bytes([256])
bytes([-1])
bytes(None)
bytes(1.5)
bytes(-1)
bytes(10**30)
bytes("a", 1)
bytearray(None)
bytearray("a")
bytearray([256])
bytearray(-1)
b"\xe6\x97\xa5".decode(), b"\xe9".decode("latin-1"), b"\xff\xfea\x00".decode("utf-16"), b"a\x00".decode("utf-16-le"), b"\x00a".decode("utf-16-be"), b"\xef\xbb\xbfa".decode("utf-8-sig"), b"\xff".decode("utf-8", "ignore"), b"a\xffb".decode("utf-8", "replace"), b"\xe6\x97".decode("utf-8", "replace"), b"\xf0\x9f\x98".decode("utf-8", "replace"), b"\xff".decode("utf-8", "backslashreplace"), b"\x80abc".decode("utf-8", "surrogateescape"), b"\xed\xa0\x80".decode("utf-8", "surrogatepass"), b"\xe9".decode("ascii", "replace"), b"a\x00\x00\x00".decode("utf-32-le"), b"\xf0\x9f\x98\x80".decode(), b"\xed\xa0\x80".decode("utf-8", "replace"), b"\xc0\x80".decode("utf-8", "replace"), b"\xf4\x90\x80\x80".decode("utf-8", "replace"), b"\xe0\x80".decode("utf8", "replace"), bytearray(b"x").decode()
b"\xff\xfe".decode()
b"\xe4\xb8".decode()
b"\xe4a".decode()
b"ab\x80".decode("ascii")
b"a".decode("foo")
b"\xff".decode("utf8", "foo")
b"a".decode("utf-16")
b"\x00\xd8".decode("utf-16-le")
b"\x00\xdc".decode("utf-16-le")
""")

a = bytearray(b"hello")
a[0] = 72
a[1:3] = b"EYY"
a += b" world"
a.append(33)
a.extend([63, 64])
a.insert(0, 42)
print(a, len(a), a.pop(), a.pop(0), a)
del a[0]
del a[1:3]
del a[::2]
print(a, a.copy() == a)
a.reverse()
a *= 2
print(a, a.index(b"o"), a.find(b"zz"))
a.remove(a[0])
a[:] = b"xyz"
a[1:1] = [1, 2, 3]
a[::2] = b"ABC"
print(a, bytes(a), list(a), a == b"abc", a > b"A", sorted(a))
a.clear()
print(a, bool(a), bytearray(3), bytearray("é", "utf8"), bytearray(b"x") * 2)
data = bytearray(b"abcdef")
view = memoryview(data)
view[0] = 122
view[1:3] = b"YX"
part = view[2:5]
part[0] = 33
print(data, bytes(part), part.tolist(), view.nbytes)
part.release()
view.release()
data.append(1)
print(data)
try:
    view[0]
except ValueError as e:
    print(e)
with memoryview(data) as m:
    print(m[0], m.format, m.shape)
numbers = memoryview(bytearray(16)).cast("i")
numbers[1] = -5
numbers[3] = 2**31 - 1
print(numbers.tolist(), numbers.itemsize, numbers.nbytes, len(numbers), numbers.cast("B").tolist())
try:
    numbers[0] = 2**31
except ValueError as e:
    print(e)


class B(bytes):
    def __repr__(self):
        return "B(" + super().__repr__() + ")"


class HasBytes:
    def __bytes__(self):
        return b"from bytes"


b = B(b"abc")
b.x = 1
print(b, b.x, b[0], b + b"d", b == b"abc", {b: 1}[b"abc"], bytes(b), bytes(HasBytes()), b"%b" % HasBytes(), b.upper())
big = b"ab" * 100000
print(len(big), big.count(b"ba"), big.find(b"bb"), hash(big), big[::5000])
