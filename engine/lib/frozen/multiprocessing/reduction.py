"""Pickling between processes."""

import pickle

__all__ = ['send_handle', 'recv_handle', 'ForkingPickler', 'register', 'dump']


class ForkingPickler(pickle.Pickler):
    """The pickler of the connections: pickle's, with more reducers."""

    @classmethod
    def register(cls, type, reduce):
        import copyreg
        copyreg.pickle(type, reduce)

    @classmethod
    def dumps(cls, obj, protocol=None):
        return pickle.dumps(obj, protocol)

    loads = pickle.loads


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    pickle.dump(obj, file, protocol)


def send_handle(conn, handle, destination_pid):
    conn.send(handle)


def recv_handle(conn):
    return conn.recv()


class DupFd:
    def __init__(self, fd):
        self._fd = fd

    def detach(self):
        return self._fd
