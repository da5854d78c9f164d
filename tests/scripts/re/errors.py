"""re: what is refused, in CPython's words and at its place."""

import re
import warnings

warnings.simplefilter("ignore")

WRONG = [
    "(", ")", "a)", "(a", "((a)", "[", "[a", "[^", "[]", "[^]", "[b-a]", "[a-\\d]", "[\\d-a]", "*", "+a", "?", "a**", "a+*", "a{2}{3}", "{2}", "^*", "$+", "\\b*", "(*a)",
    "a{3,2}", "a{99999999999}", "a{1,99999999999}", "\\", "[\\", "a\\", "\\q", "\\y", "[\\q]", "\\x", "\\x1", "\\xg1", "\\u12", "\\U0010", "\\U00110000", "[\\x]", "\\400", "[\\400]", "\\777",
    "\\1", "(a\\1)", "\\8", "(a)\\2", "\\99", "(?", "(?P", "(?P<", "(?P<>a)", "(?P<x", "(?P<x>", "(?P<1>a)", "(?P<a-b>a)", "(?P<x>a)(?P<x>b)", "(?P=x)", "(?P=", "(?P=)", "(?P=1)", "(?P<x>(?P=x))",
    "(?Px)", "(?P!x)", "(?z)", "(?<", "(?<x>a)", "(?<a", "(?#", "(?#abc", "(?(", "(?(1", "(?(1)a)", "(?(0)a)", "(?(x)a)", "(?(a-b)c)", "(?()a)", "(a)(?(1)b|c|d)", "(?(-1)a)", "(a)(?(1)b", "(a)?(?(2)b)",
    "(?i", "(?i-", "(?i-)", "(?-i)", "(?i-i:a)", "(?-", "(?-:a)", "(?iz)", "(?i1)", "(?-z:a)", "(?i-z:a)", "(?L)a", "(?au)a", "(?a-u:a)", "(?-a:a)", "a(?i)b", "(a(?i)b)", "(?i:(?s)a)", "(?i)(?s)a", "(?t:a)", "(?L:a)", "(?i-m", "(?im",
    "(?<=a+)b", "(?<=a|bc)d", "(?<!a*)b", "(?<=(a)\\1)b", "(?<=(a)(?(1)b|c))d", "(?<=\\1)(a)", "(a)(?<=\\1)b", "a\nb(", "a\n\n  [x", "(?x) ( # a\n", "x{2,1}\n", "(?:a", "(?=a", "(?!a", "(?>a", "(?<=a", "a|*", "(|*)", "a|(", "(?P<x>a|(?P=y))",
]
for source in WRONG:
    for pattern in (source, source.encode()):
        try:
            print(repr(pattern), re.compile(pattern))
        except re.error as e:
            print(repr(pattern), "error:", e, "|", e.msg, e.pos, e.lineno, e.colno, e.pattern == pattern)
        except Exception as e:
            print(repr(pattern), type(e).__name__, e)

p = re.compile(r"(?P<first>a)(b)?")
for template in ["\\1", "\\2", "\\3", "\\g<first>", "\\g<2>", "\\g<0>", "\\g<x>", "\\g<", "\\g", "\\g<>", "\\g<a b>", "\\g<-1>", "\\g<9>", "\\x", "\\n", "\\\\", "\\&", "\\0", "\\07", "\\101", "\\400", "\\10", "\\99", "\\", "a\\1b\\2c", "\\g<1>0", "\\g<²>"]:
    for t in (template,) if not template.isascii() else (template, template.encode()):
        try:
            q = p if isinstance(t, str) else re.compile(rb"(?P<first>a)(b)?")
            text = "xabxa" if isinstance(t, str) else b"xabxa"
            print(repr(t), repr(q.sub(t, text)), repr(q.search(text).expand(t)))
        except Exception as e:
            print(repr(t), type(e).__name__, e)

for case in [
    "re.compile(1)", "re.compile(re.compile('a'))", "re.compile(re.compile('a'), re.I)", "re.match('a', b'a')", "re.match(b'a', 'a')", "re.match('a', 1)", "re.match('a', None)", "re.match('a', bytearray(b'a'))", "re.match(b'a', bytearray(b'a'))", "re.match(b'a', memoryview(b'ab'))",
    "re.match('a', 'a').group(1)", "re.match('a', 'a').group('x')", "re.match('a', 'a').start(5)", "re.match('a', 'a')[1]", "re.match('a', 'a')[-1]", "re.match('a', 'a')[1.5]", "re.sub('a', 1, 'a')", "re.sub('a', lambda m: 1, 'a')", "re.sub('a', lambda m: None, 'bab')", "re.sub('a', b'x', 'a')", "re.sub(b'a', 'x', b'a')",
    "re.compile('a', re.A | re.U)", "re.compile('a', re.L)", "re.compile(b'a', re.U)", "re.compile(b'a', re.A | re.L)", "re.escape('a.b*c\\n é-')", "re.escape(b'a.b\\xff')", "re.compile('a').match()", "re.compile('a').match('a', 'b')", "re.compile('a').foo", "re.Pattern()", "re.Match()", "re.compile('a') < re.compile('b')",
    "re.split('', 'abc')", "re.split('(x*)', 'axbc')", "re.split('b', 'abcbd', 1)", "re.sub('', '-', 'abc')", "re.sub('x*', '-', 'abxd')", "re.sub('a', 'b', 'aaa', count=2)", "re.sub('(a)|(b)', r'[\\1\\2]', 'abc')", "re.subn('a', lambda m: m.group().upper(), 'banana')", "re.findall('(a)(b)?', 'abaa')", "re.findall('a(b)?', 'abaa')",
]:
    try:
        print(case, "->", repr(eval(case)))
    except Exception as e:
        print(case, "->", type(e).__name__, e)
