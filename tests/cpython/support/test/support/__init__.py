"""The names of CPython's test.support that test files use, for a simulated machine.

CPython's own needs a C API, a file system and subprocesses at import. What a test asks here is answered for the machine
that GILscope simulates: a skip says what that machine does not have.
"""

import contextlib
import functools
import gc
import operator
import os
import sys
import time
import types
import unittest

verbose = 0
failfast = False
PGO = PGO_EXTENDED = False
use_resources = None
environment_altered = False
max_memuse = 0
real_max_memuse = 0
LOOPBACK_TIMEOUT = 10.0
INTERNET_TIMEOUT = 60.0
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
MAX_Py_ssize_t = sys.maxsize
TEST_HOME_DIR = TEST_SUPPORT_DIR = "/test"
is_jython = is_android = is_emscripten = is_wasi = is_apple = False
has_fork_support = hasattr(os, "fork")
has_subprocess_support = False
has_socket_support = False
has_strftime_extensions = True
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
Py_DEBUG = False
unix_shell = "/bin/sh"
ms_windows = False
NHASHBITS = sys.hash_info.width


def _make_home_dir():
    """Files that tests look for when they are imported: the simulated disk is empty."""
    if not os.path.isdir(TEST_HOME_DIR):
        os.makedirs(TEST_HOME_DIR)
        for name in ("ssl_cert.pem", "ssl_key.pem", "keycert3.pem", "pycacert.pem"):
            with open(os.path.join(TEST_HOME_DIR, name), "w"):
                pass


_make_home_dir()


class Error(Exception):
    pass


class TestFailed(Error):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


# --- what the simulated machine has not

def _skip(reason):
    def decorator(test=None, *args, **kwargs):
        return unittest.skip(reason)(test) if callable(test) else unittest.skip(reason)
    return decorator


def _keep(test=None, *args, **kwargs):
    return test if callable(test) else (lambda item: item)


cpython_only = _keep
no_tracing = _keep
requires_IEEE_754 = _keep
skip_if_pgo_task = _keep
requires_gil_enabled = _keep
skip_if_broken_multiprocessing_synchronize = lambda: None
requires_fork = lambda: unittest.skipUnless(has_fork_support, "requires working os.fork()")
requires_subprocess = lambda: unittest.skip("no subprocess of a real interpreter")
refcount_test = unittest.skip("no refcounts")
requires_docstrings = _keep
requires_limited_api = unittest.skip("no C API")
requires_legacy_unicode_capi = lambda *args: unittest.skip("no C API")
requires_zlib = requires_gzip = requires_bz2 = requires_lzma = lambda reason="": unittest.skip("no compression module")
requires_debug_ranges = lambda reason="": _keep
skip_emscripten_stack_overflow = skip_wasi_stack_overflow = lambda: _keep


def requires_working_socket(*, module=False):
    """The simulated network's sockets work; tests that need more of a real one are skipped one by one."""
    return None if module else _keep


def skip_if_buildbot(reason=None):
    return lambda item: item


def skip_if_sanitizer(*args, **kwargs):
    return lambda item: item


def check_sanitizer(*, address=False, memory=False, ub=False, thread=False):
    return False


def is_resource_enabled(resource):
    return False


def requires(resource, msg=None):
    raise ResourceDenied(msg or f"Use of the {resource!r} resource not enabled")


def requires_resource(resource):
    return unittest.skip(f"resource {resource!r} is not enabled")


def bigmemtest(size, memuse, dry_run=True):
    """Like CPython's without -M: the test is called with a size that says nothing about big memory."""
    def decorator(test):
        @functools.wraps(test)
        def wrapper(self):
            return test(self, 5147)
        return wrapper
    return decorator


bigaddrspacetest = unittest.skip("needs more memory than the simulated machine has")
precisionbigmemtest = bigmemtest


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else _keep


def impl_detail(msg=None, **guards):
    return _keep if check_impl_detail(**guards) else unittest.skip(msg or "implementation detail")


def check_impl_detail(**guards):
    if not guards:
        return True
    default = not next(iter(guards.values()))
    return guards.get("cpython", default)


def run_in_subinterp(code):
    raise unittest.SkipTest("no C API: subinterpreters")


run_in_subinterp_with_config = run_in_subinterp


def check_sizeof(test, o, size):
    raise unittest.SkipTest("sizes of objects are the simulation's own")


calcobjsize = calcvobjsize = lambda layout: 0


# --- garbage

def gc_collect():
    gc.collect()
    gc.collect()
    gc.collect()


@contextlib.contextmanager
def disable_gc():
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def check_free_after_iterating(test, iterator, cls, args=()):
    """An iterator lets go of what it iterated over when it is exhausted."""
    done = False

    class A(cls):
        def __del__(self):
            nonlocal done
            done = True
            try:
                next(it)
            except StopIteration:
                pass

    it = iterator(A(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


# --- output, hooks, attributes that are changed for a while

@contextlib.contextmanager
def captured_output(stream_name):
    import io
    before = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, before)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


def print_warning(msg):
    stream = print_warning.orig_stderr
    for line in msg.splitlines():
        print(f"Warning -- {line}", file=stream)
    stream.flush()


print_warning.orig_stderr = sys.stderr


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    had = hasattr(obj, attr)
    before = getattr(obj, attr, None)
    setattr(obj, attr, new_val)
    try:
        yield before
    finally:
        if had:
            setattr(obj, attr, before)
        elif hasattr(obj, attr):
            delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    had = item in obj
    before = obj[item] if had else None
    obj[item] = new_val
    try:
        yield before
    finally:
        if had:
            obj[item] = before
        elif item in obj:
            del obj[item]


def patch(test_instance, object_to_patch, attr_name, new_value):
    had = attr_name in vars(object_to_patch)
    before = getattr(object_to_patch, attr_name)

    def restore():
        if had:
            setattr(object_to_patch, attr_name, before)
        else:
            delattr(object_to_patch, attr_name)
    test_instance.addCleanup(restore)
    setattr(object_to_patch, attr_name, new_value)


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {obj!r} has no attribute {name!r}")


class catch_unraisable_exception:
    def __init__(self):
        self.unraisable = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._before = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._before
        del self.unraisable


class SaveSignals:
    def __init__(self):
        import signal
        self.signal = signal
        self.signals = set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}
        self.handlers = {}

    def save(self):
        for number in self.signals:
            handler = self.signal.getsignal(number)
            if handler is not None:
                self.handlers[number] = handler

    def restore(self):
        for number, handler in self.handlers.items():
            self.signal.signal(number, handler)


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        pass


