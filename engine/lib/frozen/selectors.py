"""Waiting for several sockets, with what belongs to each."""

from multiprocessing.connection import wait as _wait

__all__ = ['DefaultSelector', 'SelectSelector', 'PollSelector', 'EpollSelector', 'BaseSelector', 'SelectorKey',
           'EVENT_READ', 'EVENT_WRITE']

EVENT_READ, EVENT_WRITE = 1, 2


class SelectorKey(tuple):
    __slots__ = ()

    def __new__(cls, fileobj, fd, events, data):
        return tuple.__new__(cls, (fileobj, fd, events, data))

    fileobj = property(lambda self: self[0])
    fd = property(lambda self: self[1])
    events = property(lambda self: self[2])
    data = property(lambda self: self[3])

    def __repr__(self):
        return 'SelectorKey(fileobj=%r, fd=%r, events=%r, data=%r)' % self


class BaseSelector:
    """A simulated socket can always be written to; select() waits for those to read from."""

    def __init__(self):
        self._keys = {}

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError("Invalid events: {!r}".format(events))
        if fileobj in self._keys:
            raise KeyError("{!r} (FD {}) is already registered".format(fileobj, self._fd(fileobj)))
        key = self._keys[fileobj] = SelectorKey(fileobj, self._fd(fileobj), events, data)
        return key

    @staticmethod
    def _fd(fileobj):
        return fileobj if isinstance(fileobj, int) else fileobj.fileno()

    def unregister(self, fileobj):
        try:
            return self._keys.pop(fileobj)
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def select(self, timeout=None):
        writers = [k for k in self._keys.values() if k.events & EVENT_WRITE]
        readers = [k.fileobj for k in self._keys.values() if k.events & EVENT_READ]
        ready = set(map(id, _wait(readers, 0 if writers else timeout))) if readers or not writers else set()
        out = []
        for key in list(self._keys.values()):
            events = (EVENT_READ if id(key.fileobj) in ready else 0) | (key.events & EVENT_WRITE)
            if events:
                out.append((key, events))
        return out

    def get_key(self, fileobj):
        if self._keys is None:
            raise RuntimeError('Selector is closed')
        for known, key in self._keys.items():
            if known is fileobj or key.fd == fileobj:
                return key
        fd = self._fd(fileobj)
        if fd < 0:
            raise ValueError("Invalid file descriptor: {}".format(fd))
        for key in self._keys.values():
            if key.fd == fd:
                return key
        raise KeyError("{!r} is not registered".format(fileobj))

    def get_map(self):
        return None if self._keys is None else dict(self._keys)

    def close(self):
        self._keys = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class EpollSelector(BaseSelector):
    pass


class SelectSelector(BaseSelector):
    pass


class PollSelector(BaseSelector):
    pass


DefaultSelector = EpollSelector
