"""Resources of threads: weakref.finalize, WeakValueDictionary caches, context managers that must run, thread-safe counters of them."""
import contextlib
import gc
import threading
import weakref


class Resource:
    live = 0
    lock = threading.Lock()

    def __init__(self, name):
        self.name = name
        with Resource.lock:
            Resource.live += 1
        self._finalizer = weakref.finalize(self, Resource.release, name)

    @classmethod
    def release(cls, name):
        with cls.lock:
            cls.live -= 1
        released.append(name)

    def close(self):
        self._finalizer()

    @property
    def closed(self):
        return not self._finalizer.alive


released = []
cache = weakref.WeakValueDictionary()


def get(name):
    try:
        return cache[name]
    except KeyError:
        cache[name] = r = Resource(name)
        return r


def use(n, results):
    r = get(f"r{n % 2}")
    results.append(r)
    barrier.wait()


barrier, results = threading.Barrier(4), []
lock_for_get = threading.Lock()
for n in range(2):
    get_first = get(f"r{n}")
    results.append(get_first)
del get_first
threads = [threading.Thread(target=use, args=(n, results)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(results), len({id(r) for r in results}), Resource.live, sorted(cache))
results[0].close()
print(released, results[0].closed, Resource.live)
results[0].close()
print(released)
del threads, t
results.clear()
gc.collect()
print(sorted(released), Resource.live, len(cache))


@contextlib.contextmanager
def scope(name, log):
    log.append("+" + name)
    try:
        yield name
    except KeyError as e:
        log.append(f"{name} saw {e}")
        raise
    finally:
        log.append("-" + name)


log = []
try:
    with contextlib.ExitStack() as stack:
        for name in "abc":
            stack.enter_context(scope(name, log))
        stack.callback(log.append, "callback")
        stack.push(lambda *exc: log.append(exc[0].__name__))
        {}["x"]
except KeyError:
    print(log)
with contextlib.suppress(ZeroDivisionError), contextlib.nullcontext("value") as v:
    print(v)
    1 / 0
print("suppressed")


class Node:
    def __init__(self, parent=None):
        self.parent = weakref.ref(parent) if parent else lambda: None
        self.children = []
        if parent:
            parent.children.append(self)


root = Node()
leaf = Node(Node(root))
print(leaf.parent().parent() is root, len(root.children))
proxy = weakref.proxy(root)
print(len(proxy.children))
