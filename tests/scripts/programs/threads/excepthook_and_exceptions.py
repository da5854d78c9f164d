"""What happens to an exception in a thread: the hook gets it, the program goes on."""
# mask: File ".*"
# mask: line \d+
import sys
import threading
import traceback


class WorkerError(Exception):
    def __init__(self, worker, reason):
        super().__init__(f"{worker}: {reason}")
        self.worker = worker
        self.reason = reason


seen = []


def hook(args):
    seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=sys.stdout)


def bad(kind):
    if kind == "index":
        return [1, 2, 3][kind == "index" and 10]
    if kind == "key":
        return {}["missing"]
    if kind == "type":
        return len(5)
    if kind == "chain":
        try:
            int("twelve")
        except ValueError as error:
            raise WorkerError(threading.current_thread().name, "no number") from error
    if kind == "exit":
        sys.exit("a thread that exits says nothing")
    if kind == "stop":
        raise SystemExit
    assert kind == "fine", f"unknown {kind!r}"
    print("fine")


old = threading.excepthook
threading.excepthook = hook
for kind in ["index", "key", "type", "chain", "exit", "stop", "fine", "weird"]:
    t = threading.Thread(target=bad, args=(kind,), name=f"worker-{kind}")
    t.start()
    t.join()
threading.excepthook = old
for row in seen:
    print(*row, sep=" | ")
print("main goes on, exit status 3")
sys.exit(3)
