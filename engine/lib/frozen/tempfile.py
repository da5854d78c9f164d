"""Files and folders for a short time."""

import os

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp",
           "mkdtemp", "mktemp", "gettempdir", "tempdir"]

tempdir = None
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def gettempdir():
    return tempdir or '/tmp'


def _name(suffix, prefix, dir):
    letters = ''.join(_LETTERS[b % len(_LETTERS)] for b in os.urandom(8))
    return os.path.join(dir or gettempdir(), (prefix or 'tmp') + letters + (suffix or ''))


def mktemp(suffix='', prefix='tmp', dir=None):
    return _name(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    os.makedirs(dir or gettempdir(), exist_ok=True)
    path = _name(suffix, prefix, dir)
    os.mkdir(path)
    return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    os.makedirs(dir or gettempdir(), exist_ok=True)
    path = _name(suffix, prefix, dir)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL), path


class _TemporaryFile:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __iter__(self):
        return iter(self.file)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete:
                os.unlink(self.name)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    os.makedirs(dir or gettempdir(), exist_ok=True)
    name = _name(suffix, prefix, dir)
    return _TemporaryFile(open(name, mode, buffering, encoding, errors, newline), name, delete)


TemporaryFile = NamedTemporaryFile


def SpooledTemporaryFile(max_size=0, mode='w+b', **kwargs):
    import io
    return io.BytesIO() if 'b' in mode else io.StringIO()


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        import shutil
        if os.path.exists(self.name):
            shutil.rmtree(self.name)

    def __repr__(self):
        return "<{} {!r}>".format(self.__class__.__name__, self.name)
