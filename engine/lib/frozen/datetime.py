"""Dates and times of day."""

import time as _time

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR = 1
MAXYEAR = 9999
_MONTHNAMES = (None, "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYNAMES = (None, "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_MONTHS = (None, "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December")
_FULL_DAYS = (None, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _ymd2ord(year, month, day):
    return _days_before_year(year) + _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year)) + day


def _ord2ymd(n):
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + 1 + n100 * 100 + n4 * 4 + n1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 12
    while True:
        before = _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year))
        if n >= before:
            return year, month, n - before + 1
        month -= 1


def _check_int(value):
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    return value.__index__()


def _check_date(year, month, day):
    year, month, day = _check_int(year), _check_int(month), _check_int(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")


def _format_time(hh, mm, ss, us, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    if timespec == 'hours':
        return f"{hh:02d}"
    if timespec == 'minutes':
        return f"{hh:02d}:{mm:02d}"
    if timespec == 'seconds':
        return f"{hh:02d}:{mm:02d}:{ss:02d}"
    if timespec == 'milliseconds':
        return f"{hh:02d}:{mm:02d}:{ss:02d}.{us // 1000:03d}"
    if timespec == 'microseconds':
        return f"{hh:02d}:{mm:02d}:{ss:02d}.{us:06d}"
    raise ValueError('Unknown timespec value')


def _format_offset(off, sep=':'):
    if off is None:
        return ''
    sign = '+'
    if off.days < 0:
        sign, off = '-', -off
    total = off.seconds
    s = f"{sign}{total // 3600:02d}{sep}{total // 60 % 60:02d}"
    if total % 60:
        s += f"{sep}{total % 60:02d}"
    return s


def _strftime(obj, format, timetuple):
    """strftime with what time.strftime does not know: %f, %z, %Z, %:z."""
    out, i, n = [], 0, len(format)
    while i < n:
        c = format[i]
        i += 1
        if c != '%' or i >= n:
            out.append(c)
            continue
        c = format[i]
        i += 1
        if c == 'f':
            out.append('%06d' % getattr(obj, 'microsecond', 0))
        elif c == 'z':
            out.append(_format_offset(obj.utcoffset(), '') if hasattr(obj, 'utcoffset') else '')
        elif c == 'Z':
            out.append((obj.tzname() or '') if hasattr(obj, 'tzname') else '')
        else:
            out.append(_directive(c, timetuple))
    return ''.join(out)


def _directive(c, t):
    year, month, day, hour, minute, second, weekday, yday = t[:8]
    if c == 'Y':
        return '%d' % year
    if c == 'm':
        return '%02d' % month
    if c == 'd':
        return '%02d' % day
    if c == 'H':
        return '%02d' % hour
    if c == 'M':
        return '%02d' % minute
    if c == 'S':
        return '%02d' % second
    if c == 'I':
        return '%02d' % ((hour + 11) % 12 + 1)
    if c == 'p':
        return 'AM' if hour < 12 else 'PM'
    if c == 'y':
        return '%02d' % (year % 100)
    if c == 'j':
        return '%03d' % yday
    if c == 'e':
        return '%2d' % day
    if c == 'a':
        return _DAYNAMES[weekday + 1]
    if c == 'A':
        return _FULL_DAYS[weekday + 1]
    if c in 'bh':
        return _MONTHNAMES[month]
    if c == 'B':
        return _FULL_MONTHS[month]
    if c == 'u':
        return str(weekday + 1)
    if c == 'w':
        return str((weekday + 1) % 7)
    if c == 'D':
        return '%02d/%02d/%02d' % (month, day, year % 100)
    if c == 'F':
        return '%d-%02d-%02d' % (year, month, day)
    if c in 'TX':
        return '%02d:%02d:%02d' % (hour, minute, second)
    if c == 'R':
        return '%02d:%02d' % (hour, minute)
    if c == 'x':
        return '%02d/%02d/%02d' % (month, day, year % 100)
    if c == 'c':
        return '%s %s %2d %02d:%02d:%02d %d' % (_DAYNAMES[weekday + 1], _MONTHNAMES[month], day, hour, minute,
                                                second, year)
    if c in 'GV':
        iso = date(year, month, day).isocalendar()
        return '%04d' % iso[0] if c == 'G' else '%02d' % iso[1]
    if c == 'U':
        return '%02d' % ((yday + 6 - (weekday + 1) % 7) // 7)
    if c == 'W':
        return '%02d' % ((yday + 6 - weekday) // 7)
    if c == 's':
        return str(int(datetime(year, month, day, hour, minute, second).timestamp()))
    return {'n': '\n', 't': '\t', '%': '%'}.get(c, '%' + c)


class timedelta:
    """A span of time: days, seconds, microseconds."""

    __slots__ = '_days', '_seconds', '_microseconds'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = _microseconds(days + weeks * 7, 86400000000) + _microseconds(
            seconds + minutes * 60 + hours * 3600, 1000000) + _microseconds(milliseconds, 1000)
        total += round(microseconds) if isinstance(microseconds, float) else microseconds
        return cls._make(total)

    @classmethod
    def _make(cls, total):
        seconds, us = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if abs(days) > 999999999:
            raise OverflowError("timedelta # of days is too large: %d" % days)
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds = days, seconds, us
        return self

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._total() / 10 ** 6

    def __repr__(self):
        args = [f"{name}={value}" for name, value in (
            ('days', self._days), ('seconds', self._seconds), ('microseconds', self._microseconds)) if value]
        return "datetime.timedelta(%s)" % (', '.join(args) or '0')

    def __str__(self):
        mm, ss = divmod(self._seconds, 60)
        hh, mm = divmod(mm, 60)
        s = "%d:%02d:%02d" % (hh, mm, ss)
        if self._days:
            s = "%d day%s, " % (self._days, '' if abs(self._days) == 1 else 's') + s
        if self._microseconds:
            s += ".%06d" % self._microseconds
        return s

    def __add__(self, other):
        return timedelta._make(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._make(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._make(other._total() - self._total()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._make(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._make(self._total() * other)
        if isinstance(other, float):
            return timedelta._make(round(self._total() * other))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return timedelta._make(self._total() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        return timedelta._make(round(self._total() / other)) if isinstance(other, (int, float)) else NotImplemented

    def __mod__(self, other):
        return timedelta._make(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        q, r = divmod(self._total(), other._total())
        return q, timedelta._make(r)

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total())

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return timedelta, (self._days, self._seconds, self._microseconds)


def _microseconds(value, unit):
    return round(value * unit) if isinstance(value, float) else value * unit


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta._make(1000000000 * 86400000000 - 1)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    """Base class of time zones."""

    def tzname(self, dt):
        raise NotImplementedError("tzinfo subclass must override tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("tzinfo subclass must override utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("tzinfo subclass must override dst()")

    def fromutc(self, dt):
        return dt + dt.utcoffset()


class timezone(tzinfo):
    """A fixed offset from UTC."""

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("offset must be a timedelta")
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             "timedelta(hours=24).")
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _format_offset(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        return None

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return "datetime.timezone(%r)" % self._offset
        return "datetime.timezone(%r, %r)" % (self._offset, self._name)

    def __str__(self):
        return self.tzname(None)

    def __reduce__(self):
        return timezone, (self._offset,) if self._name is None else (self._offset, self._name)


UTC = timezone.utc = timezone(timedelta(0))


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return 'datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)' % self


class date:
    """A day."""

    __slots__ = '_year', '_month', '_day'

    def __new__(cls, year, month=None, day=None):
        if month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, text):
        if len(text) == 8 and text.isdigit():
            text = f'{text[:4]}-{text[4:6]}-{text[6:]}'
        parts = text.split('-')
        if len(text) != 10 or len(parts) != 3 or not all(p.isdigit() for p in parts):
            raise ValueError(f'Invalid isoformat string: {text!r}')
        return cls(*map(int, parts))

    def __repr__(self):
        return "%s(%d, %d, %d)" % (_class_name(self), self._year, self._month, self._day)

    def ctime(self):
        return self.strftime("%a %b ") + "%2d 00:00:00 %04d" % (self._day, self._year)

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    __str__ = isoformat

    def timetuple(self):
        return _struct_time(self._year, self._month, self._day, 0, 0, 0, self.weekday(), -1)

    def toordinal(self):
        return _ymd2ord(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _ord2ymd(thursday)[0]
        return IsoCalendarDate((year, (thursday - _ymd2ord(year, 1, 1)) // 7 + 1, self.weekday() + 1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def _key(self):
        return self._year, self._month, self._day

    def _compare(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._compare(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._compare(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._compare(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._compare(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._compare(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if 0 < n <= 3652059:
                return type(self).fromordinal(n)
            raise OverflowError("date value out of range")
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), self._key()


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)


def _class_name(self):
    cls = type(self)
    return cls.__qualname__ if cls.__module__ == '__main__' else f'{cls.__module__}.{cls.__qualname__}'


def _struct_time(y, m, d, hh, mm, ss, weekday, dst):
    yday = _DAYS_BEFORE_MONTH[m] + (m > 2 and _is_leap(y)) + d
    return _time.struct_time((y, m, d, hh, mm, ss, weekday, yday, dst))


class time:
    """A time of day."""

    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def isoformat(self, timespec='auto'):
        return _format_time(self._hour, self._minute, self._second, self._microsecond, timespec) \
            + _format_offset(self.utcoffset())

    __str__ = isoformat

    @classmethod
    def fromisoformat(cls, text):
        hh, mm, ss, us, tz = _parse_time(text)
        return cls(hh, mm, ss, us, tz)

    def strftime(self, format):
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo)

    def _key(self):
        offset = self.utcoffset()
        seconds = (self._hour * 60 + self._minute) * 60 + self._second
        return (seconds - (0 if offset is None else offset.total_seconds()), self._microsecond)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        s = f"{self._hour}, {self._minute}"
        if self._second or self._microsecond:
            s += f", {self._second}"
        if self._microsecond:
            s += f", {self._microsecond}"
        if self._tzinfo is not None:
            s += f", tzinfo={self._tzinfo!r}"
        return f"{_class_name(self)}({s})"

    def __reduce__(self):
        return type(self), (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)


time.min, time.max, time.resolution = time(0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)


def _parse_time(text):
    """hh[:mm[:ss[.ffffff]]][Z|+hh:mm]"""
    tz = None
    body = text
    if body.endswith('Z'):
        body, tz = body[:-1], UTC
    else:
        for sign in '+-':
            if sign in body:
                body, _, off = body.partition(sign)
                parts = off.split(':') if ':' in off else [off[:2], off[2:4] or '0']
                delta = timedelta(hours=int(parts[0]), minutes=int(parts[1]))
                tz = timezone(delta if sign == '+' else -delta) if delta else UTC
                break
    try:
        clock, _, fraction = body.replace(',', '.').partition('.')
        parts = [int(p) for p in (clock.split(':') if ':' in clock else
                                  [clock[i:i + 2] for i in range(0, len(clock), 2)])]
        if not 1 <= len(parts) <= 3:
            raise ValueError
        us = int((fraction + '000000')[:6]) if fraction else 0
    except ValueError:
        raise ValueError(f'Invalid isoformat string: {text!r}') from None
    return (*parts, *[0] * (3 - len(parts)), us, tz)


class datetime(date):
    """A day and a time."""

    __slots__ = '_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold'

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = date.__new__(cls, year, month, day)
        _check_time(hour, minute, second, microsecond)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _from_microseconds(cls, us, tz):
        """Microseconds since 1970, in UTC."""
        days, us = divmod(us, 86400000000)
        year, month, day = _ord2ymd(days + 719163)
        seconds, us = divmod(us, 1000000)
        return cls(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, us, tz)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        us = round(timestamp * 1000000) if isinstance(timestamp, float) else timestamp * 1000000
        if tz is not None:
            return tz.fromutc(cls._from_microseconds(us, tz)) if not isinstance(tz, timezone) \
                else cls._from_microseconds(us + tz.utcoffset(None)._total(), tz)
        return cls._from_microseconds(us + _local_offset(timestamp) * 1000000, None)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._from_microseconds(round(t * 1000000), None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    today = now

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        day = date.fromisoformat(text[:10] if '-' in text else text[:8])
        rest = text[11:] if '-' in text[:8] else text[9:]
        if not rest:
            return cls(day.year, day.month, day.day)
        hh, mm, ss, us, tz = _parse_time(rest)
        return cls(day.year, day.month, day.day, hh, mm, ss, us, tz)

    @classmethod
    def strptime(cls, date_string, format):
        return cls(*_strptime(date_string, format))

    def timetuple(self):
        return _struct_time(self._year, self._month, self._day, self._hour, self._minute, self._second,
                            self.weekday(), -1)

    def utctimetuple(self):
        return (self - (self.utcoffset() or timedelta(0))).timetuple()

    def _since_epoch(self):
        """Microseconds since 1970 as if this were UTC."""
        seconds = (self.toordinal() - 719163) * 86400 + self._hour * 3600 + self._minute * 60 + self._second
        return seconds * 1000000 + self._microsecond

    def timestamp(self):
        offset = self.utcoffset()
        us = self._since_epoch()
        if offset is None:
            return (us - _local_offset(us / 1e6) * 1000000) / 1e6
        return (us - offset._total()) / 1e6

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo)

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(timedelta(seconds=_local_offset(self.timestamp())), 'UTC')
        return type(self).fromtimestamp(self.timestamp(), tz)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def ctime(self):
        return self.strftime("%a %b ") + "%2d %02d:%02d:%02d %04d" % (
            self._day, self._hour, self._minute, self._second, self._year)

    def isoformat(self, sep='T', timespec='auto'):
        return "%04d-%02d-%02d%s" % (self._year, self._month, self._day, sep) + _format_time(
            self._hour, self._minute, self._second, self._microsecond, timespec) + _format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat(sep=' ')

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if parts[-1] == 0:
            del parts[-1]
            if parts[-1] == 0:
                del parts[-1]
        s = ", ".join(map(str, parts))
        if self._tzinfo is not None:
            s += f", tzinfo={self._tzinfo!r}"
        return f"{_class_name(self)}({s})"

    def _key(self):
        offset = self.utcoffset()
        return self._since_epoch() - (0 if offset is None else offset._total())

    def _compare(self, other):
        return isinstance(other, datetime)

    def _ordered(self, other):
        if not isinstance(other, datetime):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return True

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key() if self._ordered(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._ordered(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._ordered(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._ordered(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._from_microseconds(self._since_epoch() + other._total(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._make(self._key() - other._key())

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day, self._hour, self._minute, self._second,
                            self._microsecond, self._tzinfo)


datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
datetime_CAPI = None


def _local_offset(timestamp):
    """Seconds that the local time is ahead of UTC."""
    t = _time.localtime(int(timestamp // 1))
    return getattr(t, 'tm_gmtoff', 0) or 0


def _number(text, i, digits):
    j = i
    while j < len(text) and j - i < digits and text[j].isdigit():
        j += 1
    if j == i:
        raise ValueError
    return int(text[i:j]), j


def _name(text, i, names):
    for number in sorted(range(1, len(names)), key=lambda k: -len(names[k])):
        if text[i:i + len(names[number])].lower() == names[number].lower():
            return number, i + len(names[number])
    raise ValueError


def _strptime(text, format):
    """The parts of a date that was written in that format."""
    wanted = format
    for short, long in (('%T', '%H:%M:%S'), ('%D', '%m/%d/%y'), ('%F', '%Y-%m-%d'), ('%R', '%H:%M'),
                        ('%X', '%H:%M:%S'), ('%x', '%m/%d/%y'), ('%c', '%a %b %d %H:%M:%S %Y')):
        wanted = wanted.replace(short, long)
    v = {'Y': 1900, 'm': 1, 'd': 1, 'H': 0, 'M': 0, 'S': 0, 'f': 0}
    tz = pm = None
    i = k = 0
    try:
        while k < len(wanted):
            c = wanted[k]
            k += 1
            if c.isspace():
                while i < len(text) and text[i].isspace():
                    i += 1
            elif c != '%':
                if text[i:i + 1] != c:
                    raise ValueError
                i += 1
            else:
                c = wanted[k]
                k += 1
                if c == 'Y':
                    v['Y'], i = _number(text, i, 4)
                elif c in 'mdHMS':
                    v[c], i = _number(text, i, 2)
                    if not (c in 'HMS' or v[c]) or v[c] > {'m': 12, 'd': 31, 'H': 23, 'M': 59, 'S': 61}[c]:
                        raise ValueError
                elif c == 'I':
                    v['H'], i = _number(text, i, 2)
                    v['H'] %= 12
                elif c == 'p':
                    pm = text[i:i + 2].upper() == 'PM'
                    i += 2
                elif c == 'y':
                    year, i = _number(text, i, 2)
                    v['Y'] = year + (2000 if year < 69 else 1900)
                elif c == 'f':
                    begin = i
                    v['f'], i = _number(text, i, 6)
                    v['f'] *= 10 ** (6 - (i - begin))
                elif c == 'j':
                    yday, i = _number(text, i, 3)
                    v['m'], v['d'] = _ord2ymd(_ymd2ord(v['Y'], 1, 1) + yday - 1)[1:]
                elif c in 'bh':
                    v['m'], i = _name(text, i, _MONTHNAMES)
                elif c == 'B':
                    v['m'], i = _name(text, i, _FULL_MONTHS)
                elif c == 'a':
                    _, i = _name(text, i, _DAYNAMES)
                elif c == 'A':
                    _, i = _name(text, i, _FULL_DAYS)
                elif c == 'z':
                    begin = i
                    i += 1
                    while i < len(text) and (text[i].isdigit() or text[i] == ':'):
                        i += 1
                    tz = _parse_time('00' + text[begin:i])[4] if text[begin] in '+-' else UTC
                elif c == 'Z':
                    while i < len(text) and text[i].isalpha():
                        i += 1
                elif c == '%':
                    if text[i:i + 1] != '%':
                        raise ValueError
                    i += 1
                else:
                    raise ValueError(f"'{c}' is a bad directive in format '{format}'")
    except (ValueError, IndexError) as e:
        if e.args and 'bad directive' in str(e):
            raise
        raise ValueError(f"time data {text!r} does not match format {format!r}") from None
    if i != len(text):
        raise ValueError(f"unconverted data remains: {text[i:]}")
    if pm:
        v['H'] += 12
    return v['Y'], v['m'], v['d'], v['H'], v['M'], v['S'], v['f'], tz
