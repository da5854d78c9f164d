"""Extract, transform, load: io.StringIO sources, threads for each stage, validation errors collected, a JSON result."""
import io
import json
import threading
from collections import OrderedDict
from datetime import date, datetime
from queue import Queue

SOURCES = {
    "north": "2024-01-03,widget,4,2.50\n2024-01-04,gadget,x,9.99\n\n2024-02-10,widget,10,2.25\n",
    "south": "2024-01-15,gizmo,1,100\n2024-13-01,widget,1,1\n2024-02-11,gadget,3,9.5\n",
}


def extract(name, out):
    with io.StringIO(SOURCES[name]) as f:
        for number, line in enumerate(f, 1):
            if line.strip():
                out.put((name, number, line.rstrip("\n").split(",")))
    out.put(None)


def transform(inbox, out, errors, sources):
    ended = 0
    while ended < sources:
        item = inbox.get()
        if item is None:
            ended += 1
            continue
        region, number, (day, product, n, price) = item
        try:
            out.put({"region": region, "day": datetime.strptime(day, "%Y-%m-%d").date(), "product": product,
                     "revenue": round(int(n) * float(price), 2)})
        except ValueError as e:
            errors.append(f"{region}:{number}: {e}")
    out.put(None)


def load(inbox, totals):
    for row in iter(inbox.get, None):
        month = row["day"].replace(day=1)
        totals.setdefault((month, row["product"]), []).append((row["region"], row["revenue"]))


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, date):
            return o.isoformat()
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


raw, clean, errors, totals = Queue(3), Queue(3), [], {}
threads = [threading.Thread(target=extract, args=(name, raw)) for name in SOURCES]
threads += [threading.Thread(target=transform, args=(raw, clean, errors, len(SOURCES))),
            threading.Thread(target=load, args=(clean, totals))]
for t in threads:
    t.start()
for t in threads:
    t.join()
report = OrderedDict()
for (month, product), sales in sorted(totals.items()):
    report.setdefault(month.strftime("%b %Y"), []).append(
        {"product": product, "revenue": sum(r for _, r in sales), "regions": {r for r, _ in sales}, "month": month})
print(json.dumps(report, cls=Encoder, indent=2))
print(*sorted(errors), sep="\n")
try:
    json.dumps({"x": object()}, cls=Encoder)
except TypeError as e:
    print("TypeError:", e)
print(json.loads('{"a": [1, 2.5, null, true, "\\u00e9"]}'), json.dumps("é", ensure_ascii=False), json.dumps((1, 2), separators=(",", ":")))
