"""Log lines parsed with regular expressions in a process pool, summed with Counter, reported with string templates."""
import re
from collections import Counter, defaultdict
from multiprocessing import Pool
from string import Template

LINE = re.compile(r"""
    (?P<host>\d{1,3}(?:\.\d{1,3}){3})\s-\s(?P<user>\S+)\s
    \[(?P<day>\d{2})/(?P<month>\w{3})/(?P<year>\d{4}):(?P<time>[\d:]+)\]\s
    "(?P<method>[A-Z]+)\s(?P<path>[^ ?"]+)(?:\?(?P<query>[^ "]*))?\sHTTP/(?P<version>\d\.\d)"\s
    (?P<status>\d{3})\s(?P<size>\d+|-)
""", re.VERBOSE)

LOG = '''\
10.0.0.1 - ann [05/Mar/2024:10:00:01] "GET /index.html HTTP/1.1" 200 1043
10.0.0.2 - - [05/Mar/2024:10:00:02] "GET /search?q=python&page=2 HTTP/1.1" 200 532
10.0.0.1 - ann [05/Mar/2024:10:01:10] "POST /login HTTP/1.0" 302 -
not a log line
10.0.0.3 - bob [06/Mar/2024:23:59:59] "GET /missing HTTP/1.1" 404 221
10.0.0.2 - - [06/Mar/2024:08:15:00] "DELETE /user/3 HTTP/2.0" 500 77
'''


def parse(line):
    m = LINE.match(line)
    if not m:
        return None
    d = m.groupdict()
    d["status"], d["size"] = int(d["status"]), 0 if d["size"] == "-" else int(d["size"])
    d["query"] = dict(re.findall(r"(\w+)=([^&]*)", d["query"] or ""))
    return d


def mask(text):
    text = re.sub(r"\b(\d+)\.(\d+)\.\d+\.\d+\b", r"\1.\2.x.x", text)
    return re.sub(r"(?i)\b(ann|bob)\b", lambda m: m[0][0].upper() + "*" * (len(m[0]) - 1), text)


if __name__ == "__main__":
    lines = LOG.splitlines()
    with Pool(2) as pool:
        rows = pool.map(parse, lines)
        masked = pool.map(mask, lines)
    good = [r for r in rows if r]
    print(len(good), "of", len(rows), Counter(f"{r['status'] // 100}xx" for r in good))
    by_host = defaultdict(int)
    for r in good:
        by_host[r["host"]] += r["size"]
    line = Template("$host sent $size bytes (${percent}%)")
    total = sum(by_host.values())
    for host, size in sorted(by_host.items(), key=lambda x: -x[1]):
        print(line.substitute(host=host, size=size, percent=round(100 * size / total)))
    print([r["query"] for r in good if r["query"]], {r["method"] for r in good} == {"GET", "POST", "DELETE"})
    print(masked[0], masked[4], sep="\n")
    print(re.split(r"[\s,;]+", "a, b;c  d"), re.fullmatch(r"\d+", "12a"), re.search(r"(\d+)", "ab12").span(), re.escape("a.b"))
