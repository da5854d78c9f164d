"""re: pattern and match objects, flags, scanners, substitution by functions, bytes."""

import copy
import pickle
import re

p = re.compile(r"(?P<user>\w+)@(?P<host>[\w.]+)(?P<rest>!)?", re.I | re.M)
m = p.search("mail: joe@example.org now")
print(p, m, m.group(), m.group(0), m.group(1, 2), m.group("user", "rest"), m["host"], m[1], m.groups(), m.groups("?"), m.groupdict(), m.groupdict(""))
print(m.start(), m.end(), m.span(), m.span("host"), m.start("rest"), m.span(3), m.pos, m.endpos, m.lastindex, m.lastgroup, m.re is p, m.string, m.regs, bool(m))
print(m.expand(r"\g<host>: \1\n\g<rest>"), p.flags, p.pattern, p.groups, dict(p.groupindex), type(p.groupindex).__name__)
print(p == re.compile(p.pattern, re.I | re.M), p == re.compile("a"), p != 3, hash(p) == hash(copy.copy(p)), copy.deepcopy(p) is p, copy.copy(m) is m, pickle.loads(pickle.dumps(p)) == p)
print(re.compile("a"), re.compile(b"a"), re.compile("a", re.X), re.compile("a", re.A | re.S), re.compile(b"a", re.L), re.compile("x" * 300), re.compile("'\""), re.compile("(?i)a"), re.compile("é\n"))
print(re.I, repr(re.I), re.I | re.M, repr(re.I | re.M | re.S), re.RegexFlag(0), re.IGNORECASE is re.I, re.I.value, re.NOFLAG, ~re.I & re.M, re.I & re.M, isinstance(re.I, int), repr(re.compile("a", 2).flags), re.A | 1024)
print(re.match("a" * 100, "a" * 100), re.match(".*", "é" * 60), re.match(b"a", b"ab"), type(m), type(p), type(p.finditer("")), re.Pattern, re.Match, re.Pattern[str], re.Match[bytes], re.error.__name__, re.error.__module__)
print(p.match("  joe@x", 2), p.match("joe@x.y.z", 0, 5).group(), re.compile("^a").match("ba", 1), re.compile("a$").match("ab", 0, 1), re.compile(r"(?<=b)a").match("ba", 1), re.compile("a").search("aaa", 2, 1), re.compile("").findall("ab", 1), re.compile("a").match("a", -5, 100), re.compile(r"\bfoo").match("xfoo", 1))

calls = []


def up(match):
    calls.append(match.span())
    return match.group(1).upper() + (match.group(2) or "?")


print(re.sub(r"(\w)(\d)?", up, "a1 b c3"), calls)


def nested(match):
    return re.sub("a", "<a>", match.group())


print(re.sub(r"\w+", nested, "banana cat dog"), re.sub("b", str.upper and (lambda m: "\\1"), "abc"))


def failing(match):
    raise KeyError(match.group())


try:
    re.sub("b", failing, "abc")
except KeyError as e:
    print("KeyError", e)

scanner = re.Scanner([
    (r"[a-zA-Z_]\w*", lambda scanner, token: ("name", token)),
    (r"\d+\.\d*", lambda scanner, token: ("float", float(token))),
    (r"\d+", lambda scanner, token: ("int", int(token))),
    (r"=|\+|-|\*|/", lambda scanner, token: ("op", token)),
    (r"\s+", None),
])
print(scanner.scan("sum = 3*foo + 312.50 + bar !x"))

walk = re.compile(r"\d").scanner("1a23")
print(walk.search(), walk.search(), walk.match(), walk.match(), walk.pattern)
print(re.findall(rb"\w+", b"ab \xe9 cd"), re.split(rb"[,;]", b"a,b;c"), re.sub(rb"(b)", rb"[\1]", b"abc"), re.sub(b"b", lambda m: b"<" + m.group() + b">", b"abc"), re.search(b"b", memoryview(b"abc")).group(), re.findall(b"a.", bytearray(b"abac")), re.match(b"(?i)\xe9", b"\xc9"))
print(re.findall(r"(?a)\w+", "aé b"), re.findall(r"(?a:\w)+é", "aé b"), re.findall(r"\w+", "日本語 text ١٢٣"), re.findall(r"\d", "1١²"), re.findall(r"\s", "a\u00a0b\u2003c\x1f"), re.findall("(?i)[а-я]+", "Привет"), re.findall("(?i)ß|ı|İ|µ|ς", "ẞIİΜΣ i"))
text = "The quick brown fox\njumps over\nthe lazy dog"
print(re.findall(r"^\w+", text), re.findall(r"^\w+", text, re.M), re.findall(r"\w+$", text, flags=re.M), re.search("fox.jumps", text), re.search("fox.jumps", text, re.S).span(), re.findall(r"(?i)\bthe\b", text), re.split(r"\W+", text, maxsplit=3), re.split(r"(\s)", "a b\nc"))
number = re.compile(r"""
    (?P<sign>[+-])?      # sign
    (?P<whole>\d+)       # whole part
    (?:\.(?P<part>\d+))? # fraction
    [ ]\#\ end
""", re.VERBOSE)
print(number.match("-12.5 # end").groupdict())
print([m.group() for m in re.finditer(r"a+?", "aaa")], list(re.finditer("x", "")), re.fullmatch("a|ab", "ab"), re.fullmatch("a*?", "aaa"), re.match("(?:a|ab)(?:c|bcd)(?:d*)", "abcd"))
re.purge()
print(re.template is not None, re.T, sorted(n for n in re.__all__))
for subject in ("x" * 30000, "ab" * 20000):
    print(len(re.findall(".", subject)), re.match("(?:ab|x)*$", subject).end(), re.match("(?:ab|x)*?$", subject).end(), re.search("(a|b|x)*z", subject[:300]), len(re.sub("(a)", r"\1\1", subject)))
