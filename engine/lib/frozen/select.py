"""select(): which of several sockets can be read."""

from multiprocessing.connection import wait as _wait

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP = 1, 2, 4, 8, 16
EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP = 1, 4, 8, 16


def select(rlist, wlist, xlist, timeout=None):
    """A simulated socket can always be written to."""
    ready = _wait(list(rlist), 0 if wlist else timeout) if rlist or not wlist else []
    return ready, list(wlist), []


class poll:
    def __init__(self):
        self._fds = {}

    def register(self, fd, eventmask=POLLIN):
        self._fds[fd if isinstance(fd, int) else fd.fileno()] = eventmask

    modify = register

    def unregister(self, fd):
        del self._fds[fd if isinstance(fd, int) else fd.fileno()]

    def poll(self, timeout=None):
        writers = [(fd, POLLOUT) for fd, mask in self._fds.items() if mask & POLLOUT]
        readers = [fd for fd, mask in self._fds.items() if mask & POLLIN]
        seconds = None if timeout is None or timeout < 0 else self._seconds(timeout)
        ready = _wait(readers, 0 if writers else seconds) if readers else []
        return [(fd, POLLIN) for fd in ready] + writers

    @staticmethod
    def _seconds(timeout):
        return timeout / 1000


class epoll(poll):
    def __init__(self, sizehint=-1, flags=0):
        super().__init__()

    @staticmethod
    def _seconds(timeout):
        return timeout

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass
