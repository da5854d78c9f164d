"""Integers: operators on small and big ones, their errors, conversions, methods."""


def show(cases):
    for case in cases.strip().splitlines():
        try:
            result = repr(eval(case))
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(case, "=>", result)


show(r"""
7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3
divmod(7, -2), divmod(-7, 2), divmod(10**30, -7), divmod(-10**30, 10**15 + 1)
2**62, 2**63, -2**63, 2**63 - 1, -2**63 - 1, 2**64, 2**63 + 2**63
9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775808)
abs(-9223372036854775808), -9223372036854775808 // -1, 9223372036854775808 - 1
3037000500 * 3037000500, 4294967296 * 4294967296, (2**100 - 1) * (2**100 + 1), (-2)**101
10**30 // 10**15, 10**30 % 7, -10**30 // 7, -10**30 % 7, 10**30 // -7, 10**30 % -7
(10**50 + 1) - 10**50, 10**20 - 10**20, 10**20 + -10**20 + 5
12345678901234567890123456789 * 98765432109876543210987654321
(7**500) // (3**400), (7**500) % (3**400), (7**5000) // (3**4000) % 10**20
str(3**500), len(str(7**4000)), str(-2**70), repr(10**18), repr(-10**19)
1 << 70, 1 << 63, -1 << 63, 1 << 62, -1 << 64, 5 << 0, 0 << 10**10, (1 << 100) >> 98, -5 >> 1, -1 >> 100, 5 >> 100, (-1 << 100) >> 99, (-(1 << 100) - 1) >> 99
2**70 & 2**70 - 1, 2**70 | 1, 2**70 ^ 2**69, -2**70 & 2**71 - 1, -2**70 | 5, -2**70 ^ 5, ~2**70, ~-2**70, -2**70 & -3, -1 & 2**80, (-2**64) | (2**64 - 1), -5 ^ 2**66
True + True, True & False, True | 2, True ^ True, ~True, -True, +True, True << 3, True * 3.5, False ** 0, True / 2, True // True, True & True
2**10, 2**0, 0**0, (-2)**3, 2**-1, (-2)**-2, 10**-3, 7**77, (-1)**10**20, 1**10**20, 0**10**20
pow(3, 100, 7), pow(3, 100, -7), pow(-3, 5, 7), pow(3, -1, 7), pow(2, 10**20, 10**9 + 7), pow(10**30, 10**5, 10**18 + 9), pow(5, 0, 1), pow(3, -5, 10**20 + 39)
1 / 3, 10**400 / 10**399, 1 / 10**400, (2**53 + 1) / 1, (2**54 + 3) / 2, 10**23 / 1, -10**30 / 3, 2**1100 / 2**80, (2**1024 - 2**970) / 1, 1 / 2**1074, 3 / 2**1075, 1 / 2**1076
1 // 0
1 % 0
1 / 0
divmod(1, 0)
10**30 // 0
0 ** -1
1 << -1
1 >> -1
1 << (1 << 70)
pow(2, 3, 0)
pow(2, -1, 4)
pow(2.0, 1, 3)
pow(2, 1, 3.0)
10**400 / 3
10**400 * 1.0
float(10**400)
1 + None
1 < None
1 @ 2
int(float("inf"))
int(float("nan"))
int("abc")
int("12", 1)
int("9", 8)
int(None)
int([])
int(1.5, 10)
int("1" * 5000)
str(10**5000)
int("1_0"), int(" 42 "), int("-0x1f", 16), int("0b101", 0), int("0o17", 0), int("z", 36), int("１２"), int("٤٢"), int("+7"), int("1_000_000"), int("0_0"), int("00", 0)
int("1__0")
int("_1")
int("1_")
int("012", 0)
int("0x", 16)
int("")
int("- 1")
int("1 2")
int(b"12"), int(bytearray(b"12"), 3), int(3.99), int(-3.99), int(True), int(1e20), int(-1e300) == -int(1e300), int("9" * 30), int("f" * 30, 16), int("1" * 200, 2), int("7" * 50, 8)
int(b"1x")
int("é")
int("a'b")
int("1", base=10)
int(base=10)
(255).bit_length(), (256).bit_length(), (0).bit_length(), (-1).bit_length(), (2**100).bit_length(), (-2**100).bit_length()
(255).bit_count(), (-255).bit_count(), (2**100 - 1).bit_count()
(1024).to_bytes(2, "big"), (1024).to_bytes(10, "little"), (-1024).to_bytes(10, "big", signed=True), (2**100).to_bytes(13, "big"), (0).to_bytes(1, "big"), (5).to_bytes(), (-128).to_bytes(1, "big", signed=True), (127).to_bytes(1, "big", signed=True)
(300).to_bytes(1, "big")
(-1).to_bytes(1, "big")
(128).to_bytes(1, "big", signed=True)
(-129).to_bytes(1, "big", signed=True)
(1).to_bytes(-1, "big")
(1).to_bytes(1, "x")
int.from_bytes(b"\x00\x10", "big"), int.from_bytes(b"\x00\x10", "little"), int.from_bytes(b"\xfc\x00", "big", signed=True), int.from_bytes([255, 0, 0], "big"), int.from_bytes(b"", "big"), int.from_bytes(b"\xff" * 20, "big"), int.from_bytes(b"\xff" * 20, "little", signed=True), int.from_bytes(b"\x80" + b"\0" * 15, "big", signed=True)
int.from_bytes("ab", "big")
(10).as_integer_ratio(), (7).conjugate(), (7).real, (7).imag, (7).numerator, (7).denominator, (2**70).real
(1234).__round__(-2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, -1), round(15, -1), round(25, -1), round(10**30 + 5, -1), round(7, 3), round(7), round(5, -3), round(-5, -10)
round(5, 1.5)
hash(5), hash(-1), hash(-2), hash(2**61 - 1), hash(2**61), hash(-2**61), hash(10**30), hash(-10**30), hash(True), hash(2**64), hash(2**63), hash(-2**63)
1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 10**400 > 1e308, -10**400 < float("-inf"), 10**22 == 1e22, 10**23 == 1e23, 2**70 < 2.0**70, 2**70 <= 2.0**70, 1 < 1.5, 2 > 1.5, -1 > -1.5, 2**63 == 2.0**63, 2**63 - 1 < 2.0**63, -2**63 == -2.0**63, 10**30 < float("nan"), 10**30 != float("nan"), 0 == -0.0
3 < 10**30, 10**30 < 10**31, -10**31 < -10**30, 10**30 == 10**30, 10**30 != 10**30 + 1, max(10**30, 10**29), sorted([10**20, -10**20, 5, 0])
5 .__add__(2.0), (5).__radd__(3), (5).__eq__(5.0), (5).__lt__("a"), (5).__pow__(2), (5).__rpow__(2), (5).__divmod__(3), (5).__bool__(), (0).__bool__(), (5).__index__(), (5).__float__(), (5).__neg__(), (5).__rsub__(1)
isinstance(True, int), issubclass(bool, int), type(True + 1), bool(0), bool(10**30), bool(""), bool([0]), bool()
bool(1, 2)
int(1, 2, 3)
bin(10), bin(-10), bin(2**70), oct(8), oct(-2**65), hex(255), hex(-2**70), hex(0)
bin(1.5)
[i for i in range(5)][True], "ab"[True], (1, 2)[False]
int("0b1", 2), int("0B1", 0), int("0XfF", 0), int("-0b1", 0)
sum([10**20, 1, -10**20]), sum(range(100)), min(-10**20, 3)
divmod(-5, 3), divmod(5, -3), (-5) // 3, (-5) % 3, 5.5 // 2, -5.5 // 2, 5.5 % -2
""")


