"""A pipeline of stages linked by queues: read, parse, transform, aggregate; errors travel along."""
import threading
from collections import Counter, defaultdict
from queue import Queue

LOG = """\
2023-01-05 GET /index.html 200 1043
2023-01-05 GET /about.html 200 532
2023-01-05 POST /login 302 0
garbage line
2023-01-06 GET /index.html 304 0
2023-01-06 GET /missing 404 221
2023-01-06 GET /admin 500 77
2023-01-07 GET /index.html 200 notanumber
2023-01-07 DELETE /user/3 204 0
"""


class Stage(threading.Thread):
    DONE = object()

    def __init__(self, function, inbox, outbox, errors):
        super().__init__(name=function.__name__)
        self.function, self.inbox, self.outbox, self.errors = function, inbox, outbox, errors

    def run(self):
        for item in iter(self.inbox.get, Stage.DONE):
            try:
                for result in self.function(item):
                    self.outbox.put(result)
            except Exception as error:
                self.errors.put((self.name, item, error))
        self.outbox.put(Stage.DONE)


class Pipeline:
    def __init__(self, *functions):
        self.errors = Queue()
        self.queues = [Queue(maxsize=2) for _ in functions] + [Queue()]
        self.stages = [Stage(f, a, b, self.errors)
                       for f, a, b in zip(functions, self.queues, self.queues[1:])]

    def __enter__(self):
        for stage in self.stages:
            stage.start()
        return self

    def __exit__(self, *exc_info):
        for stage in self.stages:
            stage.join()

    def feed(self, items):
        def feeder():
            for item in items:
                self.queues[0].put(item)
            self.queues[0].put(Stage.DONE)
        threading.Thread(target=feeder, daemon=True).start()

    def __iter__(self):
        return iter(self.queues[-1].get, Stage.DONE)


def strip(line):
    line = line.strip()
    if line:
        yield line


def parse(line):
    date, method, path, status, size = line.split()
    yield {"date": date, "method": method, "path": path, "status": int(status), "size": int(size)}


def classify(row):
    yield {**row, "class": f"{row['status'] // 100}xx"}
    if row["status"] >= 500:
        yield {**row, "class": "alert"}


with Pipeline(strip, parse, classify) as p:
    p.feed(LOG.splitlines())
    rows = list(p)

print(len(rows), Counter(r["class"] for r in rows).most_common())
sizes = defaultdict(int)
for r in rows:
    sizes[r["date"]] += r["size"]
for date, size in sorted(sizes.items()):
    print(date, size)
while not p.errors.empty():
    stage, item, error = p.errors.get()
    print(f"{stage}: {item!r}: {type(error).__name__}: {error}")
print([s.name for s in p.stages], [s.is_alive() for s in p.stages])
