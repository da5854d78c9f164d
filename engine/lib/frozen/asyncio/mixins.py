"""Objects that belong to the loop in which they are first used."""

from . import events


class _LoopBoundMixin:
    _loop = None

    def _get_loop(self):
        loop = events._running_loop.loop
        if self._loop is None and loop is not None:
            self._loop = loop
        if loop is not self._loop or loop is None:
            if loop is None:
                raise RuntimeError('no running event loop')
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return loop

    def _new_waiter(self, cause, name=""):
        fut = self._get_loop().create_future()
        fut._cause = cause
        fut._wait_name = name
        return fut
