"""What can be asked of threads: idents, names, daemon inheritance, enumerate, main_thread, a stack size, exit codes of run()."""
import threading
import time

gate = threading.Event()
children = []


def parent():
    child = threading.Thread(target=gate.wait)
    children.append(child)
    child.start()


d = threading.Thread(target=parent, daemon=True, name="daemonic parent")
n = threading.Thread(target=parent, name="normal parent")
for t in (d, n):
    t.start()
    t.join()
print("daemon is inherited:", [c.daemon for c in children])
names = sorted(t.name.split("-")[0] for t in threading.enumerate())
print(names, threading.active_count())
print(len({t.ident for t in threading.enumerate()}), all(isinstance(t.ident, int) for t in threading.enumerate()))
fresh = threading.Thread(target=print)
print(fresh.ident, fresh.is_alive(), fresh.native_id)
gate.set()
for c in children:
    c.join()
print(threading.stack_size() >= 0, threading.TIMEOUT_MAX > 1e6)
try:
    fresh.join()
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    threading.Thread(target=print, args=5).start()
    time.sleep(0.01)
except TypeError as e:
    print("TypeError", e)
try:
    threading.Thread(group="g")
except AssertionError as e:
    print("AssertionError:", e)


class Lazy(threading.Thread):
    def __init__(self):
        self.ready = True


try:
    Lazy().start()
except RuntimeError as e:
    print("RuntimeError:", e)


class Quiet(threading.Thread):
    def run(self):
        self.result = 6 * 7


q = Quiet()
q.run()
print(q.result, q.is_alive(), q.ident)
q = Quiet(name="q")
q.start()
q.join()
print(q.result, str(q).split("(")[1].split(",")[0], "stopped" in repr(q))
results = []
for i in range(3):
    # the closure trap: all see the last i, unless it is bound
    threading.Thread(target=lambda i=i: results.append(i)).start()
print(sorted(results) == [0, 1, 2] or len(results) <= 3)
