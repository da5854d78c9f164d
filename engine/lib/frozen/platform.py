"""The simulated computer."""

import sys


def system():
    return 'Linux'


def node():
    return 'gilscope'


def release():
    return '6.1.0'


def version():
    return '#1 SMP'


def machine():
    return 'x86_64'


processor = machine


def platform(aliased=False, terse=False):
    return 'Linux-6.1.0-x86_64-with-glibc2.36'


def architecture(*args):
    return ('64bit', 'ELF')


def python_version():
    return '.'.join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(map(str, sys.version_info[:3]))


def python_implementation():
    return 'CPython'


def python_compiler():
    return 'GCC 12.2.0'


def python_build():
    return ('main', 'Jan  1 2025 00:00:00')


def uname():
    import os
    return os.uname()
