"""time: clocks, sleep and the calendar. The simulated computer's time zone is UTC."""

from _machine import sleep
from _time import (monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time, process_time_ns,
                   thread_time, thread_time_ns, time, time_ns)

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")
CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_THREAD_CPUTIME_ID = 3

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)

_CLOCKS = {0: time, 1: monotonic, 2: process_time, 3: thread_time}


def clock_gettime(clock):
    return _CLOCKS[clock]()


def clock_gettime_ns(clock):
    return int(_CLOCKS[clock]() * 1e9)


class struct_time(tuple):
    __slots__ = ()
    n_fields = 11
    n_sequence_fields = 9
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __new__(cls, sequence):
        return tuple.__new__(cls, tuple(sequence)[:9])

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])

    def __repr__(self):
        return ("time.struct_time(tm_year=%d, tm_mon=%d, tm_mday=%d, tm_hour=%d, tm_min=%d, tm_sec=%d, "
                "tm_wday=%d, tm_yday=%d, tm_isdst=%d)" % tuple(self))


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year, month, day):
    y = year - 1
    days = y * 365 + y // 4 - y // 100 + y // 400 - 719162
    return days + _BEFORE[month - 1] + (month > 2 and _is_leap(year)) + day - 1


def gmtime(seconds=None):
    t = int(time() if seconds is None else seconds // 1)
    days, rest = divmod(t, 86400)
    year = 1970 + days // 366
    while _days_before(year + 1, 1, 1) <= days:
        year += 1
    yday = days - _days_before(year, 1, 1)
    month = 12
    while _days_before(year, month, 1) > days:
        month -= 1
    mday = days - _days_before(year, month, 1) + 1
    return struct_time((year, month, mday, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, yday + 1, 0))


localtime = gmtime


def mktime(t):
    return float(_days_before(t[0], t[1], t[2]) * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def asctime(t=None):
    t = localtime() if t is None else t
    return "%s %s %2d %02d:%02d:%02d %d" % (_DAYS[t[6]][:3], _MONTHS[t[1] - 1][:3], t[2], t[3], t[4], t[5], t[0])


def ctime(seconds=None):
    return asctime(localtime(seconds))


def _iso_week(t):
    day = t[7] - 1
    week = (day - t[6] + 10) // 7
    if week < 1:
        return t[0] - 1, 53 if _weeks(t[0] - 1) == 53 else 52
    if week == 53 and _weeks(t[0]) == 52:
        return t[0] + 1, 1
    return t[0], week


def _weeks(year):
    first = (_days_before(year, 1, 1) + 3) % 7
    return 53 if first == 3 or (first == 2 and _is_leap(year)) else 52


def _directive(c, t):
    if c == "Y": return "%d" % t[0]
    if c == "y": return "%02d" % (t[0] % 100)
    if c == "m": return "%02d" % t[1]
    if c == "d": return "%02d" % t[2]
    if c == "e": return "%2d" % t[2]
    if c == "H": return "%02d" % t[3]
    if c == "I": return "%02d" % ((t[3] + 11) % 12 + 1)
    if c == "M": return "%02d" % t[4]
    if c == "S": return "%02d" % t[5]
    if c == "p": return "AM" if t[3] < 12 else "PM"
    if c == "A": return _DAYS[t[6]]
    if c == "a": return _DAYS[t[6]][:3]
    if c == "B": return _MONTHS[t[1] - 1]
    if c in "bh": return _MONTHS[t[1] - 1][:3]
    if c == "j": return "%03d" % t[7]
    if c == "w": return "%d" % ((t[6] + 1) % 7)
    if c == "u": return "%d" % (t[6] + 1)
    if c == "U": return "%02d" % ((t[7] + 6 - (t[6] + 1) % 7) // 7)
    if c == "W": return "%02d" % ((t[7] + 6 - t[6]) // 7)
    if c == "V": return "%02d" % _iso_week(t)[1]
    if c == "G": return "%d" % _iso_week(t)[0]
    if c == "T": return "%02d:%02d:%02d" % (t[3], t[4], t[5])
    if c == "R": return "%02d:%02d" % (t[3], t[4])
    if c == "X": return "%02d:%02d:%02d" % (t[3], t[4], t[5])
    if c == "D" or c == "x": return "%02d/%02d/%02d" % (t[1], t[2], t[0] % 100)
    if c == "F": return "%d-%02d-%02d" % (t[0], t[1], t[2])
    if c == "c": return asctime(t)
    if c == "s": return "%d" % mktime(t)
    if c == "C": return "%02d" % (t[0] // 100)
    if c == "z": return "+0000"
    if c == "Z": return "UTC"
    if c == "n": return "\n"
    if c == "t": return "\t"
    if c == "%": return "%"
    return "%" + c


def strftime(format, t=None):
    t = localtime() if t is None else t
    out = []
    i = 0
    while i < len(format):
        if format[i] == "%" and i + 1 < len(format):
            i += 1
            out.append(_directive(format[i], t))
        else:
            out.append(format[i])
        i += 1
    return "".join(out)


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    from datetime import _strptime, date
    year, month, day, hour, minute, second, *_ = _strptime(string, format)
    day_of = date(year, month, day).timetuple()
    return struct_time((year, month, day, hour, minute, second, day_of.tm_wday, day_of.tm_yday, -1))


def get_clock_info(name):
    class namespace:
        implementation = "simulated"
        monotonic = name != "time"
        adjustable = False
        resolution = 1e-09
    return namespace()


def tzset():
    pass
