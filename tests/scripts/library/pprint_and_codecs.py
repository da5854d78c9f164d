"""pprint, codecs, locale's "C"."""

import codecs
import io
import pprint
from collections import Counter, OrderedDict, defaultdict, deque
from types import SimpleNamespace

data = {"name": "x" * 30, "list": list(range(40)), "nested": {"b": [1, 2, {"c": (1,)}], "a": "text " * 20}, 3: None, (1, 2): {5, 3}}
VALUES = [data, [1, 2, 3], list(range(60)), "a long text with many words " * 6, b"bytes" * 30, tuple(range(40)), {"k": {i: str(i) * 5 for i in range(12)}}, [["a" * 30] * 3] * 2, set(range(40)), frozenset("abcdefghijklmnopqrstuvwxyz" * 2), OrderedDict((str(i), i) for i in range(15)), defaultdict(list, {str(i): [i] for i in range(15)}), Counter("abracadabra" * 9), deque(range(50)), deque(range(50), 60), SimpleNamespace(a=list(range(30)), b="y" * 60), [], {}, (), "", 5, None, [1.5, True, None], "line one\nline two\n" * 5, {"a": "word " * 30}]
for value in VALUES:
    pprint.pprint(value)
    pprint.pprint(value, indent=4, width=40)
    pprint.pprint(value, compact=True, width=50, sort_dicts=False)
    print(pprint.pformat(value, depth=1))
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable([1]), pprint.saferepr({"b": 1, "a": 2}), "Recursion" in pprint.pformat(loop))
pprint.pp({"b": 1, "a": 2})
pprint.pprint(1234567, underscore_numbers=True)

print(codecs.encode("Hello", "rot13"), codecs.decode("Uryyb", "rot_13"), codecs.encode(b"ab", "hex"), codecs.decode(b"6162", "hex"), codecs.encode("é", "utf-8"), codecs.decode(b"\xe9", "latin-1"), codecs.lookup("UTF8").name, codecs.lookup("latin1").name, codecs.BOM_UTF8, codecs.getencoder("ascii")("abc"), codecs.getdecoder("utf-8")(b"abc"))
decoder = codecs.getincrementaldecoder("utf-8")()
print(decoder.decode(b"\xc3"), decoder.decode(b"\xa9x"), list(codecs.iterdecode([b"a\xe2", b"\x82\xac"], "utf-8")), list(codecs.iterencode(["a", "é"], "utf-8")))
out = io.BytesIO()
w = codecs.getwriter("utf-8")(out)
w.write("né")
print(out.getvalue(), codecs.getreader("utf-8")(io.BytesIO(b"l1\nl2\n")).readlines())
for case in ["codecs.lookup('nope')", "codecs.encode('é', 'ascii')", "codecs.decode(b'\\xff', 'utf-8')", "codecs.encode('é', 'ascii', 'replace')"]:
    try:
        print(case, eval(case))
    except Exception as e:
        print(case, type(e).__name__, e)
