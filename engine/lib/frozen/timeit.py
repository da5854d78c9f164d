"""Measures how long small pieces of code take."""

import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals


class Timer:
    """A statement and its set-up: source text or functions."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._stmt = self._function(stmt, "stmt")
        self._setup = self._function(setup, "setup")
        self._globals = _globals() if globals is None else globals
        self._text = isinstance(stmt, str) or isinstance(setup, str)

    @staticmethod
    def _function(code, what):
        if not isinstance(code, str) and not callable(code):
            raise ValueError(what + " is neither a string nor callable")
        return code

    def timeit(self, number=default_number):
        """The seconds that `number` executions take."""
        if not self._text:
            stmt, timer = self._stmt, self.timer
            self._setup()
            t0 = timer()
            for _ in range(number):
                stmt()
            return timer() - t0
        namespace = dict(self._globals)
        namespace['_stmt'], namespace['_setup'] = self._stmt, self._setup
        lines = ["def inner(_it, _timer):"]
        lines += self._body(self._setup, '_setup', 4)
        lines += ["    _t0 = _timer()", "    for _i in _it:"]
        lines += self._body(self._stmt, '_stmt', 8)
        lines += ["    return _timer() - _t0"]
        exec(compile("\n".join(lines), "<timeit-src>", "exec"), namespace)
        return namespace['inner'](iter(range(number)), self.timer)

    @staticmethod
    def _body(code, name, indent):
        text = code if isinstance(code, str) else name + '()'
        return [' ' * indent + line for line in (text.strip('\n') or 'pass').split('\n')]

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                time_taken = self.timeit(number)
                if callback:
                    callback(number, time_taken)
                if time_taken >= 0.2:
                    return number, time_taken
            i *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number,
           globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
