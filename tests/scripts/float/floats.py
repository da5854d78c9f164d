"""Floats and complex numbers: operators, text, rounding, methods, their errors."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


show(r"""
0.1 + 0.2, 1 / 3, 1e16, 1e15, 123456789012345678.0, 1e22, 1e23, 1e-4, 1e-5, 0.0001, 12345.678e-10, 5e-324, 1.7976931348623157e308, 1e308 * 10, -1e308 * 10, 2.5e-310
-0.0, 0.0, 100.0, 1e100, 1.0, 1234567890.0, 9007199254740993.0, 1e16 + 1, 0.1, 3.14, 1e-7
str(1.0), repr(1.5), f"{2.0}", str(1e300), str(float("inf")), str(-float("inf")), str(float("nan"))
7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), divmod(7.5, -2), 1e300 // 1e-10, 5 % 3.0, -0.0 % 5, 0.0 // -5, 1 // 0.1, 1 % 0.1, divmod(1, 0.1)
2.0**0.5, 2**0.5, 2.0**-1, (-8.0)**3, (-8.0)**-3, 0.0**0, (-1.0)**1e300, 10.0**308, float("inf")**0, float("nan")**0, 1.0**float("nan"), 2.0**float("-inf"), 0.5**float("inf"), (-2.0)**float("inf"), (-0.0)**3, (-0.0)**2, float("-inf")**3, float("-inf")**-3, float("-inf")**2
(-8) ** (1/3), (-2.0) ** 0.5
1.0 / 0
1.0 // 0
1.0 % 0
divmod(1.0, 0)
0.0 ** -1
2.0 ** 10000
1.5 << 2
~1.5
1.5 & 1
1.5 < "a"
float("abc")
float("")
float([])
float(None)
float(b"1x")
float("1_000.5"), float(" 1.5 "), float("1e5"), float("-.5"), float("5."), float("+1.5E-3"), float("inf"), float("-Infinity"), float("nan"), float("１.５"), float(b"2.5"), float(bytearray(b"3")), float(True), float(10**20), float("1e400"), float("1e-400"), float("0x10") if False else 0, float("123456789012345678901234567890"), float("2.2250738585072011e-308"), float("9007199254740993"), float("0.500000000000000166533453693773481063544750213623046875")
float("1__0")
float("0x10")
float("1e")
float("--1")
float("1 2")
float(1, 2)
int(2.9), int(-2.9), round(2.5), round(3.5), round(-2.5), round(-0.5), round(0.5), round(1.5), round(2.4), round(2.6), round(1e20), round(2.675, 2), round(1.005, 2), round(123.456, -2), round(5.015, 2), round(1e300, 5), round(0.1, 20), round(1234.5678, 2), round(-1.55, 1), round(2.5, 0), round(1e-10, 5), round(150.0, -2), round(250.0, -2), round(5e15 + 0.5, 0), round(1.25, 1), round(1.35, 1), round(1e16, -16), round(56294995342131.5, 3)
round(float("inf"))
round(float("nan"))
round(float("inf"), 2), round(float("nan"), 2), round(1.5, None), round(-0.4), round(-0.04, 1), round(1.7976931348623157e308, 300)
round(1.7976931348623157e308, -308)
round(1.5, "a")
(2.5).__round__(1.5)
(0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-2.5).as_integer_ratio(), (0.0).as_integer_ratio(), (1e300).as_integer_ratio(), (5e-324).as_integer_ratio()[0]
float("inf").as_integer_ratio()
float("nan").as_integer_ratio()
(1.0).is_integer(), (1.5).is_integer(), float("inf").is_integer(), (1e300).is_integer(), (-0.0).is_integer()
(1.0).hex(), (0.1).hex(), (-2.5).hex(), (0.0).hex(), (-0.0).hex(), (5e-324).hex(), (1e300).hex(), float("inf").hex(), float("nan").hex()
float.fromhex("0x1.8p3"), float.fromhex("1.8p3"), float.fromhex("-0x.8p-2"), float.fromhex("0x1p-1074"), float.fromhex("0x1.fffffffffffff8p0"), float.fromhex("inf"), float.fromhex("-nan"), float.fromhex("ff"), float.fromhex(" 0x10 "), float.fromhex("0x1p-2000"), float.fromhex("0x0.0000000000000000000001p80"), float.fromhex("0x1.0000000000000801p0")
float.fromhex("xyz")
float.fromhex("0x1p5000")
float.fromhex("0x1p")
hash(1.5), hash(1.0), hash(-1.0), hash(1e300), hash(float("inf")), hash(float("-inf")), hash(0.1), hash(-0.0), hash(2.0**61), hash(1e-300), hash(5e-324), hash(0.5), hash(-1.5), hash(1e18)
(1.5).real, (1.5).imag, (1.5).conjugate(), (1.5).__trunc__(), (1.5).__floor__(), (1.5).__ceil__(), (-1.5).__floor__(), (-1.5).__ceil__(), (1e20).__floor__(), (5.5).__divmod__(2), (5.5).__int__(), (0.0).__bool__(), (1.5).__add__("a"), (1.5).__eq__(1), (2.0).__rpow__(3), (5.5).__rdivmod__(2)
float("nan") == float("nan"), float("nan") != float("nan"), float("nan") < 1, float("inf") > 10**400, float("-inf") < -10**400, 1.5 == 1.5, 0.1 + 0.2 == 0.3, 0.0 == -0.0, 1.5 in [1.5], max(1, 2.5), min(1.0, 1), sorted([3.5, 1, 2.25, -1.5])
1j, 1 + 2j, -1j, 1 - 2j, complex(1.5, -0.0), complex(-0.0, 1), complex(0, -1), 1e20 + 1j, complex(float("inf"), float("nan")), complex(1, 1e-7), 3 + 0j, -(1 + 2j), +(1j), complex()
(1 + 2j) + 1, (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 4j), (1 + 2j) - 0.5, 2 ** (1j), (1 + 2j) ** 2, (1 + 2j) ** -2, (1 + 2j) ** 0, 1j ** 2, (2 + 1j) ** 5, abs(3 + 4j), (1 + 2j).conjugate(), (1 + 2j).real, (1 + 2j).imag, 1 / 1j, 0j ** 0, 0j ** 2, (1 + 2j) == (1 + 2j), 1 + 0j == 1, 1j != 1, bool(0j), bool(1j), hash(1j), hash(1 + 2j), hash(3 + 0j) == hash(3), 5 == 5 + 0j
1j / 0
0j ** -1
1j // 1
1j % 1
1j < 1j
1.0 < 1j
divmod(1j, 1)
int(1j)
float(1j)
complex("1+2j"), complex("1"), complex("j"), complex("-j"), complex(" (1.5-2e3j) "), complex("infj"), complex("nan+infj"), complex("1e5"), complex(1, 2), complex(1j, 2), complex(1, 2j), complex(1j, 1j), complex(True), complex(2**60), complex("-1-1j"), complex("1_0j")
complex("abc")
complex("1+")
complex("1 + 2j")
complex("")
complex("1", 2)
complex(1, "2")
complex([])
complex(1, [])
complex(real=1, imag=2), complex(imag=1), complex(1.5).__complex__()
1e5 == 100000, 1_000.5, .5, 5., 0xff, 1e+10, 1E-10, 0.1e1, 1e0
sum([0.5, 1, 2]), sum([1e308, 1e308, -1e308]), sum([1j, 2.5])
3.7 // 1, -3.7 // 1, 3.7 % 1, int(3.7 * 100), 0.1 * 3, 1.1 * 1.1, 1.1 + 2.2, 100 * 1.1, 4.35 * 100, 1.15.__mul__(100)
""")


class My(float):
    pass


class Floatish:
    def __float__(self):
        return 2.5


class Wrong:
    def __float__(self):
        return "x"


class Cx:
    def __complex__(self):
        return 1 + 2j


m = My(1.5)
m.note = 1
print(m, m + 1, type(m + 1), m.note, m == 1.5, hash(m) == hash(1.5), f"{m:.3f}", "%.2f" % m, round(m), int(m), -m, My("2.5"), m.hex(), My.fromhex("0x1p1"))
show(r"""
float(Floatish()), complex(Floatish()), complex(Cx()), round(Floatish().__float__(), 1)
float(Wrong())
complex(Wrong())
""")
x = 0.0
for i in range(1000):
    x += 0.1 * i / 7
print(x, x * x, x / 3, repr(x ** 0.5))
values = []
seed = 12345
for i in range(300):
    seed = (seed * 1103515245 + 12345) % 2**31
    values.append((seed / 2**31 - 0.5) * 10.0 ** (seed % 40 - 20))
print(values)
print([round(v, i % 12) for i, v in enumerate(values)])
print([float(repr(v)) == v for v in values].count(False), [int(v) for v in values])
