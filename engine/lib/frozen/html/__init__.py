"""HTML's special characters, there and back."""

import re

from .entities import html5

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """Replace special characters "&", "<" and ">" to HTML-safe sequences."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


_REFERENCE = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


# What pages written on Windows mean by the numbers from 0x80 to 0x9f.
_WINDOWS = ("\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
            "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178")


def _character(match):
    name = match.group(1)
    if name[0] == "#":
        digits = name[1:].rstrip(";")
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if 0xd800 <= number <= 0xdfff or number > 0x10ffff or number == 0:
            return "\ufffd"
        if 0x80 <= number <= 0x9f:
            return _WINDOWS[number - 0x80]
        return chr(number)
    if name in html5:
        return html5[name]
    for length in range(len(name) - 1, 1, -1):
        if name[:length] in html5:
            return html5[name[:length]] + name[length:]
    return "&" + name


def unescape(s):
    """Convert all named and numeric character references to the corresponding Unicode characters."""
    return _REFERENCE.sub(_character, s) if "&" in s else s
