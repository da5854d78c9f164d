"""Names that tests ask for when something hangs; the harness kills what hangs."""


def dump_traceback(*args, **kwargs):
    pass


enable = disable = dump_traceback_later = cancel_dump_traceback_later = register = unregister = dump_traceback


def _sigsegv(*args):
    import os
    import signal
    os.kill(os.getpid(), signal.SIGSEGV)


def is_enabled():
    return False