class Index:
    def __index__(self):
        return 7


class Int:
    def __int__(self):
        return 2**70


class Bad:
    def __int__(self):
        return "x"


class Trunc:
    def __trunc__(self):
        return 12


class My(int):
    def __repr__(self):
        return f"My({int(self)})"

    def __add__(self, other):
        return My(int(self) + int(other))


show(r"""
int(Index()), int(Int()), [0, 1, 2, 3, 4, 5, 6, 7][Index()], hex(Index()), 1 << My(3)
int(Bad())
My(5), My(5) + 2, My(2**80) + 1, My("12"), My(5) == 5, hash(My(5)) == hash(5), My(5) * 2, -My(5), My(5) > 3, str(My(3)), f"{My(3)}", f"{My(30):x}", "%d" % My(4), int(My(2**70)), type(int(My(3))), My(3).bit_length(), My.from_bytes(b"\1\2", "big"), {My(3): 1}[3], [1, 2, 3, 4][My(1)], bool(My(0)), My(3).__class__.__name__, My(10) // 3, 3 - My(1), 2 ** My(3)
int.__new__(My, 9), int.__add__(My(2), 3), int.__repr__(My(4))
""")
m = My(11)
m.note = "kept"
print(m.note, m.__dict__, m + 1)
big = 1
for i in range(1, 200):
    big = big * i + (-1) ** i
print(big, -big // 12345678901234567891, -big % 12345678901234567891, big & (1 << 200) - 1)
a, b = 1, 1
for i in range(600):
    a, b = b, a + b
print(b)
