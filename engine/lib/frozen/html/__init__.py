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


def _character(match):
    name = match.group(1)
    if name[0] == "#":
        digits = name[1:].rstrip(";")
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if 0xd800 <= number <= 0xdfff or number > 0x10ffff or number == 0:
            return "\ufffd"
        if 0x80 <= number <= 0x9f:
            return bytes([number]).decode("cp1252", "replace") if number not in (0x81, 0x8d, 0x8f, 0x90, 0x9d) else chr(number)
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
