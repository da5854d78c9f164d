# contextlib, copy, weakref, warnings, traceback, atexit, inspect
import contextlib, copy, weakref, warnings, traceback, sys, io, inspect, gc, types


@contextlib.contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print("</%s>" % name)


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("c"):
        raise KeyError("k")
except KeyError as e:
    print("outer", e)


@tag("deco")
def decorated(x):
    return x * 2


print(decorated(4))
with contextlib.suppress(ZeroDivisionError):
    1 / 0
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    print("captured")
print(repr(buf.getvalue()))
with contextlib.ExitStack() as stack:
    a = stack.enter_context(tag("x"))
    b = stack.enter_context(tag("y"))
    stack.callback(print, "callback", 1)
    print(a, b)
with contextlib.closing(io.StringIO("data")) as f:
    print(f.read())
with contextlib.nullcontext(5) as five:
    print(five)


@contextlib.contextmanager
def never():
    if False:
        yield


try:
    with never():
        pass
except RuntimeError as e:
    print(e)

nested = [1, [2, 3], {"a": [4]}]
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested[1].append(9)
print(shallow, deep)


class Obj:
    def __init__(self):
        self.data = [1]
        self.me = self


o = Obj()
d = copy.deepcopy(o)
print(d.me is d, d.data == o.data, d.data is o.data)


class HasCopy:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


print(copy.copy(HasCopy()), copy.deepcopy([HasCopy()]))
w = weakref.ref(o)
print(w() is o, weakref.getweakrefcount(o), w == weakref.ref(o))
del d
wd = weakref.WeakValueDictionary()
wd["k"] = o
print(wd["k"] is o, len(wd), "k" in wd)
ws = weakref.WeakSet([o])
print(o in ws, len(ws))
try:
    weakref.ref(5)
except TypeError as e:
    print(e)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning)
print([(str(x.message), x.category.__name__) for x in log])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("as error")
    except UserWarning as e:
        print("raised", e)


def boom():
    raise ValueError("boom")


try:
    boom()
except ValueError:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1], len(text.splitlines()))
    tb = sys.exc_info()[2]
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(tb)])
    print(traceback.format_exception_only(ValueError("only")))
try:
    try:
        boom()
    except ValueError as e:
        raise RuntimeError("two") from e
except RuntimeError as e:
    lines = "".join(traceback.format_exception(e)).splitlines()
    print(len(lines), lines[-1], "The above exception" in "\n".join(lines))


def sig(a, b=2, *args, c, d=4, **kw):
    "doc"
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name


print(inspect.signature(sig), inspect.getdoc(sig), sig(1, c=2))
print(list(inspect.signature(sig).parameters), inspect.isfunction(sig), inspect.isclass(Obj), inspect.ismodule(sys))
print(inspect.signature(sig).bind(1, c=3).arguments)


async def coro():
    pass


def gen():
    yield


print(inspect.iscoroutinefunction(coro), inspect.isgeneratorfunction(gen), inspect.iscoroutinefunction(sig))
print(inspect.signature(Obj), inspect.signature(Obj().__init__), inspect.getfullargspec(sig).args)
ns = types.SimpleNamespace(a=1, b="x")
ns.c = 3
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=3))
print(isinstance(gc.collect(), int), gc.isenabled())
M = types.ModuleType("mymod", "docs")
M.x = 5
print(M, M.x, M.__doc__, M.__name__)
import importlib
print(importlib.import_module("collections").__name__)
