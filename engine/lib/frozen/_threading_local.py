"""local in Python, as CPython has it where _thread's is missing: a dict per thread, kept beside the object."""

from contextlib import contextmanager
from weakref import ref

__all__ = ["local"]


class _localimpl:
    """The namespaces of one local: by the id of the thread, which is asked to tell when it goes."""

    def __init__(self):
        self.key = "_threading_local._localimpl." + str(id(self))
        self.dicts = {}

    def get_dict(self):
        return self.dicts[id(current_thread())][1]

    def create_dict(self):
        fresh = {}
        key = self.key
        thread = current_thread()
        ident = id(thread)

        def local_deleted(_, key=key):
            thread = thread_reference()
            if thread is not None:
                del thread.__dict__[key]

        def thread_deleted(_, ident=ident):
            mine = local_reference()
            if mine is not None:
                mine.dicts.pop(ident)
        local_reference = ref(self, local_deleted)
        thread_reference = ref(thread, thread_deleted)
        thread.__dict__[key] = local_reference
        self.dicts[ident] = thread_reference, fresh
        return fresh


@contextmanager
def _patch(self):
    """The namespace of the current thread is the object's __dict__, for a while."""
    implementation = object.__getattribute__(self, "_local__impl")
    try:
        found = implementation.get_dict()
    except KeyError:
        found = implementation.create_dict()
        args, kwargs = implementation.localargs
        self.__init__(*args, **kwargs)
    with implementation.locallock:
        object.__setattr__(self, "__dict__", found)
        yield


def _refuse_dict(self, name):
    if name == "__dict__":
        raise AttributeError(f"{self.__class__.__name__!r} object attribute '__dict__' is read-only")


class local:
    __slots__ = "_local__impl", "__dict__"

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        implementation = _localimpl()
        implementation.localargs = args, kw
        implementation.locallock = RLock()
        object.__setattr__(self, "_local__impl", implementation)
        implementation.create_dict()  # __init__ is called for this thread by who made the object
        return self

    def __getattribute__(self, name):
        with _patch(self):
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        _refuse_dict(self, name)
        with _patch(self):
            return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        _refuse_dict(self, name)
        with _patch(self):
            return object.__delattr__(self, name)


from threading import current_thread, RLock
