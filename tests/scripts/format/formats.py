"""The format mini-language, str.format, f-strings."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


show(r"""
format(5, "d"), format(5, "5"), format(5, "<5") + "|", format(5, "^5") + "|", format(5, "=+5"), format(-5, "05"), format(5, "+"), format(5, " "), format(-5, "x<6"), format(255, "x"), format(255, "#X"), format(255, "#010x"), format(10, "b"), format(10, "#b"), format(8, "o"), format(8, "#o"), format(97, "c"), format(1234567, ","), format(1234567, "_"), format(1234567, "_x"), format(123456789, "#_b"), format(1234, "010,"), format(1234567, "015,d"), format(-1234567, ",d"), format(5, "n"), format(10**30, ","), format(0, "05"), format(-255, "#x"), format(5, "日>4"), format(True, "d"), format(True), format(True, "5"), format(42, "e"), format(42, ".2f"), format(42, "%"), format(3, "g"), format(10**20, "e"), format(-7, "^+9") + "|", format(12345, "+,"), format(1, "<05"), format(1, "^05"), format(65, "5c") + "|", format(65, ">5c"), format(0x65e5, "c"), format(12, "_d"), format(10**15, "_"), format(255, "08b"), format(-3, "=5"), format(7, "*=+5")
format(1.5, "f"), format(1.5, ".2f"), format(1.5, "10.3f"), format(-1.5, "+.1e"), format(1.5, "g"), format(1e10, "g"), format(1e-10, "g"), format(1.5, "G"), format(0.1, ".30f"), format(0.1, ".0f"), format(2.5, ".0f"), format(0.5, ".0f"), format(1234567.891, ",.2f"), format(1234567.891, "_.1f"), format(0.25, "%"), format(0.12345, ".1%"), format(1.0), format(1.5, "8"), format(1.5, "<8") + "|", format(1.5, "08"), format(-1.5, "08.2f"), format(1e100, ".3"), format(123.456, ".4"), format(1.0, ".3"), format(100000.0, ".3"), format(1e16, ""), format(1.0, "#.0f"), format(1.0, "#g"), format(1.5, "n"), format(float("inf"), "f"), format(float("nan"), "F"), format(float("-inf"), "010"), format(float("nan"), "+"), format(float("inf"), "e"), format(-0.0, "z.1f"), format(-0.04, "z.1f"), format(0.04, "z"), format(-0.0, "f"), format(1e300, ".10f")[:30], format(1.5, "e"), format(1.5, ".0e"), format(1.5, "#.0e"), format(12345.678, "+,.1f"), format(1234.5, "015,.2f"), format(9.5, ".0e"), format(99999.5, ".5g"), format(0.00001234, "g"), format(1e-5), format(123456789.0, ",g"), format(1e6, "g"), format(999999.5, "g"), format(1.1, ".20g"), format(5e-324, ".3e"), format(1.7976931348623157e308, ".3e"), format(0.0, "e"), format(0.0, "g"), format(-0.0, "g"), format(0.0, ".3"), format(1234567.0, ","), format(1e22, ","), format(1e-7, ".2%"), format(3.0, ".1"), format(25.0, ".1")
format("abc", "5") + "|", format("abc", ">5"), format("abc", "^7"), format("abc", "*^7"), format("abc", ".2"), format("abc", "5.1") + "|", format("abc", "s"), format("日本", ">4"), format("abc", "日<5"), format("", "3") + "|", format("abc", "05") + "|", format("abc", "<05"), format("abc", ""), format("日本語", ".2"), format("a", "}>3"), format("x", "<<3")
format(1 + 2j, ""), format(1 + 2j, ".2f"), format(1j, ".1e"), format(1 + 2j, ">20"), format(1 + 2j, "+"), format(-1.5 - 2.5j, "g"), format(3j), format(1 + 2j, ",.1f"), format(complex(-0.0, 1), ""), format(1.5 + 0j, ".3"), format(1 + 2j, "^15") + "|", format(1 + 2j, "#.0f")
format(None), format([1, 2]), format({}, ""), format((1,), ""), format(int), format(print) == str(print)
format(1.5, "d")
format(1, "s")
format("a", "d")
format(1, ".2d")
format("a", "=5")
format("a", "+")
format("a", " ")
format("a", "#")
format("a", "z")
format("a", ",")
format(1, "q")
format(1, "日")
format(1, "10000000000000000000000")
format(1j, "=10")
format(1j, "010")
format(1j, "%")
format(1j, "d")
format(1, ",x")
format(1, ",_d")
format(1, "_,d")
format(1, ",,d")
format(1, ",c")
format(1, ",n")
format(-1, "c")
format(2**70, "c")
format(1, "+c")
format(1, "#c")
format(1, "z")
format(1.5, ".")
format(1.5, ".2147483648f")
format(1, "abc")
format("a", "abc")
format([], "a")
format(None, "5")
format(1, 1)
(1).__format__(2)
"a".__format__(1)
format(1.5, "s")
"{} {}".format(1, 2), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{:5}|{:<5}|{:^5}|{:>5}".format(1, 2, 3, 4), "{!r} {!s} {!a}".format("é", "é", "é"), "{0[1]} {0[0]}".format([1, 2]), "{0[a]} {d[b]}".format({"a": 1}, d={"b": 2}), "{0.real} {0.imag}".format(1j), "{:{}}|".format(5, 10), "{:{w}.{p}f}".format(3.14159, w=10, p=2), "{{}} {{{}}}".format(1), "{:{}{}}".format(5, "<", 4) + "|", "{0:{1}}".format(3, 5), "{!r:>10}".format("a"), "{:%}".format(0.5), "{0[-1]}".format({"-1": 5}), "".format(), "abc".format(), "{a.real}".format(a=5), "{:,}".format(10**6), "{日}".format(日=1), "é{}日".format("x"), "{0[0][1]}".format([[1, 2]]), "{0.__class__.__name__}".format(5), "{:>{width}}".format("ab", width=6), "{}{}{}".format(None, True, 1.5), "{:}".format(7), "{0!r}".format([1])
"{a}".format_map({"a": 1}), "{a[0]}{b}".format_map({"a": [1], "b": 2}), "x".format_map(1)
"{}".format()
"{a}".format()
"{".format()
"}".format()
"{0}{}".format(1)
"{}{0}".format(1)
"{!x}".format(1)
"{!}".format(1)
"{0.a}".format(1)
"{0[a]}".format(1)
"{:{}}".format(1)
"{!r".format(1)
"{0!}".format(1)
"{0!rr}".format(1)
"{0[}".format(1)
"{0.}".format(1)
"{0]}".format(1)
"{0[]}".format(1)
"{0[a]b}".format({"a": 1})
"{a}".format_map({})
"{}".format_map({})
"{0[5]}".format([1])
"{:{:{}}}".format(1, 2, 3)
"{0:".format(1)
"{a{b}}".format(a=1)
"{99999999999999999999}".format(1)
"{:d}".format("a")
"{:5.2q}".format(1.5)
f"{1 + 1} {'a'!r:>5} {3.14159:.2f} {5:>{3 + 2}} {1000000:,} {{x}} {1.5!r} {'日':*^5}", f"{255:#x} {0.5:%} {-3:+d} {7:03}", f"{[1, 2]} {None} {True:d} {'a':}", f"{5=} {'x'=} {5=:>4} {5 = }", f"{'a' 'b'}{1:{'>'}{4}}", f"{10**20:,}", f"{3.0} {1e100} {1j}", f"{'nested ' + f'{1}'}", f"{(lambda: 5)()}", f"{1:<{2}}|{'a'!s:^{5}}|", f"{1.23456789:.{3}f}", f"{12345678:_}", f"{0xff:b}"
""")


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return f"({self.x:{spec or 'd'}}, {self.y:{spec or 'd'}})"

    def __repr__(self):
        return "Point()"

    def __getitem__(self, key):
        return f"item {key!r}"


class Missing(dict):
    def __missing__(self, key):
        return "<" + key + ">"


class BadFormat:
    def __format__(self, spec):
        return 5


p = Point(3, 4)
print(f"{p} {p:>4} {p!r:>10}", "{} {:03d} {!s} {!r}".format(p, p, p, p), format(p), format(p, "x"), "{0.x} {0[key]} {0[1]}".format(p))
print("{a} {b}".format_map(Missing(a=1)), "%(a)s %(b)s" % Missing(a=1))
show(r"""
format(BadFormat())
f"{BadFormat()}"
"{}".format(BadFormat())
f"{object():5}"
""")
for value in (0.0, 1.0, 0.1, 123456.789, 1e-7, 1e21, -2.5, 5e-324, 0.5, 99.995):
    print([format(value, f"{align}{sign}{width}{precision}{kind}") for align in ("", "^") for sign in ("", "+") for width in ("", "012") for precision in ("", ".0", ".3", ".12") for kind in ("", "e", "f", "g", "%")])
for value in (0, 1, -1, 255, -4096, 10**12):
    print([format(value, f"{align}{alt}{width}{group}{kind}") for align in ("", "<", "=+") for alt in ("", "#") for width in ("", "14", "014") for group in ("", "_") for kind in ("", "d", "x", "b", "o")])
