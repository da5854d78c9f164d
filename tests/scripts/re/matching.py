"""re: patterns of every kind against texts; groups, spans, what goes wrong."""

import re
import warnings

warnings.simplefilter("ignore")

PATTERNS = r"""
abc a.c a|b|c (a|b)*c (a)(b)? (?:a|(b))+ a*b+c? a{2} a{2,} a{,2} a{1,2}? a{ a{} a{,} x{1 (a*)* (a*)+ (a|b*)* (?:a?)*? (a+)+b
^abc$ ^ $ ^$ \Aabc\Z \babc\b \Ba\B [abc] [^abc] [a-c]+ []abc] [^]abc] [a-] [-a] [\w-] [\d.]+ \d+ \D+ \s \S+ \w+ \W+
(?P<x>a)(?P=x) (a)\1 (?P<y>a|b)(?P=y)+ (?i)ABC (?i:a)B (?-i:a) (?s).+ (?m)^b (?m)a$ (?x)a\ b#c (?a)\w (?u)\w
(?=a)a (?!a). a(?=b) a(?!b) (?<=a)b (?<!a)b (?<=ab)c (?<!ab)c (?<=(a))b (?<=a|b)c (?>a+)b (?>a|ab)c a++b a*+a a?+a (?:ab)++ (?:a|ab)*+c (?:a|ab){2}+
(a)?(?(1)b|c) (?P<q>a)?(?(q)b|c) (a)?(?(1)b) ((a)|b)* ((?:a|b)*?)c (.*?)c (.*)c .*?b [ab]*?c (ab|a)(bc|c)? (a|ab)(c|bcd)(d*)
\x61 \u0061 \U00000061 \141 \0 [\x61-\x63] [\141] \n \t \. \\ \- [\]] [\b] é ü+ [à-ü] \w{3} (?i)É (?i)straße (?i)ſ (?i)[k-l] (?i)[^a] (?i)K (?i)(a)\1
(?#comment)a a(?#x)b (?:) () (|a) (a|) a|  |a (?:a|b)(?:c|d) ((((a)))) (a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10 a.b.c (\w+)\s(\w+) (\d{4})-(\d{2})-(\d{2}) [+-]?\d+(?:\.\d+)?
(?=(a+)) (?=(a+))a*b\1 (?!(a)b)\w (a(?=b(c))) (?<=^a)b (?<=\b)a (?:(?=a)a)+ (?:a(?!c)|b)* (?:(a)|(b)|(c))* (x)?(y)?\2 (a{0,1})*b (?:a{2,3}){2} (?:ab?){2,3}? (a??)* (?:|a)+ (?:a|)+ (a|b)*? (?:.|\n)*c
""".split()

TEXTS = ["", "a", "b", "c", "abc", "aab", "aaab", "abcabc", "ab", "ABC", "a b", "a\nb\nc", "abab", "aaaa", "xyz 2024-01-15 +3.14", "acb bcd", "a-b_c.d",
         "héllo Straße ÜÉé", "ſKſ", "abcdefghijj", "aabbcc", "]a-b]", "\x08\0\\", "a{}", "word1 word2", "ac bc abd", "a{,}x{1"]

for source in PATTERNS:
    try:
        pattern = re.compile(source)
    except re.error as e:
        print(repr(source), "error", e, e.pos, e.lineno, e.colno)
        continue
    except Exception as e:
        print(repr(source), type(e).__name__, e)
        continue
    print(pattern, pattern.flags, pattern.groups, dict(pattern.groupindex))
    for text in TEXTS:
        line = []
        for how in ("match", "fullmatch", "search"):
            m = getattr(pattern, how)(text)
            line.append((m.span(), m.groups(), m.lastindex, m.lastgroup, m.regs) if m else None)
        if any(line):
            print(" ", repr(text), *line)
        print("   ", pattern.findall(text), pattern.split(text), pattern.sub("<\\g<0>>", text), pattern.subn("-", text, 2), [m.span() for m in pattern.finditer(text)])
