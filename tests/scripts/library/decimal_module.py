"""decimal: arithmetic, rounding, texts, formats, contexts, errors."""

import decimal
import math
import pickle
from decimal import *
from fractions import Fraction

TEXTS = ["0", "1", "-1", "3.14", "0.1", "1E+3", "1.50", "-0", "123456789.123456789123456789", "1e-10", "99.995", "2.5", "-7.25", "1000", "Infinity", "0.000001", "0.0000001", "12E-7", "5E2"]
VALUES = [Decimal(t) for t in TEXTS]
for a in VALUES:
    print(repr(a), a, a.as_tuple(), a.adjusted(), bool(a), a.normalize(), a.to_eng_string(), -a, +a, abs(a), a.is_finite(), a.is_signed(), a.is_zero())
    for b in VALUES[:12]:
        line = [a == b, a < b]
        for op in ("+", "-", "*", "/", "//", "%"):
            try:
                line.append(str(eval(f"a {op} b")))
            except Exception as e:
                line.append(f"{type(e).__name__} {e}")
        print(" ", *line)
    for spec in ["", ".2f", ".0f", "10.3f", "+.1f", "e", ".3e", ",", ",.2f", "g", ".3g", "%", ".1%", "<12", "^12.1f", "012.2f", "*>10"]:
        print("   ", spec, repr(format(a, spec)), end="")
    print()
    for name in ("ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"):
        try:
            print("  ", name, a.quantize(Decimal("0.01"), name), a.to_integral_value(name), end="")
        except Exception as e:
            print("  ", name, type(e).__name__, e, end="")
    print()
    try:
        print(int(a), float(a), round(a), round(a, 1), math.floor(a), math.ceil(a), hash(a) == hash(int(a)) if a == int(a) else None, a.as_integer_ratio(), a.sqrt() if a >= 0 else None)
    except Exception as e:
        print(type(e).__name__, e)
print(Decimal(1) / 3, Decimal(2) ** 10, Decimal(2) ** -2, Decimal("1.1") ** 5, Decimal(2).sqrt(), Decimal(10).ln(), Decimal(1).exp(), Decimal(1000).log10(), Decimal(2).log10(), Decimal(2) ** Decimal("0.5"), Decimal("1.5") ** 100, Decimal(-2) ** 3)
print(sum([Decimal("0.1")] * 10), Decimal("0.1") + Decimal("0.2") == Decimal("0.3"), Decimal(0.1), Decimal.from_float(0.5), Decimal((1, (1, 2, 3), -2)), Decimal(10 ** 30), Decimal(True), Decimal(" 1_000.5 "), max(Decimal(1), Decimal(2)), sorted([Decimal(3), 1, 2.5]), Decimal(1) == 1, Decimal("0.5") == 0.5, Decimal("0.5") == Fraction(1, 2), Decimal(1) < 1.5, 3 - Decimal(1), 10 / Decimal(4), 7 // Decimal(2), 7 % Decimal(4), divmod(Decimal(7), 2), pickle.loads(pickle.dumps(Decimal("1.20"))))
with localcontext() as ctx:
    ctx.prec = 5
    print(Decimal(1) / 3, Decimal("123456.789") + 0, +Decimal("1.234565"), ctx.prec, ctx.flags[Inexact])
    ctx.rounding = ROUND_UP
    print(Decimal(1) / 3)
with localcontext(prec=3) as ctx:
    print(Decimal(2) / 3)
print(getcontext().prec, Decimal(1) / 3, getcontext().flags[FloatOperation], getcontext().flags[Inexact])
setcontext(Context(prec=10, traps=[]))
print(Decimal(1) / 0, Decimal(0) / 0, Decimal(-1).sqrt(), Decimal("x"), getcontext().flags[DivisionByZero])
setcontext(Context())
for case in ["Decimal('x')", "Decimal(1) / 0", "Decimal(0) / 0", "Decimal(1) % 0", "Decimal(-1).sqrt()", "Decimal(None)", "Decimal('1e999999') * 10", "int(Decimal('NaN'))", "int(Decimal('Infinity'))", "Decimal('NaN') < 1", "Decimal('NaN') == 1", "Decimal('NaN') + 1", "Decimal('sNaN') + 1", "Decimal('Infinity') - Decimal('Infinity')", "Decimal(-1).ln()", "Decimal(0).ln()", "Decimal(10).quantize(Decimal('1e-30'))", "Context(prec=0)", "Context(rounding='x')", "format(Decimal(1), 'q')", "Decimal(0) ** 0", "issubclass(DivisionByZero, ZeroDivisionError)", "isinstance(Decimal(1), __import__('numbers').Number)", "Decimal('NaN').is_nan()", "Decimal('-inf')", "Decimal('1').compare(Decimal(2))", "Decimal(5).max(7)", "Decimal('1.5').copy_sign(-1)", "Decimal(2).fma(3, 4)", "Decimal('1.23').same_quantum(Decimal('0.01'))", "ExtendedContext.divide(1, 3)", "Context(prec=4).create_decimal('3.14159')"]:
    try:
        print(case, "->", repr(eval(case)))
    except Exception as e:
        print(case, "->", type(e).__name__, e)
