# Exceptions: attributes, chaining, matching, finally, families, groups.
def show(f, *args):
    try:
        f(*args)
    except BaseException as e:
        print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args)


def r(e):
    raise e


show(r, ValueError())
show(r, ValueError("a"))
show(r, ValueError("a", 2))
show(r, KeyError("k"))
show(r, KeyError("k", 2))
show(r, OSError(2, "No such file", "f.txt"))
show(r, OSError("plain"))
show(r, OSError(13, "denied"))
show(r, OSError(104, "reset"))
show(r, StopIteration(5))
show(r, SystemExit(3))
show(r, ImportError("msg", name="n", path="p"))
show(r, UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "invalid start byte"))
show(r, UnicodeEncodeError("ascii", "a\xe9", 1, 2, "ordinal not in range(128)"))
show(r, SyntaxError("bad", ("f.py", 3, 5, "x = = 1\n")))
show(lambda: 1 / 0)
show(lambda: [][1])
show(lambda: {}["x"])
show(lambda: undefined_name)
show(lambda: int("x"))
show(lambda: None.foo)
show(lambda: (1, 2)[5])
show(lambda: next(iter([])))
show(r, 5)
show(r, int)
show(lambda: ValueError(x=1))

e = OSError(2, "No such file", "f.txt")
print(e.errno, e.strerror, e.filename, type(e).__name__)
e = StopIteration(7)
print(e.value)
e = SystemExit(2)
print(e.code, SystemExit().code, SystemExit(1, 2).code)
e = ImportError("m", name="n")
print(e.name, e.path, e.msg)
e = SyntaxError("bad", ("f.py", 3, 5, "text"))
print(e.msg, e.filename, e.lineno, e.offset, e.text)

try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("second") from z
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second")
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second") from None
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)


class MyError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


try:
    raise MyError(5, "mine")
except MyError as m:
    print(m, m.code, m.args, repr(m))
    m.add_note("note one")
    print(m.__notes__)


class Sub(MyError, KeyError):
    pass


try:
    raise Sub(1, "x")
except (TypeError, KeyError) as s:
    print("caught", type(s).__mro__[1].__name__, s)


def f():
    try:
        return "try"
    finally:
        print("finally")


print(f())


def g():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("body", i)
        finally:
            print("fin", i)
    else:
        print("no")


g()
try:
    try:
        raise ValueError("x")
    except TypeError:
        print("no")
    else:
        print("no")
    finally:
        print("cleanup")
except ValueError:
    print("outer")
try:
    raise
except RuntimeError as e:
    print(e)
try:
    try:
        raise ValueError(1)
    except ValueError:
        raise
except ValueError as e:
    print("reraised", e)
try:
    try:
        pass
    except 5:
        pass
    raise ValueError
except ValueError as e:
    print(repr(e))
try:
    try:
        1 / 0
    except "text":
        pass
except TypeError as e:
    print(e)
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(repr(e))
import sys
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exc_info()[0], sys.exc_info()[1] is e, sys.exception() is e)
    tb = e.__traceback__
    print(tb.tb_lineno, tb.tb_next, tb.tb_frame.f_code.co_name)
print(sys.exc_info())

eg = ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("inner", [KeyError(3), ValueError(4)])])
print(repr(eg), "|", eg, "|", eg.message, len(eg.exceptions))
print(eg.subgroup(ValueError))
m, rest = eg.split((ValueError, KeyError))
print(repr(m), repr(rest))
print(eg.subgroup(lambda e: isinstance(e, TypeError)).exceptions)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
show(lambda: ExceptionGroup("x", []))
show(lambda: ExceptionGroup("x", [5]))
show(lambda: ExceptionGroup("x", [KeyboardInterrupt()]))
show(lambda: ExceptionGroup(1, [ValueError()]))
try:
    raise eg
except* ValueError as ve:
    print("VE", repr(ve))
except* TypeError as te:
    print("TE", repr(te))
except* KeyError as ke:
    print("KE", repr(ke))
try:
    try:
        raise ExceptionGroup("again", [ValueError(1), OSError(2)])
    except* ValueError:
        print("handled")
except ExceptionGroup as left:
    print("left", repr(left))
try:
    raise ValueError("naked")
except* ValueError as g2:
    print(repr(g2))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise RuntimeError("new")
    except* TypeError as t:
        raise
except BaseException as b:
    print(repr(b))
print(issubclass(ExceptionGroup, Exception), ExceptionGroup.__mro__)


def gen():
    try:
        yield 1
    except ValueError as e:
        yield "got " + str(e)
    finally:
        print("gen closed")


it = gen()
next(it)
print(it.throw(ValueError("thrown")))
it.close()


def recurse(n):
    return recurse(n + 1)


try:
    recurse(0)
except RecursionError as e:
    print(str(e)[:32])


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError


try:
    raise Unprintable
except Unprintable as e:
    print(type(e))
x = ValueError("copy")
x.extra = 5
print(x.__dict__, x.__reduce__()[1:])
print(BaseException.__str__(KeyError("a")), ValueError.__name__, Exception.__mro__)
try:
    raise ValueError("tb").with_traceback(None)
except ValueError as e:
    print(e.__traceback__ is not None)
