"""Tests that start an interpreter with a script are skipped: the simulation has no second interpreter program."""

import unittest


def _no_interpreter(*args, **kwargs):
    raise unittest.SkipTest("no subprocess of a real interpreter")


assert_python_ok = assert_python_failure = run_python_until_end = spawn_python = kill_python = _no_interpreter
make_script = make_pkg = make_zip_script = make_zip_pkg = run_test_script = _no_interpreter


def interpreter_requires_environment():
    return False
