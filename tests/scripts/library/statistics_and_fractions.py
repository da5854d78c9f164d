"""statistics, fractions, numbers, calendar."""

import calendar
import fractions
import math
import numbers
import statistics
from fractions import Fraction as F

DATA = [[1, 2, 3, 4], [1.5, 2.5, 2.75], [F(1, 2), F(1, 3)], [3], [1, 2, 2, 3, 3], [10 ** 20, 1, -10 ** 20], [0.1] * 10, [True, False, 2], [5, 1.0, F(1, 2)]]
for data in DATA:
    for name in ["mean", "fmean", "median", "median_low", "median_high", "mode", "multimode", "stdev", "pstdev", "variance", "pvariance", "geometric_mean", "harmonic_mean", "quantiles"]:
        try:
            print(name, data, repr(getattr(statistics, name)(data)))
        except Exception as e:
            print(name, data, type(e).__name__, e)
for name in ["mean", "median", "mode", "stdev", "fmean", "quantiles", "multimode"]:
    try:
        print(name, getattr(statistics, name)([]))
    except Exception as e:
        print(name, type(e).__name__, e)
print(statistics.quantiles(range(20), n=10), statistics.quantiles([1, 2, 3, 4], n=4, method="inclusive"), statistics.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]), statistics.correlation([1, 2, 3], [4, 5, 7]), statistics.covariance([1, 2, 3], [4, 5, 7]), statistics.linear_regression([1, 2, 3], [2, 4, 7]), statistics.fmean([1, 2], [3, 1]))
n = statistics.NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, round(n.cdf(115), 12), round(n.pdf(100), 12), n.zscore(130), n + 5, n * 2, n == statistics.NormalDist(100, 15), statistics.NormalDist.from_samples([1, 2, 3]))

VALUES = [F(1, 2), F(-3, 4), F(6, 3), F(0), F("1.25"), F(" -7/3 "), F("1e-2"), F(0.5), F(7)]
for a in VALUES:
    print(repr(a), a, float(a), int(a), math.floor(a), math.ceil(a), round(a), round(a, 1), abs(a), -a, hash(a) == hash(float(a)) or a.denominator == 3, bool(a), a.numerator, a.denominator, a.limit_denominator(3), a.as_integer_ratio())
    for b in VALUES[:4]:
        line = [a + b, a - b, a * b, a == b, a < b, a >= b]
        for op in ("/", "//", "%", "**"):
            try:
                line.append(eval(f"a {op} b"))
            except Exception as e:
                line.append(f"{type(e).__name__} {e}")
        print(*line)
print(F(1, 3) + 1, 2 * F(1, 3), F(1, 3) + 0.5, 1 - F(1, 3), F(1, 3) == 1 / 3, F(1, 2) == 0.5, 3 / F(1, 2), 2 ** F(2), F(3, 2) ** 2, F(2) ** -2, F(1, 3) < 0.4, divmod(F(7, 2), 2), F(math.pi).limit_denominator(1000), sum([F(1, 3)] * 3), max(F(1, 3), F(1, 2)), isinstance(F(1), numbers.Rational), isinstance(3, numbers.Integral), isinstance(3.0, numbers.Real), isinstance(1j, numbers.Complex), isinstance("a", numbers.Number), complex(F(1, 2)))
for case in ["F(1, 0)", "F('x')", "F('1/0')", "F(1.5, 2)", "F(None)", "F('1/2/3')", "F(float('nan'))", "F(1, 2) + 'a'", "F(1, 2) / 0", "F(1).limit_denominator(0)", "F.from_float(3)", "F.from_float(0.25)"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
print(calendar.isleap(2024), calendar.leapdays(2000, 2024), calendar.monthrange(2024, 2), calendar.weekday(2024, 1, 1), calendar.monthcalendar(2023, 5), calendar.month(2024, 2), calendar.timegm((2024, 1, 1, 0, 0, 0)), list(calendar.month_name), list(calendar.day_abbr), calendar.weekheader(3))
print(calendar.calendar(2023))
print(list(calendar.Calendar(6).itermonthdates(2024, 2))[:3], calendar.TextCalendar(6).formatmonth(2024, 9), calendar.firstweekday())
try:
    calendar.monthrange(2024, 13)
except Exception as e:
    print(type(e).__name__, e)
