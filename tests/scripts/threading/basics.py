import queue
import threading
import time


def show(x):
    print("in", threading.current_thread().name, x)
    time.sleep(0.05 * x)


threads = [threading.Thread(target=show, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
    time.sleep(0.01)
for t in threads:
    t.join()
print(threads[0].is_alive(), threading.active_count(), threading.enumerate()[0].name)
print(threads[0].name, threads[1].daemon, threads[0].ident is not None)

t = threading.Thread(target=show, args=(0,), name="named", daemon=True)
print(t, t.is_alive(), t.ident)
t.start()
t.join(5)
print(t.is_alive(), t.name)

for mistake in (t.start, threading.Thread().join, lambda: threading.current_thread().join(),
                lambda: setattr(threading.current_thread(), "daemon", True)):
    try:
        mistake()
    except RuntimeError as error:
        print("RuntimeError:", error)


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n * 2


workers = [Worker(i) for i in range(3)]
[w.start() for w in workers]
[w.join() for w in workers]
print([w.result for w in workers], workers[0].name)


def failing():
    1 / 0


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
t = threading.Thread(target=failing)
t.start()
t.join()
threading.excepthook = threading.__excepthook__
t = threading.Thread(target=lambda: exec("raise SystemExit"))
t.start()
t.join()

local = threading.local()
local.x = 1


def look():
    print(hasattr(local, "x"))
    local.x = 2


t = threading.Thread(target=look)
t.start()
t.join()
print(local.x)

timer = threading.Timer(0.02, print, ["timer"], {})
timer.start()
timer.join()
timer = threading.Timer(0.02, print, ["never"])
timer.start()
timer.cancel()
timer.join()
print(threading.main_thread() is threading.current_thread(), threading.current_thread().name)
threading.Thread(target=lambda: (time.sleep(0.05), print("not a daemon"))).start()
threading.Thread(target=lambda: (time.sleep(5), print("a daemon")), daemon=True).start()
print("end of main")
