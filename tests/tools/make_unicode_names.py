"""Writes engine/syntax/unicode_names.inc: names of chosen characters, sorted, from `unicodedata`.

Run with the Python whose Unicode version is wanted: python3 make_unicode_names.py > FILE
"""
import unicodedata

BLOCKS = [
    (0x20, 0x7F), (0xA0, 0x180), (0x300, 0x400), (0x410, 0x450), (0x660, 0x66A), (0x2000, 0x2060),
    (0xFF01, 0xFF5F), (0x1D7CE, 0x1D800), (0x20A0, 0x20C0),
    (0x2100, 0x2118), (0x2190, 0x2200), (0x2200, 0x2270), (0x2300, 0x2330), (0x2500, 0x25D0),
    (0x2600, 0x2670), (0x2700, 0x2760), (0x3000, 0x3012), (0x1F300, 0x1F3D0), (0x1F400, 0x1F4F0),
    (0x1F600, 0x1F650), (0x1F680, 0x1F6A0),
]

names = {}
for first, last in BLOCKS:
    for code in range(first, last):
        name = unicodedata.name(chr(code), None)
        if name:
            names[name] = code
names["NULL"] = 0
for name, code in [("NO-BREAK SPACE", 0xA0), ("SNOWMAN", 0x2603), ("REPLACEMENT CHARACTER", 0xFFFD),
                   ("ZERO WIDTH NO-BREAK SPACE", 0xFEFF), ("ZERO WIDTH SPACE", 0x200B),
                   ("ZERO WIDTH JOINER", 0x200D), ("COMBINING ACUTE ACCENT", 0x301),
                   ("COMBINING GRAVE ACCENT", 0x300), ("COMBINING DIAERESIS", 0x308),
                   ("LINE FEED", 10), ("CARRIAGE RETURN", 13), ("ESCAPE", 27), ("BELL", 0x1F514)]:
    names[name] = code
del names["NULL"]
print("// Written by tests/tools/make_unicode_names.py; Unicode", unicodedata.unidata_version)
for name in sorted(names):
    print(f'{{"{name}", 0x{names[name]:X}}},')
