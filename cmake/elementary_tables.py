"""Makes the tables of engine/vm/number_*.cpp's elementary functions, with integers as fixed-point numbers.

usage: python3 cmake/elementary_tables.py [FOLDER]     (default: engine/vm)

Every number is computed to some hundred bits from its textbook series and then cut into two doubles whose sum is
within 2**-106 of it ("pair"), so nothing here comes from another mathematical library.
"""
import pathlib
import sys
from fractions import Fraction

BITS = 3600  # enough for two over pi under the largest double, and for 1 - erf(32), where 2800 cancel
ONE = 1 << BITS


def divided(a, b):
    return (a << BITS) // b


def times(a, b):
    return a * b >> BITS


def fixed(fraction):
    fraction = Fraction(fraction)
    return (fraction.numerator << BITS) // fraction.denominator


def atan_inverse(n):
    """atan(1 / n) for an integer or a fraction n > 1, by Taylor's series."""
    x = fixed(1 / Fraction(n))
    square, power, total, k = times(x, x), x, 0, 0
    while power:
        total += (power if k % 2 == 0 else -power) // (2 * k + 1)
        power, k = times(power, square), k + 1
    return total


PI = 4 * (4 * atan_inverse(5) - atan_inverse(239))  # Machin's formula


def exp_small(x):
    """exp(x) of a fixed-point |x| of some units, by Taylor's series."""
    term, total, k = ONE, 0, 0
    while term > 1 or term < -1:
        total += term
        k += 1
        term = times(term, x) // k
    return total


def log_near_one(fraction):
    """log(fraction) = 2 atanh((f - 1) / (f + 1)), for fractions from 1/2 to 2."""
    z = fixed((Fraction(fraction) - 1) / (Fraction(fraction) + 1))
    square, power, total, k = times(z, z), z, 0, 1
    while power > 1 or power < -1:
        total += power // k
        power, k = times(power, square), k + 2
    return 2 * total


LOG2 = log_near_one(2)
LOG10 = 3 * LOG2 + log_near_one(Fraction(10, 8))


def sin_cos(x):
    sine, cosine, term, k = 0, 0, ONE, 0
    while term:
        if k % 2 == 0:
            cosine += term if k % 4 == 0 else -term
        else:
            sine += term if k % 4 == 1 else -term
        k += 1
        term = times(term, x) // k
    return sine, cosine


def square_root(x):
    from math import isqrt
    return isqrt(x << BITS)


TWO_OVER_ROOT_PI = divided(2 * ONE, square_root(PI))


def erf(x):
    """2/sqrt(pi) exp(-x*x) * sum of 2^n x^(2n+1) / (2n+1)!!, all of whose terms are positive."""
    f = fixed(x)
    square = times(f, f)
    term, total, n = f, 0, 0
    while term:
        total += term
        n += 1
        term = 2 * times(term, square) // (2 * n + 1)
    return times(times(TWO_OVER_ROOT_PI, total), divided(ONE, exp_small(square)))


