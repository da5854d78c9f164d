# try, finally, with, loops: every way in and every way out.
log = []


def note(x):
    log.append(x)
    return x


def flush(label):
    print(label, log)
    log.clear()


class Manager:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        note("enter " + self.name)
        if self.fail == "enter":
            raise RuntimeError("enter")
        return self.name

    def __exit__(self, kind, value, traceback):
        note(f"exit {self.name} {kind.__name__ if kind else None}")
        if self.fail == "exit":
            raise RuntimeError("exit")
        return self.suppress


def finally_return(kind):
    try:
        try:
            note("body")
            if kind == "return":
                return "returned"
            if kind == "raise":
                raise ValueError(kind)
            if kind == "return in finally":
                1 / 0
        except ValueError as e:
            note(f"handler {e}")
            return "handled"
        else:
            note("else")
        finally:
            note("finally")
            if kind == "return in finally":
                return "overridden"
    finally:
        note("outer finally")
    return "end"


for kind in ("return", "raise", "none", "return in finally"):
    note(finally_return(kind))
    flush(kind)


def loops(n):
    out = []
    for i in range(n):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            out.append(i)
        finally:
            out.append(f"f{i}")
    else:
        out.append("else")
    while n:
        n -= 1
        with Manager(str(n)):
            if n % 2:
                continue
            if n == 0:
                break
    else:
        out.append("while else")
    return out


print(loops(3), loops(6))
flush("with in loops")


def nested_with():
    with Manager("a"), Manager("b", suppress=True) as b, Manager("c"):
        note(b)
        raise KeyError("k")
    return "after"


print(nested_with())
flush("nested with")

for fail in ("enter", "exit"):
    try:
        with Manager("outer"), Manager("inner", fail=fail):
            note("body")
    except RuntimeError as e:
        note(repr(e))
    flush(fail)


def return_through_with():
    for i in range(3):
        with Manager(f"m{i}"):
            with Manager("n"):
                if i == 1:
                    return i, note("value")


print(return_through_with())
flush("return through with")


def handlers(e):
    try:
        raise e
    except (KeyError, IndexError) as x:
        return "lookup", type(x).__name__
    except ValueError:
        return "value"
    except:
        return "any"


print(handlers(KeyError()), handlers(IndexError()), handlers(ValueError()), handlers(TypeError()))


def context():
    try:
        try:
            raise ValueError("first")
        except ValueError:
            raise KeyError("second")
    except KeyError as e:
        chain = [type(e.__context__).__name__, e.__cause__]
    try:
        try:
            raise ValueError("first")
        except ValueError as v:
            raise KeyError("second") from v
    except KeyError as e:
        chain += [type(e.__cause__).__name__, e.__suppress_context__]
    return chain


print(context())


def reraise():
    try:
        try:
            raise ValueError("again")
        except ValueError:
            try:
                raise
            finally:
                note("reraised")
    except ValueError as e:
        return str(e)


print(reraise())
flush("reraise")


def groups():
    out = []
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), OSError(4)])])
    except* ValueError as e:
        out.append([str(x) for x in e.exceptions])
    except* TypeError as e:
        out.append([str(x) for x in e.exceptions])
    except* OSError:
        out.append("os")
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
        except* ValueError as e:
            raise RuntimeError("new")
    except ExceptionGroup as e:
        out.append([type(x).__name__ for x in e.exceptions])
    try:
        raise ValueError("plain")
    except* ValueError as e:
        out.append((type(e).__name__, e.exceptions))
    try:
        try:
            pass
        except* ValueError:
            out.append("never")
        else:
            out.append("else")
    finally:
        out.append("finally")
    return out


for line in groups():
    print(line)


def chained(a, b, c):
    return a < b < c, a < note(b) <= c != 4, not a < b, a in (b, c) and b, (a or b) and c


print(chained(1, 2, 3), chained(3, 2, 1), chained(0, 0, 0))
flush("chained")


def conditions(a, b, c):
    r = []
    if a and (b or not c):
        r.append(1)
    if not (a and b) or c:
        r.append(2)
    if (a if b else c):
        r.append(3)
    if a is None or b is not None and c:
        r.append(4)
    while a and b:
        a -= 1
        if c:
            continue
        b -= 1
    r.append((a, b))
    return r


for a in (None, 0, 2):
    for b in (0, 1):
        for c in (0, 1):
            print(a, b, c, conditions(a, b, c))


def deep_finally():
    for i in range(2):
        try:
            try:
                try:
                    if i:
                        return note("r")
                    continue
                finally:
                    note("a")
            finally:
                note("b")
        finally:
            note("c")


print(deep_finally())
flush("deep")


def loop_else():
    for i in []:
        pass
    else:
        note("empty")
    for i in range(2):
        for j in range(2):
            if j:
                break
        else:
            continue
        note((i, j))
    else:
        note("done")
    i = 0
    while True:
        i += 1
        if i > 3:
            break
    return i


print(loop_else())
flush("loop else")


def assertion(x):
    try:
        assert x, f"message {x}"
        return "fine"
    except AssertionError as e:
        return str(e)


print(assertion(1), assertion(0), assertion([]))


def swap(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    [a, *b], c = (1, 2, 3), (a, b, c)
    x = y = z = [a]
    x[0], i = 5, 0
    i, y[i] = 0, 6
    return a, b, c, x, y is z


print(swap(1, 2, 3))