def setswitchinterval(interval):
    return sys.setswitchinterval(interval)


@contextlib.contextmanager
def adjust_int_max_str_digits(max_digits):
    before = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(max_digits)
        yield
    finally:
        sys.set_int_max_str_digits(before)


@contextlib.contextmanager
def infinite_recursion(max_depth=75):
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(max_depth)
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def set_recursion_limit(limit):
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(limit)
        yield
    finally:
        sys.setrecursionlimit(before)


def run_with_locale(catstr, *locales):
    """There is one locale, C."""
    return _keep


def run_with_tz(tz):
    return unittest.skip("the simulated machine has one time zone")


# --- values

class _ALWAYS_EQ:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NEVER_EQ:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


@functools.total_ordering
class _LARGEST:
    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _SMALLEST:
    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __gt__(self, other):
        return False


ALWAYS_EQ = _ALWAYS_EQ()
NEVER_EQ = _NEVER_EQ()
LARGEST = _LARGEST()
SMALLEST = _SMALLEST()


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


class Matcher:
    _partial_matches = ("msg", "message")

    def matches(self, d, **kwargs):
        return all(self.match_value(key, d.get(key), value) for key, value in kwargs.items())

    def match_value(self, k, dv, v):
        if type(v) != type(dv):
            return False
        return dv.find(v) >= 0 if type(dv) is str and k in self._partial_matches else v == dv


def findfile(filename, subdir=None):
    return filename


def sortdict(mapping):
    return "{%s}" % ", ".join("%r: %r" % pair for pair in sorted(mapping.items()))


# --- checks

def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as context:
        compile(statement, "<test string>", "exec")
    error = context.exception
    testcase.assertIsNotNone(error.lineno)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    testcase.assertIsNotNone(error.offset)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    name = f"{tp.__module__}.{tp.__name__}" if tp.__module__ != "builtins" else tp.__name__
    try:
        tp(*args, **kwds)
    except TypeError as error:
        testcase.assertEqual(str(error), f"cannot create '{name}' instances")
    else:
        testcase.fail(f"{name} can be instantiated")


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    names = (module.__name__,) if name_of_module is None else name_of_module
    names = (names,) if isinstance(names, str) else names
    expected = set(extra)
    for name in dir(module):
        if name.startswith("_") or name in not_exported:
            continue
        found = getattr(module, name)
        if (getattr(found, "__module__", None) in names
                or not hasattr(found, "__module__") and not isinstance(found, types.ModuleType)):
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)


def detect_api_mismatch(ref_api, other_api, *, ignore=()):
    missing = set(dir(ref_api)) - set(dir(other_api)) - set(ignore)
    return {name for name in missing if not name.startswith("_") or name.endswith("__")}


def iter_builtin_types():
    import builtins
    for found in vars(builtins).values():
        if isinstance(found, type):
            yield found


# --- tests, processes

def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    return standard_tests


def run_unittest(*classes):
    suite = unittest.TestSuite()
    for each in classes:
        suite.addTest(each if isinstance(each, unittest.TestSuite)
                      else unittest.defaultTestLoader.loadTestsFromTestCase(each))
    unittest.TextTestRunner().run(suite)


run_doctest = lambda module, verbosity=None, optionflags=0: (0, 0)


def reap_children():
    pass


def wait_process(pid, *, exitcode, timeout=None):
    _, status = os.waitpid(pid, 0)
    found = os.waitstatus_to_exitcode(status)
    if found != exitcode:
        raise AssertionError(f"process {pid} exited with code {found}, but exit code {exitcode} is expected")


def optim_args_from_interpreter_flags():
    return []


args_from_interpreter_flags = optim_args_from_interpreter_flags


def maybe_get_event_loop_policy():
    import asyncio.events
    return asyncio.events._event_loop_policy


def sleeping_retry(timeout, err_msg=None, /, *, init_delay=0.010, max_delay=1.0, error=True):
    delay = init_delay
    for _ in busy_retry(timeout, err_msg, error=error):
        yield
        time.sleep(delay)
        delay = min(delay * 2, max_delay)


def busy_retry(timeout, err_msg=None, /, *, error=True):
    start = time.monotonic()
    deadline = start + timeout
    while True:
        yield
        if time.monotonic() >= deadline:
            break
    if error:
        message = f"timeout ({time.monotonic() - start:.1f} seconds)"
        raise AssertionError(f"{message}: {err_msg}" if err_msg else message)


def with_pymalloc():
    return False


def python_is_optimized():
    return True


def system_must_validate_cert(f):
    return f


def late_deletion(obj):
    pass
