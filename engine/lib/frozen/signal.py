"""Signals between simulated processes. Handlers run in the process that sends itself a signal.

A signal from another process ends this one (or does nothing, when it is ignored there by default): the
machine has no way to call a handler from outside.
"""

import _machine
import _thread

__all__ = ['signal', 'getsignal', 'raise_signal', 'pause', 'alarm', 'default_int_handler', 'strsignal',
           'SIG_DFL', 'SIG_IGN', 'Signals', 'Handlers']

_NUMBERS = {'SIGHUP': 1, 'SIGINT': 2, 'SIGQUIT': 3, 'SIGILL': 4, 'SIGTRAP': 5, 'SIGABRT': 6, 'SIGBUS': 7,
            'SIGFPE': 8, 'SIGKILL': 9, 'SIGUSR1': 10, 'SIGSEGV': 11, 'SIGUSR2': 12, 'SIGPIPE': 13, 'SIGALRM': 14,
            'SIGTERM': 15, 'SIGCHLD': 17, 'SIGCONT': 18, 'SIGSTOP': 19, 'SIGTSTP': 20, 'SIGTTIN': 21,
            'SIGTTOU': 22, 'SIGWINCH': 28, 'SIGIO': 29}
_TEXTS = {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 6: 'Aborted', 9: 'Killed', 10: 'User defined signal 1',
          11: 'Segmentation fault', 12: 'User defined signal 2', 13: 'Broken pipe', 14: 'Alarm clock',
          15: 'Terminated', 17: 'Child exited', 18: 'Continued'}
_names = {number: name for name, number in _NUMBERS.items()}


class Signals(int):
    """A signal: a number with a name."""

    def __new__(cls, value):
        if value not in _names:
            raise ValueError("%r is not a valid Signals" % (value,))
        return _members.get(value) or int.__new__(cls, value)

    @property
    def name(self):
        return _names[int(self)]

    @property
    def value(self):
        return int(self)

    def __repr__(self):
        return '<Signals.%s: %d>' % (self.name, int(self))

    def __str__(self):
        return str(int(self))


_members = {}
for _number in list(_names):
    _members[_number] = Signals(_number)
for _name, _number in _NUMBERS.items():
    globals()[_name] = _members[_number]
    setattr(Signals, _name, _members[_number])


class Handlers(int):
    def __repr__(self):
        return '<Handlers.%s: %d>' % (('SIG_DFL', 'SIG_IGN')[self], int(self))


SIG_DFL = Handlers(0)
SIG_IGN = Handlers(1)
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
NSIG = 65
_IGNORED_BY_DEFAULT = (17, 18, 28)


def default_int_handler(signum, frame):
    raise KeyboardInterrupt


_handlers = {2: default_int_handler}


def signal(signalnum, handler):
    """Sets the handler; the one before is answered."""
    import threading
    if threading.current_thread() is not threading.main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if not 0 < signalnum < NSIG:
        raise ValueError("signal number out of range")
    if signalnum in (9, 19):
        raise OSError(22, 'Invalid argument')
    before = _handlers.get(int(signalnum), SIG_DFL)
    _handlers[int(signalnum)] = handler
    return before


def getsignal(signalnum):
    return _handlers.get(int(signalnum), SIG_DFL)


def _deliver(signalnum):
    """A signal that this process sends itself: False when the machine has to end the process."""
    import sys
    handler = _handlers.get(int(signalnum), SIG_DFL)
    if callable(handler):
        handler(int(signalnum), sys._getframe(2))
        return True
    return handler == SIG_IGN or signalnum in _IGNORED_BY_DEFAULT


def raise_signal(signalnum):
    if not _deliver(signalnum):
        import os
        _machine.io("ProcessKill", a=os.getpid(), b=int(signalnum))


def interrupt_main(signum=2, /):
    """What a signal does when it arrives: its handler runs in the main thread, as soon as that runs again."""
    import sys
    if not 0 < signum < NSIG:
        raise ValueError("signal number out of range")
    handler = _handlers.get(signum, SIG_DFL)
    if not callable(handler):
        return
    if _is_main_thread():
        handler(signum, sys._getframe(1))
    else:
        _thread._run_in_main(lambda: handler(signum, None))


def _is_main_thread():
    import threading
    return threading.current_thread() is threading.main_thread()


_thread.interrupt_main = interrupt_main


def pause():
    """Waits for a signal."""
    while True:
        _machine.sleep(3600.0)


_alarm = None


def setitimer(which, seconds, interval=0.0):
    return alarm(seconds)


ITIMER_REAL = 0


def alarm(seconds):
    """SIGALRM after that time; its handler runs in a thread of its own."""
    global _alarm
    import threading
    if _alarm is not None:
        _alarm.cancel()
        _alarm = None
    if seconds:
        _alarm = threading.Timer(seconds, raise_signal, (SIGALRM,))
        _alarm.daemon = True
        _alarm.start()
    return 0


def strsignal(signalnum):
    return _TEXTS.get(int(signalnum), 'Unknown signal %d' % signalnum)


def valid_signals():
    return set(_members.values())


def siginterrupt(signalnum, flag):
    pass


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def pthread_sigmask(how, mask):
    return set()


def pthread_kill(thread_id, signalnum):
    raise_signal(signalnum)
