"""Logs of several processes collected by a listener: QueueHandler and QueueListener, the logging cookbook."""
# sorted
import logging
import logging.handlers
import multiprocessing
import sys

LEVELS = [logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR]


def worker_configurer(queue):
    handler = logging.handlers.QueueHandler(queue)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG)


def worker_process(queue, number):
    worker_configurer(queue)
    logger = logging.getLogger(f"a.b.c{number}")
    for i, level in enumerate(LEVELS):
        logger.log(level, "Message no. %d from worker %d", i, number)
    try:
        {}[number]
    except KeyError:
        logger.exception("lookup failed")


def main():
    queue = multiprocessing.Queue(-1)
    stream = logging.StreamHandler(sys.stdout)
    stream.setFormatter(logging.Formatter("%(processName)s %(name)s %(levelname)s %(message)s"))
    stream.addFilter(lambda record: "Traceback" not in record.getMessage() or True)
    lines = []

    class Counting(logging.Handler):
        def emit(self, record):
            lines.append(record.levelname)

    listener = logging.handlers.QueueListener(queue, stream if False else Short(stream), Counting(), respect_handler_level=True)
    listener.start()
    workers = [multiprocessing.Process(target=worker_process, args=(queue, i), name=f"worker-{i}") for i in range(3)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    listener.stop()
    print({level: lines.count(level) for level in sorted(set(lines))})


class Short(logging.Handler):
    """Shows only the first line of what the stream's formatter makes."""

    def __init__(self, stream):
        super().__init__(logging.INFO)
        self.stream = stream

    def emit(self, record):
        print(self.stream.format(record).split("\n")[0])


if __name__ == "__main__":
    main()
