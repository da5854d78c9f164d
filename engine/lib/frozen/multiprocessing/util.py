"""What the package's modules share: the log, finalizers, what to do after a fork and at the end."""

import atexit
import itertools
import os
import sys
from . import process

__all__ = ['sub_debug', 'debug', 'info', 'sub_warning', 'warn', 'get_logger', 'log_to_stderr',
           'register_after_fork', 'is_exiting', 'Finalize', 'ForkAwareThreadLock', 'SUBDEBUG', 'SUBWARNING']

NOTSET = 0
SUBDEBUG = 5
DEBUG = 10
INFO = 20
SUBWARNING = 25
WARNING = 30
LOGGER_NAME = 'multiprocessing'
DEFAULT_LOGGING_FORMAT = '[%(levelname)s/%(processName)s] %(message)s'

_logger = None
_log_to_stderr = False


def sub_debug(msg, *args):
    if _logger:
        _logger.log(SUBDEBUG, msg, *args)


def debug(msg, *args):
    if _logger:
        _logger.log(DEBUG, msg, *args)


def info(msg, *args):
    if _logger:
        _logger.log(INFO, msg, *args)


def sub_warning(msg, *args):
    if _logger:
        _logger.log(SUBWARNING, msg, *args)


warn = sub_warning


def get_logger():
    """The package's logger."""
    global _logger
    import logging
    if not _logger:
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
        logging.addLevelName(SUBDEBUG, 'SUBDEBUG')
        logging.addLevelName(SUBWARNING, 'SUBWARNING')
    return _logger


def log_to_stderr(level=None):
    """Turns the log on, with a handler that prints to stderr."""
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return _logger


_afterfork_registry = []


def _run_after_forkers():
    for obj, func in list(_afterfork_registry):
        func(obj)


def register_after_fork(obj, func):
    """Calls func(obj) in every child process made by fork."""
    _afterfork_registry.append((obj, func))


_finalizer_registry = {}  # (exitpriority, number) -> Finalize
_finalizer_counter = itertools.count()
_exiting = False


class Finalize:
    """A callback that runs once: when called, or at the end of the process by order of exitpriority."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError("Exitpriority ({0!r}) must be None or int, not {1!s}".format(
                exitpriority, type(exitpriority)))
        if obj is None and exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = (exitpriority, next(_finalizer_counter))
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        try:
            del _finalizer_registry[self._key]
        except KeyError:
            return None
        res = None
        if self._pid == os.getpid():
            res = self._callback(*self._args, **self._kwargs)
        self._callback = self._args = self._kwargs = None
        return res

    def cancel(self):
        if _finalizer_registry.pop(self._key, None) is not None:
            self._callback = self._args = self._kwargs = None

    def still_active(self):
        return self._key in _finalizer_registry


def _clear_finalizers():
    _finalizer_registry.clear()


def _run_finalizers(minpriority=None):
    """Runs the finalizers whose priority is not None and at least minpriority, the highest first."""
    if minpriority is None:
        keys = [k for k in _finalizer_registry if k[0] is not None]
    else:
        keys = [k for k in _finalizer_registry if k[0] is not None and k[0] >= minpriority]
    keys.sort(reverse=True)
    for key in keys:
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            sub_debug('calling %s', finalizer)
            try:
                finalizer()
            except Exception:
                sys.__excepthook__(*sys.exc_info())
    if minpriority is None:
        _finalizer_registry.clear()


def is_exiting():
    return _exiting


def _exit_function():
    """The end of a process: finalizers, then daemonic children are terminated and all are joined."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info('process shutting down')
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    if process.current_process() is not None:
        for p in process.active_children():
            if p.daemon:
                info('calling terminate() for daemon %s', p.name)
                p._popen.terminate()
        for p in process.active_children():
            info('calling join() for process %s', p.name)
            p.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(_exit_function)


def _after_fork_reset(_):
    global _exiting
    _exiting = False


register_after_fork(None, _after_fork_reset)


class ForkAwareThreadLock:
    def __init__(self):
        import threading
        self._lock = threading.Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


def _flush_std_streams():
    try:
        sys.stdout.flush()
    except (AttributeError, ValueError):
        pass
    try:
        sys.stderr.flush()
    except (AttributeError, ValueError):
        pass


def _cleanup_tests():
    """For CPython's own tests: nothing of a test's processes is left behind."""
    from multiprocessing import process
    process._cleanup()
    import gc
    gc.collect()
