"""A child process as its parent sees it: made by fork, spawn or forkserver, waited for by its pid."""

import errno
import _machine
from . import util
from .context import get_spawning_popen, set_spawning_popen

SIGKILL = 9
SIGTERM = 15


class Sentinel(int):
    """Stands for "this process has ended" in connection.wait(): a process's number, above all handles."""

    BASE = 1 << 40

    def __new__(cls, pid):
        return int.__new__(cls, cls.BASE + pid)

    @property
    def pid(self):
        return int(self) - self.BASE

    def __reduce__(self):
        return Sentinel, (self.pid,)


class Popen:
    """The part that the start methods share."""

    method = None

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self._launch(process_obj)
        self.sentinel = Sentinel(self.pid)

    def _wait(self, seconds):
        if self.returncode is None:
            try:
                reply = _machine.io("ProcessWait", a=self.pid, seconds=seconds)
            except OSError as e:
                if e.errno != errno.ETIMEDOUT and e.errno != errno.ECHILD:
                    raise
                return self.returncode  # another thread may have waited for it
            self.returncode = reply.b
        return self.returncode

    def poll(self):
        return self._wait(0.0)

    def wait(self, timeout=None):
        return self._wait(-1.0 if timeout is None else max(timeout, 0.0))

    def _send_signal(self, number):
        if self.returncode is None:
            try:
                _machine.io("ProcessKill", a=self.pid, b=number)
            except ProcessLookupError:
                pass

    def terminate(self):
        self._send_signal(SIGTERM)

    def kill(self):
        self._send_signal(SIGKILL)

    def interrupt(self):
        self._send_signal(2)

    def close(self):
        pass

    def duplicate_for_child(self, fd):
        return fd


class ForkPopen(Popen):
    method = 'fork'

    def _launch(self, process_obj):
        import os
        import threading
        parent = os.getpid()
        self.pid = _machine.fork(process_obj.name)
        if self.pid == 0:
            code = 1
            try:
                threading._after_fork()
                code = process_obj._bootstrap(parent_sentinel=Sentinel(parent))
            finally:
                _machine.exit(code)


class SpawnPopen(Popen):
    method = 'spawn'

    def _launch(self, process_obj):
        import pickle
        from . import spawn
        prep_data = spawn.get_preparation_data(process_obj._name)
        set_spawning_popen(self)
        try:
            data = pickle.dumps((prep_data, pickle.dumps(process_obj)))
        finally:
            set_spawning_popen(None)
        self.pid = _machine.spawn(self.method, 'multiprocessing.spawn', '_main', data, process_obj.name)


class ForkServerPopen(SpawnPopen):
    method = 'forkserver'
