"""Writes engine/syntax/unicode_tables.inc: code point ranges, from Python's own str methods.

Run with the Python whose Unicode version is wanted: python3 make_unicode_tables.py > FILE
"""
import unicodedata


def ranges(holds):
    found, begin = [], None
    for code in range(128, 0x110001):
        if code < 0x110000 and holds(chr(code)):
            if begin is None:
                begin = code
        elif begin is not None:
            found.append((begin, code - 1))
            begin = None
    return found


def table(name, holds):
    print(f"constexpr Range {name}[] = {{")
    line = "   "
    for first, last in ranges(holds):
        entry = f" {{0x{first:X}, 0x{last:X}}},"
        if len(line) + len(entry) > 100:
            print(line)
            line = "   "
        line += entry
    print(line)
    print("};")


print("// Written by tests/tools/make_unicode_tables.py; Unicode", unicodedata.unidata_version)
table("kXidStart", str.isidentifier)
table("kXidContinue", lambda c: ("a" + c).isidentifier())
table("kPrintable", str.isprintable)
