"""Strings: every method, with its errors; indexing, comparison, repr, codecs."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


show(r"""
"abc"[0], "abc"[-1], "abc"[1:], "abc"[::-1], "abcdef"[1:5:2], "abc"[5:], "abc"[:-1], "héllo"[1], "héllo"[1:3], "日本語"[1:], "a😀b"[1], "a😀b"[::-1], "日a"[1:], "é"[0:0], "abcdef"[-2:-5:-1], "abc"[True]
"abc"[3]
"abc"["a"]
"abc"[1.0]
"a" + "b", "a" + "é", "é" + "日", "日" + "😀", "" + "x", "x" * 3, 3 * "ab", "é" * 2, "a" * 0, "a" * -1, "日" * 3, "ab" * True
"a" + 1
1 + "a"
"a" * "b"
"a" * 1.5
"a" - "b"
"a" * 10**12
"a" * 10**30
"a" < "b", "a" < "B", "abc" < "abd", "" < "a", "é" > "z", "日" > "é", "😀" > "日", "a" == "a", "a" != "b", "abc" >= "ab", "a" == 1, "a" != 1, "1" == 1
"a" < 1
"a" in "abc", "" in "", "bc" in "abc", "日" in "a日b", "日" in "abc", "x" not in "abc", "é" in "aé"
1 in "abc"
len("abc"), len("日本語"), len("😀"), len(""), bool(""), bool("a")
"hello world".find("o"), "hello".find("l", 3), "hello".find("x"), "hello".find(""), "hello".find("", 5), "hello".find("", 6), "hello".rfind("l"), "hello".rfind("", 2, 3), "hello".find("l", -2), "hello".find("lo", 0, 4), "aaa".rfind("aa"), "日本日".rfind("日"), "hello".find("l", None, None), "abc" .find("c", 10**30), "abc".find("a", -10**30)
"hello".index("l"), "hello".rindex("l")
"hello".index("x")
"hello".rindex("x")
"hello".find(1)
"hello".find("l", "x")
"hello".count("l"), "aaaa".count("aa"), "abc".count(""), "".count(""), "hello".count("l", 3), "abc".count("", 1, 2), "abc".count("", 5)
"hello".startswith("he"), "hello".startswith(("x", "h")), "hello".startswith("l", 2), "hello".endswith("lo"), "hello".endswith(("x",)), "hello".endswith("", 5), "hello".startswith("", 6), "hello".endswith("l", 0, 4), "hello".startswith(())
"a".startswith(1)
"a".startswith((1,))
"a".endswith([])
"a b  c".split(), " a b ".split(), "a,b,,c".split(","), "a,b,c".split(",", 1), "a b c d".split(None, 2), "a b c d".split(maxsplit=1), "".split(), "".split(","), "  ".split(), "a--b--c".split("--"), "a\tb\nc\rd".split(), "a\u3000b\xa0c".split(), "日,本".split(","), "abc".split("abc"), " a  b ".split(" "), "a b c".split(maxsplit=0), "  a b c ".split(maxsplit=1), "a,b".split(sep=",")
"a b  c".rsplit(), "a,b,c".rsplit(",", 1), "a b c d".rsplit(None, 2), " a b c ".rsplit(maxsplit=1), "a,b,c".rsplit(",", 0), "abc".rsplit("c")
"a".split("")
"a".split(1)
"a".split(",", "x")
"a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines(), "a\r\n\nb".splitlines(keepends=True)
",".join(["a", "b"]), "".join(("a", "é", "日")), "-".join("abc"), ",".join([]), ",".join(["x"]), ", ".join(str(i) for i in range(5)), "é".join(["a", "b", "c"]), ",".join({"k": 1}), "x".join(map(str, [1, 2]))
",".join([1])
",".join(["a", None])
",".join(1)
",".join(x for x in ["a", 2])
"abcabc".replace("b", "X"), "abc".replace("", "-"), "abc".replace("", "-", 2), "aaa".replace("a", "b", 2), "abc".replace("x", "y"), "abc".replace("b", ""), "abc".replace("b", "日"), "日本".replace("本", "x"), "日a".replace("日", "b"), "aé".replace("é", "e"), "".replace("", "x"), "".replace("a", "b"), "aaa".replace("aa", "b"), "abc".replace("abc", ""), "a.b.c".replace(".", "::", 1), "ééé".replace("é", "e", 2)
"a".replace(1, 2)
"a".replace("a", 2)
"a".replace("a", "b", "c")
" a ".strip(), "xxaxx".strip("x"), " a ".lstrip(), " a ".rstrip(), "abcba".strip("ab"), "\t\n a\xa0\u3000".strip(), "日a日".strip("日"), "".strip(), "aaa".strip("a"), "abc".strip(None), "xyabcyx".lstrip("yx"), "abcyx".rstrip("xy")
"a".strip(1)
"a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("x"), "abc".rpartition("x"), "日本語".partition("本")
"a".partition("")
"a".partition(1)
"prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "abc".removeprefix("x"), "abc".removesuffix(""), "abc".removesuffix("abcd")
"a".removeprefix(1)
"abc".center(7), "abc".center(8), "abc".center(9, "*"), "ab".center(5, "-"), "abc".ljust(5) + "|", "abc".rjust(5, "0"), "abc".center(2), "abc".ljust(5, "日"), "日".rjust(3, "x"), "-5".zfill(4), "+5".zfill(4), "5".zfill(3), "abc".zfill(2), "".zfill(2), "--5".zfill(5)
"a".center("a")
"a".center(5, "ab")
"a".center(5, 1)
"a".zfill("a")
"a\tb".expandtabs(), "a\tb\tc".expandtabs(4), "ab\t".expandtabs(2), "\t".expandtabs(0), "a\nb\tc".expandtabs(4), "日\tx".expandtabs(4), "\ta".expandtabs(-1), "a\tb".expandtabs(tabsize=3)
"Hello World".lower(), "Hello".upper(), "hello world".title(), "hELLO".capitalize(), "Hello".swapcase(), "they're bill's".title(), "Straße".upper(), "ǅ".lower(), "ΑΣ".lower(), "ΑΣΑ".lower(), "Σ".lower(), "İ".lower(), "ß".casefold(), "ﬁ".upper(), "ŉ".upper(), "ǆ".title(), "ﬃx".capitalize(), "ΌΣΟΣ Σ".lower(), "éÉ".swapcase(), "ıI".upper(), "Ǆ".swapcase(), "ᾳ".upper(), "1a b2c".title(), "ΑΣ.".lower(), "Α.Σ".lower(), "Ῥ".casefold(), "ꭰ".casefold(), "Ꭰ".lower(), "µ".upper(), "ÿ".upper()
"abc".isalpha(), "ab1".isalpha(), "é日".isalpha(), "".isalpha(), "123".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "½".isdigit(), "٣".isdecimal(), "五".isnumeric(), "a1".isalnum(), " ".isspace(), "\u3000\t".isspace(), "".isspace(), "abc".islower(), "aB".islower(), "1".islower(), "a1".islower(), "ABC1".isupper(), "Hello World".istitle(), "hello".istitle(), "HELLO".istitle(), "A B1c".istitle(), "ǅ".istitle(), "ab_1".isidentifier(), "1a".isidentifier(), "日本".isidentifier(), "a-b".isidentifier(), "".isidentifier(), "class".isidentifier(), "a\n".isprintable(), "a b".isprintable(), "".isprintable(), "\xa0".isprintable(), "abc".isascii(), "é".isascii(), "".isascii(), "ª".islower(), "ⅷ".islower(), "Ⅷ".isupper(), "x²".isalnum(), "_".isidentifier(), "é".isidentifier(), "·".isidentifier(), "a·".isidentifier()
"abc".translate({97: "x", 98: None, 99: 100}), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "1", 98: "22"})), "a日".translate({ord("日"): "day"}), "abc".translate({}), "hello".translate("x" * 200), str.maketrans("ab", "cd", "e"), str.maketrans({"a": 1, 5: "x"})
"a".translate(1)
str.maketrans(1)
str.maketrans("a", "bc")
str.maketrans({"ab": 1})
str.maketrans("a", 1)
"abc".encode(), "é日😀".encode(), "é".encode("latin-1"), "abc".encode("ascii"), "a日".encode("utf-16"), "a😀".encode("utf-16-le"), "a".encode("utf-32-be"), "a😀".encode("utf-32"), "é".encode("utf-8-sig"), "é日".encode("ascii", "ignore"), "é日".encode("ascii", "replace"), "é日😀".encode("ascii", "backslashreplace"), "é日".encode("ascii", "xmlcharrefreplace"), "\udc80".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"), "\ud800a".encode("utf-8", "replace"), "é".encode("UTF8"), "é".encode("ISO-8859-1"), "é".encode(encoding="utf-8", errors="strict"), "日".encode("latin1", "replace"), "x".encode("U8")
"é".encode("ascii")
"éé".encode("ascii")
"日".encode("latin-1")
"\ud800".encode()
"ab\ud800\ud801c".encode()
"a".encode("foo")
"é".encode("ascii", "foo")
"a".encode(1)
"a".encode("utf-8", 1)
repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\t\r\\\0\x7f\x80\xad"), repr("é日😀"), repr("\u200b\ud800\U0010ffff"), repr("\u3000\xa0"), ascii("é日😀'"), str("x"), repr(""), repr("\x1b[0m")
str(1.5), str(None), str(True), str([1, "a"]), str(b"abc", "utf-8"), str(b"\xe9", "latin-1"), str(bytearray(b"x"), "ascii"), str(), str(object="x"), str(b"a\xff", errors="replace"), str(memoryview(b"mv"), "ascii"), str(b"abc"), str(encoding="a")
str(b"a", 1)
str(1, "utf8")
str("a", "utf8")
str(b"\xff", "utf8")
hash("") , hash("a"), hash("hello"), hash("日本"), hash("😀x"), hash("abcdefgh"), hash("abcdefghi"), hash("a" * 100)
"abc".__add__("d"), "abc".__mul__(2), "abc".__rmul__(2), "abc".__contains__("b"), "abc".__len__(), "abc".__getitem__(1), "abc".__eq__(1), "abc".__lt__("b"), "a%s".__mod__("b"), "abc".__iter__().__next__(), "abc".__hash__() == hash("abc"), "abc".__format__("5"), "abc".__str__(), "x".__repr__(), "abc".__getnewargs__()
list("aé日😀"), [c for c in "abc"], sorted("hello"), "".join(reversed("abc")), max("hello"), min("日a"), list(enumerate("ab")), dict(zip("ab", "cd")), set("aaa"), tuple("xy"), [*"ab"], "a" in list("abc"), list(iter("")), next(iter("z"))
str.upper("a"), str.join(",", ["a", "b"]), str.split("a b"), list(map(str.strip, [" a", "b "])), str.__len__("abc")
str.upper(1)
"a".upper(1)
"a".foo
"a".split(1, 2, 3)
"a".replace("a")
"%s %s" % ("a", 1), "%d" % 5, "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), "%x %X %#x %o %#o" % (255, 255, 255, 8, 8), "%.2f %10.3f %-10.1f| %e %E %g %G %F" % (1.005, 3.14159, 2.5, 12345.678, 0.00012, 1e10, 1e-10, 1.5), "%c%c" % ("a", 98), "%r %a" % ("é", "é"), "%%" % (), "%5s|%-5s|%.2s" % ("ab", "cd", "efg"), "%*d|%-*d|%.*f" % (5, 1, 4, 2, 2, 3.14159), "%(a)s %(b)d" % {"a": 1, "b": 2}, "%s" % [1, 2], "%s" % (None,), "%i %u" % (3, 4), "%d" % 3.99, "%d" % -3.99, "%s" % {"a": 1}, "%.0f %.0e" % (2.5, 12345.0), "%#.0f %#g" % (2.0, 1.5), "%s%s" % ("日", "é"), "%d" % True, "%s" % True, "%.3d" % 5, "%8.3d|" % 5, "%+.2e" % -0.0, "%x" % -255, "%#X" % 10**30, "%ld %hd" % (1, 2), "%05s|" % "a", "%-05d|" % 7, "%010.2f" % -3.14159, "%+5d" % 3, "%d" % 10**25, "%c" % 0x65e5, "%s" % (("t", 1),), "%f" % 1e20, "%s" % 1e20, "%(x)s%(x)s" % {"x": "y"}, "abc" % (), "abc" % [], "abc" % {}, "%g" % float("nan"), "%5.1f" % float("inf"), "%05f" % float("-inf"), "%.10g" % 0.1, "%r" % (1,), "%s" % b"x"
"%d" % "a"
"%x" % 1.5
"%f" % "a"
"%c" % "ab"
"%c" % -1
"%c" % 1.5
"%s %s" % 1
"%s" % (1, 2)
"%s" % ()
"abc" % 1
"%(a)s" % 1
"%(a)s" % {}
"%q" % 1
"%" % 1
"%(a" % {}
"%*d" % ("a", 1)
"%.*f" % ("a", 1)
"%日" % 1
"%d" % None
"%i" % 1j
"%.99999999999d" % 1
""")


class My(str):
    def __str__(self):
        return "my:" + str.__str__(self)


class Text:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text

    def __repr__(self):
        return f"<{self.text}>"


class BadStr:
    def __str__(self):
        return 5


m = My("abc")
m.tag = 7
print(m, repr(m), m.upper(), m + "d", type(m + "d").__name__, m == "abc", hash(m) == hash("abc"), {m: 1}["abc"], m.tag, len(m), m[1:], f"{m}", f"{m!r:>8}", "%s" % m, "%r" % m, "{}".format(m), m.__dict__, "".join([m, m]), isinstance(m, str), My("日本").upper(), My(5), My(b"x", "ascii"))
m.much = 1
m.more = [2]
print(m.tag, m.much, m.more, sorted(vars(m)))
t = Text("hi")
print("%s and %r" % (t, t), "%5s|%-5r|" % (t, t), "{} {!r:>6} {!s:^6}|".format(t, t, t), f"{t} {t!r} {t!s:>5}", str(t), repr([t, {1: t}]), ascii(t), "%a" % t, "%(k)s" % {"k": t}, "a%sb%sc" % (t, 1))
show(r"""
str(BadStr())
"%s" % BadStr()
"{}".format(BadStr())
f"{BadStr()}"
str(Text(None))
""")
s = ""
for i in range(2000):
    s += chr(97 + i % 26)
print(len(s), hash(s), s.count("z"), s.find("xyz", 500), s.rfind("abc"), s[::100])
text = "the quick brown fox jumps over the lazy dog " * 50
print(text.count("the"), len(text.split()), text.find("lazy dog the"), text.replace("quick", "slow")[:60], text.rfind("fox"), text.upper()[:20])
wide = ("abc日本語" * 40) + "😀"
print(wide.find("語a"), wide.rfind("日"), wide.count("c日"), wide.find("😀"), wide[:-1].isalpha(), wide.split("日")[:3], wide.index("語😀"))
print("a" * 100000 == "a" * 99999 + "a", ("ab" * 50000).find("ba" * 30000), ("a" * 50000 + "b").find("a" * 25000 + "b"))
odd = "".join(chr(i) for i in range(0, 0x3000, 7) if not 0xd800 <= i < 0xe000)
for method in ("upper", "lower", "title", "swapcase", "casefold", "capitalize"):
    print(method, hash(getattr(odd, method)()))
for test in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isspace", "isprintable", "islower", "isupper", "istitle", "isidentifier", "isalnum"):
    print(test, sum(getattr(chr(i), test)() for i in range(0, 0x20000, 3)), "".join(str(int(getattr(chr(i), test)())) for i in range(256)))
print(repr("".join(chr(i) for i in range(0x20, 0x600))))
