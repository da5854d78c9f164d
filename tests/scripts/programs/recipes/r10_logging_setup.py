"""Logging as applications set it up: dictConfig, rotating memory, adapters, filters by thread, time stamps masked."""
# mask: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(,\d+)?
# mask: pid=\d+
import io
import logging
import logging.handlers
import sys
import threading

formatter = logging.Formatter("%(asctime)s pid=%(process)d %(threadName)s %(levelname).1s %(name)s:%(lineno)d %(message)s")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(formatter)
root = logging.getLogger()
root.setLevel(logging.DEBUG)
root.addHandler(handler)


class Adapter(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['job']}] {msg}", kwargs


class ThreadFilter(logging.Filter):
    def __init__(self, name):
        super().__init__()
        self.thread = name

    def filter(self, record):
        return record.threadName == self.thread


log = logging.getLogger("app.jobs")
stream = io.StringIO()
only_b = logging.StreamHandler(stream)
only_b.addFilter(ThreadFilter("B"))
log.addHandler(only_b)


def job(n):
    adapter = Adapter(log, {"job": n})
    adapter.info("started %s", n * 2)
    try:
        return 1 / n
    except ZeroDivisionError:
        adapter.exception("failed", exc_info=False)


for name, n in (("A", 1), ("B", 0)):
    t = threading.Thread(target=job, args=(n,), name=name)
    t.start()
    t.join()
print(repr(stream.getvalue()))

memory = logging.handlers.MemoryHandler(10, flushLevel=logging.ERROR, target=handler)
quiet = logging.getLogger("quiet")
quiet.propagate = False
quiet.addHandler(memory)
quiet.info("kept back")
quiet.warning("kept back too")
print("buffered", len(memory.buffer))
quiet.error("now everything")
print("buffered", len(memory.buffer))

logging.addLevelName(15, "TRACE")
log.log(15, "custom level")
log.debug("a dict %(a)s and %(b)r", {"a": 1, "b": "x"})
print(logging.getLevelName("WARNING"), logging.getLevelName(15), log.hasHandlers(), log.manager.root is root)
logging.disable(logging.CRITICAL)
log.critical("not shown")
logging.disable(logging.NOTSET)
log.error("wrong arguments are caught: %s", "fine")
record = logging.makeLogRecord({"msg": "made", "levelno": 20, "levelname": "INFO"})
print(formatter.formatMessage.__name__, record.getMessage(), record.levelname)
buffered = logging.Formatter("{levelname}:{message}", style="{")
print(buffered.format(record), logging.Formatter("$message!", style="$").format(record))
