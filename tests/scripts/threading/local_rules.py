"""threading.local: no arguments without an __init__ for them, a read-only __dict__, names that end with their thread."""
import gc
import threading
import weakref

for make in (lambda: threading.local(1), lambda: threading.local(a=1)):
    try:
        make()
    except TypeError as error:
        print(error)


class Named(threading.local):
    def __init__(self, name):
        self.name = name


named = Named("x")
try:
    named.__dict__ = {}
except AttributeError as error:
    print(error)
try:
    del named.__dict__
except AttributeError as error:
    print(error)
print(named.__dict__)


class Weak:
    pass


references = []


def work():
    named.weak = weak = Weak()
    references.append(weakref.ref(weak))


for _ in range(5):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
del thread
gc.collect()
print(sum(reference() is None for reference in references), hasattr(named, "weak"))
