"""Dates and addresses as mail writes them."""

import datetime
import re
import time

__all__ = ["collapse_rfc2231_value", "decode_params", "decode_rfc2231", "encode_rfc2231", "formataddr", "formatdate",
           "format_datetime", "getaddresses", "make_msgid", "mktime_tz", "parseaddr", "parsedate", "parsedate_tz",
           "parsedate_to_datetime", "quote", "unquote", "localtime"]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZONES = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -500, "EDT": -400, "CST": -600, "CDT": -500, "MST": -700,
          "MDT": -600, "PST": -800, "PDT": -700}
_SPECIAL = re.compile(r"[][\\()<>@,:;\".]")
_ESCAPED = re.compile(r"[\\\"]")


def _stamp(parts, zone):
    return "%s, %02d %s %04d %02d:%02d:%02d %s" % (_DAYS[parts[6]], parts[2], _MONTHS[parts[1] - 1], parts[0],
                                                   parts[3], parts[4], parts[5], zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """Returns a date string as specified by RFC 2822."""
    if timeval is None:
        timeval = time.time()
    return _stamp(time.gmtime(timeval), "GMT" if usegmt else "-0000" if not localtime else "+0000")


def format_datetime(dt, usegmt=False):
    """Turn a datetime into a date string as specified in RFC 2822."""
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError("usegmt option requires a UTC datetime")
        zone = "GMT"
    else:
        zone = "-0000" if dt.tzinfo is None else dt.strftime("%z")
    return _stamp(dt.timetuple(), zone)


def parsedate_tz(data):
    """Convert a date string to a time tuple with the zone's offset in seconds; None if it is no date."""
    found = _parsed(data)
    return found and found[:9] + (found[9] or 0,)


def _parsed(data):
    """The same; the offset is None where the zone is not said."""
    if not data:
        return None
    words = data.replace(",", " ").split()
    if words and words[0][:3].title() in _DAYS:
        words = words[1:]
    if len(words) < 4:
        return None
    try:
        day, month = int(words[0]), _MONTHS.index(words[1][:3].title()) + 1
        year = int(words[2])
        clock = [int(part) for part in words[3].split(":")] + [0, 0]
    except ValueError:
        return None
    if year < 100:
        year += 2000 if year <= 68 else 1900
    zone = words[4].upper() if len(words) > 4 else None
    offset = None
    if zone in _ZONES:
        offset = _ZONES[zone]
    elif zone and zone != "-0000" and re.fullmatch(r"[+-]\d{4}", zone):
        offset = int(zone)
    if offset is not None:
        sign = -1 if offset < 0 else 1
        offset = sign * (abs(offset) // 100 * 3600 + abs(offset) % 100 * 60)
    return year, month, day, clock[0], clock[1], clock[2], 0, 1, -1, offset


def parsedate(data):
    found = parsedate_tz(data)
    return found and found[:9]


def parsedate_to_datetime(data):
    found = _parsed(data)
    if found is None:
        raise ValueError(f"Invalid date value or format \"{data}\"")
    zone = None if found[9] is None else datetime.timezone(datetime.timedelta(seconds=found[9]))
    return datetime.datetime(*found[:6], tzinfo=zone)


def mktime_tz(data):
    import calendar
    return calendar.timegm(data) - (data[9] or 0)


def localtime(dt=None, isdst=None):
    return (dt or datetime.datetime.now(datetime.timezone.utc)).astimezone()


def quote(str):
    return str.replace("\\", "\\\\").replace('"', '\\"')


def unquote(str):
    if len(str) > 1:
        if str[0] == str[-1] == '"':
            return str[1:-1].replace("\\\\", "\\").replace('\\"', '"')
        if str[0] == "<" and str[-1] == ">":
            return str[1:-1]
    return str


def formataddr(pair, charset="utf-8"):
    """The inverse of parseaddr()."""
    name, address = pair
    address.encode("ascii")
    if not name:
        return address
    quotes = '"' if _SPECIAL.search(name) else ""
    return "%s%s%s <%s>" % (quotes, _ESCAPED.sub(r"\\\g<0>", name), quotes, address)


def parseaddr(addr, strict=True):
    """Parse addr into its constituent realname and email address parts."""
    if isinstance(addr, list):
        addr = addr[0] if addr else ""
    addr = addr.strip()
    found = re.fullmatch(r"(?:\"((?:[^\"\\]|\\.)*)\"|([^<>\"]*?))\s*<([^<>]*)>", addr)
    if found:
        name = found.group(1) if found.group(1) is not None else found.group(2)
        return re.sub(r"\\(.)", r"\1", name).strip(), found.group(3).strip()
    comment = re.fullmatch(r"(\S+@\S+)\s*\(([^()]*)\)", addr)
    if comment:
        return comment.group(2), comment.group(1)
    return ("", addr) if " " not in addr else ("", "")


def getaddresses(fieldvalues, strict=True):
    result = []
    for value in fieldvalues:
        for part in re.findall(r"(?:\"[^\"]*\"|[^,\"])+", str(value)):
            if part.strip():
                result.append(parseaddr(part))
    return result


def make_msgid(idstring=None, domain=None):
    """Returns a string suitable for RFC 2822 compliant Message-ID."""
    import os
    import random
    end = "" if idstring is None else "." + idstring
    return "<%d.%d.%d%s@%s>" % (int(time.time() * 100), os.getpid(), random.getrandbits(64), end,
                                domain or "gilscope.localdomain")
