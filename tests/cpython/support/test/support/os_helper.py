"""Files and the environment for tests, on the simulated disk."""

import collections.abc
import contextlib
import os
import tempfile
import unittest

TESTFN = TESTFN_ASCII = "@test_1_tmp"
TESTFN_UNICODE = TESTFN_ASCII + "-\xe0\xf2\u0258\u0141\u011f"
TESTFN_UNENCODABLE = TESTFN_UNDECODABLE = None
TESTFN_NONASCII = TESTFN_ASCII + "-\xe6"
FS_NONASCII = "\xe6"
SAVEDCWD = os.getcwd()


def unlink(filename):
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(filename)


def rmdir(dirname):
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(dirname)


def rmtree(path):
    import shutil
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(path)


def create_empty_file(filename):
    with open(filename, "w"):
        pass


def make_bad_fd():
    return 999


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    made = tempfile.mkdtemp() if path is None else path
    if path is not None:
        os.mkdir(path)
    try:
        yield made
    finally:
        rmtree(made)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    before = os.getcwd()
    os.chdir(path)
    try:
        yield os.getcwd()
    finally:
        os.chdir(before)


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    with temp_dir(path=name, quiet=quiet) as path, change_cwd(path, quiet=quiet) as cwd:
        yield cwd


def can_symlink():
    return hasattr(os, "symlink")


def skip_unless_symlink(test):
    return test if can_symlink() else unittest.skip("Requires functional symlink implementation")(test)


skip_unless_xattr = skip_unless_working_chmod = skip_if_dac_override = lambda test: unittest.skip(
    "the simulated disk has no such attributes")(test)


class FakePath:
    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"<FakePath {self.path!r}>"

    def __fspath__(self):
        if isinstance(self.path, BaseException) or isinstance(self.path, type) and issubclass(
                self.path, BaseException):
            raise self.path
        return self.path


class EnvironmentVarGuard(collections.abc.MutableMapping):
    def __init__(self):
        self._environ = os.environ
        self._changed = {}

    def __getitem__(self, name):
        return self._environ[name]

    def __setitem__(self, name, value):
        self._changed.setdefault(name, self._environ.get(name))
        self._environ[name] = value

    def __delitem__(self, name):
        self._changed.setdefault(name, self._environ.get(name))
        self._environ.pop(name, None)

    def keys(self):
        return self._environ.keys()

    def __iter__(self):
        return iter(self._environ)

    def __len__(self):
        return len(self._environ)

    def set(self, name, value):
        self[name] = value

    def unset(self, name):
        del self[name]

    def copy(self):
        return dict(self)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        for name, value in self._changed.items():
            if value is None:
                self._environ.pop(name, None)
            else:
                self._environ[name] = value
