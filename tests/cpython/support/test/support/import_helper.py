"""Imports for tests: fresh copies, with some modules blocked."""

import contextlib
import importlib
import sys
import unittest
import warnings


def import_module(name, deprecated=False, *, required_on=()):
    with _ignore_deprecated_imports(deprecated):
        try:
            return importlib.import_module(name)
        except ImportError as error:
            raise unittest.SkipTest(str(error))


@contextlib.contextmanager
def _ignore_deprecated_imports(ignore=True):
    if not ignore:
        yield
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".+ (module|package)", DeprecationWarning)
        yield


def _remove(names):
    """The modules of these names and their submodules, taken out of sys.modules."""
    taken = {}
    prefixes = tuple(name + "." for name in names)
    for name in list(sys.modules):
        if name in names or name.startswith(prefixes):
            taken[name] = sys.modules.pop(name)
    return taken


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False, usefrozen=False):
    with _ignore_deprecated_imports(deprecated):
        names = {name, *fresh, *blocked}
        before = _remove(names)
        for blocked_name in blocked:
            sys.modules[blocked_name] = None
        try:
            try:
                for fresh_name in fresh:
                    __import__(fresh_name)
            except ImportError:
                return None
            return importlib.import_module(name)
        finally:
            _remove(names)
            sys.modules.update(before)


class CleanImport:
    def __init__(self, *module_names, usefrozen=False):
        self.original_modules = sys.modules.copy()
        for name in module_names:
            sys.modules.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        sys.modules.update(self.original_modules)


class DirsOnSysPath:
    def __init__(self, *paths):
        self.original = sys.path[:]
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        sys.path[:] = self.original


def unload(name):
    sys.modules.pop(name, None)


forget = unload


def modules_setup():
    return (sys.modules.copy(),)


def modules_cleanup(before):
    sys.modules.clear()
    sys.modules.update(before)


@contextlib.contextmanager
def isolated_modules():
    (before,) = modules_setup()
    try:
        yield
    finally:
        modules_cleanup(before)