def scaled_erfc_series(centre, count):
    """Taylor's coefficients of w(x) = exp(x*x) erfc(x), from w' = 2 x w - 2/sqrt(pi)."""
    c = fixed(centre)
    w = [times(exp_small(times(c, c)), ONE - erf(centre))]
    w.append(2 * times(c, w[0]) - TWO_OVER_ROOT_PI)
    for n in range(1, count - 1):
        w.append((2 * times(c, w[n]) + 2 * w[n - 1]) // (n + 1))
    return w[:count]


def number(x):
    return float(x).hex()


def pair(x):
    """The double nearest to a fixed-point number, and the double nearest to what is left."""
    exact = Fraction(x, ONE)
    high = float(exact)
    return f"{{{number(high)}, {number(float(exact - Fraction(high)))}}}"


def short(x, bits):
    """A fixed-point number cut to so many significant bits."""
    drop = max(x.bit_length() - bits, 0)
    return x >> drop << drop


def words(name, x, *sizes):
    """x as a sum of doubles, of which all but the last have so few bits."""
    text = []
    for size in sizes:
        part = short(x, size)
        text.append(number(float(Fraction(part, ONE))))
        x -= part
    text.append(number(float(Fraction(x, ONE))))
    return f"constexpr double {name}[{len(text)}] = {{{', '.join(text)}}};"


def constant(name, x):
    return f"constexpr DoubleDouble {name} = {pair(x)};"


def inverse(name, x):
    return f"constexpr double {name} = {number(float(Fraction(x, ONE)))};"


def table(name, rows, kind="DoubleDouble"):
    lines = "".join(f"    {row},\n" for row in rows)
    return f"constexpr {kind} {name}[{len(rows)}] = {{\n{lines}}};"


def coefficients(name, values):
    return table(name, [number(v) for v in values], "double")


def exponential():
    step = LOG2 // 4096
    yield words("kStep", step, 30, 30)
    yield inverse("kStepsPerUnit", divided(ONE, step))
    yield constant("kLog2", LOG2)
    yield constant("kSixth", ONE // 6)
    yield table("kCoarse", [pair(exp_small(64 * step * i)) for i in range(64)])
    yield table("kFine", [pair(exp_small(step * i)) for i in range(64)])


def logarithm():
    coarse, fine = [], []
    for i in range(128):
        # The middle of the mantissas whose first bits are i; those from about the root of two on are halved.
        middle = 1 + Fraction(2 * i + 1, 256)
        if i > 52:
            middle /= 2
        c = Fraction(round(512 / middle), 512) if i not in (0, 127) else Fraction(1)
        coarse.append(f"{{{number(c)}, {pair(-log_near_one(c))}}}")
    for j in range(-64, 65):
        c = Fraction(round(65536 / (1 + Fraction(j, 8192))), 65536)
        fine.append(f"{{{number(c)}, {pair(-log_near_one(c))}}}")
    yield words("kLog2Words", LOG2, 40, 40)
    yield constant("kThird", ONE // 3)
    yield constant("kPerLog2", divided(ONE, LOG2))
    yield constant("kPerLog10", divided(ONE, LOG10))
    yield table("kCoarse", coarse, "Factor")
    yield table("kFine", fine, "Factor")


def trigonometric():
    step = PI // 256
    yield words("kStep", step, 30, 30, 30)
    yield constant("kStepPair", step)
    yield inverse("kStepsPerUnit", divided(ONE, step))
    yield constant("kSixth", ONE // 6)
    yield constant("kOf120", ONE // 120)
    yield constant("kOf24", ONE // 24)
    yield table("kSine", [pair(sin_cos(step * i)[0]) for i in range(129)])
    two_over_pi = divided(2 * ONE, PI)
    bits = [(two_over_pi >> (BITS - 64 * (i + 1))) & (2**64 - 1) for i in range(20)]
    # A word of zeros before the point serves the arguments below one.
    rows = [", ".join(f"0x{w:016x}" for w in ([0] + bits)[i:i + 3]) for i in range(0, 21, 3)]
    yield table("kTwoOverPi", rows, "std::uint64_t").replace("[7]", "[21]")


def arctangent():
    angles, total = [0], 0
    for i in range(1, 129):
        # atan(i/128) - atan((i-1)/128) = atan((1/128) / (1 + i (i-1) / 128^2))
        total += atan_inverse(128 + Fraction(i * (i - 1), 128))
        angles.append(total)
    yield constant("kPi", PI)
    yield constant("kHalfPi", PI // 2)
    yield constant("kThird", ONE // 3)
    yield constant("kFifth", ONE // 5)
    yield table("kArctangent", [pair(x) for x in angles])


ERF_PAIRS, ERF_TERMS = 11, 20
ERFC_PAIRS, ERFC_TERMS = 13, 26


def error_function():
    factorial = [1]
    for n in range(1, ERF_TERMS):
        factorial.append(factorial[-1] * n)
    series = [TWO_OVER_ROOT_PI * (-1) ** n // (factorial[n] * (2 * n + 1)) for n in range(ERF_TERMS)]
    yield table("kErfHead", [pair(x) for x in series[:ERF_PAIRS]])
    yield coefficients("kErfTail", [Fraction(x, ONE) for x in series[ERF_PAIRS:]])
    # Eight intervals in each octave from 1/2 to 32, each with its series around the middle.
    rows = []
    for octave in range(-1, 5):
        for i in range(8):
            centre = Fraction(2) ** octave * (1 + Fraction(2 * i + 1, 16))
            series = scaled_erfc_series(centre, ERFC_TERMS)
            head = ", ".join(pair(x) for x in series[:ERFC_PAIRS])
            tail = ", ".join(number(Fraction(x, ONE)) for x in series[ERFC_PAIRS:])
            rows.append(f"{{{number(centre)},\n     {{{head}}},\n     {{{tail}}}}}")
    yield f"constexpr int kErfcPairs = {ERFC_PAIRS}, kErfcTail = {ERFC_TERMS - ERFC_PAIRS};"
    yield ("struct ErfcSeries {\n  double centre;\n  DoubleDouble head[kErfcPairs];\n"
           "  double tail[kErfcTail];\n};")
    yield table("kErfc", rows, "ErfcSeries")


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "engine/vm")
    for part in (exponential, logarithm, trigonometric, arctangent, error_function):
        text = "// Generated by cmake/elementary_tables.py. Do not edit.\n" + "\n".join(part()) + "\n"
        (folder / f"number_{part.__name__}.inc").write_text(text)


main()
