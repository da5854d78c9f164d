"""Logging with thread names from several threads into one stream and one memory list."""
# sorted
import logging
import sys
import threading
import time
import random

logging.basicConfig(
    level=logging.DEBUG,
    stream=sys.stdout,
    format="[%(levelname)-8s] (%(threadName)-10s) %(name)s %(message)s",
)


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))


class OnlyWorkers(logging.Filter):
    def filter(self, record):
        return record.threadName.startswith("worker")


log = logging.getLogger("app")
memory = ListHandler()
memory.setFormatter(logging.Formatter("%(threadName)s:%(levelname)s:%(message)s"))
memory.addFilter(OnlyWorkers())
log.addHandler(memory)


def worker(n):
    logger = logging.getLogger(f"app.worker{n}")
    logger.debug("Starting")
    time.sleep(random.uniform(0.001, 0.01))
    if n % 2:
        logger.warning("odd worker %d of %s", n, "many")
    try:
        10 // (n - 2)
    except ZeroDivisionError:
        logger.error("cannot divide", exc_info=False)
    logger.info("Exiting %r", {"n": n})


def my_service():
    logging.debug('Starting')
    time.sleep(0.03)
    logging.debug('Exiting')


service = threading.Thread(name='my_service', target=my_service)
service.start()
threads = [threading.Thread(target=worker, name="worker-%d" % n, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
service.join()
log.warning("not from a worker")
log.setLevel(logging.ERROR)
log.info("not seen")
logging.getLogger("app.worker1").info("not seen either")
log.critical("seen, level %s", logging.getLevelName(log.level))
print(sorted(memory.records))
print(logging.getLogger("app.worker1").parent is log, log.isEnabledFor(logging.DEBUG), log.getEffectiveLevel())
